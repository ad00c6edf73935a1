"""Are records joined into the groups that they are, and never two of which a rule or a person says they are not one?"""

from itertools import combinations
from random import Random
from time import process_time

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from worded import MODEL, Worded

from greening.matching import Opinion, Verdict, clusters
from greening.matching.clusters import NEVER, Links
from greening.matching.rulings import NOTHING_RULED, Rulings, agreed

ENOUGH = 20.0
"""CPU seconds, many times what it takes."""


def join(pairs, features=None, sources=None, *, rulings=NOTHING_RULED, records=9, ranks=None, **options):
    ends = np.array(list(pairs), dtype=np.int64).reshape(-1, 2)
    links = Links(ends[:, 0], ends[:, 1], np.array(list(pairs.values()), dtype=np.float64))
    features = features or [Worded(str(at)) for at in range(records)]
    ranks = range(records) if ranks is None else ranks
    return clusters.join(links, features, MODEL, ranks=ranks, sources=sources, rulings=rulings, **options).groups


def clique(*members, bits=9.0):
    return dict.fromkeys(combinations(members, 2), bits)


def test_a_pair_weighs_its_bits_unless_a_rule_decides_it():
    assert clusters.weight(Opinion(7.5, 0.9, (), Verdict.DUPLICATE)) == 7.5
    assert clusters.weight(Opinion(90.0, 1.0, (), Verdict.DUPLICATE)) == clusters.MOST
    assert clusters.weight(Opinion(-90.0, 0.0, (), Verdict.DIFFERENT)) == -clusters.MOST
    assert clusters.weight(Opinion(-9.0, 1.0, (), Verdict.DUPLICATE, decider="mark.same")) == clusters.MOST
    assert clusters.weight(Opinion(90.0, 0.05, (), Verdict.RELATED, "branch", "mark.differs")) == NEVER


def test_what_speaks_for_each_other_is_one():
    assert join({(0, 1): 5.0, (3, 4): 0.5, (5, 6): -0.5}) == [[0, 1], [3, 4]]


def test_no_links_no_groups():
    assert join({}) == []
    assert join({}, records=0, features=[Worded()]) == []


def test_one_doubtful_pair_does_not_chain_two_groups():
    assert join({**clique(0, 1, 2), **clique(3, 4, 5), (2, 3): 4.0}) == [[0, 1, 2], [3, 4, 5]]


def test_a_group_is_joined_as_a_whole_where_its_pairs_speak_for_it_on_average():
    assert join({(0, 1): 9.0, (1, 2): 9.0}) == [[0, 1, 2]]
    assert join({(0, 1): 9.0, (1, 2): 9.0, (0, 2): -30.0}) == [[0, 1]]


def test_no_pair_outvotes_all_others():
    assert join({(0, 1): 1e9, (1, 2): 3.0, (0, 2): -9.0}) == [[0, 1]]
    assert join({(0, 1): 1e9, (0, 2): -50.0, (1, 2): 39.0}) == [[0, 1]]


def test_no_group_holds_two_that_a_rule_parts_though_they_were_never_compared():
    features = [Worded("0", mark="a"), Worded("1"), Worded("2", mark="b")]
    assert join({(0, 1): 30.0, (1, 2): 20.0}, features, records=3) == [[0, 1]]


def test_a_pair_that_was_parted_keeps_its_groups_apart():
    assert join({(0, 1): 30.0, (1, 2): 20.0, (0, 2): NEVER}) == [[0, 1]]
    assert join({**clique(0, 1, 2, 3), (0, 3): NEVER}) == [[0, 1, 2]]


def test_records_of_one_source_that_are_not_compared_do_not_speak_against_each_other():
    chain = {(0, 2): 5.0, (1, 2): 2.0}
    assert join(chain, sources="aab", records=3) == [[0, 1, 2]]
    assert join({**chain, (0, 1): -30.0}, records=3) == [[0, 2]]


def test_what_a_person_ruled_the_same_is_one_whatever_score_and_rule_say():
    features = [Worded("0", mark="a"), Worded("1", mark="b"), *(Worded(str(at)) for at in range(2, 9))]
    said = Rulings(same=((1, 0), (4, 5), (6, 5)))
    assert join({(0, 1): NEVER, (4, 5): -40.0}, features, rulings=said) == [[0, 1], [4, 5, 6]]


def test_others_are_joined_to_what_a_person_joined_as_a_whole():
    said = Rulings(same=((0, 1),))
    assert join({(1, 2): 30.0}, rulings=said) == [[0, 1, 2]]
    assert join({(1, 2): 3.0}, rulings=said) == [[0, 1]]
    assert join({(1, 2): 30.0}, rulings=said, sources="aab", records=3) == [[0, 1, 2]]


def test_what_a_person_ruled_different_is_never_one_not_even_by_way_of_a_third():
    said = Rulings(different=((2, 0),))
    assert join({(0, 2): 40.0}, rulings=said) == []
    assert join(clique(0, 1, 2), rulings=said) == [[0, 1]]
    assert join({(0, 1): 30.0, (1, 2): 20.0}, rulings=said) == [[0, 1]]
    assert join({(1, 2): 30.0}, rulings=Rulings(same=((0, 1),), different=((0, 2),))) == [[0, 1]]


def test_people_who_contradict_each_other_part_and_are_told():
    said = Rulings(same=((1, 2), (1, 0)), different=((0, 2),))
    assert agreed(said).groups == [[0, 1]]
    assert agreed(said).refused == [(1, 2)]
    assert join({(1, 2): 40.0}, rulings=said) == [[0, 1]]


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=8), st.data())
def test_rulings_hold_as_far_as_they_agree_and_in_any_order(same, data):
    different = data.draw(
        st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda two: two[0] != two[1]))
    )
    found = agreed(Rulings(tuple(same), tuple(different)))
    group = {member: at for at, own in enumerate(found.groups) for member in own}
    assert not any(one in group and group[one] == group.get(other) for one, other in different)
    for one, other in same:
        assert one == other or (min(one, other), max(one, other)) in found.refused or group[one] == group[other]
    turned = Rulings(
        tuple((b, a) for a, b in data.draw(st.permutations(same))), tuple(data.draw(st.permutations(different)))
    )
    assert agreed(turned) == found


PAIRS = st.dictionaries(
    st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda ends: ends[0] < ends[1]),
    st.integers(-9, 9) | st.just(NEVER),
    max_size=20,
)
MARKS = st.lists(st.sampled_from("ab."), min_size=9, max_size=9)
SOURCES = st.none() | st.lists(st.sampled_from("rst"), min_size=9, max_size=9)


def plainly(known, marks, sources):
    """Average link as it is defined, over all pairs of groups, without any shortcut."""
    groups = [[at] for at in range(9)]

    def average(one, other):
        pairs = [tuple(sorted((a, b))) for a in one for b in other]
        if any({marks[a], marks[b]} == {"a", "b"} for a, b in pairs):
            return NEVER
        met = [pair for pair in pairs if sources is None or sources[pair[0]] != sources[pair[1]]]
        return sum(known.get(pair, MODEL.missing) for pair in met) / len(met) if met else NEVER

    while True:
        pairs = [(-average(one, other), one[0], other[0], one, other) for one, other in combinations(groups, 2)]
        best = min(pairs, default=(1.0,), key=lambda pair: pair[:3])
        if -best[0] < MODEL.bar:
            return [group for group in groups if len(group) > 1]
        groups = sorted([*(one for one in groups if one not in best[3:]), sorted(best[3] + best[4])])


@settings(max_examples=30)
@given(PAIRS, MARKS, SOURCES, st.integers(1, 30))
@example({(0, 2): 0.0, (2, 3): 0.0}, list("aa.baaaaa"), list("rrsrrrrrr"), 1)
def test_every_shortcut_finds_what_the_definition_finds(known, marks, sources, at_once):
    known = {
        (a, b): bits if {marks[a], marks[b]} != {"a", "b"} else NEVER
        for (a, b), bits in known.items()
        if sources is None or sources[a] != sources[b]
    }
    features = [Worded(str(at), mark=mark) for at, mark in enumerate(marks)]
    assert join(known, features, sources, at_once=at_once) == plainly(known, marks, sources)


@settings(max_examples=30)
@given(PAIRS, st.permutations(range(9)), MARKS)
def test_groups_do_not_depend_on_where_records_stood(known, moved, marks):
    features = [Worded(str(at), mark=mark) for at, mark in enumerate(marks)]
    places = [moved.index(rank) for rank in range(9)]
    shuffled = {tuple(sorted((places[a], places[b]))): bits for (a, b), bits in known.items()}
    again = join(shuffled, [features[at] for at in moved], ranks=moved)
    assert sorted(sorted(moved[at] for at in group) for group in again) == join(known, features)


def tangled(records, links, seed=7):
    """One component: a chain, and links between records that are not far from each other."""
    random = Random(seed)
    known = {(at, at + 1): random.choice([2.0, 9.0, 40.0]) for at in range(records - 1)}
    while len(known) < links:
        one = random.randrange(records - 1)
        known[one, min(records - 1, one + random.randrange(1, 60))] = random.choice([-3.0, 2.0, 9.0, 40.0])
    return known


def test_a_component_of_two_thousand_is_worked_through():
    known = tangled(2_000, 12_000)
    started = process_time()
    groups = join(known, records=2_000)
    assert process_time() - started < ENOUGH
    assert sum(map(len, groups)) > 1_000


@pytest.mark.slow
def test_a_million_records_are_joined_in_seconds_and_a_component_of_twenty_thousand_ends():
    random = Random(7)
    pairs = {(at, at + 1): random.choice([-1.0, 9.0]) for at in range(20_000, 1_000_000, 2)}
    started = process_time()
    found = join(tangled(20_000, 200_000) | pairs, records=1_000_000, features=[Worded()] * 1_000_000)
    assert process_time() - started < ENOUGH
    assert max(map(len, found)) < 500
