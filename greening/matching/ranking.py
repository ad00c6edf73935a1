"""In which order does a person want to see the records that resemble one?"""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import TypeVar

from greening.matching.values import Opinion, Verdict

K = TypeVar("K", int, str, tuple[int, int])
DIGITS = 6
"""Decimal places of bits that tell: what lies behind them comes from the order of adding up."""


def likest(opinions: Mapping[K, Opinion], surplus: Callable[[K], tuple[int, ...]]) -> dict[K, Opinion]:
    """The opinions again, the likest first: what a rule says is one, then by bits; last what a rule says is another.

    Of those that are equally likely, the one comes first that has the least beyond what was asked for (`surplus`); of
    equals in that, the one that came first.
    """
    places = {one: _place(opinion) for one, opinion in opinions.items()}
    tied = Counter(places.values())
    order = sorted(places, key=lambda one: (places[one], surplus(one) if tied[places[one]] > 1 else ()))
    return {one: opinions[one] for one in order}


def _place(opinion: Opinion) -> tuple[int, float]:
    ruled = 0 if not opinion.decider else -1 if opinion.verdict is Verdict.DUPLICATE else 1
    return ruled, -round(opinion.bits, DIGITS)
