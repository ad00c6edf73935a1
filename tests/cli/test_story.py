"""The demo's story: played through the real services, and every step is what it says."""

from dataclasses import replace

import pytest
import redis

from greening.cli import _demo_people, _story_collision, _story_padding, _story_planting
from greening.cli._story import Stage, is_played
from greening.config import Settings
from greening.domain.routing import Reason, Step
from greening.services import conflicts, entitlements, leads, penalties
from greening.storage import holdings, suspensions
from greening.storage.suspensions import What
from greening.wiring import Wiring

pytestmark = pytest.mark.slow  # the demo, which is in every run, plays it too


@pytest.fixture
def app(work, make, redis_url, now):
    valkey = redis.Redis.from_url(redis_url)
    settings = replace(Settings(), redis_url=redis_url)
    return Wiring(settings, work, make.policy(), valkey, ring_again=lambda _: None, now=lambda: now)


@pytest.fixture
def stage(app, now):
    _demo_people.hire(app, {}, now)
    return Stage.set_up(app)


@pytest.fixture
def considered(app, stage):
    """Why everybody who was considered for a lead was chosen or passed over, by name."""

    def considered(step):
        lead_id = int(step.address.rpartition("/")[2])
        shown = leads.one(app.work, app.policy, actor=stage.actor("O001"), lead_id=lead_id)
        return {who.name: (who.step, who.reason) for one in shown.rounds for who in one.considered}

    return considered


def test_who_completed_a_record_has_its_lead_and_the_right_to_more(app, stage, considered, now):
    _story_planting.play(stage)
    rep = stage.actor("R001")
    assert considered(stage.steps[-1])[rep.name] == (Step.HOLDER, Reason.CHOSEN)
    mine = entitlements.mine(app.work, app.policy, actor=rep, now=now)
    assert ([right.company for right in mine.rights], mine.balance > 0) == ([_story_planting.COMPANY], True)
    assert is_played(app, _story_planting.COMPANY)


def test_who_padded_one_loses_the_right_and_the_next_lead_and_may_appeal(app, work, stage, considered, now):
    _story_padding.play(stage)
    padder = stage.actor("R007")
    assert considered(stage.steps[-2])[padder.name] == (Step.ROTATION, Reason.SUSPENDED)
    mine = entitlements.mine(app.work, app.policy, actor=padder, now=now)
    assert (mine.rights, mine.balance) == ((), 0)
    with work() as unit:
        [(person_id, [suspended])] = suspensions.of(unit.session, [padder.id], now).items()
    assert (person_id, suspended.what) == (padder.id, What.LEADS)
    assert penalties.penalties(app.work, app.policy, actor=padder).own[0].appeal.decision == ""


def test_a_conflict_is_ruled_as_recommended_and_all_is_as_before_after_the_undo(app, work, stage, now):
    _story_collision.play(stage)
    conflict_id = int(stage.steps[-1].address.rpartition("/")[2])
    holder, challenger = stage.actor("R002"), stage.actor("R003")
    shown = conflicts.one(app.work, app.policy, actor=holder, conflict_id=conflict_id, now=now)
    assert shown.recommendation.to == challenger.id
    assert len(shown.rulings) == 2
    with work() as unit:
        assert [holdings.of(unit.session, one.id).owned for one in (holder, challenger)] == [1, 1]
        assert holdings.wrong(unit.session) == []
