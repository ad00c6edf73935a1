"""The countdown of one customer, and the list of what drops next: who may see it, and that it says why."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from clock_library import NOTES

from greening.domain.countdown import Countdown
from greening.domain.people import OPERATOR
from greening.domain.protection import Clock, State
from greening.domain.refusals import NotFound
from greening.services import protection
from greening.storage import freezes
from greening.storage.freezes import Cause

F_ENDS = datetime(2026, 3, 23, 16, tzinfo=UTC)


def countdown(library, unit_id, by="Ana") -> Countdown | None:
    said = {"record_id": library.record_of(unit_id), "now": library.now}
    return protection.countdown(library.work, library.policy, actor=library.make.person(by), **said)


def coming(library, by="Ana", **said):
    actor = library.make.person(by) if isinstance(by, str) else by
    return protection.coming(library.work, library.policy, actor=actor, now=library.now, **said)


def test_it_says_until_when_since_when_and_where_the_next_visit_moves_it(library):
    unit_id = library.owned()
    shown = countdown(library.later(days=7), unit_id)
    assert (shown.ends.due_at, shown.ends.clock, shown.since, shown.by_visit) == (
        F_ENDS, Clock.FOLLOW_UP, library.now, False,
    )  # fmt: skip
    assert shown.if_claimed == shown.if_captured == F_ENDS + timedelta(days=7)


def test_it_says_which_visit_moved_it_and_why_the_others_did_not(library):
    unit_id = library.owned()
    day = [library.later(days=count) for count in range(9)]
    said = {
        day[1].visit(unit_id, "继续跟进"): "void",
        day[2].visit(unit_id, "张经理周五有空"): "weak",
        day[3].visit(unit_id, NOTES[0]): "renewed",
        day[4].visit(unit_id, NOTES[0]): "copied",
        day[7].visit(unit_id, NOTES[1]): "again",
        day[8].visit(unit_id, NOTES[2], outcome="nobody"): "tried",
        day[8].visit(unit_id, NOTES[3], at=day[1].now): "late",
        day[8].visit(unit_id, NOTES[4], at=library.now - timedelta(hours=1)): "before",
    }
    shown = countdown(day[8], unit_id)
    assert {one: effect.code for one, effect in shown.visits.items()} == said
    assert (shown.since, shown.by_visit) == (day[3].now, True)


def test_where_only_the_rep_says_so_again_it_asks_for_a_contact_that_somebody_knows_of(library):
    unit_id = library.owned()
    library.later(days=3).visit(unit_id)
    shown = countdown(library.later(days=8), unit_id)
    assert (shown.if_claimed, shown.if_captured > shown.ends.due_at) == (shown.ends.due_at, True)


@pytest.mark.parametrize(
    ("by", "sees"), [("Ana", True), ("Chen", True), ("Qi", True), ("Ada", True), ("Ops", True), ("Bo", False)]
)
def test_a_rival_is_not_told_when_a_customer_falls_free(library, by, sees):
    unit_id = library.owned()
    assert (countdown(library, unit_id, by) is not None) is sees


def test_the_pool_has_no_countdown_and_nothing_has_none(library):
    unit_id = library.owned()
    late = library.at(F_ENDS)
    late.sweep()
    assert countdown(late, unit_id) is None
    with pytest.raises(NotFound):
        protection.countdown(library.work, library.policy, actor=OPERATOR, record_id=404, now=library.now)


def test_the_list_has_what_drops_next_the_nearest_first_with_what_defers_it(library):
    first, second, third = library.owned(), library.owned(), library.owned("Bo")
    library.later(days=3).captured(first)
    with library.work() as unit:
        freezes.begin(unit.session, second, Cause.CONFLICT, 7, now=library.now)
    late = library.at(F_ENDS)
    records = [library.record_of(one) for one in (second, first)]
    assert [one.record_id for one in coming(late).rows] == records
    assert [one.ends.state for one in coming(late).rows] == [State.DEFERRED, State.PROTECTED]
    assert coming(late).rows[0].cases == {"conflict"}
    assert [one.record_id for one in coming(late, days=0).rows] == records[:1]
    assert [one.owner for one in coming(late, "Chen").rows] == ["Ana", "Ana"]
    assert library.record_of(third) in {one.record_id for one in coming(late, "Ops").rows}
    assert len(coming(late, OPERATOR).rows) == 3


def test_the_list_is_a_page_and_says_how_many_there_are(library):
    units = [library.owned() for _ in range(3)]
    late = library.at(F_ENDS)
    late.policy = replace(late.policy, lists=replace(late.policy.lists, page=2))
    found = coming(late)
    assert ([one.record_id for one in found.rows], found.count) == ([library.record_of(one) for one in units[:2]], 3)


def test_what_waits_for_a_rep_is_what_drops_within_the_first_reminder(library):
    for _ in range(6):
        library.owned()
    said = {"actor": library.make.person("Ana")}
    assert protection.waiting(library.work, library.policy, **said, now=library.now).count == 0
    late = protection.waiting(library.work, library.policy, **said, now=F_ENDS - timedelta(days=5))
    assert (late.count, len(late.rows)) == (6, 5)
