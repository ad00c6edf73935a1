"""How much of a share does a sample prove? Wilson's interval (E. B. Wilson, JASA 22, 1927)."""

from functools import cache
from math import sqrt
from statistics import NormalDist


def lower_bound(hits: int, of: int, confidence: float) -> float:
    """The share that is at least there with such a confidence, from 0 to 1; nothing seen proves nothing.

    >>> lower_bound(0, 0, 0.95), round(lower_bound(9, 10, 0.95), 2), round(lower_bound(90, 100, 0.95), 2)
    (0.0, 0.65, 0.84)
    """
    return _bounds(hits, of, _deviations(confidence))[0]


def interval(hits: int, of: int, confidence: float) -> tuple[float, float]:
    """Between which two shares the true one lies with such a confidence; nothing seen can be anything.

    >>> [round(bound, 2) for bound in interval(3, 41, 0.95)]
    [0.03, 0.19]
    """
    return _bounds(hits, of, _deviations((1 + confidence) / 2))


def _bounds(hits: int, of: int, deviations: float) -> tuple[float, float]:
    if not of:
        return 0.0, 1.0
    share, square = hits / of, deviations**2
    middle = share + square / (2 * of)
    around = deviations * sqrt(share * (1 - share) / of + square / (4 * of * of))
    whole = 1 + square / of
    return max(0.0, (middle - around) / whole), min(1.0, (middle + around) / whole)


@cache
def _deviations(confidence: float) -> float:
    return NormalDist().inv_cdf(confidence)
