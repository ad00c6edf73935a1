"""How many bits could two companies be worth at most? Told from numbers, without comparing them.

Every bound follows from the ladder of its field: what two values share is known, and what they could be to each other at
most follows from their letters. It may be too high, never too low: a pair below the bar is below it.
"""

from collections.abc import Sequence

import numpy as np

from greening.matching.bounds.columns import Bits, Numbers, Pairs, Shared, Truths
from greening.matching.bounds.letters import LONGEST, Sets, lacking, lengths
from greening.matching.bounds.reaching import Worth
from greening.matching.organisations import name_reach as names
from greening.matching.organisations.facts import ADDRESSED, PERSONS, PHONES, facts
from greening.matching.organisations.features import Features

LIKE = 1.5
"""Shares of their letters, added, that two names of a person have in common who are close: Jaro-Winkler of 0.9."""
SLIP = 3
"""Pairs of neighbouring digits that one slip changes at most."""
ELSEWHERE = ("address.differs", "address.moved")
"""What two house numbers can say even if they are equal."""


class CompanyReach:
    """The bound of companies."""

    owned = ("name", "core", "brand", "sound")
    kinds = ("id", "phone", "email", "domain", "contact", "core", "word", "place")

    def facts(self, features: Sequence[Features], /) -> dict[str, Numbers]:
        return facts(features)

    def most(self, pairs: Pairs, worth: Worth, /) -> Bits:
        ids = pairs.shared("id")
        bits = np.where((ids.bits > 0) | ids.open, np.inf, np.where(_other_ids(pairs), -np.inf, 0.0))
        for field in ("email", "domain"):
            bits += _either(pairs.shared(field), worth, (f"{field}.same",), worth.of(f"{field}.differs"))
        return bits + _phones(pairs, worth) + _persons(pairs, worth) + _places(pairs, worth) + names.most(pairs, worth)


REACH = CompanyReach()


def _other_ids(pairs: Pairs) -> Truths:
    """Whether both have a valid id of one kind, so that they are two companies where they share none, and no relatives."""
    return pairs.any("id_kind", np.equal) & ~names.parted(pairs)


def _phones(pairs: Pairs, worth: Worth) -> Bits:
    open_ = pairs.told("phone").max(axis=0) > PHONES
    apart = np.where(open_ | pairs.any("phone", _one_slip), worth.of("phone.close"), worth.of("phone.differs"))
    return _either(pairs.shared("phone"), worth, ("phone.same",), apart)


def _persons(pairs: Pairs, worth: Worth) -> Bits:
    open_ = pairs.fact("persons").max(axis=0) > PERSONS
    apart = np.where(open_ | pairs.any("person", _like), worth.of("person.close"), worth.of("person.differs"))
    return _either(pairs.shared("contact"), worth, ("person.same", "person.sounds"), apart)


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
    one_door = addressed & (door == beside) & (door != 0) | (numbered & (number == others))
    bits = np.where(addressed, _words(pairs, worth), 0.0)
    bits = np.where(numbered, worth.of("address.street", "address.near", *ELSEWHERE), bits)
    bits += _region(pairs, worth)
    same = worth.of("address.same", shared=worth.most)
    return np.where(one_door, np.maximum(same, bits), bits)


def _words(pairs: Pairs, worth: Worth) -> Bits:
    shared = pairs.shared("place")
    words = worth.of("address.words", shared=np.where(shared.open, worth.most, shared.bits))
    return np.where((shared.bits > 0) | shared.open, words, worth.of("address.words_differ"))


def _region(pairs: Pairs, worth: Worth) -> Bits:
    (city, other), (province, beside) = pairs.fact("region"), pairs.fact("province")
    apart = np.where(province == beside, np.maximum(worth.of("region.differs"), 0.0), worth.of("region.differs"))
    bits = np.where(city == other, worth.of("region.same", shared=worth.most), apart)
    return np.where((city != 0) & (other != 0), bits, 0.0)
