"""Which pairs are worth comparing? Those that share a key that few have, within a bound that grows with the records.

Blocks are taken from the smallest up until they make as many pairs as the budget allows, so what counts as a key that
few have follows from the records themselves. Records of a block that is too large are still compared where they share
two of their rarer keys. What is cut even then is counted.
"""

from dataclasses import dataclass

import numpy as np

from greening.matching.batch.groups import Groups, Truths, begins, both, take, unpacked
from greening.matching.entries import Codes, Numbers, Tally

STRONG_BUDGET = 8
"""Pairs a record, on average, that strong keys may make."""
WEAK_BUDGET = 4
"""Pairs a record that weak keys may make, and again that two weak keys together may."""
BUDGET = 10
"""Pairs a record that all of them may make: strong keys come first, two keys together last."""
REPEATED = 4
"""Times the budget that pairs may be made in, before those that share several keys are counted once."""
COMBINED = 4
"""Rarest keys of a record, of those whose blocks were too large, that are combined with each other."""


@dataclass(frozen=True, slots=True)
class Blocks:
    """`pairs` holds left < right, sorted, each once; `cut` says how many blocks were too large, `lost` the pairs in them."""

    pairs: Codes
    cut: int
    lost: int


def find(tally: Tally) -> Blocks:
    """The pairs of records, by number, that are worth comparing."""
    groups = Groups(tally.members, tally.sizes, tally.records)
    large = np.zeros(len(tally.sizes), dtype=np.bool_)
    found: list[Numbers] = []
    for kind, budget in ((tally.strong, STRONG_BUDGET), (~tally.strong, WEAK_BUDGET)):
        large[kind] = _take(groups.chosen(kind), budget, found) <= groups.sizes[kind]
    cut = groups.chosen(large)
    _take(_combined(cut, ~tally.strong[large], tally.hashes[large]), WEAK_BUDGET, found)
    return Blocks(unpacked(_once(found), tally.records), len(cut.sizes), int(cut.pairs().sum()))


def _once(found: list[Numbers]) -> Numbers:
    """What is in any of these, in order; each is in order itself."""
    packed: Numbers = np.concatenate(found)
    found.clear()
    packed.sort(kind="stable")  # which is quick for what is in order piece by piece
    return packed[begins(packed)]


def _take(groups: Groups, budget: int, found: list[Numbers]) -> int:
    """Add the pairs of the smallest blocks, as many as the budget and what is left of all allow.

    Returns the least size that was too large.
    """
    most = min(budget * groups.records, BUDGET * groups.records - sum(map(len, found)))
    taken = take(groups, most, REPEATED)
    found.append(taken.pairs)
    return taken.least


def _combined(cut: Groups, weak: Truths, hashes: Numbers) -> Groups:
    """The records that share two keys whose own blocks are too large, of each record's rarest ones."""
    return both(*_met(*_rarest(cut, np.lexsort((hashes, weak, cut.sizes)))), cut.records)


def _rarest(cut: Groups, order: Numbers) -> tuple[Codes, Codes]:
    """The members of the blocks, and for each the blocks that are its first in this order, by their place in it."""
    width = len(cut.sizes).bit_length()
    rank = np.empty(len(cut.sizes), dtype=np.int64)
    rank[order] = np.arange(len(cut.sizes))
    rows = cut.members.astype(np.int64) << width
    rows |= np.repeat(rank, cut.sizes)
    rows.sort()
    members = (rows >> width).astype(np.int32)
    rarest = np.append(np.ones(COMBINED, dtype=np.bool_), members[COMBINED:] != members[:-COMBINED])[: len(members)]
    return members[rarest], rows[rarest].astype(np.int32) & np.int32((1 << width) - 1)


def _met(members: Codes, ranks: Codes) -> tuple[Codes, Codes, Codes]:
    """Every two blocks of a member, and the member: three columns."""
    found = []
    for gap in range(1, COMBINED):
        same = members[gap:] == members[:-gap]
        found.append((ranks[:-gap][same], ranks[gap:][same], members[gap:][same]))
    one, other, shared = map(np.concatenate, zip(*found, strict=True))
    return one, other, shared
