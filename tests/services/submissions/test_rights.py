"""Whose the leads are: one at a time, to its day, let go by its holder, and ended by the sweep."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from submission_desk import FULL

from greening.domain.entitlements import State
from greening.domain.refusals import Denied, NotFound
from greening.domain.refusals_units import RightOver
from greening.domain.review import Kind
from greening.services import entitlements
from greening.storage.entitlements import Entitlement
from greening.storage.proving import prove
from greening.storage.records import Record


def test_a_right_lives_to_the_end_of_its_last_day_and_is_ended_once(desk):
    desk.ruled(desk.submitted())
    [right] = desk.rights()
    before, after = desk.later(), desk.later()
    before.now, after.now = right.until - timedelta(seconds=1), right.until
    assert [one.days_left for one in before.mine().rights] == [0]
    assert (_sweep(before), after.mine().rights) == (0, ())
    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(lambda _: _sweep(after), range(2))) == [0, 1]
    assert (desk.rights()[0].ending, desk.rights()[0].ended_at, desk.pits()) == ("term", right.until, 0)
    assert {"right.soon", "right.ended"} <= set(desk.told())


def test_it_is_told_once_before_it_ends(desk):
    desk.ruled(desk.submitted())
    soon = desk.later(days=170)
    for _ in range(2):
        _sweep(soon)
    assert list(desk.told()).count("right.soon") == 1
    assert [one.id for one in _waiting(soon).ending] == [desk.rights()[0].id]
    assert _waiting(desk).ending == ()


def test_only_its_holder_lets_it_go_and_once(desk):
    desk.ruled(desk.submitted())
    [right] = desk.rights()
    for name, refusal in (("Bo", Denied), ("Chen", Denied), ("Qi", Denied)):
        with pytest.raises(refusal):
            _let_go(desk, right.id, name)
    assert desk.rights()[0].ended_at is None
    _let_go(desk, right.id)
    with pytest.raises(RightOver):
        _let_go(desk, right.id)
    with pytest.raises(NotFound):
        _let_go(desk, right.id + 1)
    assert (desk.pits(), desk.balance()) == (0, 12)


def test_of_one_unit_never_two_at_a_time(desk, work):
    desk.ruled(desk.submitted())
    [right] = desk.rights()
    other = {"rep_id": desk.make.person("Bo").id, "policy_version": right.policy_version, "unit_id": right.unit_id}
    begun = right.began_at + timedelta(days=9)
    with pytest.raises(IntegrityError, match="one_at_a_time"), work() as unit:
        unit.session.add(Entitlement(**other, began_at=begun, until=begun + timedelta(days=1)))


def test_who_proved_most_ways_to_the_customer_has_the_right(desk, work):
    """Ana's number of the key person was proven; Bo completes the rest and passes."""
    first = desk.submitted()
    desk.ruled(first, Kind.REJECT, note="门牌号对不上")
    with work() as unit:
        asked = {"unit_id": desk.claim_of(first).unit_id, "cause": "lead:1", "verifier_id": None, "now": desk.now}
        prove(unit, desk.policy, paths=["key_persons[0].phones[0]", "key_persons[0].name"], **asked)
    second = _again(desk, first)
    desk.later(days=1).ruled(second, proven=("address",))
    [right] = desk.rights()
    assert right.rep_id == desk.make.person("Ana").id
    assert (desk.pits("Ana"), desk.pits("Bo")) == (1, 0)
    assert ("right.begun" in desk.told("Ana"), "submission.passed_only" in desk.told("Bo")) == (True, True)


def test_who_let_it_go_does_not_get_it_back_through_another(desk):
    first = desk.submitted()
    desk.ruled(first)
    _let_go(desk, desk.rights()[0].id)
    second = _again(desk, first)
    desk.later(days=1).ruled(second, proven=("address",))
    assert [right.rep_id for right in desk.rights() if right.ended_at is None] == [desk.make.person("Bo").id]


def test_quarantine_pauses_a_right(desk, work):
    desk.ruled(desk.submitted())
    with work() as unit:
        unit.session.query(Record).update({"triage": "quarantine"})
    assert [one.state for one in desk.mine().rights] == [State.PAUSED]


def test_what_waits_can_bring_at_most_the_points_of_its_fields(desk):
    claim_id = desk.claimed()
    desk.complete(claim_id, address=FULL["address"], phones=("0571-88880000", "0571-88880002"))
    desk.submit(claim_id)
    assert desk.mine().pending == 13


def test_the_record_says_who_completed_it_and_who_shares(desk):
    item_id = desk.submitted()
    desk.ruled(item_id)
    who = {"actor": desk.make.person("Bo"), "record_id": desk.stored(item_id).record_id, "now": desk.now}
    shown = entitlements.of_record(desk.work, desk.policy, **who)
    assert (shown.right.rep, [(one.rep, one.points, one.share) for one in shown.parts]) == ("Ana", [("Ana", 12, None)])
    assert [row.cause.partition(":")[0] for row in shown.rows] == ["verdict"]
    with pytest.raises(NotFound):
        entitlements.of_record(desk.work, desk.policy, **(who | {"record_id": 0}))


def test_what_came_back_waits_for_its_rep(desk):
    desk.ruled(desk.submitted(), Kind.RETURN, note="门牌号对不上")
    assert [one.note for one in _waiting(desk).returned] == ["门牌号对不上"]


def _sweep(desk):
    return entitlements.sweep(desk.work, desk.policy, now=desk.now)


def _let_go(desk, right_id, by="Ana"):
    return entitlements.let_go(desk.work, actor=desk.make.person(by), right_id=right_id, now=desk.now)


def _waiting(desk):
    return entitlements.waiting(desk.work, desk.policy, actor=desk.make.person("Ana"), now=desk.now)


def _again(desk, first):
    """Bo claims the same record, changes something and submits it."""
    claim_id = desk.make.claim(desk.stored(first).record_id, by="Bo")
    desk.complete(claim_id, by="Bo", address="浙江省杭州市西湖区文三路 20 号")
    return desk.submit(claim_id, "Bo")
