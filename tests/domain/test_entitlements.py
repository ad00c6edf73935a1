"""A pass is more than a sum; a right lasts to the end of a day and says how long."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_book import ANA, HERE, NOW, POLICY, days, utc

from greening.domain.entitlements import Check, Evidence, Right, State, days_left, passing, state, until
from validators import KeyPerson, Record, check, score
from validators.finding import Level
from validators.scoring import FieldScore, Score, SectionScore

RULES = POLICY.entitlements
UNTIL = until(NOW, HERE, RULES)
RIGHT = Right(ANA, NOW, UNTIL)
DAY = days(1)
SECOND = DAY / 86400


def scored(points, level, key="phone", section="key_person"):
    return Score(points, 80, (SectionScore(section, 0, 30, (FieldScore(key, "", 0, 12, level, answered=True),)),))


@pytest.mark.parametrize(
    ("points", "level", "evidence", "failing"),
    [
        (55, Level.CORROBORATED, Evidence.CAPTURED, []),
        (54, Level.CORROBORATED, Evidence.CAPTURED, [Check.SCORE]),
        (100, Level.SUPPORTED, Evidence.CAPTURED, [Check.CHANNEL]),
        (55, Level.SUPPORTED, Evidence.UNCAPTURED, []),
        (60, Level.PLAUSIBLE, Evidence.UNCAPTURED, [Check.CHANNEL]),
        (10, Level.EMPTY, Evidence.CAPTURED, [Check.SCORE, Check.CHANNEL]),
    ],
)
def test_what_passes(points, level, evidence, failing):
    steps = passing(scored(points, level), evidence, POLICY.settings, RULES)
    assert [step.check for step in steps if not step.holds] == failing


def test_a_mail_is_a_way_too_and_a_switchboard_is_none():
    def channel(**where):
        return passing(scored(60, Level.PROVEN, **where), Evidence.CAPTURED, POLICY.settings, RULES)[1].holds

    assert channel(key="email")
    assert not channel(key="name")
    assert not channel(section="contact")


def test_a_record_that_is_only_plausible_does_not_pass():
    record = Record(
        company="杭州领航贸易有限公司",
        phones=("0571-87654321",),
        key_persons=(KeyPerson("王建国", "总经理", phones=("13958012764",)),),
    )
    judged = score(record, check(record))
    steps = passing(judged, Evidence.CAPTURED, POLICY.settings, RULES)
    assert [(step.check, step.got) for step in steps] == [(Check.SCORE, judged.score), (Check.CHANNEL, 60)]
    assert not steps[1].holds


def test_a_right_lasts_half_a_year_to_the_end_of_a_day():
    assert utc(2027, 5, 19, 16) == UNTIL
    assert (days_left(RIGHT, HERE, NOW), days_left(RIGHT, HERE, UNTIL - SECOND)) == (180, 0)
    assert days_left(RIGHT, HERE, UNTIL + 10 * DAY) == 0


@pytest.mark.parametrize(
    ("right", "now", "quarantined", "found"),
    [
        (RIGHT, NOW, False, State.LIVE),
        (RIGHT, NOW, True, State.PAUSED),
        (RIGHT, UNTIL - SECOND, False, State.LIVE),
        (RIGHT, UNTIL, False, State.OVER),
        (RIGHT, UNTIL, True, State.OVER),
        (replace(RIGHT, ended_at=NOW), NOW, False, State.OVER),
    ],
)
def test_what_a_right_is_worth(right, now, quarantined, found):
    assert state(right, now, quarantined=quarantined) is found


@given(st.integers(0, 86400 * 200))
def test_the_countdown_is_over_no_sooner_than_the_right(second):
    now = NOW + second * SECOND
    assert (days_left(RIGHT, HERE, now) > 0) <= (state(RIGHT, now, quarantined=False) is State.LIVE)
    assert days_left(RIGHT, HERE, now) >= days_left(RIGHT, HERE, now + DAY)
