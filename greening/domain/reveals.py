"""How many masked contacts may somebody have shown to them? So many an hour, so many a day; whoever sells gets fewer.

Looking through the pool number by number is how a pool is carried off: many reveals, few takes.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from greening.domain.people import Role
from greening.domain.policy_sections import RevealsPolicy

DAY = timedelta(days=1)
SELLING = frozenset({Role.REP, Role.MANAGER})


class Limit(NamedTuple):
    """At most so many within so long."""

    most: int
    within: timedelta


def limits(policy: RevealsPolicy, role: Role) -> tuple[Limit, Limit]:
    """What holds for a role, the shorter time first."""
    day = policy.day_selling if role in SELLING else policy.day
    return Limit(policy.hour, timedelta(hours=1)), Limit(day, DAY)


def looked_back(policy: RevealsPolicy, role: Role) -> int:
    """How many of somebody's last reveals `wait` has to know."""
    return max(limit.most for limit in limits(policy, role))


def wait(shown_at: Sequence[datetime], limits: Sequence[Limit], now: datetime) -> tuple[timedelta, int]:
    """How long until one more may be shown, and the count that is used up; no time at all where it may be now.

    `shown_at` are the times of what was shown already, the newest first.
    """
    waits = [
        (shown_at[limit.most - 1] + limit.within - now, limit.most) for limit in limits if len(shown_at) >= limit.most
    ]
    longest = max(waits, default=(timedelta(), 0))
    return longest if longest[0] > timedelta() else (timedelta(), 0)
