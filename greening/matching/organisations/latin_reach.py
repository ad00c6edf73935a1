"""How many bits could two names in letters be worth at most? Told from numbers: the ladder of `latin_names`, seen from above."""

import numpy as np
from numpy.typing import NDArray

from greening.matching.bounds.columns import WIDTH, Bits, Codes, Numbers, Pairs, Truths
from greening.matching.bounds.letters import LONGEST, Sets, lacking, lengths, once_each
from greening.matching.bounds.reaching import SLACK, Worth
from greening.matching.organisations.facts import FORMED, SIGNS, WORDS
from greening.matching.organisations.latin_names import COMMON, LONG_WORD, MOST, NEARLY_ALL, REGISTERED, SOME

LADDER = ("differs", "few_words", "some_words", "overlap", "contained", "same_words")
"""What words of two names can say, the least first."""
TWICE = 2
"""Words of the one name that a word of the other may be, at most: bunny land is bunnyland."""
FEW = 3
"""Words that most names have at most."""
SLIPS = 2
"""Letters that two words may have each alone, at most, that are a typing error of each other."""

Counts = NDArray[np.int8]


def most(pairs: Pairs, worth: Worth) -> Bits:
    """The most bits that two names can be worth: of few words, and of many; and where they are one but for blanks."""
    bits = np.empty(len(pairs.left))
    words = np.maximum(*pairs.fact("words"))
    for width, own in ((FEW, words <= FEW), (WORDS, words > FEW)):
        at = np.flatnonzero(own)
        bits[at] = _most(pairs.chosen(at), worth, width)
    return np.where(pairs.equal("core"), worth.of("name.same_core", shared=pairs.own("core")), bits)


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
    open_ = (np.maximum(*words) > min(WORDS, WIDTH)) | ((np.minimum(*words) <= 1) & pairs.same("start"))
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
    (own, other), (word, words) = pairs.fact("initials"), map(once_each, pairs.fact("word"))
    spelt = ((own == words.T).any(axis=0) & (lengths(own) > 1)) | ((other == word.T).any(axis=0) & (lengths(other) > 1))
    return np.where(spelt | open_, worth.of("name.acronym"), -np.inf)


def _words(pairs: Pairs, width: int) -> tuple[Bits, Bits, Bits]:
    """What the words weigh that may be one, what those of each name weigh then, and how rare the former are."""
    every = pairs.columns.cells["word"].every[:width]
    place = np.arange(len(every))[:, None]
    held = np.stack([place < count for count in pairs.fact("words")])
    codes = held * np.stack([every.take(members, axis=1) for members in (pairs.left, pairs.right)])
    rare = held * pairs.columns.rare.take(codes)
    trades = np.stack([(own >> place) & 1 for own in pairs.fact("trades")])
    weights = np.where(trades, rare * np.float32(COMMON), rare)
    equal = (codes[0][:, None] == codes[1]) & (codes[0] > 0)[:, None]
    met = np.stack([equal.any(axis=1), equal.any(axis=0)])
    letters, begins = (np.stack([own.T[: len(every)] for own in pairs.fact(name)]) for name in ("word", "begins"))
    times = _near(letters * (held & ~met), begins)
    close = (rare * times).sum(axis=1).min(axis=0)
    both = (weights * met)[0].sum(axis=0) + close
    return both, both + (weights * ~(met | (times > 0))).sum(axis=1), (rare * met)[0].sum(axis=0) + close


def _near(letters: Sets, begins: Codes) -> Counts:
    """How many words of the other name each word may be, of those that are in one name only; 0 stands for no word.

    Sides × places × pairs, as all that is told of words.
    """
    near = np.zeros(letters.shape, dtype=np.int8)
    own, beside, pair = np.nonzero((letters[0] != 0)[:, None] & (letters[1] != 0))
    one, other = letters[0, own, pair], letters[1, beside, pair]
    spare, missed = lacking(one, other), lacking(other, one)
    at = np.flatnonzero(np.minimum(spare, missed) <= SLIPS)
    own, beside, pair = own[at], beside[at], pair[at]
    one, other, spare, missed = one[at], other[at], spare[at], missed[at]
    begun, begin = begins[0, own, pair], begins[1, beside, pair]
    slip = _alike(lengths(one), lengths(other), np.maximum(spare, missed)) & (begun != SIGNS) & (begin != SIGNS)
    alike = slip | ((begun > 0) & (begun == begin) & ((spare == 0) | (missed == 0)))
    near[0, own[alike], pair[alike]] = near[1, beside[alike], pair[alike]] = 1
    for side, piece, (part, whole) in ((0, spare == 0, (own, beside)), (1, missed == 0, (beside, own))):
        _join(near, side, letters, (part[piece], whole[piece], pair[piece]))
    return near


def _join(near: Counts, side: int, letters: Sets, pieces: tuple[Numbers, Numbers, Numbers]) -> None:
    """Count where two words of one side may be one of the other's: `pieces` are parts, their wholes, and of which pairs."""
    part, whole, pair = pieces
    width = letters.shape[1]
    several = np.bincount(pair * width + whole)[pair * width + whole] >= TWICE if pair.size else pair > 0
    at, row = np.unique(pair[several], return_inverse=True)
    held = np.zeros((len(at), width, width), dtype=np.bool_)
    held[row, part[several], whole[several]] = True
    joined = _joined(held, lengths(letters[side][:, at].T), lengths(letters[1 - side][:, at].T))
    near[side][:, at] = np.maximum(near[side][:, at], joined.any(axis=2).T)
    near[1 - side][:, at] = np.where(joined.any(axis=1).T, TWICE, near[1 - side][:, at])


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
