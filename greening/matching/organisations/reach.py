"""How many bits could two companies be worth at most? Told from numbers, without comparing them.

Every bound follows from the ladder of its field: what two values share is known, and what they could be to each other at
most follows from their letters. It may be too high, never too low: a pair below the bar is below it.
"""

from collections.abc import Sequence

import numpy as np

from greening.matching.bounds.columns import Bits, Fact, Pairs, Truths
from greening.matching.bounds.letters import LONGEST, Sets, lacking, lengths, within
from greening.matching.bounds.reaching import SLACK, Worth
from greening.matching.organisations import name_reach as names
from greening.matching.organisations.facts import ADDRESSED, CROWDED, PHONES, WINDING, facts
from greening.matching.organisations.features import Features
from greening.matching.organisations.places import SAME_STREET, SHORTEST_END

LIKE = 1.5
"""Shares of their letters, added, that two names of a person have in common who are close: Jaro-Winkler of 0.9."""
SLIP = 3
"""Pairs of neighbouring digits that one slip changes at most."""
ELSEWHERE = ("address.differs", "address.moved")
"""What two house numbers can say even if they are equal."""
FIELDS = {
    "email": (("email.same",), ("email.differs",)),
    "domain": (("domain.same",), ("domain.differs",)),
    "phone": (("phone.same",), ("phone.close", "phone.differs")),
    "contact": (("person.same", "person.sounds"), ("person.close", "person.differs")),
}
"""By kind of key what two who share one are to each other, and what others are."""


class CompanyReach:
    """The bound of companies."""

    firsts = ("name", "brand", "branch", "sound", "start", "door", "region")
    kinds = ("id", *FIELDS, "core", "word", "place")

    def facts(self, features: Sequence[Features], /) -> dict[str, Fact]:
        return facts(features)

    def most(self, pairs: Pairs, worth: Worth, /) -> Bits:
        """What is dear to tell is told of those pairs that can still reach the bar."""
        named = names.at_first(pairs, worth)
        bits = named + _places(pairs, worth)
        bits[pairs.shared("id") > 0] = np.inf
        for kind, (same, apart) in FIELDS.items():
            bits += _either(pairs, worth, kind, same, apart)
        at = np.flatnonzero(bits >= worth.bar)
        bits[at] += names.most(pairs.chosen(at), worth) - named[at]
        for closer in (_phones, _persons, _ids):
            at = np.flatnonzero(bits >= worth.bar)
            bits[at] += closer(pairs.chosen(at), worth)
        return bits


REACH = CompanyReach()


def _phones(pairs: Pairs, worth: Worth) -> Bits:
    """What numbers are worth less if none is like one of the other's."""
    open_ = np.maximum(*pairs.told("phone")) > PHONES
    return _apart(pairs, worth, "phone", open_ | pairs.any("phone", _one_slip))


def _persons(pairs: Pairs, worth: Worth) -> Bits:
    open_ = np.bitwise_or(*pairs.fact("flags")) & CROWDED != 0
    return _apart(pairs, worth, "contact", open_ | pairs.any("person", _like))


def _apart(pairs: Pairs, worth: Worth, kind: str, like: Truths) -> Bits:
    close, differs = FIELDS[kind][1]
    apart = pairs.both(kind) & (pairs.shared(kind) == 0) & ~like
    return np.where(apart, worth.of(differs) - worth.of(close, differs), 0.0)


def _ids(pairs: Pairs, _: Worth) -> Bits:
    """Whether both have a valid id of one kind, so that they are two companies where they share none, and no relatives."""
    apart = pairs.any("id_kind", np.equal) & (pairs.shared("id") == 0) & ~names.parted(pairs)
    return np.where(apart, -np.inf, 0.0)


def _either(pairs: Pairs, worth: Worth, kind: str, same: Sequence[str], apart: Sequence[str]) -> Bits:
    """A field of which something is shared, or that is worth what those apart are; of which one lacks says nothing."""
    shared, least = pairs.shared(kind), float(worth.of(*apart))
    bits = np.where(pairs.both(kind), least, 0.0)
    at = np.flatnonzero(shared)
    told = worth.of(*same, shared=shared[at])
    bits[at] = np.where(np.isinf(shared[at]), np.maximum(told, least), told)
    return bits


def _one_slip(one: Sets, other: Sets) -> Truths:
    near: Truths = (
        (lacking(one, other) <= SLIP) & (lacking(other, one) <= SLIP) & (abs(lengths(one) - lengths(other)) <= 1)
    )
    return near


def _like(one: Sets, other: Sets) -> Truths:
    own, others = lengths(one), lengths(other)
    met = np.minimum(own - lacking(one, other), others - lacking(other, one))
    near: Truths = (met * (own + others) >= LIKE * own * others) | (np.maximum(own, others) >= LONGEST)
    return near


def _places(pairs: Pairs, worth: Worth) -> Bits:
    """Address and region: at one door, that the city is one too says nothing more."""
    bits = _region(pairs, worth)
    at = np.flatnonzero(pairs.flagged(ADDRESSED, "address"))
    bits[at] = _addresses(pairs.chosen(at), worth, bits[at])
    return bits


def _addresses(pairs: Pairs, worth: Worth, region: Bits) -> Bits:
    number, others = pairs.fact("number")
    numbered, street = (number != 0) & (others != 0), _one_street(pairs)
    there, elsewhere = worth.of("address.street", "address.near", *ELSEWHERE), worth.of(*ELSEWHERE)
    bits = np.where(numbered, np.where(street, there, elsewhere), _words(pairs, worth, street)) + region
    one_door = pairs.same("door") | (numbered & street & (number == others))
    return np.where(one_door, np.maximum(worth.of("address.same", shared=worth.most), bits), bits)


def _one_street(pairs: Pairs) -> Truths:
    """Whether two addresses that both have a street may mean the same: by a word, by the end of one, or as a whole."""
    one, other = pairs.fact("streets")
    missed = lacking(one, other).astype(np.int64) + lacking(other, one)
    like = missed <= (1 - SAME_STREET) * (lengths(one) + lengths(other)) + SLACK
    long = np.maximum(lengths(one), lengths(other)) >= LONGEST
    winding = np.bitwise_or(*pairs.fact("address")) & WINDING != 0
    street: Truths = (one != 0) & (other != 0) & (like | long | winding | pairs.any("street", _one_word))
    return street


def _one_word(one: Sets, other: Sets) -> Truths:
    """Whether two words may be equal, or the one the end of the other."""
    end = np.minimum(lengths(one), lengths(other)) >= SHORTEST_END
    same: Truths = (one == other) | (end & (within(one, other) | within(other, one)))
    return same


def _words(pairs: Pairs, worth: Worth, street: Truths) -> Bits:
    """What is given of two addresses of which one lacks the number; in two streets nothing of it counts."""
    shared, (one, other) = pairs.shared("place"), pairs.fact("streets")
    likely = (shared > 0) & (street | (one == 0) | (other == 0))
    differ = worth.of("address.words_differ")
    return np.where(likely, np.maximum(worth.of("address.words", shared=shared), differ), differ)


def _region(pairs: Pairs, worth: Worth) -> Bits:
    province, other = pairs.fact("province")
    differs = float(worth.of("region.differs"))
    bits = np.where(province == other, max(differs, 0.0), differs)
    at = np.flatnonzero(pairs.same("region"))
    bits[at] = worth.of("region.same", shared=pairs.chosen(at).own("region"))
    return np.where((province != 0) & (other != 0), bits, 0.0)
