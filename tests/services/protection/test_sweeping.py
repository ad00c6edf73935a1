"""Reminders and drops: told once, dropped when due and not before, looked at again under the lock."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from clock_library import NOTES
from sqlalchemy import select
from waiting import when_let_go

from greening.domain.ownership import End
from greening.domain.protection import Clock, State
from greening.storage import freezes, holdings, ownership, units
from greening.storage.freezes import Cause
from greening.storage.ownership import Ownership
from greening.storage.review import Review

SECOND = timedelta(seconds=1)
F_ENDS = datetime(2026, 3, 23, 16, tzinfo=UTC)
"""The end of the fifteenth working day after the Monday on which everything here begins."""


def test_a_customer_nobody_talks_to_drops_into_the_pool_and_says_why(library, make):
    unit_id = library.owned()
    assert library.at(F_ENDS - SECOND).sweep().dropped == 0
    assert library.at(F_ENDS).sweep().dropped == 1
    dropped = library.unit(unit_id)
    assert (dropped.owner_id, dropped.owned_since) == (None, None)
    why = library.drops()[0]
    assert (why.clock, why.due_at, why.visit_id, why.policy_version) == (Clock.FOLLOW_UP, F_ENDS, None, 1)
    with library.work() as unit:
        row = unit.session.scalars(select(Ownership)).one()
        assert (row.end_how, row.ended_by, row.reason) == (End.DROP, None, "follow_up")
        assert holdings.of(unit.session, make.person("Ana").id).owned == 0
    assert library.told()[-1] == ("protection.dropped", None)


def test_twice_is_once(library):
    library.owned()
    late = library.at(F_ENDS)
    assert (late.sweep().dropped, late.sweep().dropped) == (1, 0)
    assert len(library.drops()) == 1
    assert library.told().count(("protection.dropped", None)) == 1


def test_the_owner_is_reminded_once_and_the_manager_on_the_last_day(library):
    unit_id = library.owned()
    for one in library.stands(unit_id).reminders:
        assert library.at(one.at - SECOND).sweep().told == 0
        assert library.at(one.at).sweep().told == 1
        assert library.at(one.at + timedelta(hours=1)).sweep().told == 0
        assert library.told()[-1] == ("protection.due", one.days_left)
        assert library.told("Chen") == ([("protection.due_team", 1)] if one.days_left == 1 else [])


def test_where_workers_stood_still_only_the_newest_reminder_is_told(library):
    library.owned()
    assert library.at(F_ENDS - timedelta(hours=1)).sweep().told == 1
    assert library.told() == [("protection.due", 1)]


def test_a_clock_that_a_visit_has_moved_is_told_of_anew(library):
    unit_id = library.owned()
    library.at(F_ENDS - timedelta(hours=1)).sweep()
    moved = library.at(F_ENDS - timedelta(minutes=30))
    moved.visit(unit_id)
    again = moved.stands(unit_id)
    library.at(again.reminders[-1].at).sweep()
    assert library.told() == [("protection.due", 1)] * 2


def test_a_deferred_drop_drops_when_the_case_is_over(library):
    unit_id = library.owned()
    with library.work() as unit:
        freezes.begin(unit.session, unit_id, Cause.CONFLICT, 7, now=library.now)
    late = library.at(F_ENDS)
    assert (late.sweep().deferred, late.stands(unit_id).state) == (1, State.DEFERRED)
    with library.work() as unit:
        freezes.end(unit.session, Cause.CONFLICT, 7, late.now)
    assert late.sweep().dropped == 1


@pytest.mark.parametrize(("source", "deferred"), [("lot", 1), ("complaint", 1), ("finding", 0)])
def test_a_look_at_the_record_defers_and_a_mere_doubt_does_not(library, source, deferred):
    unit_id = library.owned()
    with library.work() as unit:
        item = Review(
            record_id=library.record_of(unit_id), source=source, points=1, parts=[], severity="HINT", headline="x",
            codes=[], opened_at=library.now, changed_at=library.now, record_version=1,
        )  # fmt: skip
        unit.session.add(item)
    swept = library.at(F_ENDS).sweep()
    assert (swept.deferred, swept.dropped) == (deferred, 1 - deferred)


def test_a_dry_run_says_what_would_drop_and_drops_nothing(library):
    unit_id = library.owned()
    dry = library.at(F_ENDS).ruled(drops=False)
    assert (dry.sweep().dropped, dry.sweep().waiting) == (0, 1)
    assert library.unit(unit_id).owner_id is not None


def test_nothing_of_an_opening_balance_drops_in_its_first_weeks(library):
    library.owned()
    library.import_all()
    opening = library.now + timedelta(days=28)
    assert library.at(F_ENDS).sweep().dropped == 0
    assert library.at(opening).sweep().dropped == 0
    assert library.at(opening + timedelta(days=1)).sweep().dropped == 1


def test_of_an_opening_balance_a_little_drops_a_week_the_longest_due_first(library):
    units = [library.owned() for _ in range(4)]
    library.later(days=20).visit(units[0])
    library.import_all()
    late = library.later(days=60)
    swept = late.ruled(opening_share=0.5).sweep()
    assert (swept.dropped, swept.waiting) == (2, 2)
    assert library.unit(units[0]).owner_id is not None, "what was visited goes last"
    assert late.ruled(opening_share=0.5).sweep().dropped == 0
    assert late.later(days=7, seconds=1).ruled(opening_share=0.01).sweep().dropped == 1, "one at the least"


@pytest.mark.parametrize("times", range(3))
def test_a_visit_at_the_last_moment_and_the_sweep_meet_and_one_of_them_is_first(library, times):
    unit_id = library.owned()
    last, late = library.at(F_ENDS - SECOND), library.at(F_ENDS)
    with ThreadPoolExecutor(2) as pool:
        noted, swept = pool.submit(last.visit, unit_id), pool.submit(late.sweep)
        noted.result()
        dropped = swept.result().dropped
    assert (library.unit(unit_id).owner_id is None) is bool(dropped)
    if not dropped:
        assert late.stands(unit_id).state is State.PROTECTED


def test_two_sweeps_at_once_drop_once(library):
    for _ in range(3):
        library.owned()
    late = library.at(F_ENDS)
    with ThreadPoolExecutor(2) as pool:
        swept = [pool.submit(late.sweep) for _ in range(2)]
        assert sum(one.result().dropped for one in swept) == 3
    assert len(library.drops()) == 3


def test_what_is_being_given_back_does_not_drop(library):
    unit_id = library.owned()
    late = library.at(F_ENDS)

    def give_back(unit):
        row = units.locked(unit.session, [unit_id])[unit_id]
        ownership.end(unit.session, row, how=End.RELEASE, by=row.owner_id, reason="不在本区", now=late.now)

    [swept] = when_let_go(library.work, give_back, late.sweep)
    assert (swept.dropped, library.drops()) == (0, [])


def test_a_visit_that_is_being_written_down_is_waited_for(library, engine):
    """The drop takes the record first, as whoever writes a visit down does: it sees the visit or is before it."""
    unit_id = library.owned()
    last, late = library.at(F_ENDS - SECOND), library.at(F_ENDS)
    with engine.connect() as other, other.begin():
        other.exec_driver_sql(f"SELECT FROM record WHERE id = {library.record_of(unit_id)} FOR NO KEY UPDATE")
        with ThreadPoolExecutor(1) as pool:
            swept = pool.submit(late.sweep)
            with pytest.raises(TimeoutError):
                swept.result(timeout=0.5)
            other.exec_driver_sql(
                "INSERT INTO visit (record_id, author_id, at, entered_at, note, verdict) SELECT record_id, owner_id,"
                f" '{last.now}', '{last.now}', '{NOTES[0]}', 'effective' FROM unit WHERE id = {unit_id}"
            )
            other.commit()
            assert swept.result().dropped == 0
    assert library.unit(unit_id).owner_id is not None
