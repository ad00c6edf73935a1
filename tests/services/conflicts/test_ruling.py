"""Who rules, what it does, and how exactly it is taken back."""

from datetime import timedelta

import pytest
from court import DAY, JUDGES, LATER
from sqlalchemy import select

from greening.domain.conflict_page import State, What
from greening.domain.refusals import BadValue, Denied, NotFound
from greening.domain.refusals_conflicts import (
    ConflictOver,
    ConflictReasonMissing,
    NotHeard,
    NotTheJudge,
    RulingMovedOn,
)
from greening.domain.refusals_units import LibraryFull, RulingSettled
from greening.services import conflicts
from greening.storage import candidates, entitlements, holdings
from greening.storage.claims import Claim
from greening.storage.conflicts import ConflictRuling
from greening.storage.ownership import Ownership
from greening.storage.people import Person
from greening.storage.records import Record

SLOW = pytest.mark.slow
REST = ("separate", "group", "co_own")


@pytest.fixture
def paired(court):
    """A conflict about two records of one customer, Ana's and Bo's."""
    return court.file(candidate_id=court.pair())


def others(court, conflict_id):
    return [name for name in (*JUDGES, "Ops") if name != court.page(conflict_id, "Ops").judges.name]


def test_the_judge_is_drawn_from_three_and_nobody_else_rules(court, contested):
    judges = court.page(contested, "Ops").judges
    assert (judges.name in JUDGES, judges.eligible, judges.is_head) == (True, 3, False)
    for name in others(court, contested):
        with pytest.raises(NotTheJudge):
            court.rule(contested, "transfer", name)
    for name in ("Ana", "Bo", "Chen", "Qi"):
        with pytest.raises(Denied):
            court.rule(contested, "transfer", name)
    assert court.case(contested).state == State.OPEN


def test_of_too_few_the_head_of_sales_operations_rules_and_the_page_says_so(court, contested):
    with court.work() as unit:
        unit.session.get_one(Person, court.person("Abe").id).active = False
    judges = court.page(contested, "Ops").judges
    assert (judges.name, judges.eligible, judges.is_head, judges.mine) == ("Ops", 2, True, True)
    court.rule(contested, "uphold", "Ops")


def test_who_stands_in_the_line_of_a_party_does_not_rule(court, contested):
    chief = court.person("Asa").id
    with court.work() as unit:
        unit.session.get_one(Person, court.person("Ana").id).manager_id = court.person("Chen").id
        unit.session.get_one(Person, court.person("Chen").id).manager_id = chief
    judges = court.page(contested, "Ops").judges
    assert (judges.eligible, judges.name) == (2, "Ops")
    with pytest.raises(NotTheJudge):
        court.rule(contested, "uphold", "Asa")


def test_nobody_is_ruled_against_unheard(court, contested):
    with pytest.raises(NotHeard):
        court.rule(contested, "transfer", after=DAY)
    said = {"conflict_id": contested, "said": "I called first.", "now": court.now + timedelta(hours=5)}
    conflicts.answer(court.work, court.policy, actor=court.person("Ana"), **said)
    court.rule(contested, "transfer", after=DAY)


def test_a_ruling_has_a_code_a_reason_and_known_questions(court, contested):
    for wrong in ({"reason": " "}, {"cites": ["because"]}, {"reason": "x" * 3000}):
        with pytest.raises((ConflictReasonMissing, BadValue)):
            court.rule(contested, "transfer", **wrong)
    with pytest.raises(BadValue):
        court.rule(contested, "undo")
    with pytest.raises(NotFound):
        court.page(contested + 1, "Ops")
    court.rule(contested, "transfer", cites=["lot", "same_unit"])
    assert court.page(contested).rulings[0].cites == ("same_unit", "lot")


def test_a_transfer_moves_the_customer_and_frees_the_unit(court, held, contested):
    court.rule(contested, "transfer")
    assert (court.owner(held), court.frozen()) == ("Bo", [])
    court.counters()
    with court.work() as unit:
        rows = unit.session.scalars(select(Ownership).order_by(Ownership.id)).all()
        assert [(one.how, one.end_how) for one in rows] == [("take", "ruling"), ("ruling", "")]


def test_the_claim_of_whoever_loses_the_customer_ends_and_their_right_stays(court, give):
    record_id = court.make.record("Ops")
    court.visit(record_id, "Bo")
    court.make.claim(record_id), court.make.right(record_id)
    give(record_id)
    conflict_id = court.file(record_id=record_id)
    assert What.CLAIM_ENDS in {
        one.what for one in court.page(conflict_id, court.judge(conflict_id).name).preview["transfer"]
    }
    court.rule(conflict_id, "transfer")
    with court.work() as unit:
        assert unit.session.scalars(select(Claim.ending)).all() == ["closed"]
        right = entitlements.live(unit.session, court.unit(record_id).id, court.now + LATER)
        assert right
        assert right.rep_id == court.person("Ana").id
    court.undo(conflict_id)
    with court.work() as unit:
        assert unit.session.scalars(select(Claim.state)).all() == ["open"]
    court.counters()


def test_a_full_library_takes_no_ruling_and_the_judge_sees_it_before(court, held, contested, monkeypatch):
    bo = court.person("Bo").id
    with court.work() as unit:
        holdings.move(unit.session, {bo: court.policy.library.cap})
    page = court.page(contested, court.judge(contested).name)
    assert [one.what for one in page.preview["transfer"]] == [What.MOVE, What.FULL]
    with pytest.raises(LibraryFull):
        court.rule(contested, "transfer")
    assert (court.owner(held), court.case(contested).state) == ("Ana", State.OPEN)
    assert court.frozen() == [court.unit(held).id]


@pytest.mark.parametrize("code", ["uphold", "insufficient", *(pytest.param(one, marks=SLOW) for one in REST)])
def test_what_moves_nothing_leaves_the_owner(court, held, contested, code):
    court.rule(contested, code)
    assert (court.owner(held), court.frozen()) == ("Ana", [])


def test_back_to_the_pool_is_nobodys(court, held, contested):
    court.rule(contested, "pool")
    assert court.owner(held) == ""
    court.counters()


@pytest.mark.parametrize(("code", "owner", "winner"), [("uphold", "Ana", 0), ("transfer", "Bo", 1), ("pool", "", 0)])
def test_two_records_become_one_with_one_owner(court, paired, code, owner, winner):
    records = court.records(court.case(paired).candidate_id)
    court.rule(paired, code)
    kept, gone = records[winner], records[1 - winner]
    assert court.owner(kept) == owner
    with court.work() as unit:
        assert unit.session.get_one(Record, gone).merged_into_id == kept
    court.counters()


def everything(court):
    """Owners, claims and counters, and which record is part of which."""
    with court.work() as unit:
        told = select(Record.id, Record.merged_into_id, Record.company, Record.name_key)
        records = unit.session.execute(told.order_by(Record.id)).all()
    ids = [one.id for one in records]
    owned = [(court.owner(one), court.unit(one).owned_since) for one in ids]
    with court.work() as unit:
        counted = holdings.held(unit.session, [court.person(name).id for name in ("Ana", "Bo")])
        held = {one: there.owned for one, there in counted.items() if there.owned}
    return records, owned, held


@pytest.mark.parametrize("code", ["transfer", "pool", *(pytest.param(one, marks=SLOW) for one in ("uphold", *REST))])
def test_taking_a_ruling_on_a_pair_back_restores_all(court, paired, code):
    before = everything(court)
    court.rule(paired, code)
    assert court.undo(paired) == ()
    assert everything(court) == before
    assert court.case(paired).state == State.UNDONE
    court.counters()


@pytest.mark.parametrize("code", ["transfer", "pool"])
def test_taking_a_ruling_on_one_record_back_restores_all(court, contested, code):
    before = everything(court)
    court.rule(contested, code)
    court.undo(contested)
    assert everything(court) == before
    court.counters()


def test_an_undo_is_a_row_of_its_own_with_a_reason(court, contested):
    ruling = court.rule(contested, "transfer")
    court.undo(contested)
    with court.work() as unit:
        rows = unit.session.scalars(select(ConflictRuling).order_by(ConflictRuling.id)).all()
    assert [(one.code, one.reverses_id) for one in rows] == [("transfer", None), ("undo", ruling)]
    with pytest.raises(ConflictOver):
        court.undo(contested)
    with pytest.raises(ConflictOver):
        court.rule(contested, "transfer")


def test_after_thirty_days_a_ruling_stands(court, contested):
    court.rule(contested, "transfer")
    with pytest.raises(RulingSettled):
        court.undo(contested, after=LATER + court.policy.conflicts.undo)


def test_what_has_come_to_somebody_else_since_is_not_taken_back(court, held, give, contested):
    court.rule(contested, "pool")
    give(held, "Wei")
    with pytest.raises(RulingMovedOn):
        court.undo(contested)
    assert (court.owner(held), court.case(contested).state) == ("Wei", State.RULED)


def test_a_pair_ruled_two_customers_is_not_proposed_again(court, paired):
    pair = court.case(paired).candidate_id
    court.rule(paired, "separate")
    with court.work() as unit:
        there = candidates.one(unit.session, pair)
        said = candidates.rulings(unit.session, pair, limit=1)
        assert (there.state, said[0][0].verdict) == ("ruled", "different")
    court.undo(paired)
    with court.work() as unit:
        assert candidates.one(unit.session, pair).state == "open"


def test_the_page_says_what_was_done_since_the_ruling(court, held, contested):
    from greening.services import records

    court.rule(contested, "transfer")
    said = {
        "note": "电话沈砚秋, 要两台机器",
        "at": court.now + LATER,
        "channel": "phone",
        "now": court.now + LATER + DAY,
    }
    records.add_visit(court.work, court.policy, actor=court.person("Bo"), record_id=held, **said)
    page = court.page(contested, court.judge(contested).name, after=LATER + 2 * DAY)
    assert page.since == ("record.visited",)
