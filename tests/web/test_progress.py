"""The board on its page: by region, team and person, with a table that says what the bars show."""

import csv
import io
import re

import pytest
from surfing import words

from greening.domain.standings import By, Period


@pytest.mark.parametrize("by", By)
@pytest.mark.parametrize("period", Period)
def test_every_board_of_every_role_stands(browser_of, by, period):
    for name in ("Ana", "Chen", "Qi", "Ada", "Ops"):
        answer = browser_of(name).get(f"/progress?by={by}&period={period}")
        assert answer.status_code == 200


def test_people_of_other_teams_are_named_on_no_board_of_a_rep(browser_of, make):
    make.person("Bo")
    assert not re.search(r"\bBo\b", words(browser_of("Ana").get("/progress?by=person").text))
    assert re.search(r"\bBo\b", words(browser_of("Chen").get("/progress?by=person").text))


def test_what_nobody_offers_is_the_usual_board(browser_of):
    ana = browser_of("Ana")
    usual, asked = (ana.get(path).text for path in ("/progress", "/progress?by=salary&period=ever"))
    assert words(usual) == words(asked)


def test_the_file_has_the_rows_of_the_page_and_no_formula(browser_of, make, work):
    from greening.storage.people import Team

    browser = browser_of("Ops")
    make.person("Ana")
    with work() as unit:
        for team in unit.session.query(Team):
            team.name = f"=cmd {team.name}"
    answer = browser.get("/progress/board.csv?by=team")
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("﻿"))))
    assert rows[0][:3] == ["Rank", "Who", "Claimed"]
    assert [row[1] for row in rows[1:]] == ["'=cmd Hangzhou 1"]


def test_no_english_is_left_on_a_chinese_board(browser_of, make):
    make.person("Bo")
    ops = browser_of("Ops")
    ops.send("/preferences", language="zh_Hans")
    for by in By:
        text = words(ops.get(f"/progress?by={by}").text).replace("English", "")
        assert set(re.findall("[A-Za-z]{2,}", text)) <= {"Ops", "OPS", "CSV", "Hangzhou", "East", "Ana", "Bo"}, by
