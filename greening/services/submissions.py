"""How does what a rep has completed get to a reviewer, and how do they learn what became of it?"""

from collections.abc import Mapping
from datetime import datetime

from greening.domain import claims as rules
from greening.domain.claims import Act, State
from greening.domain.people import Actor
from greening.domain.permissions import Action, Holder, authorise
from greening.domain.policy import Policy
from greening.domain.refusals import NotFound
from greening.domain.refusals_units import NothingCompleted
from greening.domain.submissions import Outcome, Stage
from greening.storage import claim_lists, claims, events, judging, submissions
from greening.storage.claims import Claim
from greening.storage.record_loading import load
from greening.storage.session import Unit, Work


def submit(work: Work, policy: Policy, *, actor: Actor, claim_id: int, now: datetime) -> int:
    """Hand a claim to review: no time runs out meanwhile. The item of the queue that it has become.

    Raises: NotFound; Denied, for whoever's claim it is not; ClaimNotThere, where it is not open; NothingCompleted.
    """
    with work() as unit:
        record_id = submissions.record_of(unit.session, claim_id)
        there = load(unit.session, [record_id], visits=policy.records.visits, lock=True) if record_id else {}
        held = claims.locked(unit.session, claim_id)
        if held is None or record_id is None:
            raise NotFound
        claim, _ = held
        authorise(actor, Action.SUBMIT_CLAIM, Holder(claim.rep_id))
        stage = rules.stage(State(claim.state), Act.SUBMIT)
        filled = submissions.completed(unit.session, claim, there[record_id])
        if claim.saved_at <= claim.opened_at and not any(one.completed for one in filled):
            raise NothingCompleted
        claim.state, claim.submitted_at = stage.state, now
        region_key = judging.hold(unit.session, [record_id])[record_id].region_key
        item = submissions.open_(unit.session, claim, there[record_id], region_key=region_key, policy=policy, now=now)
        after = {"claim": claim_id, "review": item.id, "paths": [one.path for one in filled if one.completed]}
        _log(unit, record_id, actor, now, after)
        return item.id


def of_claim(work: Work, *, actor: Actor, claim_id: int) -> Outcome | None:
    """What became of a claim's submission, for whoever completes it; None where nothing was submitted or it goes on.

    Raises: NotFound; Denied, for whoever's claim it is not.
    """
    with work() as unit:
        claim = unit.session.get(Claim, claim_id)
        if claim is None:
            raise NotFound
        authorise(actor, Action.SUBMIT_CLAIM, Holder(claim.rep_id))
        found = submissions.outcomes(unit.session, [claim])
    return found[0] if found else None


def of_rep(work: Work, *, actor: Actor) -> tuple[Outcome, ...]:
    """What the reader has submitted on claims that live: returned first, then what waits longest. Raises: Denied."""
    authorise(actor, Action.READ_RIGHTS)
    if actor.id is None:
        return ()
    with work() as unit:
        found = submissions.outcomes(unit.session, claim_lists.live(unit.session, [actor.id]))
    return tuple(sorted(found, key=lambda one: (one.stage is not Stage.RETURNED, one.at)))


def _log(unit: Unit, record_id: int, actor: Actor, now: datetime, after: Mapping[str, object]) -> None:
    told = dict(after)
    events.add(
        unit.session, "claim.submitted", subject="record", subject_id=record_id, actor_id=actor.id, at=now, after=told
    )
