"""How much of a share does a sample prove? The lower bound of Wilson's interval (E. B. Wilson, JASA 22, 1927)."""

from functools import cache
from math import sqrt
from statistics import NormalDist


def lower_bound(hits: int, of: int, confidence: float) -> float:
    """The share that is at least there with such a confidence, from 0 to 1; nothing seen proves nothing.

    >>> lower_bound(0, 0, 0.95), round(lower_bound(9, 10, 0.95), 2), round(lower_bound(90, 100, 0.95), 2)
    (0.0, 0.65, 0.84)
    """
    if not hits:
        return 0.0
    z, share = _deviations(confidence), hits / of
    around = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return (share + z * z / (2 * of) - around) / (1 + z * z / of)


@cache
def _deviations(confidence: float) -> float:
    return NormalDist().inv_cdf(confidence)
