"""A number is given to whoever may see it, and what came of the call is their word and no more."""

import pytest
from sqlalchemy import select

from greening.domain.enriching import Kind, Said
from greening.domain.refusals import BadValue, Denied, NotFound
from greening.domain.refusals_units import AnswerOvertaken, CallsUnwanted
from greening.services import enriching
from greening.storage import proving, units
from greening.storage.enriching import Answer as Row
from greening.storage.events import Event
from validators.finding import Level
from validators.record import KeyPerson

PHONE = "key_persons[0].phones[0]"


@pytest.fixture
def dial(work, policy, make, now):
    def call(record_id, path=PHONE, by="Ana"):
        return enriching.dial(work, policy, actor=make.person(by), record_id=record_id, path=path, now=now)

    return call


@pytest.fixture
def acts(work):
    def kinds(record_id):
        with work() as unit:
            return list(
                unit.session.scalars(select(Event.kind).where(Event.subject_id == record_id).order_by(Event.id))
            )

    return kinds


def test_a_number_is_dialled_by_whoever_completes_the_record_and_it_is_logged(make, named, dial, acts):
    make.claim(named)
    found = dial(named)
    assert (found.value, found.number) == ("13900001236", "+8613900001236")
    assert acts(named)[-1] == "record.dialled"


def test_an_extension_is_dialled_too(make, dial):
    record_id = make.record(by="Ana", company="西湖茶铺有限公司", phones=("0571-88880000 转 801",))
    assert dial(record_id, "phones[0]").number == "+8657188880000;ext=801"


@pytest.mark.parametrize("by", ["Bo", "Chen", "Qi", "Ops"])
def test_nobody_else_gets_it_to_dial(make, named, dial, acts, by):
    make.claim(named)
    with pytest.raises(Denied):
        dial(named, by=by)
    assert "record.dialled" not in acts(named)


@pytest.mark.parametrize("path", ["emails[0]", "company", "key_persons[0].phones[1]", "phones"])
def test_what_is_no_number_is_not_dialled(make, named, dial, path):
    make.claim(named)
    with pytest.raises(NotFound):
        dial(named, path)


def test_who_was_reached_supports_the_number_and_no_more(make, named, ask, outcome, loaded):
    make.claim(named)
    stood = loaded(named)
    outcome(named, Said.REACHED)
    there = loaded(named)
    assert there.stamps[PHONE].level is Level.SUPPORTED
    assert (there.stamps[PHONE].by, there.version) == (stood.author_id, stood.version)
    assert ask(named).passing[1].holds
    assert ask(named).question.kind is not Kind.CALL


def test_a_word_does_not_lower_what_is_proven(make, named, outcome, loaded):
    make.claim(named)
    said = {"paths": [PHONE], "cause": "verdict:1", "verifier_id": None, "now": make.now}
    with make.work() as unit:
        proving.prove(unit, make.policy(), unit_id=units.of_record(unit.session, named)[0].id, **said)
    outcome(named, Said.REACHED)
    assert loaded(named).stamps[PHONE].level is Level.PROVEN


def test_a_wrong_number_is_taken_out_and_asked_for_again(make, named, ask, outcome, loaded):
    make.claim(named)
    outcome(named, Said.WRONG_NUMBER)
    assert loaded(named).record.key_persons == (KeyPerson("李雷", "老板"),)
    asked = ask(named).question
    assert (asked.path, asked.kind, asked.stands) == (PHONE, Kind.TEXT, "")


def test_a_slip_gives_the_number_back(make, named, outcome, undo, loaded):
    make.claim(named)
    stood = loaded(named)
    undo(outcome(named, Said.WRONG_NUMBER))
    assert loaded(named).record == stood.record
    undo(outcome(named, Said.REACHED))
    assert loaded(named).record == stood.record


def test_nobody_answering_changes_nothing_but_is_logged(make, named, outcome, loaded, acts):
    make.claim(named)
    stood = loaded(named)
    outcome(named, Said.NO_ANSWER)
    assert loaded(named) == stood
    assert acts(named)[-1] == "record.called"


def test_what_came_of_a_call_is_not_asked_again(make, named, ask, outcome):
    make.claim(named)
    outcome(named, Said.NO_ANSWER)
    assert ask(named).question.kind is not Kind.CALL


def test_who_does_not_want_to_be_called_is_not_called(make, named, outcome, dial, undo):
    make.claim(named)
    saved = outcome(named, Said.DO_NOT_CALL)
    with pytest.raises(CallsUnwanted):
        dial(named)
    undo(saved)
    dial(named)


def test_what_was_said_of_a_call_is_kept_as_evidence_with_the_number(work, make, named, outcome, now):
    claim_id = make.claim(named)
    outcome(named, Said.REACHED, key="call-1")
    outcome(named, Said.NO_ANSWER, key="call-1")
    with work() as unit:
        kept = unit.session.scalars(select(Row)).one()
    assert (kept.said, kept.value, kept.claim_id, kept.at) == ("reached", "+8613900001236", claim_id, now)


def test_a_number_that_has_changed_meanwhile_was_not_the_one_called(make, named, outcome):
    make.claim(named)
    with pytest.raises(AnswerOvertaken):
        outcome(named, Said.REACHED, stood="13900001299")


def test_only_what_can_come_of_a_call_is_its_outcome(make, named, outcome):
    make.claim(named)
    with pytest.raises(BadValue):
        outcome(named, Said.HAS_NONE)


def test_nobody_else_says_what_came_of_it(make, named, outcome, loaded):
    make.claim(named)
    stood = loaded(named)
    with pytest.raises(Denied):
        outcome(named, Said.WRONG_NUMBER, by="Bo")
    assert loaded(named) == stood
