"""Clocks F and D: what moves them, what does not, and that everybody is told the same to the second."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_book import HERE, NOW, POLICY, days, utc

from greening.domain.protection import (
    MOVED,
    Clock,
    Contact,
    Effect,
    Ownership,
    State,
    Visit,
    protection,
    renewed,
    seen,
)

RULES = POLICY.protection
BEGAN = utc(2026, 8, 10, 2)  # a Monday; F ends with 31 August, D with 6 November
SECOND = timedelta(seconds=1)
F_ENDS, D_ENDS = utc(2026, 8, 31, 16), utc(2026, 11, 6, 16)


def visit(at, contact=Contact.CAPTURED, entered_after=0.1):
    return Visit(at, at + days(entered_after), contact)


def stands(*visits, now=NOW, began=BEGAN, case=False, calendar=HERE):
    return protection(Ownership(began, visits, case), calendar, RULES, now)


def test_without_a_visit_clock_f_runs_out():
    found = stands(now=BEGAN)
    assert (found.state, found.clock, found.due_at) == (State.PROTECTED, Clock.FOLLOW_UP, F_ENDS)
    assert (found.last_day, found.days_left) == (date(2026, 8, 31), 15)


def test_an_effective_visit_starts_clock_f_anew():
    found = stands(visit(utc(2026, 8, 31, 15)))
    assert (found.clock, found.due_at) == (Clock.FOLLOW_UP, utc(2026, 9, 20, 16))


def test_visits_do_not_stop_clock_d():
    weekly = [visit(BEGAN + days(7 * week)) for week in range(20)]
    found = stands(*weekly)
    assert (found.state, found.clock, found.due_at) == (State.DROPS, Clock.DEAL, D_ENDS)


@pytest.mark.parametrize(
    ("what", "moved"),
    [
        (visit(utc(2026, 8, 20), Contact.CAPTURED), True),
        (visit(utc(2026, 8, 20), Contact.CLAIMED), True),
        (visit(utc(2026, 8, 20), Contact.VOID), False),
        (visit(utc(2026, 8, 20), Contact.ATTEMPT), False),
        (visit(utc(2026, 8, 20, 2), entered_after=4.5), True),  # Thursday to Monday: the second working day
        (visit(utc(2026, 8, 20, 2), entered_after=4.6), False),
        (visit(BEGAN - days(1)), False),
        (visit(F_ENDS), False),
        (visit(F_ENDS - SECOND), True),
        (Visit(utc(2027, 1, 1), utc(2026, 8, 20), Contact.CAPTURED), True),
    ],
)
def test_what_moves_clock_f(what, moved):
    assert (stands(what).due_at > F_ENDS) is moved


def test_a_date_in_the_future_counts_from_when_it_was_written():
    ahead = stands(Visit(utc(2027, 1, 1), utc(2026, 8, 20, 2), Contact.CAPTURED))
    assert ahead.due_at == stands(visit(utc(2026, 8, 20, 2), entered_after=0)).due_at


def test_what_only_the_rep_says_is_believed_once_in_a_row():
    claimed = [visit(utc(2026, 8, day, 2), Contact.CLAIMED) for day in (14, 20, 28)]
    assert stands(*claimed).due_at == stands(claimed[0]).due_at
    captured = visit(utc(2026, 8, 24, 2))
    assert stands(*claimed, captured).due_at == stands(claimed[2]).due_at


@pytest.mark.parametrize(
    ("on", "deferred"),
    [((20, 21), 0), ((20, 20, 21), 0), ((20, 21, 24), 5), ((17, 18, 19, 20, 21, 24), 5)],
)
def test_whoever_tries_on_three_days_is_given_a_week_once(on, deferred):
    tried = [visit(utc(2026, 8, day, 2), Contact.ATTEMPT) for day in on]
    assert stands(*tried).last_day == HERE.add(date(2026, 8, 31), deferred)


def test_an_attempt_on_the_first_morning_is_one():
    tried = [visit(at, Contact.ATTEMPT) for at in (BEGAN, BEGAN + days(1), BEGAN + days(2))]
    assert stands(*tried).last_day == HERE.add(date(2026, 8, 31), 5)
    assert stands(replace(tried[0], at=BEGAN - SECOND), *tried[1:]).due_at == F_ENDS


def test_a_visit_is_written_down_in_time_to_the_second():
    at = utc(2026, 8, 20, 2)
    ends = HERE.deadline(at, RULES.entry)
    assert stands(Visit(at, ends - SECOND, Contact.CAPTURED)).due_at > F_ENDS
    assert stands(Visit(at, ends, Contact.CAPTURED)).due_at == F_ENDS


def test_where_both_clocks_run_out_together_it_is_for_want_of_a_visit():
    found = protection(Ownership(BEGAN), HERE, replace(RULES, deal=RULES.follow_up), BEGAN)
    assert found.clock is Clock.FOLLOW_UP


def test_attempts_before_a_visit_do_not_count_after_it():
    tried = [visit(utc(2026, 8, day, 2), Contact.ATTEMPT) for day in (12, 13, 20)]
    between = visit(utc(2026, 8, 14, 2))
    assert stands(*tried, between).due_at == stands(between).due_at


def test_a_visit_in_the_days_that_were_given_renews():
    tried = [visit(utc(2026, 8, day, 2), Contact.ATTEMPT) for day in (20, 21, 24)]
    assert stands(*tried, visit(utc(2026, 9, 3, 2))).last_day == HERE.add(date(2026, 9, 3), 15)


def test_an_open_case_defers_the_drop_and_not_the_clock():
    quiet, contested = stands(), stands(case=True)
    assert (quiet.state, contested.state) == (State.DROPS, State.DEFERRED)
    assert replace(contested, state=quiet.state) == quiet
    assert stands(case=True, now=F_ENDS - SECOND).state is State.PROTECTED


def test_leave_stops_the_clocks():
    leave = HERE.pausing(date(2026, 8, day) for day in range(17, 22))
    assert stands(calendar=leave).last_day == HERE.add(date(2026, 8, 31), 5)


def test_reminders_come_on_mornings_that_are_worked():
    assert [(one.days_left, one.at) for one in stands().reminders] == [
        (7, utc(2026, 8, 20, 1)),
        (3, utc(2026, 8, 26, 1)),
        (1, utc(2026, 8, 28, 1)),  # Friday, for a Monday
    ]


def test_nobody_is_reminded_before_it_is_theirs():
    rules = replace(RULES, follow_up=3)
    found = protection(Ownership(BEGAN), HERE, rules, BEGAN)
    assert [one.days_left for one in found.reminders] == [1]
    at_opening = protection(Ownership(HERE.opening(date(2026, 8, 10))), HERE, rules, BEGAN)
    assert [one.days_left for one in at_opening.reminders] == [1]


VISITS = st.lists(
    st.builds(
        lambda hours, late, contact: visit(BEGAN + timedelta(hours=hours), contact, late / 24),
        st.integers(-48, 24 * 150),
        st.integers(0, 120),
        st.sampled_from(Contact),
    ),
    max_size=12,
)


@given(VISITS)
def test_reminder_countdown_and_drop_agree_to_the_second(visits):
    due_at = stands(*visits).due_at
    before, after = stands(*visits, now=due_at - SECOND), stands(*visits, now=due_at)
    assert (before.state, before.days_left) == (State.PROTECTED, 0)
    assert (after.state, after.days_left) == (State.DROPS, 0)
    for reminder in before.reminders:
        assert stands(*visits, now=reminder.at).days_left == reminder.days_left
        night_before = HERE.end_of_day(HERE.back(HERE.day_of(reminder.at), 1)) - SECOND
        assert stands(*visits, now=night_before).days_left == reminder.days_left + 1


@given(VISITS, st.integers(0, 150))
def test_looking_later_changes_nothing_but_the_state(visits, after):
    early, late = stands(*visits, now=BEGAN), stands(*visits, now=BEGAN + days(after))
    assert replace(late, state=early.state, days_left=early.days_left) == early


@given(VISITS)
def test_void_visits_move_nothing(visits):
    void = [replace(one, contact=Contact.VOID) for one in visits]
    assert stands(*void) == stands()
    told = [one for one in visits if one.contact is not Contact.VOID]
    assert stands(*visits) == stands(*told)


@given(VISITS)
def test_the_order_in_which_visits_are_read_does_not_matter(visits):
    assert stands(*reversed(visits)).due_at == stands(*visits).due_at


@given(VISITS)
def test_what_is_said_of_every_visit_adds_up_to_the_clock(visits):
    looked = seen(Ownership(BEGAN, visits), HERE, RULES)
    assert len(looked) == len(visits)
    day = HERE.add(HERE.day_of(BEGAN), RULES.follow_up)
    for one in looked:
        assert one.last_day >= day
        assert one.last_day == day or one.effect in MOVED
        day = one.last_day
    counted = [one.visit for one in looked if one.effect in MOVED or one.effect is Effect.TRIED]
    assert stands(*counted).due_at == stands(*visits).due_at
    assert stands(*visits).last_day in {day, HERE.add(HERE.day_of(BEGAN), RULES.deal)}


@given(VISITS, st.integers(0, 40), st.sampled_from([Contact.CLAIMED, Contact.CAPTURED]))
def test_where_the_page_says_that_a_visit_moves_the_end_there_it_moves(visits, after, contact):
    now = BEGAN + days(after)
    before = [one for one in visits if one.entered_at < now]
    told = renewed(Ownership(BEGAN, before), contact, HERE, RULES, now)
    assert told == stands(*before, Visit(now, now, contact), now=now)
    assert told.due_at >= stands(*before, now=now).due_at


def test_an_opening_balance_has_its_first_weeks_and_is_visited_in_them():
    def opened(*visits):
        return protection(Ownership(BEGAN, visits, opening=True), HERE, RULES, BEGAN)

    last = HERE.day_of(BEGAN) + RULES.opening
    assert opened().last_day == last > stands().last_day
    in_them = HERE.end_of_day(last) - SECOND
    assert opened(visit(in_them, entered_after=0)).due_at > opened().due_at
    assert opened(visit(in_them + SECOND, entered_after=0)).due_at == opened().due_at
    later = visit(utc(2026, 8, 28, 2))
    assert opened(later).due_at == stands(later).due_at
