"""Does a base come out the same however its rows lie, whole or compared by source, and however often one row is in it?"""

from random import Random
from time import process_time

from worded import MODEL, Worded

from greening.matching import Counted, match
from greening.matching.batch import matching as batch
from greening.matching.learning import learn
from greening.matching.rulings import Rulings
from greening.matching.scheme import keys_of

BASE = [
    Worded("lan xu", "1"),
    Worded("lan xu", "2"),
    Worded("lan xu", "1"),
    Worded("yan xi", "3"),
    Worded("he du", "3"),
]
ENOUGH = 20.0
"""CPU seconds, many times what it takes; comparing every pair would take an hour."""


def found(features, **options):
    return {(pair.left, pair.right): pair.opinion for pair in match(features, MODEL, **options).pairs}


def test_pairs_carry_their_opinion_and_come_in_order():
    pairs = match(BASE, MODEL).pairs
    assert [(pair.left, pair.right) for pair in pairs] == sorted((pair.left, pair.right) for pair in pairs)
    counted = Counted(5, {key.hash: 3 for key in keys_of(MODEL.scheme, BASE[0]) if key.kind == "name"})
    assert pairs[0].opinion == MODEL.opinion(BASE[0], BASE[1], counted)


def test_copies_are_pairs_too():
    assert (0, 2) in found(BASE)
    assert match(BASE, MODEL).clusters == [[0, 1, 2]]


def test_rows_may_lie_in_any_order():
    random = Random(7)
    words = ["lan", "xu", "yan", "xi", "he", "du"]
    base = [Worded(" ".join(random.choices(words, k=2)), str(random.randrange(20))) for _ in range(200)]
    order = random.sample(range(200), 200)
    again = match([base[at] for at in order], MODEL)

    assert {tuple(sorted((order[p.left], order[p.right]))): p.opinion for p in again.pairs} == found(base)
    contents = sorted(sorted(repr(base[order[at]]) for at in group) for group in again.clusters)
    assert contents == sorted(sorted(repr(base[at]) for at in group) for group in match(base, MODEL).clusters)


def test_by_source_only_rows_of_different_sources_are_compared():
    assert set(found(BASE, sources=["a", "a", "b", "b", "b"])) <= {(a, b) for a in (0, 1) for b in (2, 3, 4)}
    assert (0, 2) in found(BASE, sources=["a", "a", "b", "b", "b"])


def test_ten_thousand_of_one_name_and_number_end_and_are_counted():
    started = process_time()
    copied = match([Worded("lan xu", "1")] * 10_000, MODEL)
    varied = match([Worded("lan xu", "1", str(at)) for at in range(10_000)], MODEL)
    assert process_time() - started < ENOUGH
    assert copied.cut == 1
    assert copied.lost == 10_000 * 9_999 // 2
    assert varied.compared <= 10_000 * 20
    assert varied.lost > 0


def test_rulings_teach_and_hold():
    ruled = match(BASE, MODEL, rulings=Rulings(same=((3, 4),), different=((0, 1), (1, 2))))
    assert ruled.clusters == [[0, 2], [3, 4]]
    assert ruled.model.version.startswith("worded-1+3.")
    assert match(BASE, MODEL).model == MODEL


def test_nothing_is_matched_with_nothing():
    assert match([], MODEL) == batch.Matched([], [], 0, 0, 0, learn(MODEL, []))
    assert match(BASE[:1], MODEL).pairs == []
