"""A person's word stands until the data changes; it is written down with who and why, and only by whom it concerns."""

import pytest
from likenesses import AGAIN
from sqlalchemy import func, select

from greening.domain.candidates import State
from greening.domain.people import OPERATOR
from greening.domain.refusals import BadValue, Denied, NotFound, Stale
from greening.services import candidates
from greening.storage.candidates import Candidate, CandidateRuling
from greening.storage.events import Event
from greening.storage.records import Record


@pytest.fixture
def state(work):
    def of_the_pair():
        with work() as unit:
            return unit.session.scalars(select(Candidate.state)).one()

    return of_the_pair


@pytest.fixture
def said(pair, rule, one):
    """Rule on the pair; its page afterwards."""

    def rule_and_look(verdict, **why):
        rule(pair, verdict, **why)
        return one(pair)

    return rule_and_look


@pytest.fixture
def second(work, pair):
    """The record that Bo has entered."""
    with work() as unit:
        return unit.session.scalar(select(func.max(Record.id)))


@pytest.mark.parametrize(
    ("verdict", "relation", "then"),
    [
        ("same", "", State.RULED),
        ("different", "", State.RULED),
        ("related", "same_boss", State.RULED),
        ("unsure", "", State.ASLEEP),
    ],
)
def test_what_is_said_is_kept_with_who_and_why(said, verdict, relation, then):
    page = said(verdict, relation=relation, reason=" 电话问过前台 ")
    assert page.state is then
    told = [(one.verdict, one.relation, one.reason, one.person) for one in page.rulings]
    assert told == [(verdict, relation, "电话问过前台", "Qi")]


def test_it_leaves_an_event(work, pair, rule, make):
    rule(pair, "different", reason="两个老板")
    with work() as unit:
        event = unit.session.scalars(select(Event).where(Event.kind == "candidate.ruled")).one()
        sides = unit.session.execute(select(Candidate.left_id, Candidate.right_id)).one()
    assert (event.subject, event.subject_id, event.actor_id) == ("candidate", pair, make.person("Qi").id)
    assert event.before == {"state": "open"}
    assert event.after == {
        "left_id": sides.left_id,
        "right_id": sides.right_id,
        "verdict": "different",
        "relation": None,
        "reason": "两个老板",
    }


@pytest.mark.parametrize("verdict", ["different", "same"])
def test_a_ruled_pair_is_not_proposed_again(said, edit, second, state, verdict):
    said(verdict)
    edit(second, by="Bo", scale="50-99", profile={"brands": "澜序"})
    assert state() == State.RULED


def test_nor_woken_by_a_follow_up(said, visit, second, state):
    said("different")
    visit(second, by="Bo")
    assert state() == State.RULED


def test_it_is_when_what_matching_reads_has_changed(pair, rule, edit, second, state):
    rule(pair, "different")
    edit(second, by="Bo", website="https://lanxu.example")
    assert state() == State.OPEN


def test_it_is_not_when_that_makes_it_less_likely(pair, rule, edit, second, state):
    rule(pair, "different")
    edit(second, by="Bo", company="苏州砚川包装有限公司", region="320500", phones=())
    assert state() == State.RULED


def test_nor_when_the_data_is_again_what_was_ruled_on(said, edit, second, state):
    said("different")
    edit(second, by="Bo", company="苏州砚川包装有限公司", region="320500", phones=())
    edit(second, by="Bo", company=AGAIN.company, region=AGAIN.region, phones=AGAIN.phones)
    assert state() == State.RULED


def test_unsure_sleeps_until_one_side_moves(pair, rule, visit, second, state):
    rule(pair, "unsure")
    visit(second, by="Bo")
    assert state() == State.OPEN


def test_a_later_word_is_added_and_stands(pair, rule, one):
    rule(pair, "different", reason="看错了")
    rule(pair, "related", relation="branch", by="Ada")
    page = one(pair)
    assert [(r.verdict, r.person) for r in page.rulings] == [("related", "Ada"), ("different", "Qi")]


def test_who_looked_at_something_else_is_asked_to_look_again(pair, rule, edit, second, one):
    looked = one(pair).seen
    edit(second, by="Bo", website="https://lanxu.example")
    with pytest.raises(Stale):
        rule(pair, "different", seen=looked)
    rule(pair, "different", seen=one(pair).seen)


def test_so_is_who_comes_after_somebody_else(pair, rule, one):
    looked = one(pair).seen
    rule(pair, "same", by="Ada", seen=looked)
    with pytest.raises(Stale):
        rule(pair, "different", seen=looked)


@pytest.mark.parametrize("by", ["Ana", "Chen"])
def test_who_sells_does_not_rule(pair, rule, state, work, by):
    with pytest.raises(Denied):
        rule(pair, "same", by=by)
    assert state() == State.OPEN
    with work() as unit:
        assert unit.session.scalar(select(func.count()).select_from(CandidateRuling)) == 0


def test_nor_does_nobody(work, policy, pair, now):
    with pytest.raises(Denied):
        candidates.rule(work, policy, actor=OPERATOR, candidate_id=pair, verdict="same", now=now)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"verdict": "maybe"}, "verdict"),
        ({"verdict": ""}, "verdict"),
        ({"verdict": "related"}, "relation"),
        ({"verdict": "related", "relation": "cousin"}, "relation"),
        ({"verdict": "same", "reason": "长" * 1001}, "reason"),
    ],
)
def test_what_cannot_be_meant_is_refused(pair, rule, state, said, field):
    with pytest.raises(BadValue) as refused:
        rule(pair, said.pop("verdict"), **said)
    assert refused.value.params["field"] == field
    assert state() == State.OPEN


def test_there_must_be_something_to_rule_on(pair, rule):
    with pytest.raises(NotFound):
        rule(pair + 1, "same")
