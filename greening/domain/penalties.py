"""Which penalty is proposed, for how long does it run, and what does an appeal that is won give back?

The machine proposes, a person decides, time ends it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Any

from greening.domain.bounds import lower_bound
from greening.domain.calendar import Calendar
from greening.domain.policy_complaints import PenaltiesPolicy


class Level(IntEnum):
    """Notice: a message with one's own examples, nothing else. Leads: for some days inbound leads go to others."""

    NOTICE = 0
    LEADS = 1


class Trigger(StrEnum):
    """What a penalty is proposed for: a fact that two reviewers call fabricated; a share of careless facts, or of void
    follow-up notes, that is surely too large.
    """

    FABRICATED = "fabricated"
    CARELESS = "careless"
    VOID_NOTES = "void_notes"


@dataclass(frozen=True, slots=True)
class Conduct:
    """What quality control has found of somebody in the time that counts, and what was done about it before.

    `careless` of `sampled` facts and `void` of `notes` were ruled so. `noticed` are the triggers of their notices and
    penalties of the last `policy.remembered`, `suspensions` how often their leads were suspended in it.
    """

    fabricated: int = 0
    careless: int = 0
    sampled: int = 0
    void: int = 0
    notes: int = 0
    noticed: Collection[Trigger] = ()
    suspensions: int = 0


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a person is asked to decide; `days` is 0 for a notice, `params` the numbers that led to it."""

    level: Level
    trigger: Trigger
    days: int
    params: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Period:
    """From `began_at` until just before `until`."""

    began_at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Restored:
    """What an appeal that is won gives back. `queued` are the periods that waited, moved up by the time that was wrongly
    served; `owed` leads come first from now on. Leads that others got meanwhile stay theirs.
    """

    queued: tuple[Period, ...]
    owed: int


def propose(conduct: Conduct, policy: PenaltiesPolicy) -> Proposal | None:
    """The penalty to put before a person, the gravest only; None where nothing calls for one.

    What was made up costs leads at once; the rest is told first, and costs leads when it goes on.
    """
    proposals = (_proposal(trigger, params, conduct, policy) for trigger, params in _triggers(conduct, policy))
    return max(proposals, key=lambda one: one.level, default=None)


def suspension(decided_at: datetime, days: int, others: Iterable[Period], calendar: Calendar) -> Period:
    """The period of a new suspension, to the end of a day: one runs, the next one waits for it to end."""
    began_at = max((decided_at, *(other.until for other in others)))
    return Period(began_at, calendar.end_of_day(calendar.day_of(began_at) + timedelta(days=days)))


def suspended_until(periods: Iterable[Period], now: datetime) -> datetime | None:
    """When the suspension that runs now ends, with what follows it without a gap; None where none runs."""
    until = now
    for period in sorted(periods, key=lambda one: one.began_at):
        if period.began_at <= until < period.until:
            until = period.until
    return until if until > now else None


def appeal_won(period: Period, queued: Sequence[Period], policy: PenaltiesPolicy, now: datetime) -> Restored:
    """What follows when somebody was suspended for nothing: it ends now, and counts towards what waits behind it."""
    wrong = period.until - period.began_at
    moved = (Period(max(now, one.began_at - wrong), one.until - wrong) for one in queued)
    return Restored(
        queued=tuple(one for one in moved if one.until > now), owed=policy.owed if now > period.began_at else 0
    )


def barred_until(ruled_at: datetime, policy: PenaltiesPolicy) -> datetime:
    """Until when whoever complained or reviewed gets none of the leads that pass the suspended rep."""
    return ruled_at + policy.barred


def _triggers(conduct: Conduct, policy: PenaltiesPolicy) -> Iterable[tuple[Trigger, Mapping[str, Any]]]:
    """What calls for a penalty, the gravest first. A share counts only where enough was looked at."""
    if conduct.fabricated:
        yield Trigger.FABRICATED, {"fabricated": conduct.fabricated}
    careless = lower_bound(conduct.careless, conduct.sampled, policy.confidence)
    if conduct.sampled >= policy.sampled and careless > policy.careless:
        yield Trigger.CARELESS, {"careless": conduct.careless, "sampled": conduct.sampled}
    if conduct.notes >= policy.notes and conduct.void > policy.void * conduct.notes:
        yield Trigger.VOID_NOTES, {"void": conduct.void, "notes": conduct.notes}


def _proposal(trigger: Trigger, params: Mapping[str, Any], conduct: Conduct, policy: PenaltiesPolicy) -> Proposal:
    if trigger is not Trigger.FABRICATED and trigger not in conduct.noticed:
        return Proposal(Level.NOTICE, trigger, 0, params)
    days = policy.days[min(conduct.suspensions, len(policy.days) - 1)]
    return Proposal(Level.LEADS, trigger, days, params)
