"""How many bits could two companies' names be worth at most? Told from numbers: the ladders of names, seen from above."""

from functools import lru_cache

import numpy as np

from greening.matching.bounds.columns import Bits, Pairs, Truths
from greening.matching.bounds.reaching import Worth
from greening.matching.organisations import han_reach, latin_reach
from greening.matching.organisations.facts import ALIASED, FORMED, HAN, NAMED, ORDERED, PLACED


def at_first(pairs: Pairs, worth: Worth) -> Bits:
    """The most that a first look leaves: only Chinese names that have too little in common are told apart."""
    own, other = pairs.fact("flags")
    han = own & other & (NAMED | HAN) == NAMED | HAN
    apart = han & ~han_reach.likely(pairs) & ((own | other) & ALIASED == 0)
    return np.where(apart, han_reach.apart(pairs, worth) + han_reach.highest_beside(worth), highest(worth))


def most(pairs: Pairs, worth: Worth) -> Bits:
    """The most bits that the names of each pair can be worth; 0 where one has none."""
    bits = np.zeros(len(pairs.left))
    own, other = pairs.fact("flags")
    han, latin, across = own & other & HAN != 0, (own | other) & HAN == 0, (own ^ other) & HAN != 0
    for kind, of in ((han, han_reach.most), (latin, latin_reach.most), (across, _across)):
        at = np.flatnonzero(kind)
        bits[at] = of(pairs.chosen(at), worth)
    whole = _whole(pairs, worth, _by_alias(pairs, worth, bits))
    return np.where(own & other & NAMED != 0, whole + han_reach.beside(pairs, worth), 0.0)


@lru_cache(maxsize=1)
def highest(worth: Worth) -> float:
    """The most bits that any two names can be worth."""
    codes = [code for code in worth.weights if code.startswith("name.")]
    return float(worth.of(*codes, shared=worth.most)) + han_reach.highest_beside(worth)


def parted(pairs: Pairs) -> Truths:
    """Whether a rule may say of the names that there are two companies of one house: a branch, a number, a place."""
    told = ~han_reach.one_branch(pairs) | pairs.flagged(ORDERED) | pairs.flagged(PLACED)
    own, other = pairs.fact("flags")
    alike = pairs.same("brand") | pairs.equal("core_letters") | ((own | other) & HAN == 0)
    found: Truths = pairs.flagged(NAMED) & ((own ^ other) & HAN == 0) & alike & told
    return found


def _whole(pairs: Pairs, worth: Worth, bits: Bits) -> Bits:
    """What is the same as a whole is worth that."""
    at = np.flatnonzero(pairs.same("name"))
    some = pairs.chosen(at)
    same, registered = (worth.of(code, shared=some.own("name")) for code in ("name.same", "name.same_registered"))
    bits[at] = np.where(some.flagged(FORMED), registered, same)
    return bits


def _by_alias(pairs: Pairs, worth: Worth, bits: Bits) -> Bits:
    """What may be an alias, any core of both that is not the first of each, may be worth that."""
    at = np.flatnonzero(np.bitwise_or(*pairs.fact("flags")) & ALIASED)
    shared = pairs.chosen(at).shared("core")
    alias = np.maximum(bits[at], worth.of("name.alias", shared=shared))
    bits[at] = np.where(shared > 0, alias, bits[at])
    return bits


def _across(pairs: Pairs, worth: Worth) -> Bits:
    """A Chinese name and one in letters."""
    return np.full(len(pairs.left), worth.of("name.romanised", "name.other_script", shared=worth.most))
