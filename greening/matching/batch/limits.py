"""From which size on is a block of records with one key too large to be compared whole? One rule for every engine."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def too_large(made: Sequence[int] | NDArray[np.int64], budget: int) -> int:
    """The least size that is too large, when blocks of size n make `made[n]` pairs and all may make `budget`.

    >>> too_large([0, 0, 5, 9, 20], 15)
    4
    >>> too_large([0, 0, 5, 9, 20], 100)
    5
    """
    within = np.append(np.cumsum(made) <= budget, False)
    return int(within.argmin())
