"""How does a unit leave the pool for somebody's library, and how does it come back?

Everything happens under the unit's lock, and the place in the library is taken before the unit is.
"""

from datetime import datetime
from functools import partial

from greening.domain import pool as rules
from greening.domain import units as unit_rules
from greening.domain.ownership import Begin, End
from greening.domain.people import Actor
from greening.domain.permissions import Action, Holder, authorise
from greening.domain.policy import Policy
from greening.domain.refusals import BadValue, NotFound, Refusal
from greening.domain.refusals_units import LibraryFull, UnitFirstRefusal
from greening.domain.units import Asker, UnitState
from greening.storage import entitlements, events, holdings, holidays, notices, ownership, pool, units
from greening.storage.records import Unit as RecordUnit
from greening.storage.session import Unit, Work
from greening.storage.units import Look


def take(work: Work, policy: Policy, *, actor: Actor, unit_id: int, now: datetime) -> int:
    """Take a unit out of the pool into the library; its record's id. Whoever claimed it or has the right to it keeps both.

    Raises: Denied, NotFound; UnitQuarantined, UnitContested, UnitOwned, UnitCoolingDown, UnitClaimed; UnitFirstRefusal,
        while whoever completed it has not been asked or still has time to answer; LibraryFull.
    """
    authorise(actor, Action.TAKE_UNIT)
    person_id = _person(actor)
    with work(look=True) as unit:  # most that cannot be had is seen before anybody has to wait
        seen, refused = _meet(unit, policy, unit_id, person_id, now)
    if not refused:
        with work() as unit:
            seen, refused = _take(unit, policy, actor, unit_id, now)
    if refused:  # not before: a rollback has the connection forget every statement that it has prepared
        raise refused
    return seen.record_id


def _take(unit: Unit, policy: Policy, actor: Actor, unit_id: int, now: datetime) -> tuple[Look, Refusal | None]:
    """Look again under the unit's lock, and take it if nothing has come between."""
    wanted, person_id, version = _held(unit, unit_id), _person(actor), policy.version
    seen, refused = _meet(unit, policy, unit_id, person_id, now)
    if not refused:
        holdings.need_place(unit.session, person_id, cap=policy.library.cap)
        _tell_others(unit, seen, actor, now)
        ownership.begin(unit.session, wanted, person_id, how=Begin.TAKE, by=person_id, policy_version=version, now=now)
    return seen, refused


def ask(work: Work, policy: Policy, *, actor: Actor, unit_id: int, now: datetime) -> int:
    """Ask whoever completed a unit whether they want it themselves; its record's id. Asked again, nothing changes.

    They come first until `policy.pool.first_refusal` working days are over.

    Raises: Denied, NotFound, also where nobody else has a right to it; UnitQuarantined, UnitContested, UnitOwned,
        UnitCoolingDown, UnitClaimed.
    """
    authorise(actor, Action.TAKE_UNIT)
    with work() as unit:
        wanted, person_id = _held(unit, unit_id), _person(actor)
        right = entitlements.live(unit.session, unit_id, now)
        if right is None or right.rep_id == person_id:
            raise NotFound
        _, refused = _meet(unit, policy, unit_id, person_id, now)
        if refused and not isinstance(refused, UnitFirstRefusal | LibraryFull):
            raise refused
        asked_id = pool.ask(unit.session, unit_id, right, person_id, now)
        if asked_id is not None:
            until = holidays.of_organisation(unit.session, policy).deadline(now, policy.pool.first_refusal)
            told = {"by": actor.name, "until": until.isoformat()}
            _tell(unit, wanted.record_id, right.rep_id, "pool.asked", of=asked_id, now=now, **told)
            asked = {"holder": right.rep_id, "until": until.isoformat()}
            events.add(
                unit.session, "unit.asked", subject="record", subject_id=wanted.record_id,
                actor_id=person_id, at=now, after=asked,
            )  # fmt: skip
        return wanted.record_id


def release(work: Work, policy: Policy, *, actor: Actor, unit_id: int, reason: str, now: datetime) -> int:
    """Give a unit of the library back to the pool; its record's id. For a while they cannot have it again.

    Raises: Denied, NotFound; BadValue for more words than `policy.pool.reason`; UnitContested, ReleaseReasonMissing.
    """
    with work(look=True) as unit:
        seen = units.look(unit.session, unit_id, actor.id, now)
    _may_release(policy, actor, seen.state, reason)
    with work() as unit:
        owned = _held(unit, unit_id)
        _may_release(policy, actor, units.state(unit.session, owned, now), reason)
        ownership.end(unit.session, owned, how=End.RELEASE, by=actor.id, reason=reason.strip(), now=now)
        return owned.record_id


def _may_release(policy: Policy, actor: Actor, state: UnitState, reason: str) -> None:
    authorise(actor, Action.RELEASE_UNIT, Holder(state.owner_id))
    if len(reason) > policy.pool.reason:
        raise BadValue(field="reason", value=reason)
    if refused := rules.release_obstacle(state, reason):
        raise refused


def _held(unit: Unit, unit_id: int) -> RecordUnit:
    """The unit, held until the end. Raises: NotFound, also for one that has become part of another."""
    found = units.locked(unit.session, [unit_id]).get(unit_id)
    if found is None or found.merged_into_id is not None:
        raise NotFound
    return found


def _person(actor: Actor) -> int:
    """Nobody has anything in their library who is no person here."""
    if actor.id is None:
        raise NotFound
    return actor.id


def _meet(unit: Unit, policy: Policy, unit_id: int, person_id: int, now: datetime) -> tuple[Look, Refusal | None]:
    """A unit as it stands, and why somebody cannot take it; what stands in everybody's way comes first. Raises: NotFound."""
    seen = units.look(unit.session, unit_id, person_id, now)
    if no := unit_rules.obstacle(seen.state, Asker(person_id, seen.owned), now):
        return seen, no
    return seen, _obstacle(unit, policy, seen, person_id, now)


def _obstacle(unit: Unit, policy: Policy, seen: Look, person_id: int, now: datetime) -> Refusal | None:
    return rules.obstacle(
        seen.state,
        pool.asker(unit.session, seen, person_id, policy=policy, now=now),
        cap=policy.library.cap,
        calendar=partial(holidays.of_organisation, unit.session, policy),
        policy=policy.pool,
        now=now,
    )


def _tell_others(unit: Unit, taken: Look, actor: Actor, now: datetime) -> None:
    """Whoever completed it and whoever asked for it learn that it has gone to somebody else."""
    if taken.state.right_holder_id is None:  # then nobody was asked either
        return
    concerned = {*pool.askers(unit.session, taken.unit_id, now), taken.state.right_holder_id} - {actor.id}
    for person_id in sorted(concerned):
        of = f"{taken.unit_id}:{now.isoformat()}"
        _tell(unit, taken.record_id, person_id, "pool.taken", of=of, now=now, by=actor.name)


def _tell(unit: Unit, record_id: int, person_id: int, code: str, *, of: object, now: datetime, **params: str) -> None:
    key = f"{code}:{of}"
    notices.tell(unit.session, person_id, code, key=key, params=params, record_id=record_id, now=now)
