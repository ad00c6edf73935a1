"""How many bits could two Chinese names be worth at most? Told from numbers: the ladder of `han_names`, seen from above."""

import numpy as np

from greening.matching.bounds.columns import Bits, Pairs, Truths
from greening.matching.bounds.letters import PLACES, Sets, lacking, lengths, meet, within
from greening.matching.bounds.reaching import Worth
from greening.matching.organisations.facts import BRANCHED, FORMED, HAN, PLACED, SHORTENING
from greening.matching.organisations.han_names import LONG_BRAND

PART = ("name.contained", "name.inside")
"""What a name may be of which the other has a piece as it is."""
MADE = ("name.initials", "name.shortened", "name.inside", "name.shuffled")
"""What a name may be that people made of pieces of the other."""
CORE = ("name.same_core", "name.same_core_no_place", "name.same_core_wider_place", "name.same_core_parted")
BRANCH = ("name.same_core_branch", "name.same_core_branch_close", "name.same_core_branch_no_place")


def likely(pairs: Pairs) -> Truths:
    """Which Chinese names may be more to each other than two: each step between them asks for one of these."""
    (core, cores), (long, longs) = pairs.fact("core_letters"), pairs.fact("long_letters")
    made = within(core, longs) | within(cores, long)
    return made | _close(pairs) | pairs.same("sound") | pairs.same("name")


def apart(pairs: Pairs, worth: Worth) -> Bits:
    """What two Chinese names are worth that are nothing to each other."""
    other, registered = (worth.of(f"name.{code}") for code in ("brand_differs", "registered_differs"))
    return np.where(pairs.flagged(FORMED), registered, other)


def most(pairs: Pairs, worth: Worth) -> Bits:
    """The most bits that two Chinese names can be worth that are not equal as a whole."""
    bits = apart(pairs, worth)
    for likely, codes, shared in (
        (_close(pairs), ("name.close",), worth.most),
        (pairs.same("sound"), ("name.homophone",), _with_branch(pairs, pairs.own("sound"), worth)),
        (_part(pairs), PART, worth.most),
        (_made(pairs), MADE, worth.most),
    ):
        bits = np.where(likely, np.maximum(bits, worth.of(*codes, shared=shared)), bits)
    bits = np.where(pairs.same("brand"), _same_brand(pairs, worth), bits)
    branched = np.where(pairs.equal("core_letters"), worth.of(*BRANCH, shared=pairs.own("brand")), -np.inf)
    bits = np.where(one_branch(pairs), bits, np.maximum(bits, branched))
    return np.where(pairs.same("core"), worth.of(*CORE, shared=pairs.own("core")), bits)


def one_branch(pairs: Pairs) -> Truths:
    """Which pairs have one branch, or none."""
    same = pairs.same("branch") & pairs.flagged(BRANCHED)
    none: Truths = np.bitwise_or(*pairs.fact("flags")) & BRANCHED == 0
    return same | none


def beside(pairs: Pairs, worth: Worth) -> Bits:
    """What place and form of two Chinese names say beside them."""
    own, other = (kinds & (SHORTENING - 1) for kinds in pairs.fact("kinds"))
    one_kind = (own != 0) & (other != 0) & ((own & ~other == 0) | (other & ~own == 0))
    place, form = _beside(worth)
    told: Bits = np.where(pairs.flagged(PLACED), place, 0.0) + np.where(one_kind, form, 0.0)
    return np.where(pairs.flagged(HAN), told, 0.0)


def highest_beside(worth: Worth) -> float:
    """The most that place and form can say beside two names."""
    return sum(_beside(worth))


def _beside(worth: Worth) -> tuple[float, float]:
    return max(float(worth.of("named_place.same")), 0.0), max(float(worth.of("form.same", "form.part")), 0.0)


def _with_branch(pairs: Pairs, bits: Bits, worth: Worth) -> Bits:
    """What is shared when one branch counts too."""
    return np.where(pairs.same("branch") & pairs.flagged(BRANCHED), worth.most, bits)


def _same_brand(pairs: Pairs, worth: Worth) -> Bits:
    own, other = pairs.fact("trade_letters")
    one_trade = (own == 0) | (other == 0) | meet(own, other)
    brand = pairs.own("brand")
    same = worth.of("name.same_brand", shared=_with_branch(pairs, brand, worth))
    apart = worth.of("name.trade_differs", shared=brand)
    return np.where(one_trade, np.maximum(same, apart), apart)


def _close(pairs: Pairs) -> Truths:
    one, other = pairs.fact("brand_letters")
    long = np.minimum(one, other) >> PLACES >= LONG_BRAND
    close: Truths = long & (lacking(one, other) <= 1) & (lacking(other, one) <= 1)
    return close


def _part(pairs: Pairs) -> Truths:
    """Whether the core of the one may stand in the other as it is, or behind the letter of its place begins it."""
    cores, heads, longs = (pairs.fact(f"{part}_letters") for part in ("core", "head", "long"))
    grams, beside = pairs.fact("core_grams"), pairs.fact("head_grams")
    found = np.zeros(len(pairs.left), dtype=np.bool_)
    for own, other in ((0, 1), (1, 0)):
        found |= within(cores[own], heads[other]) & within(grams[own], beside[other])
        lettered = (lacking(heads[own], cores[other]) <= 1) & (lacking(beside[own], grams[other]) <= 1)
        found |= lettered & within(heads[own], longs[other])
    return found


def _made(pairs: Pairs) -> Truths:
    """Whether the head of the one may be made of characters of the other, or its brand and trades be some of the other's."""
    (short, others), (head, heads) = pairs.fact("kinds"), pairs.fact("head_letters")
    (core, cores), (long, longs) = pairs.fact("core_letters"), pairs.fact("long_letters")
    one = (short & SHORTENING != 0) & _fits(head, heads) & (_lacks_none(head, longs) | _lacks_none(core, cores))
    other = (others & SHORTENING != 0) & _fits(heads, head) & (_lacks_none(heads, long) | _lacks_none(cores, core))
    made: Truths = one | other
    return made


def _fits(one: Sets, other: Sets) -> Truths:
    fits: Truths = lengths(one) <= lengths(other)
    return fits


def _lacks_none(one: Sets, other: Sets) -> Truths:
    none: Truths = lacking(one, other) == 0
    return none
