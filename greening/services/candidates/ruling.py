"""What does a person say of two records? A ruling is added, never changed, and stands until the data changes."""

from datetime import datetime
from typing import Any

from greening.domain.candidates import ruled, settled
from greening.domain.people import Actor
from greening.domain.permissions import Action, authorise
from greening.domain.policy import Policy
from greening.domain.refusals import BadValue, Denied, NotFound, Stale
from greening.services.candidates.shown import mark, prints
from greening.storage import candidates, events
from greening.storage.candidates import Candidate
from greening.storage.session import Unit, Work


def rule(
    work: Work,
    policy: Policy,
    *,
    actor: Actor,
    candidate_id: int,
    verdict: str,
    relation: str = "",
    reason: str = "",
    seen: str = "",
    now: datetime,
) -> int:
    """Say what a pair is, and why; the ruling's id. `seen` is the mark of the page that the actor looked at.

    Raises: Denied, NotFound, BadValue, Stale where a record or the ruling has changed since the page was shown.
    """
    person_id = _person(actor)
    said, related = ruled(verdict, relation)
    why = _why(policy, reason)
    with work() as unit:
        pair = candidates.one(unit.session, candidate_id, lock=True)
        if pair is None:
            raise NotFound
        if seen and seen != mark(unit, pair):
            raise Stale(fields=[])
        told = {"verdict": said, "relation": related, "reason": why}
        _log(unit, pair, person_id, now, told)
        pair.state = settled(said)
        stand = prints(unit, pair)
        return candidates.add_ruling(
            unit.session, pair, said, related, reason=why, person_id=person_id, prints=stand, now=now
        )


def _person(actor: Actor) -> int:
    """A ruling has somebody's name on it; whoever has the command line has none. Raises: Denied."""
    authorise(actor, Action.RULE_CANDIDATE)
    if actor.id is None:
        raise Denied(action=Action.RULE_CANDIDATE.value)
    return actor.id


def _why(policy: Policy, typed: str) -> str:
    reason, most = typed.strip(), policy.matching.reason_chars
    if len(reason) > most:
        raise BadValue(field="reason", value=reason[:most])
    return reason


def _log(unit: Unit, pair: Candidate, person_id: int, at: datetime, told: dict[str, Any]) -> None:
    sides = {"left_id": pair.left_id, "right_id": pair.right_id}
    events.add(
        unit.session,
        "candidate.ruled",
        subject="candidate",
        subject_id=pair.id,
        actor_id=person_id,
        at=at,
        before={"state": pair.state},
        after=sides | told,
    )
