"""What is a false fact ruled to be, what follows for the record at once, and what does a lie cost?

A mistake is not a lie: only what was made up costs credit, right or leads, and only where two people say so who have not
seen each other's answer.
"""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import ceil
from types import MappingProxyType

from greening.domain.calendar import Calendar
from greening.domain.policy_complaints import PenaltiesPolicy


class FaultKind(StrEnum):
    """What a wrong fact was when it was entered. Stale 过期: true then. Mistake 笔误: meant to be true, and what is ruled
    where nothing tells. Careless 疏忽: could have been known. Fabricated 造假: made up.
    """

    STALE = "stale"
    MISTAKE = "mistake"
    CARELESS = "careless"
    FABRICATED = "fabricated"


class Effect(StrEnum):
    """What a ruling does at once. Strike the value; reopen its field for some days; count it in its author's rate; reverse
    its credit, with the price of a lie; end the right to the unit's leads; propose a penalty to a person.
    """

    STRIKE = "strike"
    REOPEN = "reopen"
    COUNT = "count"
    REVERSE_CREDIT = "reverse_credit"
    END_RIGHT = "end_right"
    PROPOSE_PENALTY = "propose_penalty"


EFFECTS: Mapping[FaultKind, frozenset[Effect]] = MappingProxyType(
    {
        FaultKind.STALE: frozenset({Effect.STRIKE, Effect.REOPEN}),
        FaultKind.MISTAKE: frozenset({Effect.STRIKE, Effect.REOPEN}),
        FaultKind.CARELESS: frozenset({Effect.STRIKE, Effect.REOPEN, Effect.COUNT}),
        FaultKind.FABRICATED: frozenset(
            {Effect.STRIKE, Effect.REVERSE_CREDIT, Effect.END_RIGHT, Effect.PROPOSE_PENALTY}
        ),
    }
)


def ruled(first: FaultKind, second: FaultKind | None) -> FaultKind | None:
    """What a fact is ruled to be; None while a second reviewer, who does not see the first answer, has to be asked.

    One answer is enough for everything but fabricated; of two the milder one holds.
    """
    if first is not FaultKind.FABRICATED:
        return first
    return second


def reopened_until(ruled_at: datetime, calendar: Calendar, policy: PenaltiesPolicy) -> datetime:
    """Until when the author may put a stale or mistaken fact right before it is open to all."""
    return calendar.deadline(ruled_at, policy.reopened)


def price(points: Decimal, *, sampled: int, submitted: int, recent_credit: Decimal, policy: PenaltiesPolicy) -> Decimal:
    """How many points a made-up fact costs its author: enough that lying does not pay at the rate at which it is noticed.

    Of their `submitted` facts `sampled` were checked. Never less than the fact's own points, never more than
    `recent_credit`, their credit of the last `policy.credit_within`.
    """
    if not sampled:
        return recent_credit
    rate = Fraction(min(sampled, submitted), submitted)
    times = max(1, ceil(Fraction(str(policy.price)) * (1 - rate) / rate))
    return min(points * times, recent_credit)
