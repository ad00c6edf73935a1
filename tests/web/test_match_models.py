"""The page of the weights: versions, what they are worth, this week's questions, and a choice with its reason."""

from dataclasses import replace

import pytest
from likenesses import AGAIN, CLIENTS, MILL
from sqlalchemy import select, update
from surfing import words

from greening.domain.match_models import week_of
from greening.matching import organisations
from greening.services import candidates, match_models
from greening.storage.candidates import Candidate
from greening.storage.match_models import MatchModel


@pytest.fixture
def found(work, make):
    """The id of the pair that two saves leave."""
    make.record(by="Ana", company=MILL.company, region=MILL.region, phones=MILL.phones)
    make.record(company=AGAIN.company, region=AGAIN.region, phones=AGAIN.phones)
    with work() as unit:
        return unit.session.scalars(select(Candidate.id)).one()


@pytest.fixture
def learned(work, make, found, now):
    """The version that one ruling has taught."""
    shipped = make.policy()
    policy = replace(shipped, matching=replace(shipped.matching, learn_after=1))
    candidates.rule(work, policy, actor=make.person("Qi"), candidate_id=found, verdict="same", now=now)
    version = match_models.learn(work, policy, now=now)
    with work() as unit:
        return unit.session.scalars(select(MatchModel.id).where(MatchModel.version == version)).one(), version


def test_the_page_says_what_holds_and_what_waits(browser_of, learned):
    said = words(browser_of("Qi").get("/matching").text)
    assert f"{organisations.model().version} holds" in said
    assert learned[1] in said
    assert "Let another version hold" not in said


def test_operations_choose_with_a_reason(browser_of, learned):
    ops = browser_of("Ops")
    missing = ops.resend("/matching", "/matching/choice", model=str(learned[0]), reason=" ")
    assert missing.status_code == 422
    assert "Say why, in a paragraph" in missing.text
    assert ops.resend("/matching", "/matching/choice", model=str(learned[0]), reason="它答得更准").status_code == 303
    said = words(ops.get("/matching").text)
    assert f"{learned[1]} holds" in said
    assert "它答得更准" in said


def test_the_weeks_questions_are_a_list_of_their_own(browser_of, work, found, now):
    qi = browser_of("Qi")
    assert "No pair fits these filters" in qi.get("/candidates?questions=week").text
    with work() as unit:
        unit.session.execute(update(Candidate).where(Candidate.id == found).values(asked_on=week_of(now)))
    assert "1 pair" in words(qi.get("/candidates?questions=week").text)
    assert "0 / 1" in words(qi.get("/matching").text) or "0 of 1" in words(qi.get("/matching").text)


@pytest.fixture
def monday(found, now):
    return week_of(now)


def test_who_answers_questions_goes_on_with_questions(browser_of, work, make, monday):
    make.record(by="Ana", company=f"杭州{CLIENTS[1]}有限公司", region="330100", phones=("0571-55507777",))
    make.record(company=CLIENTS[1], region="330100", phones=("0571-55507777",))
    make.record(by="Ana", company=f"杭州{CLIENTS[2]}有限公司", region="330100", phones=("0571-55506666",))
    make.record(company=CLIENTS[2], region="330100", phones=("0571-55506666",))
    with work() as unit:
        ids = list(unit.session.scalars(select(Candidate.id).order_by(Candidate.bits.desc())))
        asked = [ids[0], ids[-1]]
        unit.session.execute(update(Candidate).where(Candidate.id.in_(asked)).values(asked_on=monday))
    page = f"/candidates/{asked[0]}"
    sent = browser_of("Qi").resend(page, f"{page}/ruling", verdict="different")
    assert sent.headers["Location"].startswith(f"/candidates/{asked[1]}?")
