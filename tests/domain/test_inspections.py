"""What two people say of a fact, what it is ruled to be, and what becomes of a complaint."""

import pytest

from greening.domain.complaints import Kind, State
from greening.domain.faults import Effect
from greening.domain.inspections import Answer, asks_second, does, doubted, outcome, settled

PHONE = "key_persons[0].phones[0]"


@pytest.mark.parametrize("answer", [one for one in Answer if one is not Answer.FABRICATED])
def test_one_answer_is_enough_for_everything_but_fabricated(answer):
    assert not asks_second([answer])
    assert settled({PHONE: answer}, {}) == {PHONE: answer}


@pytest.mark.parametrize("second", list(Answer))
def test_fabricated_is_what_a_second_person_says_too(second):
    assert asks_second([Answer.TRUE, Answer.FABRICATED])
    assert settled({PHONE: Answer.FABRICATED}, {PHONE: second}) == {PHONE: second}


@pytest.mark.parametrize("second", list(Answer))
def test_a_second_answer_makes_nothing_worse(second):
    """Whoever looks second is asked of everything, and changes only what was called fabricated."""
    assert settled({PHONE: Answer.MISTAKE}, {PHONE: second}) == {PHONE: Answer.MISTAKE}


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        ([Answer.TRUE, Answer.TRUE], State.REFUTED),
        ([Answer.TRUE, Answer.UNKNOWN], State.UNPROVEN),
        ([Answer.TRUE, Answer.STALE], State.UPHELD),
        ([], State.UNPROVEN),
    ],
)
def test_a_complaint_is_upheld_by_anything_wrong_and_refuted_by_everything_true(answers, state):
    assert outcome(answers) == state


def test_only_fabricated_costs_anything():
    costly = {Effect.REVERSE_CREDIT, Effect.END_RIGHT, Effect.PROPOSE_PENALTY}
    assert {answer for answer in Answer for effect in costly if does(answer, effect)} == {Answer.FABRICATED}
    assert {answer for answer in Answer if does(answer, Effect.STRIKE)} == {one for one in Answer if one.fault}


@pytest.mark.parametrize(
    ("kind", "paths"),
    [
        (Kind.NUMBER, {"phones[0]", PHONE, "emails[0]"}),
        (Kind.PERSON, {"key_persons[0].name"}),
        (Kind.VISIT, {"visits[7]"}),
        (Kind.OTHER, {"phones[0]", PHONE, "emails[0]", "key_persons[0].name", "address"}),
    ],
)
def test_a_complaint_doubts_what_it_is_about(kind, paths):
    known = ("phones[0]", PHONE, "emails[0]", "key_persons[0].name", "address", "visits[7]")
    assert {path for path in known if doubted([kind], path)} == paths
