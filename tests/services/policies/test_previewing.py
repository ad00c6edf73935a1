"""What a draft would change is found out before it is saved: notes replayed, records judged twice, nothing written."""

from datetime import timedelta

import pytest
from policy_desk import COMPANIES, PHRASES
from sqlalchemy import func, select

from greening.domain.policy_effects import State, moves
from greening.services import policies
from greening.storage.assessments import Assessment
from greening.storage.policy_effects import rate

EMPTY = "浇浇水施施肥"
CUT = "the worker is killed"


@pytest.fixture
def noted(desk):
    """A record with follow-ups by two teams; the phrase that they all hold is on no list."""
    record_id = desk.make.record(by="Ana")
    for by in ("Ana", "Amy", "Bo"):
        desk.note(record_id, EMPTY, by=by)
    desk.note(record_id, "张经理周五要样品，预算三万，打 13900001234")
    return record_id


def test_a_phrase_shows_what_it_would_have_flagged_by_team_with_masked_examples(desk, noted):
    desk.note(noted, f"{EMPTY}，13900001234")
    found = desk.preview(desk.with_words(PHRASES, EMPTY)).found["notes"]
    assert sum(found["moves"].values()) == 5
    flagged = {team: counts["flagged"] for team, counts in found["teams"].items()}
    teams = {str(desk.make.person(by).team_id) for by in ("Ana", "Bo")}
    assert set(flagged) == teams
    assert flagged[str(desk.make.person("Bo").team_id)] == 1
    texts = [one["note"] for examples in found["examples"].values() for one in examples]
    assert f"{EMPTY}" in texts
    assert not any("13900001234" in text for text in texts)


def test_only_follow_ups_of_the_last_months_that_count_are_replayed(desk, noted):
    desk.note(noted, EMPTY, ago=timedelta(days=89))
    desk.note(noted, EMPTY, ago=timedelta(days=91))
    desk.note(noted, EMPTY, historic=True)
    effect = desk.preview(desk.with_words(PHRASES, EMPTY))
    assert (effect.notes, effect.notes_done) == (5, 5)


@pytest.mark.slow
def test_notes_are_not_replayed_for_what_does_not_concern_them(desk, noted):
    effect = desk.preview(desk.with_words(COMPANIES, EMPTY))
    assert (effect.notes, "notes" in effect.found) == (0, False)


def test_who_would_move_between_triage_states_is_counted_with_examples(desk):
    moved = desk.make.record(company=EMPTY)
    desk.make.record(company="苏州平江茶叶有限公司")
    effect = desk.preview(desk.with_words(COMPANIES, EMPTY))
    assert (effect.records, effect.records_done, effect.state) == (2, 2, State.DONE)
    ((move, examples),) = effect.found["records"]["examples"].items()
    assert [one["record_id"] for one in examples] == [moved]
    assert examples[0]["gained"] == ["company.placeholder"]
    assert moves(effect.found, "records")[tuple(move.split(">"))] == 1
    assert effect.found["records"]["codes"]["company.placeholder"] == {"gained": 1}


@pytest.mark.slow
def test_weights_move_scores_and_nobody(desk):
    desk.make.record(company="苏州平江茶叶有限公司")
    found = desk.preview(desk.draft({"validators.weights.identity.company": "90"})).found["records"]
    assert found["scores"]["up"] == 1
    assert found["scores"]["after"] > found["scores"]["before"]
    assert "examples" not in found


@pytest.mark.slow
def test_nothing_is_judged_for_good_before_it_is_saved(desk):
    record_id = desk.make.record(company=EMPTY)
    before = desk.record(record_id)
    desk.preview(desk.with_words(COMPANIES, EMPTY))
    after = desk.record(record_id)
    assert (after.triage, after.assessment_id) == (before.triage, before.assessment_id)
    with desk.work() as unit:
        assert unit.session.scalar(select(func.count()).select_from(Assessment)) == 1


@pytest.mark.slow
def test_of_many_records_a_stated_share_is_judged(desk):
    few = desk.in_portions(sample=2)
    for place in range(5):
        desk.make.record(company=f"苏州平江{place}号茶叶有限公司")
    effect = few.preview(desk.with_words(COMPANIES, EMPTY))
    assert (effect.every, effect.records) == (3, 1)
    assert effect.records_done in {1, 2}


@pytest.mark.slow
def test_examples_have_a_limit_and_counts_have_none(desk, noted):
    few = desk.in_portions(examples=2, chunk=2)
    found = few.preview(desk.with_words(PHRASES, EMPTY)).found["notes"]
    assert max(len(examples) for examples in found["examples"].values()) == 2
    assert sum(team["flagged"] for team in found["teams"].values()) == 3


def test_a_preview_that_was_killed_goes_on_where_it_stopped(desk, noted, work):
    few, draft_id = desk.in_portions(chunk=2), desk.with_words(PHRASES, EMPTY)
    left = [3]

    def dying():
        left[0] -= 1
        if left[0] < 0:
            raise InterruptedError(CUT)
        return work()

    with pytest.raises(InterruptedError):
        policies.preview(dying, few.policy, draft_id=draft_id, now=desk.now)
    assert desk.effect(draft_id=draft_id).notes_done == 4
    effect = few.preview(draft_id)
    assert (effect.state, effect.notes_done, sum(effect.found["notes"]["moves"].values())) == (State.DONE, 4, 4)
    assert few.preview(draft_id).found == effect.found
    assert rate(effect) > 0
