"""Until when is a unit somebody's, when are they reminded, and why does it drop (掉保)?

Two clocks of working days: F runs since the last effective visit, D since the ownership began. One function answers for
the page, the reminder, the sweep that drops and the conflict that asks who was protected.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from greening.domain.calendar import Calendar
from greening.domain.policy_sections import ProtectionPolicy


class Contact(StrEnum):
    """What a visit was. Effective is two-way and tells something: captured where a system saw it or its evidence stands,
    claimed where only the rep says so. An attempt reached nobody. Void is everything else, whatever it is called.
    """

    CAPTURED = "captured"
    CLAIMED = "claimed"
    ATTEMPT = "attempt"
    VOID = "void"


class Clock(StrEnum):
    """Which clock runs out first, and so the reason of a drop: no effective visit for F, no deal within D."""

    FOLLOW_UP = "follow_up"
    DEAL = "deal"


class State(StrEnum):
    """Protected while both clocks run. Deferred when one has run out while a case or a review is open. Else it drops."""

    PROTECTED = "protected"
    DEFERRED = "deferred"
    DROPS = "drops"


class Effect(StrEnum):
    """What a follow-up did to clock F. Renewed it; deferred it, being the last of several attempts; tried, one of them.
    Nothing: again only claimed, void, written down late, from before the ownership, or from after the end.
    """

    RENEWED = "renewed"
    DEFERRED = "deferred"
    TRIED = "tried"
    AGAIN = "again"
    VOID = "void"
    LATE = "late"
    BEFORE = "before"
    AFTER = "after"


MOVED = frozenset({Effect.RENEWED, Effect.DEFERRED})


@dataclass(frozen=True, slots=True)
class Visit:
    """What one follow-up does to the clock. `entered_at` is when it was typed, on a phone without net too."""

    at: datetime
    entered_at: datetime
    contact: Contact
    id: int = 0


@dataclass(frozen=True, slots=True)
class Ownership:
    """One holding without a gap, a hand-over within a ring included, and the visits of whoever lawfully works it."""

    began_at: datetime
    visits: Sequence[Visit] = ()
    has_open_case: bool = False
    """A conflict, a complaint's inspection or a review of it is under way: this defers the drop, never the clock."""
    opening: bool = False
    """It came with a file: nothing of an opening balance drops in its first weeks."""


class Seen(NamedTuple):
    """A follow-up, what it did, and the last day of clock F after it."""

    visit: Visit
    effect: Effect
    last_day: date


class Reminder(NamedTuple):
    """The morning on which so many working days are left."""

    days_left: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Protection:
    """How things stand. At `due_at` protection ends, by the clock named; `last_day` is the day that it ends with.

    `days_left` counts working days after today, 0 on the last day.
    """

    state: State
    clock: Clock
    due_at: datetime
    last_day: date
    days_left: int
    reminders: tuple[Reminder, ...]


def protection(ownership: Ownership, calendar: Calendar, policy: ProtectionPolicy, now: datetime) -> Protection:
    """How an ownership is protected at `now`. For somebody on statutory leave the calendar pauses those days."""
    clock, last_day = _end(ownership, calendar, policy)
    due_at = calendar.end_of_day(last_day)
    return Protection(
        state=_state(ownership, due_at, now),
        clock=clock,
        due_at=due_at,
        last_day=last_day,
        days_left=calendar.working_days_between(calendar.day_of(now), last_day),
        reminders=_reminders(ownership.began_at, last_day, calendar, policy),
    )


def seen(ownership: Ownership, calendar: Calendar, policy: ProtectionPolicy) -> tuple[Seen, ...]:
    """What each follow-up did to clock F, in the order in which they happened. What comes after the end revives nothing,
    however late it is looked at.
    """
    clock = _FollowUp(calendar, policy, ownership)
    return tuple(clock.see(one) for one in sorted(ownership.visits, key=lambda one: (_happened(one), one.contact)))


def renewed(
    ownership: Ownership, contact: Contact, calendar: Calendar, policy: ProtectionPolicy, now: datetime
) -> Protection:
    """How it would be protected if such a contact happened now."""
    visits = (*ownership.visits, Visit(now, now, contact))
    return protection(replace(ownership, visits=visits), calendar, policy, now)


def in_time(at: datetime, entered_at: datetime, calendar: Calendar, policy: ProtectionPolicy) -> bool:
    """Whether a visit was written down while it was remembered; later it is written to stop the clock."""
    return entered_at < calendar.deadline(at, policy.entry)


def _end(ownership: Ownership, calendar: Calendar, policy: ProtectionPolicy) -> tuple[Clock, date]:
    first = calendar.day_of(ownership.began_at)
    deal = max(calendar.add(first, policy.deal), _opening_ends(ownership, calendar, policy))
    looked = seen(ownership, calendar, policy)
    follow_up = looked[-1].last_day if looked else _FollowUp(calendar, policy, ownership).last_day
    return (Clock.DEAL, deal) if deal < follow_up else (Clock.FOLLOW_UP, follow_up)


def _opening_ends(ownership: Ownership, calendar: Calendar, policy: ProtectionPolicy) -> date:
    first = calendar.day_of(ownership.began_at)
    return first + policy.opening if ownership.opening else first


def _state(ownership: Ownership, due_at: datetime, now: datetime) -> State:
    if now < due_at:
        return State.PROTECTED
    return State.DEFERRED if ownership.has_open_case else State.DROPS


def _reminders(
    began_at: datetime, last_day: date, calendar: Calendar, policy: ProtectionPolicy
) -> tuple[Reminder, ...]:
    mornings = (Reminder(days, calendar.opening(calendar.back(last_day, days))) for days in policy.reminders)
    return tuple(one for one in mornings if one.at > began_at)


class _FollowUp:
    """Clock F, moved by one visit after the other."""

    def __init__(self, calendar: Calendar, policy: ProtectionPolicy, ownership: Ownership) -> None:
        self._calendar, self._policy, self._began_at = calendar, policy, ownership.began_at
        self._claimed, self._deferred, self._tried = 0, False, set[date]()
        self.last_day = max(self._after(ownership.began_at), _opening_ends(ownership, calendar, policy))

    def see(self, visit: Visit) -> Seen:
        effect = self._reject(visit) or self._count(visit)
        return Seen(visit, effect, self.last_day)

    def _reject(self, visit: Visit) -> Effect | None:
        """Why it does not count, whatever was said."""
        if _happened(visit) >= self._calendar.end_of_day(self.last_day):
            return Effect.AFTER
        if _happened(visit) < self._began_at:
            return Effect.BEFORE
        return None if in_time(visit.at, visit.entered_at, self._calendar, self._policy) else Effect.LATE

    def _count(self, visit: Visit) -> Effect:
        if visit.contact is Contact.CAPTURED:
            self._claimed = 0
            return self._renew(visit)
        if visit.contact is Contact.CLAIMED:
            self._claimed += 1
            return self._renew(visit) if self._claimed <= self._policy.claimed_in_a_row else Effect.AGAIN
        return self._try(visit) if visit.contact is Contact.ATTEMPT else Effect.VOID

    def _renew(self, visit: Visit) -> Effect:
        self.last_day = max(self.last_day, self._after(_happened(visit)))
        self._tried.clear()
        return Effect.RENEWED

    def _try(self, visit: Visit) -> Effect:
        """Whoever keeps trying and reaches nobody is not silent: once, they are given some days more."""
        self._tried.add(self._calendar.day_of(_happened(visit)))
        if len(self._tried) < self._policy.attempts or self._deferred:
            return Effect.TRIED
        self._deferred = True
        self.last_day = self._calendar.add(self.last_day, self._policy.deferral)
        return Effect.DEFERRED

    def _after(self, at: datetime) -> date:
        return self._calendar.add(self._calendar.day_of(at), self._policy.follow_up)


def _happened(visit: Visit) -> datetime:
    """Nothing happens after it has been written down."""
    return min(visit.at, visit.entered_at)
