"""What do all acts on a complaint have in common? Who may, what is said, how it is logged."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from greening.domain.complaints import Member, State, may_inspect
from greening.domain.people import Actor
from greening.domain.permissions import Action, authorise
from greening.domain.policy import Policy
from greening.domain.refusals import BadValue, Denied, NotFound
from greening.domain.refusals_complaints import ComplaintClosed, ComplaintEmpty, NotImpartial
from greening.domain.review_rules import authors
from greening.storage import complaint_seals, complaints, events, penalties, people
from greening.storage.complaints import Complaint
from greening.storage.record_loading import load
from greening.storage.session import Unit


def inspector(actor: Actor) -> int:
    """The id of somebody who may look into complaints. Raises: Denied."""
    authorise(actor, Action.INSPECT)
    if actor.id is None:
        raise Denied(action=Action.INSPECT.value)
    return actor.id


def open_case(unit: Unit, actor: Actor, complaint_id: int) -> Complaint:
    """A complaint that waits for its answer, held, for somebody whom it does not concern.

    Raises: NotFound, NotImpartial, ComplaintClosed.
    """
    case = complaints.locked(unit.session, complaint_id)
    if case is None:
        raise NotFound
    impartial(unit.session, actor, case.id, case.accused_ids)
    if case.state != State.RECEIVED:
        raise ComplaintClosed
    return case


def impartial(session: Session, actor: Actor, complaint_id: int, accused_ids: Collection[int]) -> None:
    """Raises: NotImpartial, for whoever is accused, works in their team, or complained."""
    accused = [Member(one, team) for one, team in people.teams(session, accused_ids).items()]
    own = actor.id if actor.id is not None and complaint_seals.is_by(session, complaint_id, actor.id) else None
    if actor.id is None or not may_inspect(Member(actor.id, actor.team_id), accused, own):
        raise NotImpartial


def is_overturned(session: Session, case: Complaint) -> bool:
    """Whether a complaint was upheld and nothing is left of it: whoever it was about has won their appeal."""
    return case.state == State.UPHELD and not penalties.is_upheld(session, case.id)


def words(policy: Policy, typed: str, *, field: str = "words") -> str:
    """What somebody says. Raises: ComplaintEmpty; BadValue, for what is too long."""
    said = typed.strip()
    if not said:
        raise ComplaintEmpty(fields=[field])
    if len(said) > policy.complaints.words:
        raise BadValue(field=field, value=said[: policy.complaints.words])
    return said


def accused(session: Session, record_id: int, policy: Policy) -> list[int]:
    """Everybody who wrote something of a record."""
    there = load(session, [record_id], visits=policy.records.visits).get(record_id)
    return authors(there.record, there.stamps, there.author_id) if there else []


def log(
    unit: Unit,
    kind: str,
    complaint_id: int,
    actor_id: int | None,
    at: datetime,
    *,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Say it in the log of the complaint; whoever complained is nobody there."""
    told = dict(after or {})
    events.add(unit.session, kind, subject="complaint", subject_id=complaint_id, actor_id=actor_id, at=at, after=told)
