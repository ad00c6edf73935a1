"""Which complaints wait, the best evidence first, and what does somebody see of one? Never who complained.

Whoever is to look a second time sees the facts, and neither the first answers nor what they go by.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from greening.domain import complaint_codes, inspections, masking
from greening.domain import complaints as rules
from greening.domain.changes import form_order, is_contact
from greening.domain.complaint_page import Case, FactShown, Like, Message, Queue, Row, Ruled, Waiting
from greening.domain.complaints import Heard, Kind, Mode, State
from greening.domain.inspections import Answer, Fact
from greening.domain.people import Actor
from greening.domain.permissions import Action, allowed, authorise
from greening.domain.policy import Policy
from greening.domain.refusals import NotFound
from greening.services.complaints import _steps
from greening.storage import complaints, freezes, penalties, people, similar_facts, striking
from greening.storage import inspections as stored
from greening.storage.complaints import Complaint
from greening.storage.freezes import Cause
from greening.storage.inspections import Inspection
from greening.storage.session import Unit, Work

AnyRow = Any
PRESSING = 5


def queue(work: Work, policy: Policy, *, actor: Actor) -> Queue:
    """Complaints that wait for an answer, ranked by evidence, and those that were answered lately. Raises: Denied."""
    authorise(actor, Action.READ_COMPLAINTS)
    with work() as unit:
        found = complaints.waiting(unit.session)
        waiting = _rows(unit, policy, found, actor)
        closed = _rows(unit, policy, complaints.closed(unit.session, limit=policy.lists.page), actor)
    return Queue(tuple(sorted(waiting, key=lambda one: (-one.sum, one.answer_by, one.id))), tuple(closed))


def waiting(work: Work, policy: Policy, *, actor: Actor, now: datetime) -> Waiting:  # noqa: ARG001  as every part gives it
    """What somebody may take, goes on with, or looks at a second time; what is due first comes first."""
    if actor.id is None or not allowed(actor, Action.INSPECT):
        return Waiting(0, ())
    with work() as unit:
        found = [one for one in complaints.waiting(unit.session) if actor.id not in one.Complaint.accused_ids]
        rows = _rows(unit, policy, found, actor)
    own = [one for one in rows if not one.inspector or one.waits_for_second != one.is_mine]
    first = sorted(own, key=lambda one: (_due(one), -one.sum, one.id))
    return Waiting(len(own), tuple(first[:PRESSING]))


def one(work: Work, policy: Policy, *, actor: Actor, complaint_id: int, now: datetime) -> Case:
    """One complaint, for whoever may look into it. Raises: Denied, NotFound, NotImpartial."""
    authorise(actor, Action.READ_COMPLAINTS)
    with work() as unit:
        found = complaints.one(unit.session, complaint_id)
        if found is None:
            raise NotFound
        case: Complaint = found.Complaint
        _steps.impartial(unit.session, actor, case.id, case.accused_ids)
        [row] = _rows(unit, policy, [found], actor)
        return _case(unit, policy, case, row, actor=actor, now=now)


def _case(unit: Unit, policy: Policy, case: Complaint, row: Row, *, actor: Actor, now: datetime) -> Case:
    may, session = allowed(actor, Action.INSPECT), unit.session
    there = stored.live(session, case.id)
    is_inspector = there is not None and there.inspector_id == actor.id
    is_second = there is not None and there.answered_at is not None and not is_inspector
    ruled, names = stored.facts(session, case.id), people.names(session, case.accused_ids)
    cleared = penalties.cleared(session, case.id)
    made_up = [_fact(one.InspectedFact) for one in ruled if one.InspectedFact.ruled == Answer.FABRICATED]
    record_id = complaints.standing(session, case.record_id)
    like = similar_facts.elsewhere(session, record_id, made_up, policy) if record_id and made_up else ()
    return Case(
        row=row,
        is_overturned=_steps.is_overturned(session, case),
        named=masking.text(case.named),
        words=masking.text(case.words),
        reply=masking.text(case.reply),
        messages=_messages(unit, case.id),
        accused=tuple(names[one] for one in sorted(names)),
        may_take=may and row.state is State.RECEIVED and there is None,
        is_inspector=may and is_inspector,
        is_second=may and is_second,
        asks=_asks(unit, policy, case, there, record_id, is_inspector=is_inspector) if may and there else (),
        ruled=tuple(_ruled(one, cleared) for one in ruled),
        similar=tuple(Like(one.id, masking.text(one.company)) for one in like),
        penalty_ids=tuple(one.id for one in penalties.of_complaint(session, case.id)),
        closed_until=freezes.until(session, Cause.CLOSED, case.id, now),
    )


def _asks(
    unit: Unit, policy: Policy, case: Complaint, there: Inspection, record_id: int | None, *, is_inspector: bool
) -> tuple[FactShown, ...]:
    """The facts that somebody may answer now: the first anything, the doubted first; the second what the first did."""
    if record_id is None or is_inspector is (there.answered_at is not None):
        return ()
    if is_inspector:
        facts = list(striking.facts(unit.session, record_id, policy).values())
    else:
        facts = [_fact(one) for one in stored.answers(unit.session, there.id, 1)]
        facts.sort(key=lambda one: form_order(one.path))
    names = people.names(unit.session, {one.author_id for one in facts})
    kinds = [Kind(one) for one in case.kinds]
    shown = [_shown(one, names, is_doubted=inspections.doubted(kinds, one.path)) for one in facts]
    return tuple(sorted(shown, key=lambda one: not one.is_doubted))


def _rows(unit: Unit, policy: Policy, found: Sequence[AnyRow], actor: Actor) -> list[Row]:
    names = people.names(unit.session, {one.inspector_id for one in found})
    about = Counter(one.Complaint.record_id for one in complaints.waiting(unit.session))
    return [_row(policy, one, names, about, actor) for one in found]


def _row(policy: Policy, found: AnyRow, names: Mapping[int, str], about: Counter[int | None], actor: Actor) -> Row:
    case: Complaint = found.Complaint
    heard = Heard(
        mode=Mode(case.mode),
        kinds=frozenset(map(Kind, case.kinds)),
        words=case.words,
        has_record=case.record_id is not None,
        codes=found.finding_codes or (),
        others=about[case.record_id] - 1 if case.record_id else 0,
    )
    return Row(
        id=case.id,
        number=complaint_codes.number(case.id),
        mode=heard.mode,
        kinds=tuple(map(Kind, case.kinds)),
        record_id=case.record_id,
        company=masking.text(found.company or ""),
        state=State(case.state),
        points=rules.evidence(heard, policy.complaints),
        received_at=case.received_at,
        acknowledged_at=case.acknowledged_at,
        acknowledge_by=case.acknowledge_by,
        answer_by=case.answer_by,
        inspector=names.get(found.inspector_id, ""),
        waits_for_second=found.answered_at is not None,
        is_mine=found.inspector_id is not None and found.inspector_id == actor.id,
    )


def _due(row: Row) -> datetime:
    """What is to be done next has to be done by then."""
    return row.acknowledge_by if row.acknowledged_at is None else row.answer_by


def _messages(unit: Unit, complaint_id: int) -> tuple[Message, ...]:
    said = complaints.messages(unit.session, complaint_id)
    names = people.names(unit.session, {one.person_id for one in said})
    return tuple(Message(names.get(one.person_id or 0, ""), masking.text(one.words), one.at) for one in said)


def _shown(fact: Fact, names: Mapping[int, str], *, is_doubted: bool) -> FactShown:
    return FactShown(
        path=fact.path,
        value=_masked(fact.path, fact.value),
        author=names.get(fact.author_id or 0, ""),
        entered_at=fact.entered_at,
        is_doubted=is_doubted,
    )


def _ruled(found: AnyRow, cleared: Collection[int]) -> Ruled:
    one, ruled = found.InspectedFact, Answer(found.InspectedFact.ruled)
    is_cleared = ruled is Answer.FABRICATED and one.author_id in cleared
    value = _masked(one.path, one.value)
    return Ruled(one.path, value, found.author or "", ruled, one.reopened_until, is_cleared)


def _masked(path: str, value: str) -> str:
    return masking.contact(value) if is_contact(path) else masking.text(value)


def _fact(one: Any) -> Fact:
    return Fact(one.path, one.value, one.author_id, one.entered_at)
