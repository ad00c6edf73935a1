"""How many bits could two companies' names be worth at most? Told from numbers: the ladders of names, seen from above."""

import numpy as np

from greening.matching.bounds.columns import WIDTH, Bits, Codes, Pairs, Truths
from greening.matching.bounds.letters import Sets, lacking, lengths, meet, within
from greening.matching.bounds.reaching import SLACK, Worth
from greening.matching.organisations.facts import ALIASED, FORMED, HAN, NAMED, PLACED, WORDS
from greening.matching.organisations.han_names import LONG_BRAND
from greening.matching.organisations.latin_names import COMMON, LONG_WORD, MOST, NEARLY_ALL, REGISTERED, SOME

LADDER = ("differs", "few_words", "some_words", "overlap", "contained", "same_words")
"""What words of two names can say, the least first."""
TWICE = 2
"""Words of the one name that a word of the other may be, at most: bunny land is bunnyland."""
CORE = (
    "name.same_core", "name.same_core_no_place", "name.same_core_wider_place", "name.same_core_branch",
    "name.same_core_branch_close", "name.same_core_branch_no_place", "name.same_core_parted",
)  # fmt: skip


def most(pairs: Pairs, worth: Worth) -> Bits:
    """The most bits that the names of each pair can be worth; 0 where one has none."""
    bits = np.zeros(len(pairs.left))
    named = pairs.flagged(NAMED)
    own, other = pairs.fact("flags") & HAN
    for kind, of in ((own & other != 0, _han), ((own | other) == 0, _latin), (own != other, _across)):
        at = np.flatnonzero(named & kind)
        bits[at] = of(pairs.chosen(at), worth)
    return _with_equal(pairs, worth, bits, named) + np.where(named & (own & other != 0), _beside(pairs, worth), 0.0)


def _beside(pairs: Pairs, worth: Worth) -> Bits:
    """What place and form of two Chinese names say beside them."""
    own, other = pairs.fact("kinds")
    one_kind = (own != 0) & (other != 0) & ((own & ~other == 0) | (other & ~own == 0))
    placed = np.where(pairs.flagged(PLACED), np.maximum(worth.of("named_place.same"), 0.0), 0.0)
    beside: Bits = placed + np.where(one_kind, np.maximum(worth.of("form.same"), 0.0), 0.0)
    return beside


def _with_equal(pairs: Pairs, worth: Worth, bits: Bits, named: Truths) -> Bits:
    """What is whole or in its core the same, or an alias, is worth that."""
    own, other = pairs.fact("flags")
    core = np.equal(*pairs.fact("core"))
    whole = np.equal(*pairs.fact("whole"))
    alias = ((own | other) & ALIASED != 0) & _by_alias(pairs)
    bits = np.where(named & core, worth.of(*CORE, shared=worth.most), bits)
    bits = np.where(named & whole, worth.of("name.same", "name.same_registered", shared=worth.most), bits)
    return np.where(named & alias, np.maximum(bits, worth.of("name.alias", shared=worth.most)), bits)


def _by_alias(pairs: Pairs) -> Truths:
    """Whether the core of one may be an alias of the other: any core of both that is not the first of each."""
    shared = pairs.shared("core")
    return (shared.bits > 0) | shared.open


def _across(pairs: Pairs, worth: Worth) -> Bits:
    return np.full(len(pairs.left), worth.of("name.romanised", "name.other_script", shared=worth.most))


def _han(pairs: Pairs, worth: Worth) -> Bits:
    """Chinese names whose cores differ."""
    formed = pairs.flagged(FORMED)
    bits = np.where(formed, worth.of("name.registered_differs"), worth.of("name.brand_differs"))
    for likely, code in (
        (_close(*pairs.fact("brand_letters")), "name.close"),
        (_shortens(pairs), "name.initials"),
        (_shortens(pairs), "name.shortened"),
        (np.equal(*pairs.fact("sound")), "name.homophone"),
        (
            _within(*pairs.fact("core_letters")) | _within(*pairs.fact("head_letters")) | _shortens(pairs),
            "name.contained",
        ),
        (_within(*pairs.fact("core_letters")) | _within(*pairs.fact("head_letters")), "name.inside"),
        (_within(*pairs.fact("head_letters")), "name.shuffled"),
    ):
        bits = np.where(likely, np.maximum(bits, worth.of(code, shared=worth.most)), bits)
    return np.where(np.equal(*pairs.fact("brand")), _same_brand(pairs, worth), bits)


def _same_brand(pairs: Pairs, worth: Worth) -> Bits:
    own, other = pairs.fact("trade_letters")
    one_trade = (own == 0) | (other == 0) | meet(own, other)
    apart, same = (worth.of(f"name.{code}", shared=worth.most) for code in ("trade_differs", "same_brand"))
    return np.where(one_trade, np.maximum(same, apart), apart)


def _within(one: Sets, other: Sets) -> Truths:
    return within(one, other) | within(other, one)


def _shortens(pairs: Pairs) -> Truths:
    (own, other), (long, longer) = pairs.fact("head_letters"), pairs.fact("long_letters")
    return within(own, longer) | within(other, long)


def _close(one: Sets, other: Sets) -> Truths:
    long = np.minimum(lengths(one), lengths(other)) >= LONG_BRAND
    close: Truths = long & (lacking(one, other) <= 1) & (lacking(other, one) <= 1)
    return close


def _latin(pairs: Pairs, worth: Worth) -> Bits:
    """Names in letters whose cores differ: the highest step that the shared words, and those that may be, can reach."""
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
