"""What do claiming and looking at claims have in common? How much room somebody has, what keeps them from a unit, a row."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from fnmatch import fnmatchcase
from typing import Any

from greening.domain import claims as rules
from greening.domain import masking
from greening.domain.calendar import Calendar
from greening.domain.claim_list import Checkpoint, ClaimRow, Outcome, Room
from greening.domain.claims import Act, End, Ending, State
from greening.domain.people import Actor
from greening.domain.permissions import Action, authorise
from greening.domain.policy import Policy
from greening.domain.refusals import Denied, Refusal
from greening.domain.triage import Triage
from greening.domain.units import Asker
from greening.storage import claims, pool
from greening.storage.claims import Claim
from greening.storage.session import Unit
from greening.storage.units import Look

WHO = ("owner_id", "claimant_id", "holder_id")
"""Where a refusal says whose a unit is."""


def claimant(actor: Actor) -> int:
    """The id of somebody who has claims. Raises: Denied."""
    authorise(actor, Action.CLAIM)
    if actor.id is None:
        raise Denied(action=Action.CLAIM.value)
    return actor.id


def room(unit: Unit, policy: Policy, rep_id: int, held: int, now: datetime) -> Room:
    """How many pits somebody who has so many may have."""
    passes = claims.passes(unit.session, rep_id, since=now - policy.claims.passes_within)
    limit = rules.allowance(passes, policy.claims, policy.library)
    return Room(held, limit, rules.pits(policy.claims, policy.library), passes)


def claimable(unit: Unit, policy: Policy, seen: Look, rep_id: int, now: datetime) -> Room | Refusal:
    """The room that somebody has for a unit, or why they cannot claim it; what stands in everybody's way comes first."""
    if no := rules.obstacle(seen.state, Asker(rep_id, held=0), limit=1, now=now):
        return no
    own = room(unit, policy, rep_id, seen.pits, now)
    cools_until = pool.cools_until(unit.session, seen.unit_id, rep_id, policy, now)
    return rules.obstacle(seen.state, Asker(rep_id, own.held, cools_until), limit=own.limit, now=now) or own


def ending(claim: Claim, calendar: Calendar, policy: Policy) -> Ending:
    """When a claim goes back by itself. What lies with its reviewer does not, it keeps its due date until it comes back."""
    if claim.state == State.SUBMITTED:
        return Ending(claim.due_at, Act.EXPIRE)
    return rules.ending(claim.due_at, claim.saved_at, calendar, policy.claims)


def row(
    claim: Claim, record: Any, rep: str, *, actor: Actor, calendar: Calendar, policy: Policy, now: datetime
) -> ClaimRow:
    """One claim as a page shows it; the company masked for whoever does not complete it."""
    ends = ending(claim, calendar, policy)
    return ClaimRow(
        id=claim.id,
        unit_id=claim.unit_id,
        record_id=record.id,
        company=record.company if claim.rep_id == actor.id else masking.text(record.company),
        region_key=record.region_key,
        rep_id=claim.rep_id,
        rep=rep,
        state=State(claim.state),
        opened_at=claim.opened_at,
        saved_at=claim.saved_at,
        due_at=claim.due_at,
        submitted_at=claim.submitted_at,
        ends_at=ends.at,
        act=ends.act,
        days_left=days_left(ends.at, calendar, now),
        checkpoints=_checkpoints(claim, calendar, policy, now),
        free_until=claim.opened_at + policy.claims.free_withdrawal,
        cooling_until=rules.cools_until(End.WITHDRAWN, claim.opened_at, now, policy.claims),
        score=record.score,
        completeness=record.completeness,
        triage=Triage(record.triage) if record.triage else None,
        missing=missing(record.finding_codes, policy),
    )


def days_left(ends_at: datetime, calendar: Calendar, now: datetime) -> int:
    """Working days after today, up to and with the last one before that moment."""
    last = calendar.day_of(ends_at - datetime.resolution)
    return calendar.working_days_between(calendar.day_of(now), last)


def missing(codes: Iterable[str], policy: Policy) -> tuple[str, ...]:
    """Of the findings of a record those that say that something is not there."""
    return tuple(code for code in codes if any(fnmatchcase(code, pattern) for pattern in policy.triage.missing))


def _checkpoints(claim: Claim, calendar: Calendar, policy: Policy, now: datetime) -> tuple[Checkpoint, ...]:
    at = ((days, calendar.deadline(claim.opened_at, days)) for days in policy.claims.checkpoints)
    return tuple(Checkpoint(days, moment, passed=now >= moment) for days, moment in at)


def named(outcome: Outcome, seen: Look | None) -> Outcome:
    """The outcome with what the asker needs to read it: which company, and whose it is."""
    if seen is None:
        return outcome
    params = outcome.refusal.params if outcome.refusal else {}
    other = seen.whose if any(params.get(name) for name in WHO) else ""
    return replace(outcome, record_id=seen.record_id, company=masking.text(seen.company), other=other)
