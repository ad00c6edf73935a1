"""Who completes which record? What reading, answering and calling begin with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from greening.domain.answers import answer_path
from greening.domain.changes import Stamp, values
from greening.domain.claims import State
from greening.domain.people import Actor
from greening.domain.permissions import Action, authorise
from greening.domain.policy import Policy
from greening.domain.refusals import BadValue, Denied, NotFound
from greening.domain.refusals_units import ClaimNotThere, MergedAlready
from greening.storage import claims, enriching, events, merges, proving, record_pages
from greening.storage.claims import Claim
from greening.storage.enriching import Answer
from greening.storage.record_loading import Loaded, load
from greening.storage.records import Unit as RecordUnit
from greening.storage.session import Unit

QUEST = "quest"
"""The source of what is answered to a question."""


@dataclass(frozen=True, slots=True)
class Saved:
    """An answer that is kept; `again` where it had been sent before."""

    answer_id: int
    record_id: int
    again: bool = False


@dataclass(frozen=True, slots=True)
class Met:
    """A record as whoever completes it meets it; `claim` is their live one on its unit, None on a unit of their own."""

    loaded: Loaded
    unit_id: int
    claim: Claim | None
    since: datetime
    """When they began: with the claim, else with the ownership."""


def record_of(unit: Unit, actor: Actor, claim_id: int | None, record_id: int | None, *, open_only: bool = False) -> int:
    """The record that somebody means, by their claim or by itself.

    Raises: NotFound; Denied, for whoever's claim it is not; ClaimNotThere, where it has ended or is not open as it should.
    """
    if claim_id is None:
        if record_id is None:
            raise NotFound
        return record_id
    claim = unit.session.get(Claim, claim_id)
    if claim is None:
        raise NotFound
    if claim.rep_id != actor.id:
        raise Denied(action=Action.COMPLETE_RECORD.value)
    if claim.state == State.ENDED or (open_only and claim.state != State.OPEN):
        raise ClaimNotThere(state=claim.state)
    return unit.session.scalars(select(RecordUnit.record_id).where(RecordUnit.id == claim.unit_id)).one()


def meet(
    unit: Unit,
    policy: Policy,
    actor: Actor,
    record_id: int,
    *,
    action: Action = Action.COMPLETE_RECORD,
    lock: bool = False,
) -> Met:
    """The record for somebody who may do that to it. Raises: NotFound, Denied, MergedAlready."""
    there = load(unit.session, [record_id], visits=policy.records.visits, lock=lock).get(record_id)
    met = record_pages.unit(unit.session, record_id, actor.id)
    if there is None or met is None:
        raise NotFound
    if there.merged_into_id is not None:
        raise MergedAlready(record_id=record_id, into=merges.record_now(unit.session, record_id))
    authorise(actor, action, record_pages.holder(met))
    claim = claims.live(unit.session, met.unit_id)
    own = claim if claim and claim.rep_id == actor.id else None
    since = own.opened_at if own else met.owned_since or there.created_at
    return Met(there, met.unit_id, own, since)


def given(unit: Unit, actor: Actor, key: str) -> Saved | None:
    """The answer that was sent before under this key."""
    first = enriching.by_key(unit.session, actor.id, key) if key and actor.id else None
    return None if first is None else Saved(first.id, first.record_id, again=True)


def keep(unit: Unit, actor: Actor, met: Met, answer: Answer, *, key: str, act: str, now: datetime) -> int:
    """Keep an answer, logged as `act` unless the log has what it changed; its id. A claim with a saved answer is not idle.

    Raises: BadValue, for one without a key or from nobody; ClaimNotThere, where the claim was submitted or has ended at
        the same moment. Then nothing of the answer is kept.
    """
    if not key or actor.id is None:
        raise BadValue(field="key", value=key)
    answer.key, answer.at, answer.person_id = key, now, actor.id
    answer.claim_id = met.claim.id if met.claim else None
    answer_id = enriching.add(unit.session, answer)
    if act:
        log(unit, actor, act, answer.record_id, now=now, after={"path": answer.path, "said": answer.said})
    if met.claim and not claims.saved(unit.session, met.unit_id, answer.person_id, now):
        raise ClaimNotThere(state=met.claim.state)
    return answer_id


def own_paths(there: Loaded, actor: Actor) -> frozenset[str]:
    """Where a value stands that the actor wrote."""
    return frozenset(path for path in values(there.record) if proving.stamp_of(there, path).by == actor.id)


def stands(there: Loaded, path: str) -> dict[str, Any]:
    """What stands at a path, so that it can be put back: value, answer, stamp."""
    record, stamp = there.record, there.stamps.get(path)
    place = answer_path(record, path)
    answer = record.answers.get(place)
    return {
        "value": values(record).get(path, ""),
        "answer": str(answer or ""),
        "place": place,
        "stamp": stamp.to_json() if stamp else None,
        "persons": len(record.key_persons),
    }


def log(unit: Unit, actor: Actor, kind: str, record_id: int, *, now: datetime, after: Mapping[str, Any]) -> None:
    told = dict(after)
    events.add(unit.session, kind, subject="record", subject_id=record_id, actor_id=actor.id, at=now, after=told)


def stamp(stored: Mapping[str, Any] | None) -> Stamp | None:
    """A stamp as `stands` has kept it."""
    return Stamp.from_json(stored) if stored else None
