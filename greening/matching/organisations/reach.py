"""How many bits could two companies be worth at most? Told from numbers, without comparing them.

Every bound follows from the ladder of its field: what two values share is known, and what they could be to each other at
most follows from their letters. It may be too high, never too low: a pair below the bar is below it.
"""

from collections.abc import Sequence

import numpy as np

from greening.matching.bounds.columns import Bits, Numbers, Pairs, Shared, Truths
from greening.matching.bounds.letters import LONGEST, Sets, lacking, lengths, within
from greening.matching.bounds.reaching import SLACK, Worth
from greening.matching.organisations import name_reach as names
from greening.matching.organisations.facts import ADDRESSED, PERSONS, PHONES, WINDING, facts
from greening.matching.organisations.features import Features
from greening.matching.organisations.places import SAME_STREET, SHORTEST_END

LIKE = 1.5
"""Shares of their letters, added, that two names of a person have in common who are close: Jaro-Winkler of 0.9."""
SLIP = 3
"""Pairs of neighbouring digits that one slip changes at most."""
ELSEWHERE = ("address.differs", "address.moved")
"""What two house numbers can say even if they are equal."""


PHONE, PHONE_APART = ("phone.same",), ("phone.close", "phone.differs")
PERSON, PERSON_APART = ("person.same", "person.sounds"), ("person.close", "person.differs")
"""What those of one name or number are to each other, and what those of two."""


class CompanyReach:
    """The bound of companies."""

    owned = ("name", "core", "brand", "sound")
    kinds = ("id", "phone", "email", "domain", "contact", "core", "word", "place")

    def facts(self, features: Sequence[Features], /) -> dict[str, Numbers]:
        return facts(features)

    def most(self, pairs: Pairs, worth: Worth, /) -> Bits:
        """What is dear to tell is told of those pairs that can still reach the bar."""
        ids = pairs.shared("id")
        bits = np.where((ids.bits > 0) | ids.open, np.inf, names.highest(worth)) + _places(pairs, worth)
        for field in ("email", "domain"):
            bits += _either(pairs.shared(field), worth, (f"{field}.same",), worth.of(f"{field}.differs"))
        for kind, same, apart in (("phone", PHONE, PHONE_APART), ("contact", PERSON, PERSON_APART)):
            bits += _either(pairs.shared(kind), worth, same, worth.of(*apart))
        for closer in (_phones, _persons, _names, _ids):
            at = np.flatnonzero(bits >= worth.bar)
            bits[at] += closer(pairs.chosen(at), worth)
        return bits


REACH = CompanyReach()


def _phones(pairs: Pairs, worth: Worth) -> Bits:
    """What numbers are worth less if none is like one of the other's."""
    open_ = pairs.told("phone").max(axis=0) > PHONES
    return _apart(worth, pairs.shared("phone"), PHONE_APART, open_ | pairs.any("phone", _one_slip))


def _persons(pairs: Pairs, worth: Worth) -> Bits:
    open_ = pairs.fact("persons").max(axis=0) > PERSONS
    return _apart(worth, pairs.shared("contact"), PERSON_APART, open_ | pairs.any("person", _like))


def _apart(worth: Worth, shared: Shared, codes: Sequence[str], like: Truths) -> Bits:
    close, differs = codes
    apart = shared.both & ~shared.open & (shared.bits == 0) & ~like
    return np.where(apart, worth.of(differs) - worth.of(close, differs), 0.0)


def _names(pairs: Pairs, worth: Worth) -> Bits:
    return names.most(pairs, worth) - names.highest(worth)


def _ids(pairs: Pairs, _: Worth) -> Bits:
    """Whether both have a valid id of one kind, so that they are two companies where they share none, and no relatives."""
    ids = pairs.shared("id")
    apart = pairs.any("id_kind", np.equal) & (ids.bits == 0) & ~ids.open & ~names.parted(pairs)
    return np.where(apart, -np.inf, 0.0)


def _either(shared: Shared, worth: Worth, same: Sequence[str], apart: Bits) -> Bits:
    """A field of which something is shared, or that is worth `apart`; of which one lacks says nothing."""
    bits = np.where(shared.bits > 0, worth.of(*same, shared=shared.bits), apart)
    bits = np.where(shared.open, np.maximum(worth.of(*same, shared=worth.most), apart), bits)
    return np.where(shared.both, bits, 0.0)


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
    (number, others), (door, beside) = pairs.fact("number"), pairs.fact("door")
    addressed = pairs.flagged(ADDRESSED)
    numbered = addressed & (number != 0) & (others != 0)
    street = _one_street(pairs, addressed)
    one_door = addressed & (door == beside) & (door != 0) | (numbered & street & (number == others))
    bits = np.where(addressed, _words(pairs, worth, street), 0.0)
    there, elsewhere = worth.of("address.street", "address.near", *ELSEWHERE), worth.of(*ELSEWHERE)
    bits = np.where(numbered, np.where(street, there, elsewhere), bits) + _region(pairs, worth)
    same = worth.of("address.same", shared=worth.most)
    return np.where(one_door, np.maximum(same, bits), bits)


def _one_street(pairs: Pairs, addressed: Truths) -> Truths:
    """Whether two addresses that both have a street may mean the same: by a word, by the end of one, or as a whole."""
    one, other = pairs.fact("streets")
    at = np.flatnonzero(addressed & (one != 0) & (other != 0))
    some, own, others = pairs.chosen(at), one[at], other[at]
    missed = lacking(own, others).astype(np.int64) + lacking(others, own)
    like = missed <= (1 - SAME_STREET) * (lengths(own) + lengths(others)) + SLACK
    long = np.maximum(lengths(own), lengths(others)) >= LONGEST
    winding = (some.fact("flags") & WINDING).any(axis=0)
    street = np.zeros(len(one), dtype=np.bool_)
    street[at] = like | long | winding | some.any("street", _one_word)
    return street


def _one_word(one: Sets, other: Sets) -> Truths:
    """Whether two words may be equal, or the one the end of the other."""
    end = np.minimum(lengths(one), lengths(other)) >= SHORTEST_END
    same: Truths = (one == other) | (end & (within(one, other) | within(other, one)))
    return same


def _words(pairs: Pairs, worth: Worth, street: Truths) -> Bits:
    """What is given of two addresses of which one lacks the number; in two streets nothing of it counts."""
    shared = pairs.shared("place")
    streets = (pairs.fact("streets") != 0).all(axis=0)
    likely = ((shared.bits > 0) | shared.open) & (street | ~streets)
    words = worth.of("address.words", shared=np.where(shared.open, worth.most, shared.bits))
    differ = worth.of("address.words_differ")
    return np.where(likely, np.maximum(words, differ), differ)


def _region(pairs: Pairs, worth: Worth) -> Bits:
    (city, other), (province, beside) = pairs.fact("region"), pairs.fact("province")
    apart = np.where(province == beside, np.maximum(worth.of("region.differs"), 0.0), worth.of("region.differs"))
    bits = np.where(city == other, worth.of("region.same", shared=worth.most), apart)
    return np.where((city != 0) & (other != 0), bits, 0.0)
