"""How many bits could two Chinese names be worth at most? Told from numbers: the ladder of `han_names`, seen from above."""

import numpy as np

from greening.matching.bounds.columns import Bits, Pairs, Truths
from greening.matching.bounds.letters import Sets, lacking, lengths, meet, within
from greening.matching.bounds.reaching import Worth
from greening.matching.organisations.facts import FORMED, HAN, PLACED, SHORTENING
from greening.matching.organisations.han_names import LONG_BRAND

PART = ("name.contained", "name.inside")
"""What a name may be of which the other has a piece as it is."""
MADE = ("name.initials", "name.shortened", "name.inside", "name.shuffled")
"""What a name may be that people made of pieces of the other."""
CORE = ("name.same_core", "name.same_core_no_place", "name.same_core_wider_place", "name.same_core_parted")
BRANCH = ("name.same_core_branch", "name.same_core_branch_close", "name.same_core_branch_no_place")
GRAMS = 3
"""Pairs of neighbours that one slip changes at most."""


def most(pairs: Pairs, worth: Worth) -> Bits:
    """The most bits that the names of each pair can be worth whose cores differ."""
    apart = [worth.of(f"name.{code}") for code in ("brand_differs", "registered_differs")]
    bits = np.where(pairs.flagged(FORMED), apart[1], apart[0])
    for likely, codes, shared in (
        (_close(pairs), ("name.close",), worth.most),
        (_equal(pairs, "sound"), ("name.homophone",), _with_branch(pairs, pairs.own("sound"), worth)),
        (_part(pairs), PART, worth.most),
        (_made(pairs), MADE, worth.most),
    ):
        bits = np.where(likely, np.maximum(bits, worth.of(*codes, shared=shared)), bits)
    return np.where(_equal(pairs, "brand"), _same_brand(pairs, worth), bits)


def same_core(pairs: Pairs, worth: Worth) -> Bits:
    """The most bits that the names of each pair can be worth whose cores are one."""
    core = worth.of(*CORE, shared=pairs.own("core"))
    return np.where(_equal(pairs, "branch"), core, worth.of(*BRANCH, shared=pairs.own("brand")))


def beside(pairs: Pairs, worth: Worth) -> Bits:
    """What place and form of two Chinese names say beside them."""
    own, other = pairs.fact("kinds")
    one_kind = (own != 0) & (other != 0) & ((own & ~other == 0) | (other & ~own == 0))
    place, form = _beside(worth)
    told: Bits = np.where(pairs.flagged(PLACED), place, 0.0) + np.where(one_kind, form, 0.0)
    return np.where(pairs.flagged(HAN), told, 0.0)


def highest_beside(worth: Worth) -> float:
    """The most that place and form can say beside two names."""
    return sum(_beside(worth))


def _beside(worth: Worth) -> tuple[float, float]:
    return max(float(worth.of("named_place.same")), 0.0), max(float(worth.of("form.same", "form.part")), 0.0)


def _equal(pairs: Pairs, name: str) -> Truths:
    own, other = pairs.fact(name)
    equal: Truths = own == other
    return equal


def _with_branch(pairs: Pairs, bits: Bits, worth: Worth) -> Bits:
    """What is shared when one branch counts too."""
    return np.where(_equal(pairs, "branch") & (pairs.fact("branch")[0] != 0), worth.most, bits)


def _same_brand(pairs: Pairs, worth: Worth) -> Bits:
    own, other = pairs.fact("trade_letters")
    one_trade = (own == 0) | (other == 0) | meet(own, other)
    brand = pairs.own("brand")
    same = worth.of("name.same_brand", shared=_with_branch(pairs, brand, worth))
    apart = worth.of("name.trade_differs", shared=brand)
    return np.where(one_trade, np.maximum(same, apart), apart)


def _close(pairs: Pairs) -> Truths:
    (one, other), (gram, beside) = pairs.fact("brand_letters"), pairs.fact("brand_grams")
    long = np.minimum(lengths(one), lengths(other)) >= LONG_BRAND
    slip = (lacking(one, other) <= 1) & (lacking(other, one) <= 1)
    close: Truths = long & slip & (lacking(gram, beside) <= GRAMS) & (lacking(beside, gram) <= GRAMS)
    return close


def _part(pairs: Pairs) -> Truths:
    """Whether core or head of the one may stand in the other as it is, or behind the letter of its place begins it."""
    (behind, following), (opening, begun) = pairs.fact("behind"), pairs.fact("opening")
    lettered = ((behind == begun) & (behind != 0)) | ((following == opening) & (following != 0))
    part: Truths = lettered | _stands(pairs, "core") | _stands(pairs, "head")
    return part


def _stands(pairs: Pairs, part: str) -> Truths:
    (one, other), (gram, beside) = pairs.fact(f"{part}_letters"), pairs.fact(f"{part}_grams")
    return (within(one, other) & within(gram, beside)) | (within(other, one) & within(beside, gram))


def _made(pairs: Pairs) -> Truths:
    """Whether the head of the one may be made of characters of the other, or its brand and trades be some of the other's."""
    (flags, others), (head, heads) = pairs.fact("flags") & SHORTENING, pairs.fact("head_letters")
    (core, cores), (long, longs) = pairs.fact("core_letters"), pairs.fact("long_letters")
    one = (flags != 0) & _fits(head, heads) & (_lacks_none(head, longs) | _lacks_none(core, cores))
    other = (others != 0) & _fits(heads, head) & (_lacks_none(heads, long) | _lacks_none(cores, core))
    made: Truths = one | other
    return made


def _fits(one: Sets, other: Sets) -> Truths:
    fits: Truths = lengths(one) <= lengths(other)
    return fits


def _lacks_none(one: Sets, other: Sets) -> Truths:
    none: Truths = lacking(one, other) == 0
    return none
