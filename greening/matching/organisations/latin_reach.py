"""How many bits could two names in letters be worth at most? Told from numbers: the ladder of `latin_names`, seen from above."""

import numpy as np

from greening.matching.bounds.columns import WIDTH, Bits, Codes, Pairs, Truths
from greening.matching.bounds.letters import Sets, lacking, lengths
from greening.matching.bounds.reaching import SLACK, Worth
from greening.matching.organisations.facts import FORMED, WORDS
from greening.matching.organisations.latin_names import COMMON, LONG_WORD, MOST, NEARLY_ALL, REGISTERED, SOME

LADDER = ("differs", "few_words", "some_words", "overlap", "contained", "same_words")
"""What words of two names can say, the least first."""
TWICE = 2
"""Words of the one name that a word of the other may be, at most: bunny land is bunnyland."""


def most(pairs: Pairs, worth: Worth) -> Bits:
    """The highest step that the shared words, and those that may be, of names can reach whose cores differ."""
    both, weights, rare = _words(pairs)
    whole = weights.sum(axis=0) - both
    least, greatest = weights.min(axis=0), weights.max(axis=0)
    step = np.select(
        [
            both >= NEARLY_ALL * greatest - SLACK,
            both >= NEARLY_ALL * least - SLACK,
            both >= MOST * whole - SLACK,
            (both >= SOME * whole - SLACK) | (both >= MOST * least - SLACK),
            both >= SOME * least - SLACK,
        ],
        range(len(LADDER) - 1, 0, -1),
    )
    words = pairs.fact("words")
    open_ = (words.max(axis=0) > min(WORDS, WIDTH)) | ((words.min(axis=0) <= 1) & np.equal(*pairs.fact("start")))
    step, rare = np.where(open_, len(LADDER) - 1, step), np.where(open_, worth.most, rare)
    return np.maximum(_stepped(step, rare, pairs.flagged(FORMED), worth), _acronym(pairs, open_, worth))


def same_core(pairs: Pairs, worth: Worth) -> Bits:
    """What names are worth at most whose cores are one but for blanks."""
    return worth.of("name.same_core", shared=pairs.own("core"))


def _stepped(step: Sets, rare: Bits, formed: Truths, worth: Worth) -> Bits:
    """What the highest possible step, or any below it, is worth."""
    bits = np.full(len(step), -np.inf)
    for at, code in enumerate(LADDER):
        registered = REGISTERED.get(code, code)
        row = np.where(formed, worth.of(f"name.{registered}", shared=rare), worth.of(f"name.{code}", shared=rare))
        bits = np.where(step >= at, np.maximum(bits, row), bits)
    branded = step >= LADDER.index("some_words")
    return np.where(branded, np.maximum(bits, worth.of("name.trade_differs", shared=rare)), bits)


def _acronym(pairs: Pairs, open_: Truths, worth: Worth) -> Bits:
    own, other = pairs.fact("initials")
    words = pairs.fact("word")
    spelt = (words[1] == own[:, None]).any(axis=1) | (words[0] == other[:, None]).any(axis=1)
    return np.where(spelt | open_, worth.of("name.acronym"), -np.inf)


def _words(pairs: Pairs) -> tuple[Bits, Bits, Bits]:
    """What the words weigh that may be one, what those of each name weigh then, and how rare the former are."""
    codes, count = pairs.codes("word"), pairs.fact("words")
    width = min(codes.shape[2], WORDS)
    held = np.arange(width) < count[:, :, None]
    codes, letters = np.where(held, codes[:, :, :width], 0), np.where(held, pairs.fact("word")[:, :, :width], 0)
    rare = np.where(held, pairs.columns.rare[codes], 0)
    trades = (pairs.fact("trades")[:, :, None] >> np.arange(width)) & 1
    weights = np.where(trades == 1, rare * COMMON, rare)
    met, near = _met(codes, letters)
    close = TWICE * (rare * near).sum(axis=2).min(axis=0)
    both = (weights * met)[0].sum(axis=1) + close
    return both, both + (weights * ~(met | near)).sum(axis=2), (rare * met)[0].sum(axis=1) + close


def _met(codes: Codes, letters: Sets) -> tuple[Truths, Truths]:
    """Which words of each name the other has, and which of the rest may be one with one of the other's."""
    equal = (codes[0][:, :, None] == codes[1][:, None, :]) & (codes[0] > 0)[:, :, None]
    met = np.stack([equal.any(axis=2), equal.any(axis=1)])
    one, other = np.where(met, 0, letters)
    near = _alike(one[:, :, None], other[:, None, :])
    return met, np.stack([near.any(axis=2), near.any(axis=1)])


def _alike(one: Sets, other: Sets) -> Truths:
    """Whether two words may be one: a slip apart, or two in long words; or the one a piece of the other."""
    own, others = lengths(one), lengths(other)
    slips = 1 + (np.minimum(own, others) >= 2 * LONG_WORD)
    spare, missed = lacking(one, other), lacking(other, one)
    slip = (np.maximum(own, others) >= LONG_WORD) & (np.maximum(spare, missed) <= slips) & (abs(own - others) <= slips)
    alike: Truths = (slip | (np.where(own <= others, spare, missed) == 0)) & (own > 0) & (others > 0)
    return alike
