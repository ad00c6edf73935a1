"""Who may file and who may rule, and until when."""

import pytest
from rule_book import HERE, NOW, POLICY, days, utc

from greening.domain.filings import Bench, Course, Line, bench, course, may_rule, obstacle, undo_obstacle
from greening.domain.refusals_units import FilingsPaused, RulingSettled, TooManyFilings

RULES = POLICY.conflicts


@pytest.mark.parametrize(
    ("filed", "bad_days_ago", "refused"),
    [
        (0, [], None),
        (2, [], None),
        (3, [], TooManyFilings),
        (0, [10, 5], None),
        (0, [60, 30.5, 29], FilingsPaused),
        (0, [60, 50, 30], None),
        (0, [90, 20, 10], None),
    ],
)
def test_whoever_contests_too_much_has_to_wait(filed, bad_days_ago, refused):
    found = obstacle(filed, [NOW - days(ago) for ago in bad_days_ago], RULES, NOW)
    assert type(found) is refused if refused else found is None


def test_a_case_is_answered_in_two_days_and_ruled_in_five():
    assert course(NOW, HERE, RULES) == Course(utc(2026, 11, 24, 16), utc(2026, 11, 27, 16))


REP, LEAD, HEAD, CHIEF = 1, 11, 21, 31
PARTIES = [Line(REP, (LEAD, HEAD, CHIEF)), Line(2, (12, 22, CHIEF))]


@pytest.mark.parametrize(
    ("judge", "may"),
    [
        (Line(REP, (LEAD, HEAD, CHIEF)), False),
        (Line(LEAD, (HEAD, CHIEF)), False),
        (Line(22, (CHIEF,)), False),
        (Line(3, (LEAD, HEAD)), False),
        (Line(4, (13, 23, CHIEF)), True),
        (Line(CHIEF), True),
    ],
)
def test_nobody_rules_for_their_own_line(judge, may):
    assert may_rule(judge, PARTIES, RULES) is may


OUTSIDE, HEADS = [Line(n) for n in (41, 42, 43, 44)], [Line(51), Line(52)]


def test_the_judge_is_drawn_by_the_lot_of_the_case_and_always_the_same():
    drawn = {bench(OUTSIDE, HEADS, PARTIES, f"K-{n}", RULES).judge_id for n in range(40)}
    assert drawn == {41, 42, 43, 44}
    assert bench(OUTSIDE, HEADS, PARTIES, "K-7", RULES) == bench(OUTSIDE[::-1], HEADS, PARTIES, "K-7", RULES)


@pytest.mark.parametrize(
    ("adjudicators", "heads", "found"),
    [
        (OUTSIDE[:2], HEADS[:1], Bench(51, 2, is_head=True)),
        ([*OUTSIDE[:2], Line(LEAD)], HEADS[:1], Bench(51, 2, is_head=True)),
        (OUTSIDE[:1], [Line(HEAD)], Bench(41, 1)),
        ([], [], Bench(None, 0)),
    ],
)
def test_of_too_few_the_head_of_sales_operations_rules_and_else_whoever_is_left(adjudicators, heads, found):
    assert bench(adjudicators, heads, PARTIES, "K-7", RULES) == found


def test_a_ruling_can_be_taken_back_for_thirty_days():
    assert undo_obstacle(NOW, RULES, NOW + days(29.9)) is None
    assert isinstance(undo_obstacle(NOW, RULES, NOW + days(30)), RulingSettled)
