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
    rows = [(number, member) for number, block in enumerate(blocks, 1) for member in block]
    table = np.array(sorted(rows, key=lambda row: row[1]), dtype=np.int64).reshape(-1, 2)
    return groups.Groups.of(table[:, 0], table[:, 1], RECORDS)


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
@given(SOME, st.sampled_from([1, 3, 1 << 18]))
def test_each_pair_is_made_once_with_the_size_of_its_smallest_block(blocks, chunk):
    made = list(grouped(blocks).made(chunk))
    found = [(pair, size) for packed, sizes in made for pair, size in zip(read(packed), sizes.tolist(), strict=True)]
    assert found == sorted(written_down(blocks).items())


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


def test_a_record_with_more_pairs_than_a_chunk_has_them_all():
    made = grouped([set(range(RECORDS))]).made(2)
    assert [pair for packed, _ in made for pair in read(packed)] == list(combinations(range(RECORDS), 2))


@pytest.mark.parametrize("members", [[], [3]])
def test_who_is_alone_makes_no_pair(members):
    assert [pair for packed, _ in grouped([members]).made() for pair in read(packed)] == []
