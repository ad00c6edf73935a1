"""While a conflict is open its customer stays where they are; and what the database never takes."""

import pytest
from court import DAY, LATER
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from waiting import when_let_go

from greening.domain.refusals_conflicts import RulingMovedOn
from greening.domain.refusals_units import MergeRuled, UnitContested
from greening.services import candidates, claims, merges, pool
from greening.storage import freezes, merging, units
from greening.storage.freezes import Cause, Freeze


@pytest.fixture
def soon(court):
    return court.now + DAY


@pytest.fixture
def refuses(court):
    """Let the database judge a statement; the constraint that refuses it."""

    def execute(statement, **values):
        with pytest.raises(DBAPIError) as refused, court.work() as unit:
            unit.session.execute(text(statement), values)
        return refused.value.orig.diag.constraint_name or str(refused.value.orig.diag.message_primary)

    return execute


def test_nobody_claims_takes_or_gives_it_back(court, held, contested, soon):
    unit_id, given = court.unit(held).id, {"now": soon}
    [asked] = claims.claim(court.work, court.policy, actor=court.person("Wei"), unit_ids=[unit_id], **given)
    assert asked.refusal.code == "unit.contested"
    with pytest.raises(UnitContested):
        pool.take(court.work, court.policy, actor=court.person("Wei"), unit_id=unit_id, **given)
    with pytest.raises(UnitContested):
        pool.release(court.work, court.policy, actor=court.person("Ana"), unit_id=unit_id, reason="无需求", **given)
    assert court.owner(held) == "Ana"
    court.rule(contested, "uphold")
    pool.release(
        court.work, court.policy, actor=court.person("Ana"), unit_id=unit_id, reason="无需求", now=court.now + LATER
    )


def test_nobody_merges_it(court, soon):
    pair = court.pair(second="Ops")
    first, second = court.records(pair)
    said = {"candidate_id": pair, "verdict": "same", "now": court.now}
    candidates.rule(court.work, court.policy, actor=court.person("Qi"), **said)
    court.visit(first, "Bo")
    court.file(record_id=first)
    with pytest.raises(UnitContested):
        merges.merge(court.work, court.policy, actor=court.person("Qi"), candidate_id=pair, kept_id=first, now=soon)
    with pytest.raises(UnitContested), court.work() as unit:
        merging.merge(unit, court.policy, kept_id=first, gone_id=second, by=None, now=soon)


def test_nobody_parts_it_while_somebody_contests_it(court, soon):
    pair = court.pair(second="Ops")
    first, _ = court.records(pair)
    qi = {"actor": court.person("Qi"), "now": court.now}
    candidates.rule(court.work, court.policy, **qi, candidate_id=pair, verdict="same")
    merge_id = merges.merge(court.work, court.policy, **qi, candidate_id=pair, kept_id=first)
    unit_id = court.unit(first).id

    def contest(unit):
        units.hold(unit.session, unit_id)
        freezes.begin(unit.session, unit_id, Cause.CONFLICT, 1, now=court.now)

    def part():
        return merges.undo(court.work, court.policy, merge_id=merge_id, **qi)

    [came] = when_let_go(court.work, contest, part)
    assert isinstance(came, UnitContested)


def test_what_a_ruling_has_merged_is_parted_by_taking_the_ruling_back(court, soon):
    conflict_id = court.file(candidate_id=court.pair())
    first, second = court.records(court.case(conflict_id).candidate_id)
    court.rule(conflict_id, "uphold")
    with court.work() as unit:
        merge_id = unit.session.scalar(text("SELECT id FROM merge"))
    with pytest.raises(MergeRuled):
        merges.undo(court.work, court.policy, actor=court.person("Qi"), merge_id=merge_id, now=court.now + LATER)
    court.undo(conflict_id)
    assert (court.owner(first), court.owner(second)) == ("Ana", "Bo")
    court.counters()


def test_a_ruling_on_a_customer_who_has_moved_all_the_same_is_refused(court, held, contested, give):
    with court.work() as unit:
        unit.session.execute(text("UPDATE unit_freeze SET ended_at = began_at"))
    pool.release(
        court.work,
        court.policy,
        actor=court.person("Ana"),
        unit_id=court.unit(held).id,
        reason="无需求",
        now=court.now + DAY,
    )
    with pytest.raises(RulingMovedOn):
        court.rule(contested, "transfer")


COPY = """
    INSERT INTO conflict (unit_id, other_unit_id, candidate_id, source, filed_by, filed_at, discovered_at, holder_id,
        challenger_id, reason, answer_by, rule_by, facts, recommendation, lot, policy_version)
    SELECT {unit}, other_unit_id, candidate_id, source, filed_by, filed_at, discovered_at, {holder}, challenger_id, reason,
        answer_by, rule_by, facts, recommendation, lot, policy_version FROM conflict
"""
RULE = """
    INSERT INTO conflict_ruling (conflict_id, code, to_id, reason, by_id, at, undo_until, policy_version)
    SELECT id, 'transfer', :to, 'So.', :by, filed_at, rule_by, policy_version FROM conflict
"""


def test_the_database_takes_one_open_conflict_a_unit(court, held, contested, refuses):
    assert refuses(COPY.format(unit="unit_id", holder="holder_id")) == "uq__conflict__unit_id_open"
    frozen = "INSERT INTO unit_freeze (unit_id, cause, case_id, began_at) SELECT unit_id, cause, 999, began_at FROM unit_freeze"
    assert refuses(frozen) == "uq__unit_freeze__unit_id_contested"
    assert Freeze.__tablename__ == "unit_freeze"


def test_the_database_takes_no_conflict_with_oneself(contested, refuses):
    assert refuses(COPY.format(unit="unit_id", holder="challenger_id")) == "ck__conflict__two_parties"


@pytest.mark.parametrize("name", ["Ana", "Bo"])
def test_the_database_takes_no_party_as_judge(court, contested, refuses, name):
    told = {"to": court.person("Bo").id, "by": court.person(name).id}
    assert refuses(RULE, **told) == "judge_is_no_party"


def test_the_database_takes_no_ruling_for_a_third_and_none_without_its_state(court, contested, refuses):
    told = {"by": court.person("Ada").id}
    assert refuses(RULE, to=court.person("Wei").id, **told) == "judge_is_no_party"
    assert refuses(RULE, to=court.person("Bo").id, **told) == "state_has_ruling"
    assert refuses("UPDATE conflict SET state = 'ruled', closed_at = now()") == "state_has_ruling"


def test_the_database_changes_no_conflict_statement_or_ruling(court, contested, refuses):
    assert refuses("UPDATE conflict SET facts = '{}'") == "only_state_moves"
    assert refuses("UPDATE conflict SET holder_id = filed_by, challenger_id = holder_id") == "only_state_moves"
    court.rule(contested, "uphold")
    for table in ("conflict_ruling", "conflict_statement"):
        assert table in refuses(f"DELETE FROM {table}")
