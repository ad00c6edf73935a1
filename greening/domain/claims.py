"""May this unit be claimed, until when, and how does a claim end?

A claim is a pit in the public pool: for a time its rep alone completes the unit. It is not ownership.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from greening.domain import units
from greening.domain.calendar import Calendar
from greening.domain.policy_sections import ClaimsPolicy, LibraryPolicy
from greening.domain.refusals import Refusal
from greening.domain.refusals_units import ClaimNotThere, NoPitFree, UnitRightLives
from greening.domain.units import Asker, UnitState


class State(StrEnum):
    """Open is with the rep who completes it, submitted with whoever reviews it, ended with nobody."""

    OPEN = "open"
    SUBMITTED = "submitted"
    ENDED = "ended"


class Act(StrEnum):
    """What moves a claim: the rep submits or withdraws, a reviewer passes, returns or rejects; time runs out, at the due
    date or because nothing was saved (lapse); or the claim has lost its object (close), the unit being somebody's now.
    """

    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    PASS = "pass"  # noqa: S105 - a verdict, no password
    RETURN = "return"
    REJECT = "reject"
    EXPIRE = "expire"
    LAPSE = "lapse"
    CLOSE = "close"


class End(StrEnum):
    """How a claim came to its end; only a passed one gives the right to leads. Proven fields keep their credit in all."""

    PASSED = "passed"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    LAPSED = "lapsed"
    REJECTED = "rejected"
    CLOSED = "closed"


class Stage(NamedTuple):
    state: State
    end: End | None = None


STEPS: Mapping[tuple[State, Act], Stage] = MappingProxyType(
    {
        (State.OPEN, Act.SUBMIT): Stage(State.SUBMITTED),
        (State.OPEN, Act.WITHDRAW): Stage(State.ENDED, End.WITHDRAWN),
        (State.OPEN, Act.EXPIRE): Stage(State.ENDED, End.EXPIRED),
        (State.OPEN, Act.LAPSE): Stage(State.ENDED, End.LAPSED),
        (State.OPEN, Act.CLOSE): Stage(State.ENDED, End.CLOSED),
        (State.SUBMITTED, Act.PASS): Stage(State.ENDED, End.PASSED),
        (State.SUBMITTED, Act.RETURN): Stage(State.OPEN),
        (State.SUBMITTED, Act.REJECT): Stage(State.ENDED, End.REJECTED),
        (State.SUBMITTED, Act.WITHDRAW): Stage(State.ENDED, End.WITHDRAWN),
        (State.SUBMITTED, Act.CLOSE): Stage(State.ENDED, End.CLOSED),
    }
)
"""All that can become of a claim. What is submitted waits for its reviewer: no time runs out meanwhile."""


@dataclass(frozen=True, slots=True)
class Term:
    """How long a claim lasts: to the end of `due_on`, which is the moment `due_at`, with looks in between."""

    due_on: date
    due_at: datetime
    checkpoints: tuple[datetime, ...]


class Ending(NamedTuple):
    """When an open claim goes back to the pool if nothing happens, and by which act."""

    at: datetime
    act: Act


def stage(state: State, act: Act) -> Stage:
    """What becomes of a claim in this state.

    Raises: ClaimNotThere, with the state, where the act does not go with it.
    """
    if (state, act) not in STEPS:
        raise ClaimNotThere(state=state.value)
    return STEPS[state, act]


def pits(policy: ClaimsPolicy, library: LibraryPolicy) -> int:
    """The most pits that anybody has: so many for each place of the library."""
    return policy.pits_a_place * library.cap


def allowance(passes: int, policy: ClaimsPolicy, library: LibraryPolicy) -> int:
    """The pits that somebody may have now. `passes` are those of the last `policy.passes_within`: work makes room."""
    return min(pits(policy, library), policy.pits_at_first + policy.pits_a_pass * passes)


def obstacle(unit: UnitState, asker: Asker, *, limit: int, now: datetime) -> Refusal | None:
    """Why the unit cannot be claimed, None where it can. `limit` is the asker's allowance; of any two one comes first."""
    if refused := units.obstacle(unit, asker, now):
        return refused
    if unit.claimant_id is not None:
        return units.claimed(unit)
    if unit.right_until is not None and now < unit.right_until:
        return UnitRightLives(holder_id=unit.right_holder_id, until=unit.right_until.isoformat())
    if asker.held >= limit:
        return NoPitFree(held=asker.held, limit=limit)
    return None


def term(opened_at: datetime, calendar: Calendar, policy: ClaimsPolicy) -> Term:
    """The term of a claim that is opened now, in working days."""
    due_on = calendar.add(calendar.day_of(opened_at), policy.term)
    checkpoints = tuple(calendar.deadline(opened_at, days) for days in policy.checkpoints)
    return Term(due_on, calendar.end_of_day(due_on), checkpoints)


def kept(due_on: date, opened_at: datetime, calendar: Calendar, policy: ClaimsPolicy) -> date:
    """The due day of a running claim after calendar or policy have changed: never earlier than it was."""
    return max(due_on, term(opened_at, calendar, policy).due_on)


def returned(due_on: date, submitted_at: datetime, calendar: Calendar, now: datetime) -> date:
    """The due day of a claim that comes back from review: the working days that it lay there are given back."""
    waited = calendar.working_days_between(calendar.day_of(submitted_at), calendar.day_of(now))
    return calendar.add(due_on, waited)


def ending(due_at: datetime, saved_at: datetime, calendar: Calendar, policy: ClaimsPolicy) -> Ending:
    """What ends an open claim by itself: the due date, or working days without a saved answer, whichever is earlier.

    `saved_at` is the last answer, else the opening or the return.
    """
    idle_at = calendar.deadline(saved_at, policy.idle)
    return Ending(idle_at, Act.LAPSE) if idle_at < due_at else Ending(due_at, Act.EXPIRE)


def cools_until(end: End, opened_at: datetime, ended_at: datetime, policy: ClaimsPolicy) -> datetime | None:
    """Until when the rep has to leave the unit to others: after a withdrawal, unless it was only a slip."""
    if end is not End.WITHDRAWN or ended_at - opened_at <= policy.free_withdrawal:
        return None
    return ended_at + policy.cooldown
