"""Changes of the policy: found between two documents, made over a third, and two in a row are one."""

from hypothesis import given, settings
from hypothesis import strategies as st

from greening.domain.policy import shipped
from greening.domain.policy_changes import apply, between, combined, concerns_judging, over, values

PAGE, WORDS, WEIGHT = "lists.page", "validators.lexicon.visit_phrases", "validators.weights.identity.company"
SHIPPED = shipped().document

some_words = st.lists(st.sampled_from(["甲", "乙", "丙", "丁", "戊"]), unique=True)
documents = st.tuples(st.integers(10, 200), some_words, st.floats(0, 100))


def document(page, words, weight):
    return apply(SHIPPED, {PAGE: {"after": page}, WORDS: {"after": words}, WEIGHT: {"after": weight}})


def said(one):
    """What a document says, whatever the order of its words."""
    held = values(one)
    return held | {WORDS: sorted(held[WORDS])}


@settings(max_examples=30, deadline=None)
@given(documents, documents)
def test_what_differs_between_two_turns_one_into_the_other(first, second):
    old, new = document(*first), document(*second)
    assert said(apply(old, between(old, new))) == said(new)
    assert between(old, old) == {}


@settings(max_examples=30, deadline=None)
@given(documents, documents, documents)
def test_two_changes_in_a_row_are_one(first, second, third):
    old, mid, new = (document(*one) for one in (first, second, third))
    assert combined(between(old, mid), between(mid, new)).keys() == between(old, new).keys()
    assert said(apply(old, combined(between(old, mid), between(mid, new)))) == said(new)


def test_words_that_a_release_brings_along_stay():
    own = {WORDS: {"added": ["甲"], "removed": ["跟进"]}}
    release = apply(SHIPPED, {WORDS: {"after": ["跟进", "乙"]}})
    assert values(apply(release, own))[WORDS] == ["乙", "甲"]


def test_a_path_that_is_gone_and_a_value_that_is_forbidden_are_left_out():
    made, kept = over(SHIPPED, {"pits.cap": {"after": 3}, PAGE: {"after": 10**9}, WEIGHT: {"after": 12.0}})
    assert kept == {WEIGHT: {"after": 12.0}}
    assert values(made)[PAGE] == values(SHIPPED)[PAGE]


def test_only_what_judges_records_concerns_judging():
    assert concerns_judging({WEIGHT: {}})
    assert concerns_judging({"triage.missing": {}})
    assert not concerns_judging({PAGE: {}})
