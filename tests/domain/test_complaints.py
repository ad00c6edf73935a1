"""What is looked into, by whom, and until when."""

import pytest
from rule_book import ANA, BO, CHEN, HERE, NOW, POLICY, utc

from greening.domain.complaints import (
    Course,
    Evidence,
    Heard,
    Kind,
    Member,
    Mode,
    closed_until,
    course,
    evidence,
    is_checkable,
    is_inspected,
    may_inspect,
)

RULES = POLICY.complaints
EAST, WEST = 1, 2
ACCUSED = [Member(ANA, EAST)]


@pytest.mark.parametrize(
    ("mode", "checkable", "inspected"),
    [
        (Mode.CONFIDENTIAL, True, True),
        (Mode.CONFIDENTIAL, False, True),
        (Mode.ANONYMOUS, True, True),
        (Mode.ANONYMOUS, False, False),
    ],
)
def test_an_anonymous_word_has_to_do_by_itself(mode, checkable, inspected):
    assert is_inspected(mode, is_checkable=checkable) is inspected


@pytest.mark.parametrize(
    ("inspector", "complainant", "may"),
    [
        (Member(CHEN, WEST), BO, True),
        (Member(CHEN), BO, True),
        (Member(CHEN), None, True),
        (Member(ANA, WEST), BO, False),
        (Member(CHEN, EAST), BO, False),
        (Member(BO, WEST), BO, False),
    ],
)
def test_who_may_inspect(inspector, complainant, may):
    assert may_inspect(inspector, ACCUSED, complainant) is may


def test_having_no_team_is_no_team_in_common():
    assert may_inspect(Member(CHEN), [Member(ANA)], None)


def test_a_complaint_is_acknowledged_in_a_week_and_answered_in_a_month():
    assert course(NOW, HERE, RULES) == Course(utc(2026, 11, 27, 16), utc(2026, 12, 20, 16))


def test_nobody_wins_a_unit_by_complaining():
    assert closed_until(NOW, HERE, RULES) == utc(2026, 12, 11, 16)


def heard(**known):
    given = {"mode": Mode.ANONYMOUS, "kinds": frozenset({Kind.NUMBER}), "words": "", "has_record": True}
    return Heard(**{**given, **known})


def test_what_can_be_looked_up_comes_before_what_somebody_merely_stands_for():
    good, vague = heard(), heard(mode=Mode.CONFIDENTIAL, kinds=frozenset({Kind.OTHER}), has_record=False)
    ranked = [sum(evidence(one, POLICY.complaints).values()) for one in (good, vague)]
    assert ranked == sorted(ranked, reverse=True)


@pytest.mark.parametrize(("codes", "agrees"), [(["phone.placeholder"], True), (["visit.thin"], False), ([], False)])
def test_a_finding_of_the_machine_counts_where_it_agrees(codes, agrees):
    assert (Evidence.FINDINGS in evidence(heard(codes=codes), POLICY.complaints)) is agrees


def test_something_else_is_checkable_where_it_is_told():
    vague = heard(kinds=frozenset({Kind.OTHER}), words="假的")
    told = heard(kinds=frozenset({Kind.OTHER}), words="地址是一家奶茶店," * 10)
    assert [is_checkable(one, POLICY.complaints) for one in (vague, told)] == [False, True]
    assert not is_checkable(heard(has_record=False), POLICY.complaints)
