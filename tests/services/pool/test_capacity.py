"""One guard for every way into a library: of two who ask at once for one free place, one gets it."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from factories import TEA
from sqlalchemy import func, select, text

from greening.domain.refusals_units import LibraryFull, UnitOwned
from greening.services import records
from greening.storage.records import Record

PAIRS = 6


def at_once(*acts):
    """Do all of them at the same moment; what each gave, or why it was refused."""
    together = Barrier(len(acts))

    def wait_and(act):
        together.wait()
        try:
            return act()
        except (LibraryFull, UnitOwned) as refused:
            return type(refused)

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(wait_and, acts))


def test_of_two_takings_at_once_for_one_free_place_one_gets_it(desk, make):
    wanted = [make.record(company=f"宁波{n}号船厂") for n in range(2 * PAIRS)]

    for round_no in range(PAIRS):
        room = desk.capped(round_no + 1)
        one, other = wanted[2 * round_no : 2 * round_no + 2]
        said = at_once(partial(room.take, "Ana", one), partial(room.take, "Ana", other))
        assert said in ([one, LibraryFull], [LibraryFull, other])
        assert room.owned("Ana") == round_no + 1

    assert desk.wrong() == []


def test_of_two_who_take_one_unit_at_once_one_gets_it(desk, make):
    for n in range(PAIRS):
        record_id = make.record(company=f"宁波{n}号船厂")
        said = at_once(partial(desk.take, "Ana", record_id), partial(desk.take, "Bo", record_id))
        assert said in ([record_id, UnitOwned], [UnitOwned, record_id])

    assert desk.owned("Ana") + desk.owned("Bo") == PAIRS
    assert desk.wrong() == []


def test_taking_and_entering_share_the_last_place(desk, make):
    room = desk.capped(1)
    wanted = make.record(company="宁波海曙船厂")

    def create():
        return records.create(room.work, room.policy, actor=make.person("Ana"), record=TEA, now=room.now).record_id

    said = at_once(create, lambda: room.take("Ana", wanted))

    assert [one for one in said if one is LibraryFull] == [LibraryFull]
    assert (desk.owned("Ana"), desk.wrong()) == (1, [])


def test_entering_into_a_full_library_writes_nothing(work, desk, make):
    policy = desk.capped(1).policy
    make.record(by="Ana")
    with work() as unit:
        before = [unit.session.scalar(text(f"SELECT count(*) FROM {table}")) for table in ("record", "event", "job")]

    with pytest.raises(LibraryFull) as refused:
        records.create(work, policy, actor=make.person("Ana"), record=TEA, now=desk.now)

    with work() as unit:
        after = [unit.session.scalar(text(f"SELECT count(*) FROM {table}")) for table in ("record", "event", "job")]
    assert refused.value.params == {"held": 1, "limit": 1}
    assert after == before
    assert desk.wrong() == []


def test_what_is_entered_into_the_pool_needs_no_place(work, desk, make):
    policy = desk.capped(1).policy
    make.record(by="Ana")

    saved = records.create(work, policy, actor=make.person("Ana"), record=TEA, to_pool=True, now=desk.now)

    assert desk.owner(saved.record_id) is None
    assert desk.owned("Ana") == 1


def test_a_company_that_is_there_is_shown_to_whoever_has_a_full_library(work, desk, make):
    policy = desk.capped(1).policy
    there = make.record(by="Ana")
    with work() as unit:
        company = unit.session.scalar(select(Record.company))

    saved = records.create(work, policy, actor=make.person("Ana"), record=type(TEA)(company=company), now=desk.now)

    assert (saved.record_id, saved.existing) == (there, True)
    with work() as unit:
        assert unit.session.scalar(select(func.count()).select_from(Record)) == 1
