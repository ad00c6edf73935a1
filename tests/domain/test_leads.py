"""Which record a lead is about, whether it came before, and until when an offer stands."""

from datetime import timedelta

import pytest
from rule_book import HERE, NOW, POLICY, days, utc

from greening.domain.leads import Answering, Likeness, answering, content_key, is_repeat, matched, paused_until

RULES = POLICY.leads


@pytest.mark.parametrize(
    ("likenesses", "unit"),
    [
        ([], None),
        ([Likeness(1, 0.95)], 1),
        ([Likeness(1, 0.94)], None),
        ([Likeness(2, 0.86), Likeness(1, 0.97)], 1),
        ([Likeness(1, 0.97), Likeness(2, 0.88)], None),
        ([Likeness(1, 0.97), Likeness(2, 0.87)], 1),
        ([Likeness(1, 0.5, exact=True)], 1),
        ([Likeness(1, 0.99), Likeness(2, 0.6, exact=True)], 2),
        ([Likeness(1, 0.99, exact=True), Likeness(2, 0.6, exact=True)], None),
    ],
)
def test_what_a_lead_is_about_without_a_look(likenesses, unit):
    assert matched(likenesses, RULES) == unit


def test_an_offer_stands_for_half_an_hour_of_work():
    assert answering(NOW, HERE, RULES) == Answering(NOW + timedelta(minutes=20), NOW + timedelta(minutes=30))
    friday_evening = utc(2026, 11, 20, 9, 35)
    assert answering(friday_evening, HERE, RULES).answer_by == utc(2026, 11, 23, 1, 5)


@pytest.mark.parametrize(
    ("days_ago", "until"),
    [
        ([], None),
        ([8, 4], None),
        ([11, 8, 0], utc(2026, 11, 23, 16)),
        ([14, 8, 0], None),
        ([8, 7, 4, 0], utc(2026, 11, 17, 16)),
        ([8, 7, 4, 3, 2, 0], utc(2026, 11, 23, 16)),
    ],
)
def test_three_that_lapse_in_two_weeks_pause_for_a_day_and_are_forgotten(days_ago, until):
    assert paused_until([NOW - days(ago) for ago in days_ago], HERE, RULES) == until


def said(**typed):
    return content_key(
        **{"company": "杭州领航贸易有限公司", "phone": "13958012764", "email": "", "message": "多少钱"} | typed
    )


def test_the_same_inquiry_is_recognised_however_it_is_typed():
    assert said() == said(company="杭州领航贸易有限公司 ", phone="+86 139-5801-2764", message=" 多少钱 ")
    assert said(email="A@mail.example") == said(email="a@mail.example ")


@pytest.mark.parametrize(
    "typed", [{"company": "宁波领航"}, {"phone": "13958012765"}, {"message": "在吗"}, {"email": "a@b.example"}]
)
def test_another_inquiry_is_another(typed):
    assert said(**typed) != said()


def test_a_day_later_it_is_a_new_one():
    assert is_repeat(NOW, NOW + timedelta(hours=23), RULES)
    assert not is_repeat(NOW, NOW + timedelta(hours=24), RULES)
