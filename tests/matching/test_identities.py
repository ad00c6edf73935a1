"""Does an entity keep its number, whatever comes, goes and changes, and does a person decide whether two are one?"""

from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from worded import MODEL, Worded

from greening.matching import clusters
from greening.matching.clusters import NEVER, Bridge, Links
from greening.matching.clusters.grouping import NEW
from greening.matching.clusters.identities import Change, Why, carry
from greening.matching.rulings import NOTHING_RULED, Rulings


def joined(pairs, known, rulings=NOTHING_RULED, features=None):
    ends = np.array(list(pairs), dtype=np.int64).reshape(-1, 2)
    links = Links(ends[:, 0], ends[:, 1], np.array(list(pairs.values()), dtype=np.float64))
    features = features or [Worded(str(at)) for at in range(len(known))]
    return clusters.join(links, features, MODEL, ranks=range(len(known)), rulings=rulings, known=known)


def test_the_first_numbers_follow_the_records():
    found = carry({}, [["c"], ["b", "a"]])
    assert found.entities == {1: ("a", "b"), 2: ("c",)}
    assert found.changes == [Change(1, Why.CREATED, ("a", "b")), Change(2, Why.CREATED, ("c",))]


def test_who_comes_joins_who_was_there():
    found = carry({4: ["b"], 7: ["d"]}, [["a", "b"], ["c"], ["d"]])
    assert found.entities == {4: ("a", "b"), 7: ("d",), 8: ("c",)}
    assert found.changes == [Change(4, Why.JOINED, ("a",)), Change(8, Why.CREATED, ("c",))]


def test_nothing_has_changed_where_nothing_has():
    assert carry({4: ["b", "a"], 7: []}, [["a", "b"]]).changes == []


def test_the_number_stays_with_the_part_that_holds_most():
    found = carry({1: ["a", "b", "c"]}, [["a"], ["b", "c"]])
    assert found.entities == {1: ("b", "c"), 2: ("a",)}
    assert found.changes == [Change(2, Why.SPLIT, ("a",), former=1)]


def test_of_equal_parts_it_stays_with_that_of_the_lowest_record():
    assert carry({1: ["a", "b", "c", "d"]}, [["b", "d"], ["a", "c"]]).entities == {1: ("a", "c"), 2: ("b", "d")}


def test_what_people_made_one_keeps_the_number_of_the_larger():
    found = carry({1: ["a"], 2: ["b", "c"], 3: ["d"]}, [["a", "b", "c"], ["d"]])
    assert found.entities == {1: (), 2: ("a", "b", "c"), 3: ("d",)}
    assert found.changes == [Change(1, Why.ENDED, ()), Change(2, Why.MERGED, ("a",), former=1)]


def test_a_number_that_ended_is_not_given_again():
    gone = carry({1: ["a"], 2: ["b"]}, [["a"]])
    assert gone.changes == [Change(2, Why.LEFT, ("b",)), Change(2, Why.ENDED, ())]
    assert carry(gone.entities, [["a"], ["b"]]).entities == {1: ("a",), 2: (), 3: ("b",)}


def test_two_that_were_known_are_never_joined_by_the_machine_but_asked_about():
    found = joined({(0, 1): 30.0}, [5, 6])
    assert found.groups == []
    assert found.bridges == [Bridge(0, 1, 30.0)]


def test_a_new_record_between_two_goes_to_the_nearer_and_the_two_are_asked_about():
    found = joined({(0, 2): 20.0, (1, 2): 30.0}, [5, 6, NEW])
    assert found.groups == [[1, 2]]
    assert found.bridges == [Bridge(0, 2, 8.0)]


def test_nobody_is_asked_about_what_a_person_or_a_rule_has_decided():
    assert joined({(0, 1): 30.0}, [5, 6], Rulings(different=((0, 1),))).bridges == []
    assert joined({(0, 1): NEVER}, [5, 6]).bridges == []
    marked = [Worded("0", mark="a"), Worded("1"), Worded("2", mark="b")]
    assert joined({(0, 1): 30.0, (1, 2): 30.0}, [5, NEW, 6], features=marked).bridges == []


def test_what_a_person_ruled_the_same_joins_two_that_were_known():
    pairs = {(0, 1): 20.0, (2, 3): 20.0, (0, 2): 10.0, (1, 3): 10.0, (0, 3): 1.0}
    assert joined(pairs, [5, 5, 6, 6]).groups == [[0, 1], [2, 3]]
    assert joined(pairs, [5, 5, 6, 6], Rulings(same=((1, 2),))).groups == [[0, 1, 2, 3]]


def test_what_comes_does_not_tear_what_was_one():
    pairs = {(0, 1): 5.0, (1, 2): 30.0, (0, 2): -31.0}
    assert joined(pairs, [NEW] * 3).groups == [[1, 2]]
    assert joined(pairs, [5, 5, NEW]).groups == [[0, 1]]


def test_what_was_one_and_no_longer_looks_it_is_split():
    assert joined({(0, 1): -9.0, (1, 2): 9.0}, [5, 5, NEW]).groups == [[1, 2]]


GROUPS = st.lists(st.integers(0, 9), min_size=1, max_size=12)
"""The group of each record."""


def grouped(numbers):
    return [[at for at, own in enumerate(numbers) if own == number] for number in sorted(set(numbers))]


@settings(max_examples=25)
@given(st.lists(GROUPS, max_size=4))
def test_a_number_is_never_used_twice_and_stays_with_most_of_its_records(weeks):
    entities = {}
    for week in weeks:
        found = carry(entities, grouped(week)).entities
        assert sorted(sum(found.values(), ())) == list(range(len(week)))
        for entity, had in entities.items():
            kept = {other: len(set(own) & set(had)) for other, own in found.items()}
            if found[entity]:
                assert 0 < kept[entity] == max(kept.values())
            elif any(kept.values()):
                assert max(kept, key=kept.get) in entities
        entities = found


@settings(max_examples=25)
@given(GROUPS, st.data())
def test_records_that_come_one_by_one_or_at_once_are_the_same_entities(numbers, data):
    pairs = {(a, b): 9.0 for a, b in combinations(range(len(numbers)), 2) if numbers[a] == numbers[b]}
    at_once = carry({}, grouped(numbers)).entities

    entities, there = {}, 0
    while there < len(numbers):
        there += data.draw(st.integers(1, len(numbers) - there))
        owner = {record: entity for entity, records in entities.items() for record in records}
        known = [owner.get(at, NEW) for at in range(there)]
        found = joined({ends: bits for ends, bits in pairs.items() if max(ends) < there}, known)
        assert found.bridges == []
        alone = set(range(there)) - {at for group in found.groups for at in group}
        entities = carry(entities, [*found.groups, *([at] for at in alone)]).entities
    assert entities == at_once


PAIRS = st.dictionaries(
    st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda ends: ends[0] < ends[1]),
    st.integers(-9, 30) | st.just(NEVER),
    max_size=20,
)


@settings(max_examples=25)
@given(PAIRS, st.lists(st.sampled_from([NEW, 1, 2, 3]), min_size=9, max_size=9))
def test_no_group_holds_two_that_were_known_and_every_bridge_is_between_such(pairs, known):
    found = joined(pairs, known)
    for group in found.groups:
        assert len({known[at] for at in group} - {NEW}) <= 1
    own = {at: {known[other] for other in group} - {NEW} for group in found.groups for at in group}
    for bridge in found.bridges:
        left, right = (own.get(at, {known[at]} - {NEW}) for at in (bridge.left, bridge.right))
        assert left
        assert right
        assert left != right
        assert bridge.bits >= MODEL.bar
