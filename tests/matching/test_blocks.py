"""Are the pairs that are worth comparing found, and no more of them than the records bear?"""

import numpy as np

from greening.matching import Key
from greening.matching.batch import blocks
from greening.matching.batch.blocks import BUDGET
from greening.matching.entries import Entries

KINDS = ("phone", "word")


def find(entries):
    return blocks.find(entries.tally(np.ones(entries.records, dtype=np.int64)))


def entries_of(keys):
    values = [(kind, [[key.value for key in own if key.kind == kind] for own in keys]) for kind in KINDS]
    return Entries.of(values, KINDS, len(keys))


def pairs(*keys):
    return [tuple(pair) for pair in find(entries_of(keys)).pairs.tolist()]


def word(value):
    return Key("word", value)


def phone(value):
    return Key("phone", value)


def test_records_meet_by_any_key_that_they_share_and_once():
    assert pairs([phone("1"), word("a")], [phone("1"), word("a")], [word("a"), word("b")], [word("c")]) == [
        (0, 1),
        (0, 2),
        (1, 2),
    ]


def test_nothing_shared_is_nothing_to_compare():
    assert pairs([word("a")], [word("b")]) == []
    assert pairs() == []


def test_a_block_that_everybody_is_in_is_cut_and_counted():
    found = find(entries_of([[word("common")]] * 1000))
    assert len(found.pairs) == 0
    assert (found.cut, found.lost) == (1, 1000 * 999 // 2)


def test_a_key_that_a_hundred_thousand_have_is_counted_all_the_same():
    many = 100_000
    found = find(
        Entries(np.ones(many, dtype=np.int64), np.arange(many, dtype=np.int32), np.array([many]), ("phone",), many)
    )
    assert (len(found.pairs), found.lost) == (0, many * (many - 1) // 2)


def test_what_is_too_common_alone_finds_together():
    keys = [[word("red" if at % 40 else f"r{at}"), word("blue" if at % 39 else f"b{at}")] for at in range(1000)]
    keys[7] = keys[8] = [word("left"), word("right")]
    many = [[word("left")] for _ in range(500)] + [[word("right")] for _ in range(500)]
    assert (7, 8) in pairs(*keys, *many)


def test_pairs_grow_with_the_records_and_not_with_their_square():
    for records in (500, 2000):
        keys = [[phone(str(at % 50)), word(f"w{at % 40}"), word(f"v{at % 30}")] for at in range(records)]
        assert len(pairs(*keys)) <= BUDGET * records


def test_a_key_is_counted_by_the_records_that_have_it():
    entries = entries_of([[word("a")], [word("a")], [word("b")]])
    tally = entries.tally(np.array([1, 3, 1]))
    assert tally.counts() == {word("a").hash: 4}
    assert tally.codes.tolist() == [1, 1, 0]
