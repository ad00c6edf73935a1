"""A file fills no library beyond its places, unless it opens the books; whatever is over lies in the pool and says so."""

from dataclasses import replace

import pytest
from intake_desk import counts
from sqlalchemy import select

from greening.domain.intake import Mode, Outcome, Reason
from greening.domain.refusals_units import LibraryFull
from greening.services import intake, pool
from greening.storage import freezes, holdings
from greening.storage.events import Event
from greening.storage.freezes import Cause
from greening.storage.ownership import Ownership
from greening.storage.records import Record, Unit

CAP = 3
HEADER = "company,owner employee number\n"


@pytest.fixture
def desk(desk):
    """A desk where a library holds three."""
    return replace(desk, policy=replace(desk.policy, library=replace(desk.policy.library, cap=CAP)))


@pytest.fixture
def ana(make):
    return make.person("Ana")


def table(count, owner, first=0):
    return HEADER + "".join(f"公司{number:03},{owner.employee_no}\n" for number in range(first, first + count))


def owners(desk):
    """Who has which company, None for the pool."""
    with desk.work() as unit:
        rows = select(Record.company, Unit.owner_id).join(Unit, Unit.record_id == Record.id)
        return {row.company: row.owner_id for row in unit.session.execute(rows)}


def counters(desk, person):
    with desk.work() as unit:
        return holdings.of(unit.session, person.id).owned, holdings.wrong(unit.session)


def problems(desk, run):
    return {
        row.row_no: [one["code"] for one in row.problems] for row in desk.rows(run, Outcome.CREATED) if row.problems
    }


def test_the_first_rows_fill_the_library_and_the_others_lie_in_the_pool(desk, ana):
    run = desk.bring(table(5, ana))

    assert counts(run) == {"created": 5}
    assert [name for name, owner in sorted(owners(desk).items()) if owner] == ["公司000", "公司001", "公司002"]
    assert list(problems(desk, run).values()) == [[Reason.LIBRARY_FULL]] * 2
    assert intake.summary(desk.work, actor=desk.ops, intake_id=run.id).problems == {Reason.LIBRARY_FULL: 2}
    assert counters(desk, ana) == (CAP, [])


def test_what_a_library_holds_already_counts(desk, make, ana):
    make.record(by="Ana", company="宁波海曙船厂")
    desk.bring(table(5, ana))

    assert sum(1 for owner in owners(desk).values() if owner) == CAP
    assert counters(desk, ana) == (CAP, [])


def test_each_owner_has_places_of_their_own(desk, make, ana):
    bo = make.person("Bo")
    rows = "".join(f"公司{n:03},{(ana, bo)[n % 2].employee_no}\n" for n in range(8))

    desk.bring(HEADER + rows)

    assert (counters(desk, ana), counters(desk, bo)) == ((CAP, []), (CAP, []))


def test_an_opening_balance_may_exceed_the_cap_and_nothing_is_taken_until_below(desk, make, ana):
    run = desk.bring(table(5, ana), opening=True)
    wanted = make.record(company="宁波海曙船厂")
    with desk.work() as unit:
        unit_id = unit.session.scalar(select(Unit.id).where(Unit.record_id == wanted))

    with pytest.raises(LibraryFull) as refused:
        pool.take(desk.work, desk.policy, actor=ana, unit_id=unit_id, now=desk.now)

    assert refused.value.params == {"held": 5, "limit": CAP}
    assert run.opening
    assert intake.summary(desk.work, actor=desk.ops, intake_id=run.id).problems == {}
    assert counters(desk, ana) == (5, [])


def test_records_that_are_here_go_to_the_owners_of_the_file_while_places_are_left(desk, ana):
    desk.bring("company\n" + "".join(f"公司{n:03}\n" for n in range(5)))

    run = desk.bring(table(5, ana), mode=Mode.UPDATE)

    assert counts(run) == {"updated": 5}
    assert [name for name, owner in sorted(owners(desk).items()) if owner] == ["公司000", "公司001", "公司002"]
    assert [kind for (kind,) in desk.ask(Event.kind)].count("unit.owned") == CAP
    assert [how for (how,) in desk.ask(Ownership.how)] == ["import"] * CAP
    assert counters(desk, ana) == (CAP, [])


def test_a_later_row_about_the_same_new_company_takes_no_second_place(desk, make, ana):
    bo = make.person("Bo")
    rows = f"公司000,{ana.employee_no}\n公司000,{bo.employee_no}\n公司001,\n公司001,{bo.employee_no}\n"

    desk.bring(HEADER + rows, mode=Mode.UPDATE)

    assert owners(desk) == {"公司000": ana.id, "公司001": bo.id}
    assert (counters(desk, ana), counters(desk, bo)) == ((1, []), (1, []))


@pytest.mark.parametrize("cause", ["claim", "conflict"])
def test_nobody_gets_by_file_what_another_completes_or_what_is_contested(desk, make, ana, cause):
    record_id = make.record(company="宁波海曙船厂")
    if cause == "claim":
        make.claim(record_id, by="Bo")
    else:
        with desk.work() as unit:
            unit_id = unit.session.scalar(select(Unit.id))
            freezes.begin(unit.session, unit_id, Cause.CONFLICT, 1, now=desk.now)

    run = desk.bring(f"{HEADER}宁波海曙船厂,{ana.employee_no}\n", mode=Mode.UPDATE)

    reason = Reason.UNIT_CLAIMED if cause == "claim" else Reason.UNIT_CONTESTED
    [row] = desk.rows(run, Outcome.UPDATED)
    assert row.problems == ({"code": reason, "params": {"person": ana.employee_no}},)
    assert owners(desk) == {"宁波海曙船厂": None}
    assert counters(desk, ana) == (0, [])


def test_whoever_claimed_it_gets_it_by_file_and_keeps_the_claim(desk, make, ana):
    record_id = make.record(company="宁波海曙船厂")
    make.claim(record_id, by="Ana")

    desk.bring(f"{HEADER}宁波海曙船厂,{ana.employee_no}\n", mode=Mode.UPDATE)

    assert owners(desk) == {"宁波海曙船厂": ana.id}


@pytest.mark.parametrize("opening", [False, True])
def test_a_dry_run_foresees_what_goes_to_the_pool(desk, ana, opening):
    intake_id = desk.upload(table(5, ana), opening=opening)

    found = desk.check(intake_id)["problems"]

    said = [{"code": Reason.LIBRARY_FULL, "rows": 2, "first_rows": (4, 5), "outcome": None}]
    assert found == ([] if opening else said)


def test_declaring_an_opening_balance_makes_a_dry_run_ask_again(desk, ana):
    intake_id = desk.upload(table(5, ana))
    desk.check(intake_id)

    intake.configure(desk.work, actor=desk.ops, intake_id=intake_id, opening=True)

    assert desk.run(intake_id).opening
    assert desk.run(intake_id).checked is None
