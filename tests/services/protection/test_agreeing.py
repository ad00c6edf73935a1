"""What a page says, what a reminder says and what the sweep does are one thing, to the second, through the database."""

from datetime import timedelta
from random import Random

from clock_library import NOTES

from greening.domain.protection import State
from greening.services import protection

SECOND = timedelta(seconds=1)
CUSTOMERS = 10
FAR = 400


def _visited(library, unit_id, chance):
    """Some visits of a customer, of all kinds, some of them noted too late."""
    for day in sorted(chance.sample(range(1, 80), chance.randint(0, 4))):
        at = library.later(days=day, hours=chance.randint(0, 5))
        note = chance.choice((*NOTES, "继续跟进", f"已联系{day}"))
        said = {"at": at.now - timedelta(days=chance.choice((0, 0, 0, 1, 6))), "outcome": chance.choice(("", "nobody"))}
        chance.choice((at.visit, at.captured))(unit_id, f"{note}，{day}号门店", **said)


def _pages(library, units):
    """How customers are protected, each on its own page and all in the list of what drops next."""
    given = {"actor": library.make.person("Ana"), "now": library.now}
    asked = [library.record_of(one) for one in units]
    shown = [protection.countdown(library.work, library.policy, **given, record_id=one) for one in asked]
    rows = protection.coming(library.work, library.policy, **given, days=FAR).rows
    listed = {one.record_id: one.ends for one in rows}
    return [[one.ends for one in shown], [listed[one] for one in asked]]


def test_reminder_countdown_and_drop_agree_to_the_second(library):
    chance = Random(11)
    units = [library.owned() for _ in range(CUSTOMERS)]
    for unit_id in units:
        _visited(library, unit_id, chance)
    ends = {unit_id: library.stands(unit_id) for unit_id in units}
    assert len({one.due_at for one in ends.values()}) > 2, "they do not all end alike"
    assert _pages(library, units) == [[ends[one] for one in units]] * 2
    for due_at in sorted({one.due_at for one in ends.values()}):
        theirs = [unit_id for unit_id in units if ends[unit_id].due_at == due_at]
        assert library.at(due_at - SECOND).sweep().dropped == 0
        assert {library.at(due_at).stands(unit_id).state for unit_id in theirs} == {State.DROPS}
        assert library.at(due_at).sweep().dropped == len(theirs)
    assert {drop.unit_id: drop.due_at for drop in library.drops()} == {one: ends[one].due_at for one in units}


def test_every_reminder_comes_on_its_morning_with_the_days_that_the_page_shows(library):
    chance = Random(12)
    unit_id = library.owned()
    _visited(library, unit_id, chance)
    for one in library.stands(unit_id).reminders:
        before = len(library.told())
        library.at(one.at - SECOND).sweep()
        assert len(library.told()) == before
        library.at(one.at).sweep()
        assert library.told()[before:] == [("protection.due", library.at(one.at).stands(unit_id).days_left)]
