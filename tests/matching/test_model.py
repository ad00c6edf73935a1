"""Does a probability add up from what is shown, and do rules outside the sum hold?"""

from math import log2

import pytest
from worded import MODEL, Worded

from greening.matching import NOTHING_COUNTED, Counted, Key, Verdict
from greening.matching.frequencies import WORLD, rarity
from greening.matching.model import CEILING, PRIOR, probability

LAN = Worded("lan", "1")


def opinion(one, other, frequencies=NOTHING_COUNTED):
    return MODEL.opinion(one, other, frequencies)


def test_bits_are_the_sum_of_the_terms_and_the_probability_follows():
    found = opinion(LAN, LAN)
    assert [term.code for term in found.terms] == [PRIOR, "name.same", "number.same"]
    assert found.bits == sum(term.bits for term in found.terms) == pytest.approx(2 + log2(WORLD))
    assert found.probability == pytest.approx(1 - 1 / (1 + 2**found.bits))


def test_a_field_that_one_lacks_says_nothing():
    assert [term.code for term in opinion(LAN, Worded("lan")).terms] == [PRIOR, "name.same"]


def test_a_unique_value_outweighs_the_prior_at_any_size():
    bits = {records: opinion(LAN, Worded("lan"), Counted(records)).bits for records in (10, 1000, 1_000_000)}
    assert len({round(each, 9) for each in bits.values()}) == 1


def test_what_many_share_is_worth_less_and_what_three_share_is_not():
    shared = Key("phone", "1")
    assert rarity(Counted(1_000_000, {shared.hash: 3}), (shared,)) == rarity(Counted(1_000_000), (shared,))
    assert rarity(Counted(1_000_000, {shared.hash: 2001}), (shared,)) == pytest.approx(log2(1_001_000) - log2(1000))


def test_values_together_are_as_rare_as_a_record_at_most():
    keys = tuple(Key("word", word) for word in "abc")
    assert rarity(Counted(0), keys) == pytest.approx(log2(WORLD))


def test_rarity_is_bounded_where_the_table_says_so():
    assert opinion(LAN, LAN, Counted(1_000_000_000)).terms[2].bits == 12.0


def test_a_ceiling_is_a_term_like_any_other():
    held = opinion(LAN, Worded("xu", "1"))
    assert (held.terms[-1].code, held.bits) == (CEILING, -2.0)
    assert held.bits == pytest.approx(sum(term.bits for term in held.terms))
    assert CEILING not in {term.code for term in opinion(LAN, Worded("xu", "2")).terms}


def test_a_rule_that_says_same_needs_no_evidence():
    found = opinion(Worded("lan", "1", "z"), Worded("xu", "2", "z"))
    assert (found.verdict, found.probability, found.decider) == (Verdict.DUPLICATE, 1.0, "mark.same")


def test_a_veto_makes_related_what_much_speaks_for_and_different_what_little_does():
    alike, unlike = Worded("lan", "1", "b"), Worded("xu", "2", "b")
    vetoed = opinion(Worded("lan", "1", "a"), alike)
    assert (vetoed.verdict, vetoed.relation) == (Verdict.RELATED, "branch")
    assert vetoed.probability == MODEL.vetoed
    assert opinion(Worded("lan", "1", "a"), unlike).verdict is Verdict.DIFFERENT


def test_verdicts_follow_the_bands():
    assert opinion(LAN, Worded("lan")).verdict is Verdict.DUPLICATE
    assert opinion(LAN, Worded("", "1")).verdict is Verdict.DUPLICATE
    assert opinion(LAN, Worded("lan", "2")).verdict is Verdict.DUPLICATE
    assert opinion(Worded("", "1"), Worded("", "2")).verdict is Verdict.DIFFERENT


def test_no_bits_are_too_many_for_a_probability():
    assert (probability(-5000), probability(0), probability(5000)) == (0.0, 0.5, 1.0)
