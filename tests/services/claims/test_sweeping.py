"""What happens to claims by themselves: over holidays and own days, told before, once, whoever sweeps however often."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from greening.domain.claims import End, State
from greening.services import claims as services
from greening.storage import claims
from greening.storage.claims import Claim
from greening.storage.holidays import Holiday
from greening.storage.records import Unit


def china(*at):
    """A time on the clock of the organisation."""
    return datetime(*at, tzinfo=UTC) - timedelta(hours=8)


def save(desk, unit_id):
    with desk.work() as unit:
        assert claims.saved(unit.session, unit_id, desk.who("Ana").id, desk.now)


def day(desk, on, *, working=False):
    with desk.work() as unit:
        unit.session.merge(Holiday(day=on, working=working))


def codes(desk):
    return [code for code, _ in desk.notices()]


def test_a_claim_without_a_saved_answer_goes_back_after_ten_working_days(desk):
    claim_id = desk.claimed(desk.unit())  # Monday, 2 March
    assert desk.at(china(2026, 3, 16, 23, 59)).sweep()[0] == 0
    assert desk.at(china(2026, 3, 17)).sweep()[0] == 1
    claim = desk.stored(claim_id)
    assert (claim.state, claim.ending, claim.ended_at) == (State.ENDED, End.LAPSED, china(2026, 3, 17))
    assert codes(desk) == ["claim.idle", "claim.lapsed"]
    assert (desk.pits(), desk.miscounted()) == (0, [])
    assert desk.acts("claim.ended")[0].actor_id is None


def test_whoever_saves_keeps_it_until_it_is_due(desk):
    unit_id = desk.unit()
    claim_id = desk.claimed(unit_id)
    for week in range(1, 13):
        moment = desk.after(weeks=week)
        moment.sweep()
        save(moment, unit_id)
    assert desk.at(china(2026, 5, 28, 23, 59)).sweep()[0] == 0
    assert desk.at(china(2026, 5, 29)).sweep()[0] == 1
    assert desk.stored(claim_id).ending == End.EXPIRED
    assert codes(desk) == ["claim.checkpoint", "claim.checkpoint", "claim.due_soon", "claim.expired"]


@pytest.mark.parametrize(
    ("opened", "over"),
    [
        (china(2026, 2, 9, 10), china(2026, 3, 1)),  # nine days off for the Spring Festival, two Saturdays worked
        (china(2026, 9, 18, 10), china(2026, 10, 10)),  # Sunday the 20th is worked, Saturday the 10th too
        (china(2026, 11, 6, 18), china(2026, 11, 21)),  # nothing special
    ],
)
def test_days_off_do_not_count_and_days_worked_instead_do(desk, opened, over):
    claim_id = desk.at(opened).claimed(desk.unit())
    assert desk.at(over - timedelta(minutes=1)).sweep()[0] == 0
    assert desk.at(over).sweep()[0] == 1
    assert desk.stored(claim_id).ending == End.LAPSED


def test_an_own_day_off_prolongs_what_runs(desk):
    claim_id = desk.claimed(desk.unit())
    day(desk, date(2026, 3, 10))
    assert desk.sweep() == (0, 0, 1)
    assert desk.stored(claim_id).due_on == date(2026, 5, 29)
    assert desk.at(china(2026, 3, 17)).sweep()[0] == 0
    assert desk.at(china(2026, 3, 18)).sweep()[0] == 1
    [act] = desk.acts("claim.kept")
    assert (act.before["due"], act.after["due"]) == ("2026-05-28", "2026-05-29")


def test_no_change_of_the_calendar_makes_a_claim_shorter(desk):
    day(desk, date(2026, 3, 10))
    claim_id = desk.claimed(desk.unit())
    due = desk.stored(claim_id).due_on
    with desk.work() as unit:
        unit.session.delete(unit.session.get_one(Holiday, date(2026, 3, 10)))
    day(desk, date(2026, 3, 14), working=True)
    assert desk.sweep() == (0, 0, 0)
    assert desk.stored(claim_id).due_on == due


def test_what_lies_with_its_reviewer_keeps_its_time_and_does_not_end(desk):
    claim_id = desk.claimed(desk.unit())
    desk.change(Claim, claim_id, state=State.SUBMITTED, submitted_at=desk.now)
    day(desk, date(2026, 3, 10))
    assert desk.after(days=300).sweep() == (0, 0, 1)
    assert desk.stored(claim_id).state == State.SUBMITTED


def test_a_reminder_comes_with_the_morning_three_working_days_before(desk):
    unit_id = desk.unit()
    desk.claimed(unit_id)  # lapses with Monday, 16 March; three working days before is Wednesday, the 11th
    assert desk.at(china(2026, 3, 11, 8, 59)).sweep()[1] == 0
    assert desk.at(china(2026, 3, 11, 9)).sweep()[1] == 1
    assert desk.at(china(2026, 3, 12, 9)).sweep()[1] == 0
    [(code, told)] = desk.notices()
    assert (code, told["days"], told["ends"]) == ("claim.idle", 3, china(2026, 3, 17).isoformat())
    save(desk.at(china(2026, 3, 12, 10)), unit_id)
    assert desk.at(china(2026, 3, 23, 9)).sweep()[1] == 1, "whoever saved is told again"


def test_a_checkpoint_is_told_when_its_day_is_over_and_once(desk):
    unit_id = desk.unit()
    claim_id = desk.claimed(unit_id)
    save(desk.at(china(2026, 3, 30)), unit_id)
    assert desk.at(china(2026, 3, 30, 23, 59)).sweep()[1] == 0
    assert desk.at(china(2026, 3, 31)).sweep()[1] == 1
    assert desk.at(china(2026, 4, 1)).sweep()[1] == 0
    assert [(code, told["claim"]) for code, told in desk.notices()] == [("claim.checkpoint", claim_id)]


def test_sweeping_twice_and_at_once_is_sweeping_once(desk):
    for unit_id in desk.units(6):
        desk.claimed(unit_id)
    over = desk.after(days=20)
    with ThreadPoolExecutor(3) as pool:
        ended = list(pool.map(lambda _: over.sweep()[0], range(3)))
    assert (sum(ended), over.sweep()) == (6, (0, 0, 0))
    assert codes(desk).count("claim.lapsed") == 6
    assert (len(desk.acts("claim.ended")), desk.pits(), desk.miscounted()) == (6, 0, [])


def test_a_sweep_that_comes_too_late_looks_again_under_the_lock(desk):
    unit_id = desk.unit()
    claim_id = desk.claimed(unit_id)
    over = desk.after(days=20)
    with ThreadPoolExecutor(1) as pool:
        with desk.work() as unit:
            unit.session.get_one(Unit, unit_id, with_for_update=True)
            sweeping = pool.submit(over.sweep)
            assert claims.saved(unit.session, unit_id, desk.who("Ana").id, over.now)
        assert sweeping.result()[0] == 0
    assert desk.stored(claim_id).state == State.OPEN


def test_more_claims_than_fit_one_transaction_all_end(desk):
    ids = [desk.claimed(unit_id) for unit_id in desk.units(5)]
    over = desk.after(days=20)
    assert services.sweep(over.work, few(over, 2), now=over.now).ended == 5
    assert {desk.stored(one).ending for one in ids} == {End.LAPSED}


def few(desk, chunk):
    return replace(desk.policy, claims=replace(desk.policy.claims, chunk=chunk))


def test_a_unit_that_came_back_is_everybodys(desk):
    unit_id = desk.unit()
    desk.claimed(unit_id)
    over = desk.after(days=20)
    over.sweep()
    assert desk.stored(over.claimed(unit_id, by="Bo")).state == State.OPEN
