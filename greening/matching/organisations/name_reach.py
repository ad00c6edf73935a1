"""How many bits could two companies' names be worth at most? Told from numbers: the ladders of names, seen from above."""

import numpy as np

from greening.matching.bounds.columns import Bits, Pairs, Truths
from greening.matching.bounds.reaching import Worth
from greening.matching.organisations import han_reach, latin_reach
from greening.matching.organisations.facts import ALIASED, FORMED, HAN, NAMED, ORDERED, PLACED


def most(pairs: Pairs, worth: Worth) -> Bits:
    """The most bits that the names of each pair can be worth; 0 where one has none."""
    bits = np.zeros(len(pairs.left))
    named, core = pairs.flagged(NAMED), np.equal(*pairs.fact("core"))
    own, other = pairs.fact("flags") & HAN
    han, latin, across = own & other != 0, (own | other) == 0, own != other
    for kind, of in (
        (han & ~core, han_reach.most),
        (han & core, han_reach.same_core),
        (latin & ~core, latin_reach.most),
        (latin & core, latin_reach.same_core),
        (across, _across),
    ):
        at = np.flatnonzero(named & kind)
        bits[at] = of(pairs.chosen(at), worth)
    whole = np.where(named, _whole(pairs, worth, _by_alias(pairs, worth, bits)), 0.0)
    return whole + np.where(named, han_reach.beside(pairs, worth), 0.0)


def highest(worth: Worth) -> float:
    """The most bits that any two names can be worth."""
    codes = [code for code in worth.weights if code.startswith("name.")]
    return float(worth.of(*codes, shared=worth.most)) + han_reach.highest_beside(worth)


def parted(pairs: Pairs) -> Truths:
    """Whether a rule may say of the names that there are two companies of one house: a branch, a number, a place."""
    told = (np.not_equal(*pairs.fact("branch"))) | pairs.flagged(ORDERED) | pairs.flagged(PLACED)
    own, other = pairs.fact("flags") & HAN
    alike = np.equal(*pairs.fact("brand")) | np.equal(*pairs.fact("core")) | ((own | other) == 0)
    found: Truths = pairs.flagged(NAMED) & (own == other) & alike & told
    return found


def _whole(pairs: Pairs, worth: Worth, bits: Bits) -> Bits:
    """What is the same as a whole is worth that."""
    same, registered = (worth.of(code, shared=pairs.own("name")) for code in ("name.same", "name.same_registered"))
    whole = np.where(pairs.flagged(FORMED), registered, same)
    return np.where(np.equal(*pairs.fact("whole")), whole, bits)


def _by_alias(pairs: Pairs, worth: Worth, bits: Bits) -> Bits:
    """What may be an alias, any core of both that is not the first of each, may be worth that."""
    own, other = pairs.fact("flags")
    at = np.flatnonzero((own | other) & ALIASED != 0)
    shared = pairs.chosen(at).shared("core")
    alias = worth.of("name.alias", shared=np.where(shared.open, worth.most, shared.bits))
    bits[at] = np.where((shared.bits > 0) | shared.open, np.maximum(bits[at], alias), bits[at])
    return bits


def _across(pairs: Pairs, worth: Worth) -> Bits:
    """A Chinese name and one in letters."""
    return np.full(len(pairs.left), worth.of("name.romanised", "name.other_script", shared=worth.most))
