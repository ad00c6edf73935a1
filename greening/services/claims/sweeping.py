"""What happens to claims by itself? They end, their reps are told in time, and no change of the calendar shortens one.

Every step looks again under the lock, so that a sweep may run twice, or beside another, or be killed at any point.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from sqlalchemy.orm import Session

from greening.domain import claims as rules
from greening.domain.calendar import DAY, Calendar
from greening.domain.claims import Act, State
from greening.domain.policy import Policy
from greening.services.claims import _steps
from greening.storage import claim_lists, claims, events, holidays, units
from greening.storage.claims import Claim
from greening.storage.session import Unit, Work

TOLD_AFTER = {Act.EXPIRE: "claim.expired", Act.LAPSE: "claim.lapsed"}
DUE_SOON, IDLE, CHECKPOINT = "claim.due_soon", "claim.idle", "claim.checkpoint"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Swept:
    """How many claims ended, how many notices went out, how many due days became later."""

    ended: int
    told: int
    kept: int


def sweep(work: Work, policy: Policy, *, now: datetime) -> Swept:
    """Keep what a new calendar gives, end what is over, tell of what will be. Twice is like once."""
    kept = keep(work, policy, now=now)
    return Swept(_end_all(work, policy, now), _tell_all(work, policy, now), kept)


def keep(work: Work, policy: Policy, *, now: datetime) -> int:
    """Count the due days of live claims anew, after calendar or policy have changed; how many became later, none earlier."""
    count = 0
    while True:
        with work() as unit:
            done = _keep(unit, policy, now)
        count += done
        if done < policy.claims.chunk:
            return count


def _keep(unit: Unit, policy: Policy, now: datetime) -> int:
    calendar = holidays.of_organisation(unit.session, policy)
    begun = claim_lists.begun(unit.session, policy.calendar.zone)
    dues = {day: calendar.add(day, policy.claims.term) for day in begun}
    later = claim_lists.kept(unit.session, policy.calendar.zone, dues, limit=policy.claims.chunk) if dues else ()
    for claim in later:
        before = {"claim": claim.id, "due": claim.due_on.isoformat()}
        claim.due_on = rules.kept(claim.due_on, claim.opened_at, calendar, policy.claims)
        claim.due_at = calendar.end_of_day(claim.due_on)
        after = {"claim": claim.id, "due": claim.due_on.isoformat()}
        record_id = claims.record_of(unit.session, claim)
        sides = {"before": before, "after": after}
        events.add(unit.session, "claim.kept", subject="record", subject_id=record_id, actor_id=None, at=now, **sides)
    return len(later)


def _end_all(work: Work, policy: Policy, now: datetime) -> int:
    count = 0
    while True:
        with work() as unit:
            looked_at, ended = _end(unit, policy, now)
        count += ended
        if looked_at < policy.claims.chunk or not ended:
            return count


def _end(unit: Unit, policy: Policy, now: datetime) -> tuple[int, int]:
    """How many seemed to be over, and how many were."""
    session, calendar = unit.session, holidays.of_organisation(unit.session, policy)
    yesterday = calendar.day_of(now) - DAY
    idle_before = calendar.started_before(yesterday, policy.claims.idle)
    found = claim_lists.over(session, idle_before=idle_before, now=now, limit=policy.claims.chunk)
    held = units.locked(session, found)
    over = [one for one in claim_lists.locked(session, held) if now >= _steps.ending(one, calendar, policy).at]
    for claim in sorted(over, key=lambda one: one.rep_id):  # their counters are taken in one order
        act = _steps.ending(claim, calendar, policy).act
        end = rules.stage(State(claim.state), act).end
        if end is not None:
            claims.end(session, claim, end, by=None, now=now)
            claims.tell(session, claim, TOLD_AFTER[act], now)
    return len(found), len(over)


@dataclass(frozen=True, slots=True)
class _Reason:
    """Why reps are told something: whom it concerns and who has not heard yet, and what tells one time from the next."""

    code: str
    find: Callable[[Session], Sequence[Claim]]
    mark: Callable[[Claim], str]


def _tell_all(work: Work, policy: Policy, now: datetime) -> int:
    with work() as unit:
        calendar = holidays.of_organisation(unit.session, policy)
    return sum(_tell(work, policy, reason, calendar, now) for reason in _reasons(policy, calendar, now))


def _reasons(policy: Policy, calendar: Calendar, now: datetime) -> Iterator[_Reason]:
    """The reminder comes with the morning on which so many working days are left, a checkpoint when its day is over."""
    limit, today = policy.claims.chunk, calendar.day_of(now)
    soon = calendar.add(today if now >= calendar.opening(today) else today - DAY, policy.claims.remind)
    due = partial(claim_lists.due_untold, code=DUE_SOON, due_by=soon, limit=limit)
    yield _Reason(DUE_SOON, due, lambda claim: claim.due_on.isoformat())
    idle = calendar.started_before(soon, policy.claims.idle)
    yield _Reason(IDLE, partial(claim_lists.idle_untold, code=IDLE, saved_before=idle, limit=limit), _saved_mark)
    for days in policy.claims.checkpoints:
        since, mark = calendar.started_before(today - DAY, days), str(days)
        passed = partial(claim_lists.opened_untold, code=CHECKPOINT, mark=mark, opened_before=since, limit=limit)
        yield _Reason(CHECKPOINT, passed, partial(_same, mark))


def _tell(work: Work, policy: Policy, reason: _Reason, calendar: Calendar, now: datetime) -> int:
    count = 0
    while True:
        with work() as unit:
            found = reason.find(unit.session)
            for claim in found:
                ends = _steps.ending(claim, calendar, policy).at
                told = {"ends": ends.isoformat(), "days": _steps.days_left(ends, calendar, now)}
                count += claims.tell(unit.session, claim, reason.code, now, mark=reason.mark(claim), **told)
        if len(found) < policy.claims.chunk:
            return count


def _saved_mark(claim: Claim) -> str:
    """The last saved answer as `claim_lists` counts it: whoever saves again is told again."""
    return str((claim.saved_at - EPOCH) // datetime.resolution)


def _same(mark: str, _: Claim) -> str:
    return mark
