"""What does a person say of two records? A ruling is added, never changed, and stands until the data changes."""

from datetime import datetime
from typing import Any

from greening.domain.candidates import Verdict, ruled, settled
from greening.domain.conflict_page import Source
from greening.domain.people import Actor
from greening.domain.permissions import Action, authorise
from greening.domain.policy import Policy
from greening.domain.refusals import BadValue, Denied, NotFound, Stale
from greening.services.candidates.shown import mark, prints
from greening.storage import candidates, conflict_opening, events, match_cases
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

    Two records of one customer that two people own become a conflict between them, in the same transaction.

    Raises: Denied, NotFound, BadValue, Stale where a record or the ruling has changed since the page was shown.
    """
    person_id = _person(actor)
    said, related = ruled(verdict, relation)
    why = _why(policy, reason)
    with work() as unit:
        pair = _held(unit, candidate_id)
        if seen and seen != mark(unit, pair):
            raise Stale(fields=[])
        told = {"verdict": said, "relation": related, "reason": why}
        _log(unit, pair, person_id, now, told)
        pair.state = settled(said)
        kept = match_cases.seen(unit.session, pair, policy)
        by: dict[str, Any] = {"reason": why, "person_id": person_id, "prints": prints(unit, pair), "now": now}
        ruling_id = candidates.add_ruling(unit.session, pair, said, related, case=kept, **by)
        if said is Verdict.SAME:
            _contest(unit, policy, pair, by=person_id, reason=why, now=now)
        return ruling_id


def _held(unit: Unit, candidate_id: int) -> Candidate:
    """The pair, held after its records and their units, as everybody holds them. Raises: NotFound."""
    pair = candidates.one(unit.session, candidate_id)
    if pair is None:
        raise NotFound
    conflict_opening.hold(unit.session, [pair.left_id, pair.right_id])
    unit.session.refresh(pair, with_for_update=True)
    return pair


def _contest(unit: Unit, policy: Policy, pair: Candidate, *, by: int, reason: str, now: datetime) -> None:
    """Whose the customer is has to be ruled, unless that is under way."""
    contested = conflict_opening.of_pair(unit.session, pair)
    if contested is not None and not conflict_opening.is_open(unit.session, contested, now):
        conflict_opening.begin(unit.session, policy, contested, source=Source.CANDIDATE, by=by, reason=reason, now=now)


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
