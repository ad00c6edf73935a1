"""What does matching say of two records, and by which values does it find them?"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from itertools import starmap
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from xxhash import xxh3_64_digest

STRONG = frozenset({"id", "phone", "email", "domain", "name", "person"})
"""Kinds of keys of which a shared one may mean by itself that two records are one."""


class Kind(StrEnum):
    """What is matched."""

    ORGANISATION = "organisation"
    PERSON = "person"


class Verdict(StrEnum):
    """What the machine thinks of a pair. Only a person's ruling makes it so."""

    DUPLICATE = "duplicate"
    REVIEW = "review"
    RELATED = "related"
    DIFFERENT = "different"


class Key(NamedTuple):
    """A value that records may share: how candidates are found, and what is counted to know how common it is.

    `hash` is what is stored of it, a signed number of 64 bits.
    """

    kind: str
    value: str

    @property
    def hash(self) -> int:
        return int.from_bytes(_hashed(*self), "big", signed=True)

    @property
    def strong(self) -> bool:
        return self.kind in STRONG


class Term(NamedTuple):
    """One summand of a score: what a field says of a pair, and how many bits that is worth for or against."""

    field: str
    code: str
    bits: float
    params: Mapping[str, str]


class Opinion(NamedTuple):
    """What is thought of a pair, with every reason.

    `bits` is the sum of the terms, the prior among them: the logarithm to base 2 of the odds that the two are one.
    `probability` is 0 to 1. A rule outside the score, named by `decider`, overrides it: equal ids make it 1, different ones
    0, and of a branch and its head office it says that they are not one, whatever speaks for it. `relation` says what
    related ones are to each other: ``branch`` or ``sister``.
    """

    bits: float
    probability: float
    terms: tuple[Term, ...]
    verdict: Verdict
    relation: str = ""
    decider: str = ""


def hashes(keys: Iterable[Key]) -> NDArray[np.int64]:
    """The hashes of many keys at once."""
    return np.frombuffer(b"".join(starmap(_hashed, keys)), dtype=">i8").astype(np.int64)


def _hashed(kind: str, value: str) -> bytes:
    return xxh3_64_digest(f"{kind}\0{value}".encode())
