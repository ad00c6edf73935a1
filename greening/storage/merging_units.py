"""What becomes of owners, claims and rights when the units of two records become one, and how do they part again?

Called by `merging` and `unmerging`; every act is written down so that taking it back finds what was there.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from greening.domain import credits as rules
from greening.domain.claims import End as ClaimEnd
from greening.domain.claims import State
from greening.domain.entitlements import End as RightEnd
from greening.domain.ownership import Begin, End
from greening.domain.policy import Policy
from greening.domain.refusals_units import MergeOfTwoOwners, UnitContested
from greening.storage import claims, entitlements, freezes, holdings, ownership, units
from greening.storage.claims import Claim
from greening.storage.credits import ledger
from greening.storage.entitlements import Entitlement
from greening.storage.freezes import Cause
from greening.storage.records import Unit

Joined = dict[str, Any]


def join(
    session: Session, policy: Policy, *, kept_id: int, gone_id: int, by: int | None, now: datetime
) -> Mapping[str, Any]:
    """Bring the units of the record that goes to the one that stays: what it has none of moves, the same ones become one.

    Raises: UnitContested, MergeOfTwoOwners.
    """
    mine = {(one.line, one.mode): one for one in units.of_record(session, kept_id, lock=True)}
    theirs = [one for one in units.of_record(session, gone_id, lock=True) if one.merged_into_id is None]
    _uncontested(session, [*mine.values(), *theirs], now)
    moved, joined = list[int](), list[Joined]()
    for gone in theirs:
        if kept := mine.get((gone.line, gone.mode)):
            joined.append(_join(session, policy, kept, gone, by=by, now=now))
        else:
            gone.record_id = kept_id
            moved.append(gone.id)
    session.flush()
    return {"moved_units": moved, "joined_units": joined}


def _uncontested(session: Session, there: Sequence[Unit], now: datetime) -> None:
    """While a conflict is open, its ruling alone says what becomes of its records. Asked under the lock of the units."""
    resting = freezes.standing(session, [one.id for one in there], now)
    if any(Cause.CONFLICT in causes for causes in resting.values()):
        raise UnitContested


def _join(session: Session, policy: Policy, kept: Unit, gone: Unit, *, by: int | None, now: datetime) -> Joined:
    told: Joined = {"kept": kept.id, "gone": gone.id, "before": _placement(kept)}
    told |= _one_owner(session, policy, kept, gone, by=by, now=now)
    told |= _one_claim(session, kept, gone, now)
    told |= _one_right(session, policy, kept, gone, now)
    kept.stage = kept.stage or gone.stage
    kept.next_contact_on = kept.next_contact_on or gone.next_contact_on
    kept.last_contact_at = max(filter(None, (kept.last_contact_at, gone.last_contact_at)), default=None)
    told["after"] = _placement(kept)
    gone.merged_into_id = kept.id
    session.flush()
    return told


def _placement(unit: Unit) -> dict[str, Any]:
    next_on, last_at = unit.next_contact_on, unit.last_contact_at
    return {
        "stage": unit.stage,
        "next_contact_on": next_on and next_on.isoformat(),
        "last_contact_at": last_at and last_at.isoformat(),
    }


def _one_owner(
    session: Session, policy: Policy, kept: Unit, gone: Unit, *, by: int | None, now: datetime
) -> dict[str, Any]:
    """Whoever owned the one owns both, since they owned it; who owned both has a place more."""
    if gone.owner_id is None:
        return {}
    if kept.owner_id not in {None, gone.owner_id}:
        raise MergeOfTwoOwners(owner_ids=sorted({kept.owner_id, gone.owner_id}))
    since, was_pool = gone.owned_since, kept.owner_id is None
    owner_id = ownership.end(session, gone, how=End.MERGE, by=by, now=now)
    if was_pool:
        holdings.move(session, {owner_id: 1})
        given: dict[str, Any] = {"by": by, "policy_version": policy.version, "now": now, "since": since}
        ownership.begin(session, kept, owner_id, how=Begin.MERGE, **given)
    return {"owner": owner_id, "came_to_kept": was_pool, "since": since and since.isoformat()}


def _one_claim(session: Session, kept: Unit, gone: Unit, now: datetime) -> dict[str, Any]:
    """Whoever completes the one completes both, unless somebody else does or owns it; then their claim is closed."""
    mine, theirs = claims.live(session, kept.id, lock=True), claims.live(session, gone.id, lock=True)
    told = list[dict[str, Any]]()
    if mine and kept.owner_id not in {None, mine.rep_id}:
        told.append(_closed(session, mine, now))
        mine = None
    if theirs and (mine or kept.owner_id not in {None, theirs.rep_id}):
        told.append(_closed(session, theirs, now))
    elif theirs:
        told.append({"claim": theirs.id, "state": theirs.state, "moved": True})
        theirs.unit_id, theirs.state = kept.id, State.OPEN
    session.flush()
    return {"claims": told}


def _closed(session: Session, claim: Claim, now: datetime) -> dict[str, Any]:
    told = {"claim": claim.id, "state": claim.state, "moved": False}
    claim.state, claim.ending, claim.ended_at = State.ENDED, ClaimEnd.CLOSED, now
    session.flush()
    holdings.move_pits(session, {claim.rep_id: -1})
    return told


def _one_right(session: Session, policy: Policy, kept: Unit, gone: Unit, now: datetime) -> dict[str, Any]:
    """The right of the one is the right to both; of two that of whoever has proven more, else the elder."""
    mine, theirs = (entitlements.live(session, one.id, now, lock=True) for one in (kept, gone))
    if theirs is None:
        return {}
    told: dict[str, Any] = {"right": theirs.id}
    entitlements.end(session, theirs, RightEnd.MERGED, now)
    if mine is not None:
        if not _comes_first(session, policy, theirs, mine):
            return told
        entitlements.end(session, mine, RightEnd.MERGED, now)
        told["other_right"] = mine.id
    told["new_right"] = _continued(session, theirs, kept.id, now)
    return told


def _comes_first(session: Session, policy: Policy, theirs: Entitlement, mine: Entitlement) -> bool:
    holder = rules.shares((*ledger(session, mine.unit_id), *ledger(session, theirs.unit_id)), policy.credits).holder_id
    if holder in {theirs.rep_id, mine.rep_id} and theirs.rep_id != mine.rep_id:
        return holder == theirs.rep_id
    return theirs.began_at < mine.began_at


def _continued(session: Session, right: Entitlement, unit_id: int, now: datetime) -> int:
    """The same right on a unit, to the day it had."""
    new = Entitlement(
        unit_id=unit_id, rep_id=right.rep_id, claim_id=right.claim_id, began_at=now, until=right.until,
        policy_version=right.policy_version,
    )  # fmt: skip
    session.add(new)
    session.flush()
    holdings.move_pits(session, {right.rep_id: 1})
    return new.id


def part(
    session: Session, policy: Policy, told: Mapping[str, Any], *, gone_id: int, by: int | None, now: datetime
) -> None:
    """Give the record that comes back its units, and everybody what they had, as far as it still stands.

    Raises: UnitContested.
    """
    ids = [*told["moved_units"], *(one[name] for one in told["joined_units"] for name in ("kept", "gone"))]
    there = units.locked(session, ids)
    _uncontested(session, [*there.values()], now)
    for unit_id in told["moved_units"]:
        there[unit_id].record_id = gone_id
    for one in told["joined_units"]:
        kept, gone = there[one["kept"]], there[one["gone"]]
        gone.merged_into_id = None
        session.flush()
        _owner_back(session, policy, kept, gone, one, by=by, now=now)
        for claim in one["claims"]:
            _claim_back(session, gone, claim)
        _right_back(session, one, now)
        _placement_back(kept, one)
    session.flush()


def _owner_back(
    session: Session, policy: Policy, kept: Unit, gone: Unit, told: Mapping[str, Any], *, by: int | None, now: datetime
) -> None:
    """The owner has both again; whoever got the one that stayed since keeps it, and the other goes back to the pool."""
    owner_id = told.get("owner")
    if owner_id is None or kept.owner_id != owner_id:
        return
    if told["came_to_kept"]:
        ownership.end(session, kept, how=End.UNDO, by=by, now=now)
    holdings.move(session, {owner_id: 1})
    since = datetime.fromisoformat(told["since"]) if told["since"] else None
    given: dict[str, Any] = {"by": by, "policy_version": policy.version, "now": now, "since": since}
    ownership.begin(session, gone, owner_id, how=Begin.UNDO, **given)


def _claim_back(session: Session, gone: Unit, told: Mapping[str, Any]) -> None:
    claim = session.get_one(Claim, told["claim"], with_for_update=True)
    if told["moved"]:
        claim.unit_id = gone.id
    elif claims.live(session, claim.unit_id) is None:
        claim.state, claim.ending, claim.ended_at = State.OPEN, "", None
        holdings.move_pits(session, {claim.rep_id: 1})
    session.flush()


def _right_back(session: Session, told: Mapping[str, Any], now: datetime) -> None:
    """Whose right ended with the merge has it again to the day it had; meanwhile somebody else had it."""
    new = session.get(Entitlement, told.get("new_right") or 0, with_for_update=True)
    if new is not None and new.ended_at is None:
        entitlements.end(session, new, RightEnd.UNDONE, now)
    elif new is not None:
        return
    for name in ("right", "other_right"):
        right = session.get(Entitlement, told.get(name) or 0, with_for_update=True)
        if right and right.until > now and entitlements.live(session, right.unit_id, now) is None:
            _continued(session, right, right.unit_id, now)


def _placement_back(kept: Unit, told: Mapping[str, Any]) -> None:
    """Where it stood in selling, unless somebody has moved it on."""
    if _placement(kept) == told["after"]:
        before = told["before"]
        kept.stage = before["stage"]
        kept.next_contact_on = before["next_contact_on"]
        kept.last_contact_at = before["last_contact_at"]
