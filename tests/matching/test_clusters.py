"""Are records joined into the groups that they are, and never two of which a rule says that they are not one?"""

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st
from worded import MODEL, Worded

from greening.matching import Opinion, Verdict, clusters


@dataclass(frozen=True)
class Judged:
    left: int
    right: int
    opinion: Opinion


def pair(left, right, bits):
    return Judged(left, right, Opinion(bits, 1 / (1 + 2.0**-bits), (), Verdict.REVIEW))


def join(pairs, features=None, sources=None, records=9):
    return clusters.join(
        pairs, features or [Worded(str(at)) for at in range(records)], MODEL, ranks=range(records), sources=sources
    )


def test_what_speaks_for_each_other_is_one():
    assert join([pair(0, 1, 5.0), pair(3, 4, 0.5), pair(5, 6, -0.5)]) == [[0, 1], [3, 4]]


def test_one_doubtful_pair_does_not_chain_two_groups():
    inside = [pair(0, 1, 9.0), pair(1, 2, 9.0), pair(0, 2, 9.0), pair(3, 4, 9.0), pair(4, 5, 9.0), pair(3, 5, 9.0)]
    assert join([*inside, pair(2, 3, 4.0)]) == [[0, 1, 2], [3, 4, 5]]


def test_a_group_is_joined_as_a_whole_where_its_pairs_speak_for_it_on_average():
    assert join([pair(0, 1, 9.0), pair(1, 2, 9.0)]) == [[0, 1, 2]]
    assert join([pair(0, 1, 9.0), pair(1, 2, 9.0), pair(0, 2, -30.0)]) == [[0, 1]]


def test_no_group_holds_two_that_a_rule_parts_though_they_were_never_compared():
    features = [Worded("0", mark="a"), Worded("1"), Worded("2", mark="b")]
    assert join([pair(0, 1, 30.0), pair(1, 2, 20.0)], features, records=3) == [[0, 1]]


def test_records_of_one_source_that_are_not_compared_do_not_speak_against_each_other():
    chain = [pair(0, 2, 5.0), pair(1, 2, 2.0)]
    assert join(chain, sources="aab", records=3) == [[0, 1, 2]]
    assert join([*chain, pair(0, 1, -30.0)], records=3) == [[0, 2]]


PAIRS = st.dictionaries(
    st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda ends: ends[0] < ends[1]),
    st.floats(-9, 9),
    max_size=20,
)


@settings(max_examples=60, deadline=None)
@given(PAIRS, st.permutations(range(9)), st.lists(st.sampled_from("ab."), min_size=9, max_size=9))
def test_groups_do_not_depend_on_where_records_stood_and_hold_no_veto(known, moved, marks):
    features = [Worded(str(at), mark=mark) for at, mark in enumerate(marks)]
    found = join([pair(*ends, bits) for ends, bits in known.items()], features)
    assert not any({"a", "b"} <= {marks[at] for at in group} for group in found)

    places = [0] * 9
    for rank, at in enumerate(moved):
        places[at] = rank
    shuffled = [pair(*sorted((places[a], places[b])), bits) for (a, b), bits in known.items()]
    ranks = list(moved)
    again = clusters.join(shuffled, [features[at] for at in moved], MODEL, ranks=ranks)
    assert sorted(sorted(moved[at] for at in group) for group in again) == found
