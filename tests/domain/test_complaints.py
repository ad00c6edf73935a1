"""What is looked into, by whom, and until when."""

import pytest
from rule_book import ANA, BO, CHEN, HERE, NOW, POLICY, utc

from greening.domain.complaints import Course, Member, Mode, closed_until, course, is_inspected, may_inspect

RULES = POLICY.complaints
EAST, WEST = 1, 2
ACCUSED = [Member(ANA, EAST)]


@pytest.mark.parametrize(
    ("mode", "is_checkable", "inspected"),
    [
        (Mode.CONFIDENTIAL, True, True),
        (Mode.CONFIDENTIAL, False, True),
        (Mode.ANONYMOUS, True, True),
        (Mode.ANONYMOUS, False, False),
    ],
)
def test_an_anonymous_word_has_to_do_by_itself(mode, is_checkable, inspected):
    assert is_inspected(mode, is_checkable=is_checkable) is inspected


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
