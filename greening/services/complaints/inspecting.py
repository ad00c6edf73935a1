"""How does somebody take a complaint, say which record it is about, ask back, or put it aside? Never in their own matter."""

from datetime import datetime

from greening.domain import complaints as rules
from greening.domain.complaints import Heard, Kind, Mode, State
from greening.domain.people import Actor
from greening.domain.policy import Policy
from greening.domain.refusals_complaints import (
    ComplaintRecordMissing,
    ComplaintUncheckable,
    InspectionTaken,
    SecondLook,
)
from greening.services.complaints import _steps
from greening.storage import complaints, freezes, inspections, units
from greening.storage.complaints import Complaint, ComplaintMessage
from greening.storage.freezes import Cause
from greening.storage.inspections import Inspection
from greening.storage.session import Unit, Work


def inspect(work: Work, policy: Policy, *, actor: Actor, complaint_id: int, now: datetime) -> int:
    """Take a complaint to look into it; the inspection's id. Its record's units rest: a drop waits for the outcome.

    Raises: Denied, NotFound, NotImpartial, ComplaintClosed, ComplaintRecordMissing, ComplaintUncheckable, InspectionTaken.
    """
    person_id = _steps.inspector(actor)
    with work() as unit:
        case = _steps.open_case(unit, actor, complaint_id)
        record_id = _record(unit, policy, case)
        if (there := inspections.live(unit.session, case.id)) is not None:
            if there.inspector_id != person_id:
                raise InspectionTaken
            return there.id
        for one in units.of_record(unit.session, record_id, lock=True):
            freezes.begin(unit.session, one.id, Cause.INSPECTION, case.id, now=now)
        taken = Inspection(complaint_id=case.id, inspector_id=person_id, opened_at=now, policy_version=policy.version)
        unit.session.add(taken)
        case.acknowledged_at = case.acknowledged_at or now
        unit.session.flush()
        _steps.log(unit, "complaint.taken", case.id, person_id, now)
        return taken.id


def leave(work: Work, *, actor: Actor, complaint_id: int, now: datetime) -> None:
    """Leave a complaint to others before anything was answered.

    Raises: Denied, NotFound, NotImpartial, ComplaintClosed, InspectionTaken, SecondLook where answers are in already.
    """
    person_id = _steps.inspector(actor)
    with work() as unit:
        case = _steps.open_case(unit, actor, complaint_id)
        there = inspections.live(unit.session, case.id)
        if there is None:
            return
        if there.inspector_id != person_id:
            raise InspectionTaken
        if there.answered_at is not None:
            raise SecondLook
        there.ended_at, there.ending = now, "left"
        freezes.end(unit.session, Cause.INSPECTION, case.id, now)
        _steps.log(unit, "complaint.left", case.id, person_id, now)


def identify(work: Work, policy: Policy, *, actor: Actor, complaint_id: int, named: str, now: datetime) -> int:
    """Say which record a complaint is about: a link, a number, or a name that only one has; its id.

    Whoever wrote something of it is accused from now on. Raises: Denied, NotFound, NotImpartial, ComplaintClosed,
        InspectionTaken, ComplaintRecordMissing where nothing goes by that name.
    """
    person_id = _steps.inspector(actor)
    with work() as unit:
        case = _steps.open_case(unit, actor, complaint_id)
        if inspections.live(unit.session, case.id) is not None:
            raise InspectionTaken
        record_id = complaints.named(unit.session, named)
        if record_id is None:
            raise ComplaintRecordMissing
        case.record_id, case.accused_ids = record_id, _steps.accused(unit.session, record_id, policy)
        _steps.log(unit, "complaint.identified", case.id, person_id, now, after={"record": record_id})
        return record_id


def write(work: Work, policy: Policy, *, actor: Actor, complaint_id: int, words: str, now: datetime) -> None:
    """Ask or tell whoever complained; they read it when they come back with their code.

    Raises: Denied, NotFound, NotImpartial, ComplaintClosed, ComplaintEmpty, BadValue.
    """
    person_id = _steps.inspector(actor)
    said = _steps.words(policy, words)
    with work() as unit:
        case = _steps.open_case(unit, actor, complaint_id)
        unit.session.add(ComplaintMessage(complaint_id=case.id, person_id=person_id, words=said, at=now))
        case.acknowledged_at = case.acknowledged_at or now
        _steps.log(unit, "complaint.asked", case.id, person_id, now)


def shelve(work: Work, policy: Policy, *, actor: Actor, complaint_id: int, reply: str, now: datetime) -> None:
    """Put a complaint aside that gives nothing to look into, and tell whoever complained why.

    Raises: Denied, NotFound, NotImpartial, ComplaintClosed, ComplaintEmpty, BadValue, InspectionTaken.
    """
    person_id = _steps.inspector(actor)
    said = _steps.words(policy, reply, field="reply")
    with work() as unit:
        case = _steps.open_case(unit, actor, complaint_id)
        if inspections.live(unit.session, case.id) is not None:
            raise InspectionTaken
        case.acknowledged_at = case.acknowledged_at or now
        case.state, case.reply, case.closed_at, case.closed_by = State.SHELVED.value, said, now, person_id
        _steps.log(unit, "complaint.shelved", case.id, person_id, now)


def _record(unit: Unit, policy: Policy, case: Complaint) -> int:
    """The record to look into. Raises: ComplaintRecordMissing, ComplaintUncheckable."""
    record_id = complaints.standing(unit.session, case.record_id)
    if record_id is None:
        raise ComplaintRecordMissing
    kinds = frozenset(map(Kind, case.kinds))
    heard = Heard(Mode(case.mode), kinds, case.words, has_record=True)
    checkable = rules.is_checkable(heard, policy.complaints)
    if not rules.is_inspected(Mode(case.mode), is_checkable=checkable):
        raise ComplaintUncheckable
    return record_id
