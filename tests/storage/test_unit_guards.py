"""What may never be said of a unit, the database refuses, whoever says it."""

from datetime import timedelta

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from greening.domain.ownership import Begin, End
from greening.storage import events, holdings, ownership, units

OWN = "UPDATE unit SET owner_id = :ana, owned_since = :now WHERE id = :unit"
HISTORY = """
    INSERT INTO ownership (unit_id, owner_id, began_at, how, policy_version) VALUES (:unit, :ana, :now, 'take', 1)
"""
CLAIM = """
    INSERT INTO claim (unit_id, rep_id, opened_at, due_on, due_at, saved_at, policy_version)
    VALUES (:unit, :bo, :now, '2026-06-01', :later, :now, 1)
"""
RIGHT = """
    INSERT INTO entitlement (unit_id, rep_id, began_at, until, policy_version) VALUES (:unit, :ana, :now, :later, 1)
"""
CREDIT = """
    INSERT INTO credit (unit_id, rep_id, path, kind, points, cause, at, policy_version)
    VALUES (:unit, :ana, 'address', 'proven', 4.5, 'review:1', :now, 1)
"""
REVERSAL = """
    INSERT INTO credit (unit_id, rep_id, path, kind, points, cause, reverses_id, at, policy_version)
    SELECT unit_id, rep_id, path, 'reversal', -points, :cause, id, :now, 1 FROM credit WHERE kind = 'proven'
"""


@pytest.fixture
def said(work, make, now):
    """Says things of one pool unit in one transaction, in SQL; the constraint or trigger that refused is raised."""
    record_id = make.record()
    with work() as unit:
        unit_id = units.of_record(unit.session, record_id)[0].id
    given = {"unit": unit_id, "ana": make.person("Ana").id, "bo": make.person("Bo").id, "now": now}
    given["later"] = now + timedelta(days=90)

    def said(*statements, **more):
        with work() as unit:
            for statement in statements:
                unit.session.execute(text(statement), given | more)

    return said


def refused(say, *statements, **more):
    """The name of what refuses it, or its SQLSTATE where that has none."""
    with pytest.raises(DBAPIError) as caught:
        say(*statements, **more)
    assert isinstance(caught.value.orig, psycopg.Error)
    return caught.value.orig.diag.constraint_name or caught.value.orig.sqlstate


def test_nobody_owns_a_unit_without_a_history_that_says_since_when_and_how(said):
    assert refused(said, OWN) == "owner_has_history"
    assert refused(said, HISTORY) == "owner_has_history"
    said(OWN, HISTORY)
    assert refused(said, OWN.replace(":ana", ":bo")) == "owner_has_history"
    assert refused(said, "DELETE FROM ownership") == "owner_has_history"


def test_a_unit_has_one_owner_at_a_time(said):
    assert refused(said, OWN, HISTORY, HISTORY) == "uq__ownership__unit_id_open"


def test_who_gives_a_unit_back_says_why(said):
    said(OWN, HISTORY)
    back = "UPDATE ownership SET ended_at = :now, end_how = 'release'"
    assert refused(said, back) == "ck__ownership__released_with_reason"


def test_a_unit_has_one_claim_at_a_time(said):
    assert refused(said, CLAIM, CLAIM) == "uq__claim__unit_id_live"
    said(CLAIM, "UPDATE claim SET state = 'ended', ending = 'expired', ended_at = :now", CLAIM)


def test_a_claim_that_is_over_says_how(said):
    said(CLAIM)
    assert refused(said, "UPDATE claim SET state = 'ended', ended_at = :now") == "ck__claim__ended_somehow"
    assert refused(said, "UPDATE claim SET state = 'submitted'") == "ck__claim__submitted_at"


def test_nobody_owns_what_another_completes(said):
    assert refused(said, CLAIM, OWN, HISTORY) == "claimant_or_nobody"
    said(CLAIM.replace(":bo", ":ana"), OWN, HISTORY)


def test_nobody_completes_what_another_owns(said):
    said(OWN, HISTORY)
    assert refused(said, CLAIM) == "claimant_or_nobody"


def test_the_leads_of_a_unit_belong_to_one_at_a_time(said):
    said(RIGHT)
    assert refused(said, RIGHT.replace(":ana", ":bo")) == "ex__entitlement__one_at_a_time"
    said("UPDATE entitlement SET ended_at = began_at, ending = 'let_go'", RIGHT.replace(":ana", ":bo"))


def test_an_event_is_paid_once(said):
    said(CREDIT)
    assert refused(said, CREDIT) == "uq__credit__unit_id_cause_path_kind"
    said(CREDIT.replace("review:1", "review:2"))


def test_what_was_paid_is_taken_back_once_and_as_a_row(said):
    said(CREDIT, REVERSAL, cause="complaint:1")
    assert refused(said, REVERSAL, cause="complaint:2") == "uq__credit__reverses_id"
    assert refused(said, CREDIT.replace("4.5", "-4.5").replace("review:1", "review:3")) == "ck__credit__points"


@pytest.mark.parametrize("change", ["UPDATE credit SET points = 9", "DELETE FROM credit", "TRUNCATE credit CASCADE"])
def test_the_ledger_is_only_added_to(said, change):
    said(CREDIT)
    assert refused(said, change) == "23001"


@pytest.mark.parametrize("counter", ["owned", "pits"])
def test_no_counter_falls_below_nothing(said, counter):
    below = f"INSERT INTO holding (person_id, {counter}) VALUES (:ana, -1)"
    assert refused(said, below) == f"ck__holding__{counter}"


def test_what_has_become_part_of_another_is_nobodys(said):
    said(OWN, HISTORY)
    assert refused(said, "UPDATE unit SET merged_into_id = id") == "ck__unit__merged_is_nobodys"


def test_every_change_of_hands_is_in_the_log_with_how_why_and_by_whom(work, make, now):
    ana, record_id = make.person("Ana").id, make.record()
    with work() as unit:
        [there] = units.of_record(unit.session, record_id, lock=True)
        holdings.need_place(unit.session, ana, cap=1)
        ownership.begin(unit.session, there, ana, how=Begin.TAKE, by=ana, policy_version=1, now=now)
        ownership.end(unit.session, there, how=End.RELEASE, by=ana, reason="搬走了", now=now)
    with work() as unit:
        acts = events.page(unit.session, "record", record_id, before=None, limit=2)
        [stay] = ownership.history(unit.session, there.id)
    told = {"owner": ana, "how": "release", "reason": "搬走了"}
    assert [(act.kind, act.actor_id) for act in acts] == [("unit.unowned", ana), ("unit.owned", ana)]
    assert (acts[0].before, acts[1].after) == (told, {"owner": ana, "how": "take"})
    assert (stay.how, stay.began_by, stay.end_how, stay.ended_by, stay.reason) == (
        "take",
        ana,
        "release",
        ana,
        "搬走了",
    )


def test_a_place_is_taken_while_there_is_one_and_freed_with_the_unit(work, make, now):
    ana = make.person("Ana").id
    ids = [make.record(company=f"杭州{number}号茶铺有限公司") for number in "一二三"]

    def take(record_id):
        with work() as unit:
            [there] = units.of_record(unit.session, record_id, lock=True)
            if not holdings.take_place(unit.session, ana, cap=2):
                return False
            ownership.begin(unit.session, there, ana, how=Begin.TAKE, by=ana, policy_version=1, now=now)
            return True

    assert [take(one) for one in ids] == [True, True, False]
    with work() as unit:
        [there] = units.of_record(unit.session, ids[0], lock=True)
        ownership.end(unit.session, there, how=End.RELEASE, by=ana, reason="搬走了", now=now)
    assert take(ids[2])
    with work() as unit:
        assert (holdings.of(unit.session, ana).owned, holdings.wrong(unit.session)) == (2, [])


def test_a_counter_that_says_what_is_not_there_is_found(work, make):
    ana = make.person("Ana").id
    make.record(by="Ana")
    with work() as unit:
        holdings.move_pits(unit.session, {ana: 1})
    with work() as unit:
        assert [tuple(row) for row in holdings.wrong(unit.session)] == [(ana, 1, 1, 1, 0)]
