"""Taking out of the pool and giving back: who may when, and what each learns."""

from datetime import timedelta

import pytest
from rule_book import HERE
from sqlalchemy import update
from waiting import when_let_go

from greening.domain.claims import End as ClaimEnd
from greening.domain.ownership import End
from greening.domain.refusals import BadValue, Denied, NotFound
from greening.domain.refusals_units import (
    LibraryFull,
    ReleaseReasonMissing,
    UnitClaimed,
    UnitContested,
    UnitCoolingDown,
    UnitFirstRefusal,
    UnitOwned,
    UnitQuarantined,
)
from greening.storage import claims, freezes, ownership, units
from greening.storage.freezes import Cause
from greening.storage.records import Record

DAY = timedelta(days=1)


def test_what_is_taken_out_of_the_pool_is_in_the_library_with_its_history(desk, make):
    record_id = make.record()

    assert desk.take("Ana", record_id) == record_id

    assert desk.owner(record_id) == make.person("Ana").id
    assert desk.history(record_id) == [("take", "", "")]
    assert (desk.owned("Ana"), desk.wrong()) == (1, [])


@pytest.mark.parametrize("name", ["Qi", "Ada", "Ops"])
def test_only_who_sells_takes(desk, make, name):
    record_id = make.record()

    with pytest.raises(Denied):
        desk.take(name, record_id)
    with pytest.raises(Denied):
        desk.ask(name, record_id)

    assert desk.owner(record_id) is None


def test_what_somebody_has_is_not_taken(desk, make):
    record_id = make.record(by="Bo")

    with pytest.raises(UnitOwned) as refused:
        desk.take("Ana", record_id)

    assert refused.value.params["owner_id"] == make.person("Bo").id


def test_who_cannot_have_it_waits_for_nobody(desk, make, work):
    record_id = make.record(by="Bo")

    with work() as unit:
        units.of_record(unit.session, record_id, lock=True)
        with pytest.raises(UnitOwned):
            desk.take("Ana", record_id)
        with pytest.raises(Denied):
            desk.release("Ana", record_id)


def test_what_is_quarantined_is_not_taken(desk, make, work):
    record_id = make.record()
    with work() as unit:
        unit.session.execute(update(Record).values(triage="quarantine"))

    with pytest.raises(UnitQuarantined):
        desk.take("Ana", record_id)


def test_what_has_become_part_of_another_is_not_there(desk, make, work):
    gone, kept = make.record(), make.record(company="宁波海曙船厂")
    with work() as unit:
        units.of_record(unit.session, gone, lock=True)[0].merged_into_id = desk.unit(kept)

    with pytest.raises(NotFound):
        desk.take("Ana", gone)


def test_what_is_contested_is_neither_taken_nor_given_back(desk, make, work, now):
    free, owned = make.record(), make.record(by="Ana", company="宁波海曙船厂")
    with work() as unit:
        for case, record_id in enumerate((free, owned)):
            freezes.begin(unit.session, desk.unit(record_id), Cause.CONFLICT, case, now=now)

    with pytest.raises(UnitContested):
        desk.take("Ana", free)
    with pytest.raises(UnitContested):
        desk.release("Ana", owned)


def test_while_a_claim_is_open_only_the_claimant_takes_and_keeps_it(desk, make, work):
    record_id = make.record()
    make.claim(record_id, by="Ana")

    with pytest.raises(UnitClaimed):
        desk.take("Bo", record_id)
    desk.take("Ana", record_id)

    with work() as unit:
        state = units.state(unit.session, units.of_record(unit.session, record_id)[0], desk.now)
    assert state.owner_id == state.claimant_id == make.person("Ana").id


def test_whoever_completed_it_comes_first_and_is_asked_once(desk, make, now):
    record_id = make.record()
    make.right(record_id, by="Ana")

    with pytest.raises(UnitFirstRefusal):
        desk.take("Bo", record_id)
    assert desk.ask("Bo", record_id) == record_id
    until = HERE.deadline(now, desk.policy.pool.first_refusal)
    desk.ask("Bo", record_id, now=now + DAY)
    with pytest.raises(UnitFirstRefusal) as refused:
        desk.take("Bo", record_id, now=until - timedelta(seconds=1))
    desk.take("Bo", record_id, now=until)

    assert refused.value.params["until"] == until.isoformat()
    assert desk.owner(record_id) == make.person("Bo").id
    assert desk.told("Ana") == ["pool.asked", "pool.taken"]


def test_the_holder_of_the_right_takes_without_asking_and_the_asker_is_told(desk, make):
    record_id = make.record()
    make.right(record_id, by="Ana")
    desk.ask("Bo", record_id)

    desk.take("Ana", record_id)

    assert desk.told("Bo") == ["pool.taken"]
    assert desk.told("Ana") == ["pool.asked"]


def test_who_asked_before_it_was_somebodys_asks_again(desk, make, now):
    record_id = make.record()
    make.right(record_id, by="Ana")
    desk.ask("Bo", record_id)
    desk.take("Ana", record_id)
    desk.release("Ana", record_id)

    with pytest.raises(UnitFirstRefusal):
        desk.take("Bo", record_id, now=now + 10 * DAY)

    desk.ask("Bo", record_id, now=now + 10 * DAY)
    assert desk.told("Ana") == ["pool.asked", "pool.asked"]


def test_nobody_is_asked_where_nobody_has_a_right(desk, make):
    with pytest.raises(NotFound):
        desk.ask("Bo", make.record())


def test_a_right_whose_time_is_up_keeps_nobody_out(desk, make, now):
    record_id = make.record()
    make.right(record_id, by="Ana", days=3)

    desk.take("Bo", record_id, now=now + 3 * DAY)

    assert desk.owner(record_id) == make.person("Bo").id


def test_what_is_given_back_lies_in_the_pool_and_says_why(desk, make):
    record_id = make.record(by="Ana")

    assert desk.release("Ana", record_id, reason=" 已停业 ") == record_id

    assert desk.owner(record_id) is None
    assert desk.history(record_id) == [("create", "release", "已停业")]
    assert (desk.owned("Ana"), desk.wrong()) == (0, [])


@pytest.mark.parametrize("name", ["Bo", "Chen", "Ops"])
def test_only_the_owner_gives_back(desk, make, name):
    record_id = make.record(by="Ana")

    with pytest.raises(Denied):
        desk.release(name, record_id)

    assert desk.owner(record_id) == make.person("Ana").id


@pytest.mark.parametrize(("reason", "refusal"), [(" ", ReleaseReasonMissing), ("长" * 501, BadValue)])
def test_giving_back_needs_a_reason_of_bearable_length(desk, make, reason, refusal):
    record_id = make.record(by="Ana")

    with pytest.raises(refusal):
        desk.release("Ana", record_id, reason)

    assert desk.owner(record_id) == make.person("Ana").id


def test_what_drops_while_it_is_being_given_back_has_ended_once(desk, make, work, now):
    record_id = make.record(by="Ana")

    def drop(unit):
        held = units.of_record(unit.session, record_id, lock=True)[0]
        ownership.end(unit.session, held, how=End.DROP, by=None, reason="follow_up", now=now)

    [came] = when_let_go(work, drop, lambda: desk.release("Ana", record_id))

    assert isinstance(came, Denied)
    assert (desk.history(record_id), desk.wrong()) == ([("create", "drop", "follow_up")], [])


def test_who_gave_it_back_leaves_it_to_others_over_the_whole_history(desk, make, now):
    record_id = make.record(by="Ana")
    desk.release("Ana", record_id)
    desk.take("Bo", record_id, now=now + DAY)
    desk.release("Bo", record_id, now=now + 2 * DAY)
    cooldown = desk.policy.pool.cooldown

    with pytest.raises(UnitCoolingDown):
        desk.take("Ana", record_id, now=now + cooldown - DAY)
    desk.take("Ana", record_id, now=now + cooldown)

    assert desk.owner(record_id) == make.person("Ana").id


def test_a_team_mate_cools_down_too_where_two_teams_serve_the_region(desk, make, now):
    record_id = make.record(by="Ana")
    make.person("Bo")
    desk.release("Ana", record_id)

    with pytest.raises(UnitCoolingDown):
        desk.take("Chen", record_id, now=now + 6 * DAY)
    desk.take("Chen", record_id, now=now + 7 * DAY)

    assert desk.owner(record_id) == make.person("Chen").id


def test_where_one_team_serves_the_region_a_team_mate_takes_at_once(desk, make):
    record_id = make.record(by="Ana")
    desk.release("Ana", record_id)

    desk.take("Chen", record_id)

    assert desk.owner(record_id) == make.person("Chen").id


def test_what_was_dropped_cools_down_and_what_was_ruled_does_not(desk, make, work, now):
    dropped, ruled = make.record(by="Ana"), make.record(by="Ana", company="宁波海曙船厂")
    with work() as unit:
        for record_id, how in ((dropped, End.DROP), (ruled, End.RULING)):
            held = units.of_record(unit.session, record_id, lock=True)[0]
            ownership.end(unit.session, held, how=how, by=None, reason="follow_up", now=now)

    with pytest.raises(UnitCoolingDown):
        desk.take("Ana", dropped)
    desk.take("Ana", ruled)

    assert desk.owner(ruled) == make.person("Ana").id


def test_who_withdrew_a_claim_late_leaves_the_unit_to_others(desk, make, work, now):
    record_id = make.record()
    claim_id = make.claim(record_id, by="Ana")
    later = now + 2 * DAY
    with work() as unit:
        claim, _ = claims.locked(unit.session, claim_id)
        claims.end(unit.session, claim, ClaimEnd.WITHDRAWN, by=claim.rep_id, now=later)

    with pytest.raises(UnitCoolingDown):
        desk.take("Ana", record_id, now=later)


def test_a_full_library_takes_nothing_until_something_is_given_back(desk, make):
    desk = desk.capped(2)
    first, *_ = [make.record(by="Ana", company=f"西湖茶铺{n}号店") for n in "一二"]
    wanted = make.record(company="宁波海曙船厂")

    with pytest.raises(LibraryFull) as refused:
        desk.take("Ana", wanted)
    desk.release("Ana", first)
    desk.take("Ana", wanted)

    assert refused.value.params == {"held": 2, "limit": 2}
    assert (desk.owned("Ana"), desk.wrong()) == (2, [])
