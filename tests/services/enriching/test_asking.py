"""What is asked, in which order, and what the page of a question is told."""

from datetime import timedelta

import pytest

from greening.domain.claims import State
from greening.domain.enriching import Kind, Said
from greening.domain.refusals import Denied
from greening.domain.refusals_units import ClaimNotThere
from greening.services import enriching
from greening.storage import claims
from validators.record import Answer, KeyPerson

PHONE = "key_persons[0].phones[0]"


def test_nobody_being_named_the_first_question_is_who_decides(make, pooled, ask):
    make.claim(pooled)
    shown = ask(pooled)
    assert (shown.question.path, shown.question.stands) == ("key_persons[0].name", "")
    assert shown.company == "西湖茶铺有限公司"
    assert (shown.place, shown.total) == (sum(not one.is_open for one in shown.known) + 1, 24)
    assert shown.due.days == 60


def test_once_somebody_is_named_their_number_comes_next_and_then_what_is_worth_most(make, pooled, ask, answer):
    make.claim(pooled)
    answer(pooled, "key_persons[0].name", "李雷")
    asked = ask(pooled).question
    assert (asked.path, asked.points) == (PHONE, 12)
    answer(pooled, PHONE, Answer.NOT_FOUND)
    assert ask(pooled).question.path == "key_persons[0].emails[0]"
    answer(pooled, "key_persons[0].emails[0]", Answer.HAS_NONE)
    asked = ask(pooled).question
    assert (asked.path, asked.points) == ("ids[0]", 10)


def test_a_number_that_nobody_has_tried_is_to_be_called(make, named, ask):
    make.claim(named)
    asked = ask(named).question
    assert (asked.path, asked.kind, asked.stands) == (PHONE, Kind.CALL, "13900001236")


def test_what_is_put_off_comes_last(make, named, ask):
    make.claim(named)
    first = ask(named).question
    shown = ask(named, skipped=(first.path,))
    assert shown.question.path == "ids[0]"
    assert (shown.skipped, shown.place) == (1, ask(named).place + 1)


def test_what_is_still_missing_to_the_pass_is_said(make, named, ask):
    make.claim(named)
    score, channel = ask(named).passing
    assert not score.holds
    assert (channel.got, channel.needed) == (60, 70)


def test_a_doubted_value_is_asked_for_once_more_with_the_reason(make, ask, answer):
    record_id = make.record(
        company="西湖茶铺有限公司", key_persons=(KeyPerson("李雷", "老板", phones=("13888888888",)),)
    )
    make.claim(record_id)
    shown = ask(record_id)
    assert (shown.question.path, shown.question.kind, shown.question.stands) == (PHONE, Kind.TEXT, "13888888888")
    assert shown.findings
    answer(record_id, PHONE, "13888888888")
    assert ask(record_id).question.path != PHONE


def test_of_an_own_customer_the_same_is_asked(make, ask):
    record_id = make.record(by="Ana", company="西湖茶铺有限公司")
    shown = ask(record_id)
    assert shown.question.path == "key_persons[0].name"
    assert (shown.claim_id, shown.due) == (None, None)


@pytest.mark.parametrize("by", ["Bo", "Chen", "Qi", "Ops"])
def test_nobody_else_is_asked(make, pooled, ask, by):
    make.claim(pooled)
    with pytest.raises(Denied):
        ask(pooled, by=by)


def test_an_unclaimed_record_asks_nobody(pooled, ask):
    with pytest.raises(Denied):
        ask(pooled)


def test_what_was_submitted_waits_and_asks_nothing(make, pooled, ask):
    make.claim(pooled, state="submitted")
    shown = ask(pooled)
    assert (shown.question, shown.state) == (None, State.SUBMITTED)
    assert shown.known


def test_a_claim_that_has_ended_says_so(work, policy, make, pooled, now):
    claim_id = make.claim(pooled)
    with work() as unit:
        claim, _ = claims.locked(unit.session, claim_id)
        claims.end(unit.session, claim, claims.End.EXPIRED, by=None, now=now)
    with pytest.raises(ClaimNotThere):
        enriching.quest(work, policy, actor=make.person("Ana"), claim_id=claim_id, now=now)


def test_a_claim_of_somebody_else_is_not_mine(work, policy, make, pooled, now):
    claim_id = make.claim(pooled, by="Bo")
    with pytest.raises(Denied):
        enriching.quest(work, policy, actor=make.person("Ana"), claim_id=claim_id, now=now)


def test_what_was_answered_lately_can_be_undone_by_name(make, pooled, ask, answer):
    make.claim(pooled)
    answer(pooled, "website", "www.tea.example")
    done = ask(pooled).done[0]
    assert (done.path, done.said, done.value) == ("website", Said.VALUE, "www.tea.example")
    assert ask(pooled, at=make.now + make.policy().enriching.undo + timedelta(seconds=1)).done == ()


def test_advice_while_typing_writes_nothing(policy, make, pooled, loaded, now):
    make.claim(pooled)
    before = loaded(pooled)
    said = enriching.advice(
        make.work, policy, actor=make.person("Ana"), record_id=pooled, path=PHONE, typed="13888888888", now=now
    )
    assert {one.code for one in said.findings}
    assert loaded(pooled) == before
