"""Who may contest whom, how often, and what begins with it."""

from datetime import timedelta

import pytest
from court import DAY, LATER, vars_of
from factories import Make
from likenesses import AGAIN, MILL
from sqlalchemy import select

from greening.domain.conflict_page import State
from greening.domain.refusals import Denied, NotFound
from greening.domain.refusals_conflicts import (
    Answered,
    AnswerLate,
    ConflictOver,
    ConflictReasonMissing,
    NoLawfulWork,
    NothingContested,
    PairNotSame,
)
from greening.domain.refusals_units import FilingsPaused, TooManyFilings, UnitContested
from greening.services import candidates, conflicts
from greening.storage.candidates import Candidate, CandidateRuling
from greening.storage.conflicts import Conflict
from greening.storage.notices import Notice


@pytest.fixture
def told(work):
    """Who was told what."""

    def rows():
        with work() as unit:
            return [(one.person_id, one.code) for one in unit.session.scalars(select(Notice).order_by(Notice.id))]

    return rows


@pytest.fixture
def answer(court):
    def say(conflict_id, by="Ana", said="I called first.", after=3 * 60):
        at = court.now + timedelta(minutes=after)
        conflicts.answer(court.work, court.policy, actor=court.person(by), conflict_id=conflict_id, said=said, now=at)

    return say


@pytest.fixture
def withdraw(court):
    def give_up(conflict_id, by="Bo"):
        conflicts.withdraw(
            court.work, actor=court.person(by), conflict_id=conflict_id, now=court.now + timedelta(hours=3)
        )

    return give_up


def test_a_filing_freezes_the_unit_and_tells_the_holder(court, held, told):
    conflict_id = court.file(record_id=held)
    assert court.frozen() == [court.unit(held).id]
    assert (court.person("Ana").id, "conflict.opened") in told()
    assert (court.person("Bo").id, "conflict.opened") not in told()
    case = court.case(conflict_id)
    assert (case.holder_id, case.challenger_id) == (court.person("Ana").id, court.person("Bo").id)


def test_a_pair_freezes_both_units_and_the_elder_owner_holds(court):
    pair = court.pair()
    case = court.case(court.file(candidate_id=pair))
    first, second = court.records(pair)
    assert court.frozen() == [court.unit(first).id, court.unit(second).id]
    assert (case.unit_id, case.other_unit_id) == (court.unit(first).id, court.unit(second).id)


def test_the_elder_owner_who_brings_it_up_is_still_the_holder(court):
    case = court.case(court.file("Ana", candidate_id=court.pair()))
    assert case.holder_id == case.filed_by == court.person("Ana").id


def test_who_has_not_worked_a_customer_does_not_contest_it(court):
    with pytest.raises(NoLawfulWork):
        court.file(record_id=court.make.record("Ana"))
    with pytest.raises(NoLawfulWork):
        court.file("Wei", candidate_id=court.pair())
    assert court.frozen() == []


def test_a_record_entered_after_seeing_that_it_is_anothers_is_no_work(court):
    mill = court.make.record("Ana", **vars_of(MILL))
    seen = {"record_id": mill, "now": court.now + timedelta(minutes=5)}
    conflicts.offer(court.work, court.policy, actor=court.person("Bo"), **seen)
    Make(court.work, court.now + timedelta(hours=1)).record("Bo", **vars_of(AGAIN))
    with court.work() as unit:
        pair = unit.session.scalars(select(Candidate.id)).one()
    with pytest.raises(NoLawfulWork):
        court.file(candidate_id=pair)
    assert court.file("Ana", candidate_id=pair)


def test_nothing_is_contested_that_nobody_or_oneself_holds(court, held):
    with pytest.raises(NothingContested):
        court.file(record_id=court.make.record("Ops", company="杭州禾野包装有限公司"))
    with pytest.raises(NothingContested):
        court.file("Ana", record_id=held)
    with pytest.raises(NotFound):
        court.file(unit_id=999_999)


def test_a_pair_ruled_to_be_two_customers_is_not_contested(court):
    pair = court.pair()
    said = {"candidate_id": pair, "verdict": "different", "now": court.now}
    candidates.rule(court.work, court.policy, actor=court.person("Qi"), **said)
    with pytest.raises(PairNotSame):
        court.file(candidate_id=pair)


def test_one_unit_has_one_open_conflict(court, held):
    court.file(record_id=held)
    court.visit(held, "Wei")
    with pytest.raises(UnitContested):
        court.file("Wei", record_id=held)


def test_a_filing_says_why(court, held):
    with pytest.raises(ConflictReasonMissing):
        court.file(record_id=held, reason="  ")


@pytest.mark.parametrize("name", ["Chen", "Ops"])
def test_only_reps_contest(court, held, name):
    with pytest.raises(Denied):
        court.file(name, record_id=held)
    assert court.frozen() == []


def test_nobody_has_more_than_three_filings_open(court, give):
    for number, name in enumerate(("禾野包装", "柏渡物流", "舟溪软件", "栖陌家具")):
        record_id = court.make.record("Ops", company=f"杭州{name}有限公司")
        court.visit(record_id, "Bo")
        give(record_id)
        if number < court.policy.conflicts.open_filings:
            court.file(record_id=record_id)
    with pytest.raises(TooManyFilings):
        court.file(record_id=record_id)


def test_filings_that_came_to_nothing_pause_the_next_one(court, give, withdraw):
    for name in ("禾野包装", "柏渡物流", "舟溪软件", "栖陌家具"):
        record_id = court.make.record("Ops", company=f"杭州{name}有限公司")
        court.visit(record_id, "Bo")
        give(record_id)
        if name == "栖陌家具":
            break
        conflict_id = court.file(record_id=record_id)
        withdraw(conflict_id) if name != "柏渡物流" else court.rule(conflict_id, "insufficient")
    with pytest.raises(FilingsPaused):
        court.file(record_id=record_id, at=court.now + 4 * DAY)
    court.file(record_id=record_id, at=court.now + LATER + court.policy.conflicts.pause)


def test_an_answer_is_given_once_and_in_time(court, held, answer):
    conflict_id = court.file(record_id=held)
    with pytest.raises(ConflictReasonMissing):
        answer(conflict_id, said=" ")
    answer(conflict_id)
    with pytest.raises(Answered):
        answer(conflict_id)
    with pytest.raises(Answered):
        answer(conflict_id, by="Bo")
    assert [one.said for one in court.page(conflict_id).said] == ["I called first."]


def test_an_answer_after_its_day_is_too_late(court, held, answer):
    conflict_id = court.file(record_id=held)
    with pytest.raises(AnswerLate):
        answer(conflict_id, after=4 * 24 * 60)


@pytest.mark.parametrize("name", ["Wei", "Chen"])
def test_only_parties_answer(court, held, answer, name):
    conflict_id = court.file(record_id=held)
    with pytest.raises(Denied):
        answer(conflict_id, by=name)
    assert court.page(conflict_id).said == ()


def test_withdrawing_frees_the_customer_and_tells_the_holder(court, held, withdraw, told):
    conflict_id = court.file(record_id=held)
    with pytest.raises(Denied):
        withdraw(conflict_id, by="Ana")
    withdraw(conflict_id)
    assert (court.case(conflict_id).state, court.frozen()) == (State.WITHDRAWN, [])
    assert (court.person("Ana").id, "conflict.withdrawn") in told()
    with pytest.raises(ConflictOver):
        withdraw(conflict_id)


def test_two_records_of_two_owners_ruled_the_same_become_a_conflict(court, work):
    pair = court.pair()
    said = {"candidate_id": pair, "verdict": "same", "now": court.now + timedelta(hours=2)}
    candidates.rule(work, court.policy, actor=court.person("Qi"), **said)
    with work() as unit:
        case = unit.session.scalars(select(Conflict)).one()
    assert (case.source, case.filed_by) == ("candidate", court.person("Qi").id)
    assert court.page(case.id).facts.identity == "one_unit"
    candidates.rule(work, court.policy, actor=court.person("Qi"), **said)
    with work() as unit:
        assert len(unit.session.scalars(select(Conflict)).all()) == 1
        assert len(unit.session.scalars(select(CandidateRuling)).all()) == 2


def test_a_pair_that_nobody_has_ruled_the_same_opens_no_conflict(court):
    pair, now = court.pair(), court.now
    given = {"candidate_id": pair, "now": now}
    with pytest.raises(PairNotSame):
        conflicts.open_from_candidate(court.work, court.policy, actor=court.person("Qi"), **given)
    with pytest.raises(Denied):
        conflicts.open_from_candidate(court.work, court.policy, actor=court.person("Bo"), **given)
