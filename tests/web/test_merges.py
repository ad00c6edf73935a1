"""A pair that is one company becomes one record, its old address leads there, and it can be two again."""

import re

import pytest
from surfing import words

PHONE = "0571-88880001"


@pytest.fixture
def pair(make):
    """Two records that resemble each other, and the id of their candidate's page."""
    shared = {"region": "330106", "website": "linghang.example", "phones": (PHONE,)}
    return [make.record(company=name, **shared) for name in ("杭州领航贸易有限公司", "杭州领航商贸有限公司")]


@pytest.fixture
def same(browser_of, pair):
    """The path of the page of a pair that Qi has ruled to be one company."""
    qi = browser_of("Qi")
    listed = qi.get("/candidates").text
    path = "/candidates/" + listed.partition('href="/candidates/')[2].partition('"')[0].partition("?")[0]
    qi.resend(path, f"{path}/ruling", verdict="same")
    return path


def merge(browser, path, **chosen):
    return browser.resend(path, "/merges", **chosen)


def test_one_record_stays_and_the_address_of_the_other_leads_there(browser_of, pair, same):
    qi = browser_of("Qi")
    done = merge(qi, same, kept=str(pair[0]))
    assert done.status_code == 303
    assert "杭州领航商贸有限公司" in words(qi.get(done.location).text)
    there = qi.get(f"/records/{pair[1]}")
    assert (there.status_code, there.location) == (302, f"/records/{pair[0]}?was={pair[1]}")
    assert f"R-{pair[1]} has become part of this record." in words(qi.get(there.location).text)
    assert f"R-{pair[1]}" not in words(qi.get("/records").text)


def test_they_are_two_again(browser_of, pair, same):
    qi = browser_of("Qi")
    page = merge(qi, same, kept=str(pair[1])).location
    qi.resend(page, f"{page}/undo")
    assert qi.get(f"/records/{pair[0]}").status_code == 200
    assert "They are two records again." in words(qi.get(page).text)
    assert "Merge taken back" in words(qi.get("/merges").text)


def test_nothing_is_merged_that_nobody_has_ruled_to_be_one(browser_of, pair, same):
    qi = browser_of("Qi")
    qi.resend(same, f"{same}/ruling", verdict="different")
    answer = qi.client.post("/merges", data={"candidate": same.rpartition("/")[2], "kept": pair[0]})
    assert answer.status_code in {400, 422}
    assert qi.get(f"/records/{pair[1]}").status_code == 200


@pytest.mark.parametrize("name", ["Ana", "Chen"])
def test_merging_is_not_for_whoever_sells(browser_of, pair, same, name):
    assert browser_of(name).get("/merges").status_code == 403


def test_both_pages_speak_chinese(browser_of, pair, same):
    qi = browser_of("Qi")
    page = merge(qi, same, kept=str(pair[0])).location
    qi.send("/preferences", language="zh_Hans")
    for path in ("/merges", page):
        said = words(qi.get(path).text)
        assert "并入" in said
        assert set(re.findall("[A-Za-z]{3,}", said)) <= {"English"}, path
