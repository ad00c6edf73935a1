"""What people rule teaches the weights; what they are asked is what teaches most; and a version holds when one chooses it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from likenesses import CLIENTS
from sqlalchemy import select, text, update
from sqlalchemy.exc import IntegrityError

from greening.domain.candidates import State, Verdict
from greening.domain.refusals import BadValue, Denied, NotFound
from greening.jobs import Kind
from greening.matching import organisations
from greening.services import candidates, match_models, records
from greening.storage import match_cases
from greening.storage.candidates import Candidate, CandidateRuling, add_ruling
from greening.storage.events import Event
from greening.storage.jobs import Job
from greening.storage.match_models import MatchModel, in_force
from validators.record import Record

SHIPPED = organisations.model().version
A_WEEK = timedelta(days=7)


@pytest.fixture
def policy(make):
    shipped = make.policy()
    return replace(shipped, matching=replace(shipped.matching, learn_after=3, questions=2))


@pytest.fixture
def pairs(work, policy, make, now):
    """Six companies of one number each, entered twice under a shorter name: the ids of the candidates they make."""
    for at, name in enumerate(CLIENTS[:6]):
        whole = Record(company=f"杭州{name}有限公司", region="330100", phones=(f"0571-5550{at}234",))
        for record, by in ((whole, "Ana"), (replace(whole, company=name), "Bo")):
            records.create(work, policy, actor=make.person(by), record=record, now=now)
    with work() as unit:
        return list(unit.session.scalars(select(Candidate.id).order_by(Candidate.id)))


@pytest.fixture
def rule(work, policy, make, now):
    def say(pair, verdict, by="Qi"):
        candidates.rule(work, policy, actor=make.person(by), candidate_id=pair, verdict=verdict, now=now)

    return say


@pytest.fixture
def learn(work, policy, now):
    return lambda: match_models.learn(work, policy, now=now)


@pytest.fixture
def taught(pairs, rule, learn):
    """The version that four answers have made."""
    for pair in pairs[:4]:
        rule(pair, "different")
    return learn()


@pytest.fixture
def choose(work, policy, make, now):
    def say(model_id, reason="Better by what people said", by="Ops"):
        match_models.choose(work, policy, actor=make.person(by), model_id=model_id, reason=reason, now=now)

    return say


@pytest.fixture
def recompare(work, policy, now):
    return lambda args: match_models.recompare(work, policy, now=now, **args)


@pytest.fixture
def look(work, policy, make, now):
    return lambda by="Qi": match_models.overview(work, policy, actor=make.person(by), now=now)


def models(work):
    with work() as unit:
        return list(unit.session.scalars(select(MatchModel.id).order_by(MatchModel.id)))


def holding(work):
    with work() as unit:
        return in_force(unit.session)


def test_a_ruling_keeps_what_was_seen_of_the_pair_and_no_value(work, pairs, rule):
    rule(pairs[0], "same")
    with work() as unit:
        kept = unit.session.scalars(select(CandidateRuling.case)).one()
    assert {code for code, _ in kept["seen"]} >= {"phone.same", "region.same"}
    assert CLIENTS[0] not in str(kept)
    assert "5550" not in str(kept)


def test_too_few_rulings_teach_nothing(work, pairs, rule, learn):
    for pair in pairs[:2]:
        rule(pair, "same")
    assert learn() is None
    assert models(work) == []


def test_answers_move_the_weights_their_way_and_nothing_holds_before_it_is_chosen(work, pairs, rule, learn):
    for pair in pairs[:4]:
        rule(pair, "different")
    version = learn()
    assert version is not None
    assert holding(work).version == SHIPPED
    assert learn() is None  # nothing new has been said
    with work() as unit:
        labels = match_cases.labels(unit.session, organisations.model())
        learned = unit.session.scalars(select(MatchModel)).one()
    assert [label.same for label in labels] == [False] * 4
    assert learned.document["weights"]["phone.same"]["base"] < organisations.model().weights["phone.same"].base


def test_who_is_unsure_teaches_nothing_and_the_newest_word_counts(work, pairs, rule):
    rule(pairs[0], "unsure")
    rule(pairs[1], "same")
    rule(pairs[1], "different")
    with work() as unit:
        assert [label.same for label in match_cases.labels(unit.session, organisations.model())] == [False]


def test_what_a_conflict_says_later_of_a_pair_is_learned_with_what_was_seen_of_it(work, pairs, rule, make, now):
    rule(pairs[0], "same")
    with work() as unit:
        pair = unit.session.get_one(Candidate, pairs[0])
        said = {"reason": "", "person_id": make.person("Ada").id, "prints": ("", ""), "now": now}
        add_ruling(unit.session, pair, Verdict.DIFFERENT, None, **said)
    with work() as unit:
        assert [label.same for label in match_cases.labels(unit.session, organisations.model())] == [False]


def test_a_chosen_version_holds_and_every_record_is_compared_again(work, recompare, pairs, taught, choose):
    choose(models(work)[0])
    assert holding(work).version == taught
    with work() as unit:
        job = unit.session.scalars(select(Job).where(Job.kind == Kind.RECOMPARE)).one()
        assert unit.session.scalar(select(Event.kind).where(Event.kind.startswith("match_model.chosen")))
    assert recompare(job.args) == 12
    with work() as unit:
        told = unit.session.execute(
            select(Candidate.model_version, Candidate.bits).where(Candidate.id == pairs[5])
        ).one()
        following = unit.session.scalars(
            select(Job.args).where(Job.kind == Kind.RECOMPARE).order_by(Job.id.desc())
        ).first()
    assert told.model_version == taught
    assert recompare(following) == 0


@pytest.mark.usefixtures("taught")
def test_a_pass_of_an_older_version_ends_where_another_holds(work, recompare, choose):
    choose(models(work)[0])
    choose(None, reason="The shipped one did better")
    assert holding(work).version == SHIPPED
    with work() as unit:
        first = unit.session.scalars(select(Job.args).where(Job.kind == Kind.RECOMPARE).order_by(Job.id)).first()
    assert recompare(first) == 0


@pytest.mark.usefixtures("taught")
def test_only_operations_choose_and_they_say_why(work, choose):
    with pytest.raises(Denied):
        choose(models(work)[0], by="Qi")
    with pytest.raises(BadValue):
        choose(models(work)[0], reason="  ")
    with pytest.raises(NotFound):
        choose(999)
    assert holding(work).version == SHIPPED


@pytest.mark.parametrize("change", ["UPDATE match_model SET labels = 0", "DELETE FROM match_model_choice"])
@pytest.mark.usefixtures("taught")
def test_versions_and_choices_are_never_changed(work, choose, change):
    choose(models(work)[0])
    with pytest.raises(IntegrityError), work() as unit:
        unit.session.execute(text(change))


@pytest.fixture
def ask(work, policy, now):
    return lambda later=timedelta(): match_models.ask(work, policy, now=now + later)


def test_so_many_pairs_a_week_are_asked_about_and_no_ruled_one(work, pairs, rule, ask, look):
    rule(pairs[0], "different")
    with work() as unit:
        unit.session.execute(update(Candidate).where(Candidate.id == pairs[1]).values(state=State.ASLEEP))
    assert ask() == 2
    assert ask() == 0
    with work() as unit:
        asked = unit.session.execute(select(Candidate.id, Candidate.state).where(Candidate.asked_on.is_not(None))).all()
    assert {row.state for row in asked} == {State.OPEN}
    assert pairs[0] not in {row.id for row in asked}
    rule(asked[0].id, "same")
    assert (look().questions, look().answered) == (2, 1)
    rule(asked[1].id, "unsure")
    assert (look().questions, look().answered) == (2, 2)
    assert ask(A_WEEK) == 2


@pytest.mark.usefixtures("taught")
def test_the_page_says_what_each_version_is_worth_by_answers_it_had_not_seen(choose, look):
    shown = look(by="Ops")
    learned, shipped = shown.models
    assert (shipped.version, shipped.holds, shipped.precision) == (SHIPPED, True, None)
    assert (learned.labels, learned.holds) == (4, False)
    assert sum(band.asked for band in learned.bands) == 4
    assert shown.rulings_since == 0
    choose(learned.id)
    assert [one.version for one in look().choices] == [learned.version]
    with pytest.raises(Denied):
        look(by="Ana")


def test_merging_by_machine_stays_off_until_enough_people_agree(pairs, rule, look):
    for pair in pairs[:3]:
        rule(pair, "same")
    shown = look()
    assert (shown.sure_asked, shown.sure_same) == (3, 3)
    assert shown.sure_lower < 0.99
    assert not shown.is_proven
