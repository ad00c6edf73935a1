"""Are the pairs that blocks make those that one would write down by hand, whatever the chunks they are made in?"""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greening.matching.batch import groups
from greening.matching.batch.limits import too_large

RECORDS = 12
SOME = st.lists(st.sets(st.integers(0, RECORDS - 1), max_size=6), max_size=12)


def grouped(blocks):
    members = [member for block in blocks for member in sorted(block)]
    sizes = list(map(len, blocks))
    return groups.Groups(np.array(members, dtype=np.int32), np.array(sizes, dtype=np.int64), RECORDS)


def written_down(blocks):
    """The size of the smallest block of each pair."""
    made = {}
    for block in sorted(blocks, key=len):
        for pair in combinations(sorted(block), 2):
            made.setdefault(pair, len(block))
    return made


def read(packed):
    return [tuple(pair) for pair in groups.unpacked(packed, RECORDS).tolist()]


@settings(max_examples=60, deadline=None)
@given(SOME)
def test_each_pair_is_made_once_with_the_size_of_its_smallest_block(blocks):
    made = groups.once(grouped(blocks).made(0, RECORDS), RECORDS)
    room = groups.WIDEST - 2 * RECORDS.bit_length()
    sizes = (made & (1 << room) - 1).tolist()
    assert list(zip(read(made >> room), sizes, strict=True)) == sorted(written_down(blocks).items())


@settings(max_examples=60, deadline=None)
@given(SOME, st.integers(0, 30), st.sampled_from([1, 4]))
def test_blocks_are_taken_from_the_smallest_until_there_are_enough_pairs(blocks, most, times):
    made = written_down(blocks)
    sizes = list(made.values())
    bound = too_large(grouped(blocks).pairs(), times * most)
    made = {pair: size for pair, size in made.items() if size < bound}
    least = next((size for size in range(bound) if sum(map(size.__ge__, made.values())) > most), bound)
    taken = groups.take(grouped(blocks), most, times)
    assert (read(taken.pairs), taken.least) == (sorted(pair for pair in made if made[pair] < least), least), sizes


@pytest.mark.parametrize("members", [[], [3]])
def test_who_is_alone_makes_no_pair(members):
    assert grouped([members]).made(0, RECORDS).tolist() == []
