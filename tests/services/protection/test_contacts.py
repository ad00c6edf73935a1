"""What a stored visit counts as, and whose visits count."""

from datetime import UTC, datetime

import pytest
from clock_library import NOTES
from sqlalchemy import update

from greening.domain.ownership import Begin, End
from greening.domain.protection import Contact
from greening.domain.refusals import BadValue
from greening.storage import holdings, ownership, protection
from greening.storage.records import Unit, Visit

F_ENDS = datetime(2026, 3, 23, 16, tzinfo=UTC)


def _contact(library, visit_id):
    with library.work() as unit:
        return protection.contact(unit.session.get_one(Visit, visit_id))


@pytest.mark.parametrize(
    ("note", "outcome", "contact"),
    [
        (NOTES[0], "", Contact.CLAIMED),
        (NOTES[0], "reached", Contact.CLAIMED),
        (NOTES[0], "nobody", Contact.ATTEMPT),
        ("继续跟进", "reached", Contact.VOID),
        ("张经理周五有空", "reached", Contact.VOID),
    ],
)
def test_what_only_its_author_says_is_claimed_and_what_tells_nothing_is_void(library, note, outcome, contact):
    unit_id = library.owned()
    assert _contact(library, library.visit(unit_id, note, outcome=outcome)) is contact


def test_what_a_system_knows_of_is_captured(library):
    assert _contact(library, library.captured(library.owned())) is Contact.CAPTURED


def test_a_copy_of_ones_own_note_is_void_whatever_stands_between_its_letters(library):
    unit_id, other = library.owned(), library.owned()
    assert _contact(library, library.visit(unit_id)) is Contact.CLAIMED
    assert _contact(library, library.visit(other, f"  {NOTES[0].replace('，', ' / ')}！")) is Contact.VOID
    bos = library.owned("Bo")
    assert _contact(library, library.visit(bos, by="Bo")) is Contact.CLAIMED, "of somebody else it is no copy"


def test_an_outcome_that_nobody_offers_is_refused(library):
    with pytest.raises(BadValue):
        library.visit(library.owned(), outcome="sold")


def test_what_came_with_a_file_never_renews(library):
    unit_id = library.owned()
    visit_id = library.captured(unit_id)
    assert library.stands(unit_id).due_at == F_ENDS
    later = library.later(days=3)
    moved = later.captured(unit_id, NOTES[1])
    assert library.stands(unit_id).due_at > F_ENDS
    with library.work() as unit:
        unit.session.execute(update(Visit).where(Visit.id.in_([visit_id, moved])).values(historic=True))
    assert _contact(library, moved) is Contact.VOID
    assert library.stands(unit_id).due_at == F_ENDS


def test_a_visit_of_somebody_else_moves_nothing(library):
    unit_id = library.owned()
    library.later(days=3).visit(unit_id, by="Chen")
    assert library.stands(unit_id).due_at == F_ENDS


def test_a_void_note_moves_nothing(library):
    unit_id = library.owned()
    for day in range(1, 15):
        library.later(days=day).captured(unit_id, "继续跟进")
    assert library.stands(unit_id).due_at == F_ENDS


def test_what_an_inspection_has_struck_moves_nothing_and_says_so(library):
    unit_id = library.owned()
    visit_id = library.later(days=3).captured(unit_id)
    assert library.stands(unit_id).due_at > F_ENDS
    with library.work() as unit:
        unit.session.get_one(Visit, visit_id).struck_at = library.later(days=4).now
    assert library.stands(unit_id).due_at == F_ENDS
    with library.work() as unit:
        assert protection.load(unit.session, [unit_id], library.now)[unit_id].void == {visit_id: "struck"}


def test_what_was_noted_for_an_earlier_ownership_does_not_count(library, make):
    unit_id, bo = library.owned(), make.person("Bo").id
    library.later(days=3).captured(unit_id)
    again = library.later(days=4)
    with library.work() as unit:
        row = unit.session.get_one(Unit, unit_id)
        ownership.end(unit.session, row, how=End.RULING, by=None, now=again.now)
        holdings.move(unit.session, {bo: 1})
        ownership.begin(unit.session, row, bo, how=Begin.RULING, by=None, policy_version=1, now=again.now)
    with library.work() as unit:
        owned = protection.load(unit.session, [unit_id], again.now)[unit_id]
    assert (owned.owner_id, owned.clocks.began_at, owned.clocks.visits) == (bo, again.now, ())


def test_the_pool_has_no_clock(library):
    unit_id = library.owned()
    library.at(F_ENDS).sweep()
    with library.work() as unit:
        assert protection.load(unit.session, [unit_id], library.now) == {}
