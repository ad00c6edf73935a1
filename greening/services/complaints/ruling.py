"""What was found? One person answers for each fact; where they say fabricated, a second one does who sees no answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from greening.domain import faults, inspections
from greening.domain.complaints import State
from greening.domain.faults import Effect
from greening.domain.inspections import Answer, Fact, Said
from greening.domain.people import Actor
from greening.domain.policy import Policy
from greening.domain.refusals import BadValue
from greening.domain.refusals_complaints import (
    AnswerMissing,
    ComplaintRecordMissing,
    InspectionStale,
    InspectionTaken,
    SecondLook,
)
from greening.services.complaints import _steps, effects
from greening.storage import complaints, freezes, holidays, striking
from greening.storage import inspections as stored
from greening.storage.complaints import Complaint
from greening.storage.freezes import Cause
from greening.storage.inspections import InspectedFact, Inspection, InspectionAnswer
from greening.storage.session import Unit, Work

FIRST, SECOND = 1, 2


@dataclass(frozen=True, slots=True)
class _Look:
    """Somebody who looks into a complaint, both held, in one transaction."""

    unit: Unit
    policy: Policy
    case: Complaint
    there: Inspection
    person_id: int
    now: datetime

    def add(self, facts: Sequence[Fact], said: Sequence[Said], place: int) -> None:
        """Keep their answers."""
        for fact, one in zip(facts, said, strict=True):
            row = InspectionAnswer(
                inspection_id=self.there.id, path=one.path, place=place, answer=one.answer.value,
                evidence=one.evidence.strip(), value=fact.value, author_id=fact.author_id, entered_at=fact.entered_at,
                reviewer_id=self.person_id, at=self.now,
            )  # fmt: skip
            self.unit.session.add(row)
        self.unit.session.flush()


def find(
    work: Work, policy: Policy, *, actor: Actor, complaint_id: int, said: Sequence[Said], now: datetime
) -> State | None:
    """Say what one has found of facts; how the complaint stands then, None while a second reviewer is waited for.

    Whoever took the inspection answers first; who answers second answers exactly what the first did, unseen. With the last
    answer everything that follows happens in the same transaction. Raises: Denied, NotFound, NotImpartial, ComplaintClosed,
        ComplaintRecordMissing, InspectionTaken, SecondLook, InspectionStale, AnswerMissing, BadValue, CompanyTaken.
    """
    person_id = _steps.inspector(actor)
    _checked(policy, said)
    with work() as unit:
        case = _steps.open_case(unit, actor, complaint_id)
        there = stored.live(unit.session, case.id)
        record_id = complaints.standing(unit.session, case.record_id)
        if there is None or record_id is None:
            raise InspectionTaken if there is None else ComplaintRecordMissing
        striking.hold(unit, record_id, [one.path for one in said])
        look = _Look(unit, policy, case, there, person_id, now)
        facts = striking.facts(unit.session, record_id, policy, lock=True)
        if there.answered_at is None:
            return _first(look, _about(facts, said), said)
        return _second(look, said)


def _checked(policy: Policy, said: Sequence[Said]) -> None:
    """Raises: AnswerMissing, where nothing is said or something wrong is said without evidence; BadValue."""
    if not said or len({one.path for one in said}) < len(said):
        raise AnswerMissing(path="")
    for one in said:
        if one.answer.fault and not one.evidence.strip():
            raise AnswerMissing(path=one.path)
        if len(one.evidence) > policy.complaints.words:
            raise BadValue(field=one.path, value=one.evidence[: policy.complaints.words])


def _about(facts: Mapping[str, Fact], said: Sequence[Said]) -> list[Fact]:
    """The facts that answers are about, as they stand. Raises: InspectionStale."""
    for one in said:
        if one.path not in facts:
            raise InspectionStale(path=one.path)
    return [facts[one.path] for one in said]


def _first(look: _Look, facts: Sequence[Fact], said: Sequence[Said]) -> State | None:
    if look.there.inspector_id != look.person_id:
        raise InspectionTaken
    look.add(facts, said, FIRST)
    look.there.answered_at = look.now
    if not inspections.asks_second([one.answer for one in said]):
        return _conclude(look)
    _steps.log(look.unit, "complaint.answered", look.case.id, look.person_id, look.now)
    return None


def _second(look: _Look, said: Sequence[Said]) -> State:
    if look.there.inspector_id == look.person_id:
        raise SecondLook
    before = {one.path: one for one in stored.answers(look.unit.session, look.there.id, FIRST)}
    if missing := before.keys() ^ {one.path for one in said}:
        raise AnswerMissing(path=min(missing))
    look.add([_fact(before[one.path]) for one in said], said, SECOND)
    return _conclude(look)


def _conclude(look: _Look) -> State:
    """Rule every fact, end the inspection, answer the complaint; then what follows from it."""
    session, case, there = look.unit.session, look.case, look.there
    first, second = (stored.answers(session, there.id, place) for place in (FIRST, SECOND))
    ruled = inspections.settled(_said(first), _said(second))
    facts = {one.path: _fact(one) for one in first}
    _rule(look, ruled, facts)
    there.ended_at, there.ending = look.now, "ruled"
    state = inspections.outcome(ruled.values())
    case.state, case.closed_at, case.closed_by = state.value, look.now, there.inspector_id
    freezes.end(session, Cause.INSPECTION, case.id, look.now)
    after = {"state": state, "ruled": dict(ruled)}
    _steps.log(look.unit, "complaint.ruled", case.id, there.inspector_id, look.now, after=after)
    session.flush()
    if state is State.UPHELD and (record_id := complaints.standing(session, case.record_id)) is not None:
        reviewers = {one.reviewer_id for one in (*first, *second)}
        wrong = [effects.Wrong(facts[path], answer) for path, answer in ruled.items() if answer.fault]
        effects.follow(effects.Upheld(look.unit, look.policy, case, record_id, wrong, reviewers, look.now))
    return state


def _rule(look: _Look, ruled: Mapping[str, Answer], facts: Mapping[str, Fact]) -> None:
    calendar = holidays.of_organisation(look.unit.session, look.policy)
    until = faults.reopened_until(look.now, calendar, look.policy.penalties)
    for path, answer in ruled.items():
        fact = facts[path]
        row = InspectedFact(
            inspection_id=look.there.id, path=path, ruled=answer.value, value=fact.value, author_id=fact.author_id,
            entered_at=fact.entered_at, reopened_until=until if inspections.does(answer, Effect.REOPEN) else None,
            at=look.now, policy_version=look.policy.version,
        )  # fmt: skip
        look.unit.session.add(row)


def _said(answers: Sequence[InspectionAnswer]) -> dict[str, Answer]:
    return {one.path: Answer(one.answer) for one in answers}


def _fact(said: InspectionAnswer) -> Fact:
    return Fact(said.path, said.value, said.author_id, said.entered_at)
