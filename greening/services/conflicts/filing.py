"""How is a conflict brought up, answered and withdrawn?"""

from datetime import datetime

from greening.domain import filings
from greening.domain.candidates import Verdict
from greening.domain.conflict_page import Source, State
from greening.domain.people import Actor
from greening.domain.permissions import Action, authorise
from greening.domain.policy import Policy
from greening.domain.refusals import Denied, NotFound, Refusal
from greening.domain.refusals_conflicts import (
    Answered,
    AnswerLate,
    ConflictOver,
    NoLawfulWork,
    NothingContested,
    PairNotSame,
)
from greening.services.conflicts import _steps
from greening.storage import (
    candidates,
    conflict_facts,
    conflict_lists,
    conflict_opening,
    conflicts,
    events,
    people,
)
from greening.storage.candidates import Candidate
from greening.storage.conflict_facts import Contested
from greening.storage.conflicts import Conflict, ConflictStatement
from greening.storage.records import Unit as RecordUnit
from greening.storage.session import Unit, Work


def file(
    work: Work,
    policy: Policy,
    *,
    actor: Actor,
    unit_id: int | None = None,
    candidate_id: int | None = None,
    reason: str,
    now: datetime,
) -> int:
    """Contest a customer whom somebody else holds and whom the actor works too; the conflict's id.

    Either by the holder's unit, or by a pair of which the actor owns one record and another the other.

    Raises: Denied, NotFound, ConflictReasonMissing, BadValue; TooManyFilings, FilingsPaused; NothingContested, NoLawfulWork,
        PairNotSame, UnitContested.
    """
    authorise(actor, Action.FILE_CONFLICT)
    person_id, why = _steps.person(actor, Action.FILE_CONFLICT), _steps.text(reason, policy)
    with work() as unit:
        people.counted(unit.session, person_id)
        if obstacle := in_the_way(unit, policy, person_id, now):
            raise obstacle
        contested = _contested(unit, person_id, unit_id, candidate_id)
        opened = conflict_opening.begin(
            unit.session, policy, contested, source=Source.FILING, by=person_id, reason=why, now=now
        )
        return opened.id


def in_the_way(unit: Unit, policy: Policy, person_id: int, now: datetime) -> Refusal | None:
    """Why somebody may file no conflict now, whomever it is about."""
    rules = policy.conflicts
    bad = conflict_lists.bad_filings(unit.session, person_id, since=now - rules.bad_within)
    return filings.obstacle(conflict_lists.open_filings(unit.session, person_id), bad, rules, now)


def open_from_candidate(work: Work, policy: Policy, *, actor: Actor, candidate_id: int, now: datetime) -> int:
    """Open the conflict of two records that were ruled to be one customer and that two people own; its id.

    Raises: Denied, NotFound, PairNotSame where nobody has ruled so, NothingContested, UnitContested.
    """
    authorise(actor, Action.OPEN_CONFLICT)
    person_id = _steps.person(actor, Action.OPEN_CONFLICT)
    with work() as unit:
        pair = candidates.one(unit.session, candidate_id)
        if pair is None:
            raise NotFound
        contested = conflict_opening.of_pair(unit.session, pair)
        if last_verdict(unit, pair) != Verdict.SAME:
            raise PairNotSame
        if contested is None:
            raise NothingContested
        return conflict_opening.begin(
            unit.session, policy, contested, source=Source.CANDIDATE, by=person_id, now=now
        ).id


def answer(work: Work, policy: Policy, *, actor: Actor, conflict_id: int, said: str, now: datetime) -> None:
    """Say what the logs do not show, once. Whoever filed has said it in the reason.

    Raises: NotFound, Denied, ConflictReasonMissing, BadValue, ConflictOver, Answered, AnswerLate.
    """
    with work() as unit:
        _steps.met(unit.session, actor, conflict_id, Action.ANSWER_CONFLICT)
        person_id, told = _steps.person(actor, Action.ANSWER_CONFLICT), _steps.text(said, policy)
        case = _open(unit, conflict_id)
        before = {one.person_id for one in conflicts.statements(unit.session, case.id)}
        if person_id in before or (case.source == Source.FILING and person_id == case.filed_by):
            raise Answered
        if now >= case.answer_by:
            raise AnswerLate(until=case.answer_by.isoformat())
        unit.session.add(ConflictStatement(conflict_id=case.id, person_id=person_id, said=told, at=now))
        events.add(
            unit.session, "conflict.answered", subject="conflict", subject_id=case.id, actor_id=person_id, at=now
        )


def withdraw(work: Work, *, actor: Actor, conflict_id: int, now: datetime) -> None:
    """Give up a conflict of one's own filing; the customer stays where they are. The second one counts against the filer.

    Raises: NotFound, Denied, ConflictOver.
    """
    with work() as unit:
        _steps.met(unit.session, actor, conflict_id, Action.ANSWER_CONFLICT)
        person_id = _steps.person(actor, Action.ANSWER_CONFLICT)
        case = _open(unit, conflict_id)
        if case.source != Source.FILING or case.filed_by != person_id:
            raise Denied(action=Action.ANSWER_CONFLICT.value)
        _steps.close(unit.session, case, State.WITHDRAWN, now)
        records = {one.record_id for one in _steps.stakes(unit.session, case)}
        _steps.tell(unit.session, case, "conflict.withdrawn", by=person_id, record_ids=records, now=now)


def last_verdict(unit: Unit, pair: Candidate) -> str:
    """What was last said of a pair; empty where nobody said anything."""
    said = candidates.rulings(unit.session, pair.id, limit=1)
    return said[0][0].verdict if said else ""


def _open(unit: Unit, conflict_id: int) -> Conflict:
    """The case, held, as long as it is open. Raises: NotFound, ConflictOver."""
    case = conflicts.one(unit.session, conflict_id, lock=True)
    if case is None:
        raise NotFound
    if case.state != State.OPEN:
        raise ConflictOver(state=case.state)
    return case


def _contested(unit: Unit, person_id: int, unit_id: int | None, candidate_id: int | None) -> Contested:
    if candidate_id is not None:
        pair = candidates.one(unit.session, candidate_id)
        if pair is None:
            raise NotFound
        return _by_pair(unit, person_id, pair)
    one = unit.session.get(RecordUnit, unit_id or 0)
    if one is None or one.merged_into_id is not None:
        raise NotFound
    paired = conflict_facts.pair_with(unit.session, one.record_id, person_id)
    return _by_pair(unit, person_id, paired) if paired else _by_unit(unit, person_id, one)


def _by_pair(unit: Unit, person_id: int, pair: Candidate) -> Contested:
    """The two records are the actor's and another's. What was entered after seeing the other's is no work."""
    contested = conflict_opening.of_pair(unit.session, pair)
    if last_verdict(unit, pair) == Verdict.DIFFERENT:
        raise PairNotSame
    if contested is None:
        raise NothingContested
    if person_id not in {contested.holder_id, contested.challenger_id}:
        raise NoLawfulWork
    is_challenger = person_id == contested.challenger_id
    own, theirs = (contested.other, contested.unit) if is_challenger else (contested.unit, contested.other)
    seen = conflict_facts.looked_at(unit.session, theirs, person_id) if theirs else None
    if own and own.owned_since and seen and seen < own.owned_since:
        raise NoLawfulWork
    return contested


def _by_unit(unit: Unit, person_id: int, one: RecordUnit) -> Contested:
    """One record that the actor has worked, and another holds."""
    conflict_opening.hold(unit.session, [one.record_id])
    if one.owner_id is None or one.owner_id == person_id:
        raise NothingContested
    if not conflict_facts.has_worked(unit.session, one, person_id):
        raise NoLawfulWork
    return Contested(one, one.owner_id, person_id)
