"""How many bits could two names in letters be worth at most? Told from numbers: the ladder of `latin_names`, seen from above."""

import numpy as np
from numpy.typing import NDArray

from greening.matching.bounds.columns import WIDTH, Bits, Numbers, Pairs, Truths
from greening.matching.bounds.letters import LONGEST, Sets, lacking, lengths
from greening.matching.bounds.reaching import SLACK, Worth
from greening.matching.organisations.facts import FORMED, SIGNS, WORDS
from greening.matching.organisations.latin_names import COMMON, LONG_WORD, MOST, NEARLY_ALL, REGISTERED, SOME

LADDER = ("differs", "few_words", "some_words", "overlap", "contained", "same_words")
"""What words of two names can say, the least first."""
TWICE = 2
"""Words of the one name that a word of the other may be, at most: bunny land is bunnyland."""
FEW = 3
"""Words that most names have at most."""


def most(pairs: Pairs, worth: Worth) -> Bits:
    """The most bits that names can be worth whose cores differ: of few words, and of many."""
    bits = np.empty(len(pairs.left))
    words = pairs.fact("words").max(axis=0)
    for width, own in ((FEW, words <= FEW), (WORDS, words > FEW)):
        at = np.flatnonzero(own)
        bits[at] = _most(pairs.chosen(at), worth, width)
    return bits


def _most(pairs: Pairs, worth: Worth, width: int) -> Bits:
    """The highest step that the shared words, and those that may be, can reach."""
    both, weights, rare = _words(pairs, width)
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
    spelt = ((words[1] == own[:, None]).any(axis=1) & (lengths(own) > 1)) | (
        (words[0] == other[:, None]).any(axis=1) & (lengths(other) > 1)
    )
    return np.where(spelt | open_, worth.of("name.acronym"), -np.inf)


def _words(pairs: Pairs, width: int) -> tuple[Bits, Bits, Bits]:
    """What the words weigh that may be one, what those of each name weigh then, and how rare the former are."""
    codes, count = pairs.codes("word"), pairs.fact("words")
    width = min(codes.shape[2], width)
    held = np.arange(width) < count[:, :, None]
    codes = np.where(held, codes[:, :, :width], 0)
    rare = np.where(held, pairs.columns.rare[codes], 0)
    trades = (pairs.fact("trades")[:, :, None] >> np.arange(width)) & 1
    weights = np.where(trades == 1, rare * COMMON, rare)
    equal = (codes[0][:, :, None] == codes[1][:, None, :]) & (codes[0] > 0)[:, :, None]
    met = np.stack([equal.any(axis=2), equal.any(axis=1)])
    times = _near(np.where(held & ~met, pairs.fact("word")[:, :, :width], 0), pairs.fact("begins")[:, :, :width])
    close = (rare * times).sum(axis=2).min(axis=0)
    both = (weights * met)[0].sum(axis=1) + close
    return both, both + (weights * ~(met | (times > 0))).sum(axis=2), (rare * met)[0].sum(axis=1) + close


def _near(letters: Sets, begins: Sets) -> Sets:
    """How many words of the other name each word may be, of those that are in one name only; 0 stands for no word."""
    pair, own, beside = np.nonzero((letters[0] != 0)[:, :, None] & (letters[1] != 0)[:, None, :])
    one, other = letters[0][pair, own], letters[1][pair, beside]
    spare, missed = lacking(one, other), lacking(other, one)
    begun, begin = begins[0][pair, own], begins[1][pair, beside]
    slip = _alike(lengths(one), lengths(other), np.maximum(spare, missed)) & (begun != SIGNS) & (begin != SIGNS)
    alike = slip | ((begun > 0) & (begun == begin) & ((spare == 0) | (missed == 0)))
    near = np.zeros_like(letters)
    near[0, pair[alike], own[alike]] = near[1, pair[alike], beside[alike]] = 1
    for side, piece, (part, whole) in ((0, spare == 0, (own, beside)), (1, missed == 0, (beside, own))):
        _join(near, side, letters, (pair[piece], part[piece], whole[piece]))
    return near


def _join(near: Sets, side: int, letters: Sets, pieces: tuple[Numbers, Numbers, Numbers]) -> None:
    """Count where two words of one side may be one of the other's: `pieces` are pairs, their parts and their wholes."""
    pair, part, whole = pieces
    width = letters.shape[2]
    several = np.bincount(pair * width + whole)[pair * width + whole] >= TWICE if pair.size else pair > 0
    at, row = np.unique(pair[several], return_inverse=True)
    held = np.zeros((len(at), width, width), dtype=np.bool_)
    held[row, part[several], whole[several]] = True
    joined = _joined(held, lengths(letters[side, at]), lengths(letters[1 - side, at]))
    near[side, at] = np.maximum(near[side, at], joined.any(axis=2))
    near[1 - side, at] = np.where(joined.any(axis=1), TWICE, near[1 - side, at])


def _alike(own: Sets, others: Sets, lacked: NDArray[np.uint8]) -> Truths:
    """Whether two words may be a slip apart, or two in long words."""
    slips = 1 + (np.minimum(own, others) >= 2 * LONG_WORD)
    alike: Truths = (np.maximum(own, others) >= LONG_WORD) & (lacked <= slips) & (abs(own - others) <= slips)
    return alike


def _joined(piece: Truths, own: Sets, others: Sets) -> Truths:
    """Which words may be, together with another piece, a word of the other name: by which words are pieces of which."""
    long = others[:, None, None, :]
    fits = (own[:, :, None, None] + own[:, None, :, None] == long) | (long >= LONGEST)
    apart = ~np.eye(own.shape[1], dtype=np.bool_)[None, :, :, None]
    joined: Truths = (fits & apart & piece[:, :, None, :] & piece[:, None, :, :]).any(axis=2)
    return joined
