"""What was said of items, what came of it, and how do people and their values fare? Verdicts are added, never edited."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, select, update
from sqlalchemy.orm import Session, aliased

from greening.domain.review import Kind, Source, State
from greening.storage.people import Person
from greening.storage.records import Record, Unit
from greening.storage.review import Review, ReviewSkip, Verdict

Undo = aliased(Verdict)
SHOWN = (
    Verdict.id, Verdict.review_id, Verdict.person_id, Verdict.kind, Verdict.confirmed, Verdict.proven, Verdict.note,
    Verdict.at, Verdict.settle_at, Verdict.settled_at, Verdict.bulk_id, Review.record_id, Record.company, Person.name.label("by"),
    Undo.at.label("undone_at"),
)  # fmt: skip

AnyRow = Row[*tuple[Any, ...]]


def of_item(session: Session, item_id: int) -> Sequence[AnyRow]:
    """All verdicts on an item, newest first, each with when it was taken back."""
    return session.execute(_shown().where(Verdict.review_id == item_id).order_by(Verdict.id.desc())).all()


def of_person(session: Session, person_id: int, *, before: int | None, limit: int) -> Sequence[AnyRow]:
    """Somebody's verdicts, newest first; `before` is the id of the last one already shown."""
    rows = _shown().where(Verdict.person_id == person_id).order_by(Verdict.id.desc()).limit(limit)
    return session.execute(rows if before is None else rows.where(Verdict.id < before)).all()


def standing(session: Session, item_id: int) -> AnyRow | None:
    """The newest verdict on an item that was not taken back."""
    rows = _shown().where(Verdict.review_id == item_id, Undo.id.is_(None)).order_by(Verdict.id.desc())
    return session.execute(rows.limit(1)).one_or_none()


def in_effect(session: Session, record_id: int) -> AnyRow | None:
    """The newest verdict that decides where a record goes, with the version of the record that it is about."""
    rows = _effective().where(Review.record_id == record_id).order_by(Review.id.desc()).limit(1)
    return session.execute(rows).one_or_none()


def returned_to(session: Session, owner_id: int, *, limit: int) -> Sequence[AnyRow]:
    """What was returned or rejected of somebody's records and has not been changed since, newest first."""
    rows = (
        _effective()
        .join(Unit, Unit.record_id == Record.id)
        .where(Unit.owner_id == owner_id, Review.decision.in_((Kind.RETURN, Kind.REJECT)))
        .where(Review.decided_version == Record.version)
    )
    return session.execute(rows.order_by(Verdict.id.desc()).limit(limit)).all()


def of_bulk(session: Session, bulk_id: int) -> Sequence[int]:
    """Ids of the verdicts of one act, in order."""
    return session.scalars(select(Verdict.id).where(Verdict.bulk_id == bulk_id).order_by(Verdict.id)).all()


def records(session: Session, ids: Collection[int]) -> Sequence[int]:
    """The records that verdicts are about."""
    return session.scalars(
        select(Review.record_id).join(Verdict, Verdict.review_id == Review.id).where(Verdict.id.in_(ids)).distinct()
    ).all()


def locked(session: Session, ids: Collection[int]) -> list[tuple[Verdict, Review]]:
    """Verdicts, no undo among them, with their items, these held until this transaction ends, in order of id."""
    rows = (
        select(Verdict, Review)
        .join(Review, Review.id == Verdict.review_id)
        .where(Verdict.id.in_(ids), Verdict.kind != Kind.UNDO)
        .order_by(Review.id, Verdict.id)
        .with_for_update(of=Review)
    )
    return [(verdict, item) for verdict, item in session.execute(rows.execution_options(populate_existing=True))]


def reversed_of(session: Session, ids: Collection[int]) -> set[int]:
    """Those of the verdicts that were taken back."""
    return {one for one in session.scalars(select(Verdict.reverses_id).where(Verdict.reverses_id.in_(ids))) if one}


def mark_settled(session: Session, ids: Collection[int], now: datetime) -> None:
    session.execute(update(Verdict).where(Verdict.id.in_(ids), Verdict.settled_at.is_(None)).values(settled_at=now))


def fared(session: Session, author_id: int, *, since: datetime) -> tuple[int, int]:
    """How many of somebody's items were judged, in effect and not taken back, and how many of these were rejected."""
    rows = (
        select(func.count(), func.count().filter(Verdict.kind == Kind.REJECT))
        .select_from(Verdict)
        .join(Review, Review.id == Verdict.review_id)
        .where(Review.author_id == author_id, Verdict.settled_at > since, ~_taken_back())
    )
    checked, false = session.execute(rows).one()
    return checked, false


def done(session: Session, person_id: int, *, since: datetime) -> int:
    """How many items somebody has judged, without what was taken back."""
    rows = select(func.count()).select_from(Verdict)
    return session.scalar(rows.where(Verdict.person_id == person_id, Verdict.at >= since, *_stands())) or 0


def skips(session: Session, person_id: int, *, since: datetime) -> int:
    rows = select(func.count()).select_from(ReviewSkip)
    return session.scalar(rows.where(ReviewSkip.person_id == person_id, ReviewSkip.at >= since)) or 0


def _shown() -> Select[*tuple[Any, ...]]:
    return (
        select(*SHOWN)
        .join(Review, Review.id == Verdict.review_id)
        .join(Record, Record.id == Review.record_id)
        .join(Person, Person.id == Verdict.person_id)
        .outerjoin(Undo, Undo.reverses_id == Verdict.id)
        .where(Verdict.kind != Kind.UNDO)
    )


def _effective() -> Select[*tuple[Any, ...]]:
    newest = aliased(Verdict)
    latest = select(func.max(newest.id)).where(newest.review_id == Review.id, newest.kind != Kind.UNDO)
    return (
        _shown()
        .add_columns(Review.decided_version)
        .where(Review.state == State.DECIDED, Review.source != Source.SUBMISSION)
        .where(Verdict.id == latest.scalar_subquery())
    )


def _stands() -> tuple[ColumnElement[bool], ...]:
    return Verdict.kind != Kind.UNDO, ~_taken_back()


def _taken_back() -> ColumnElement[bool]:
    undo = aliased(Verdict)
    return select(undo.id).where(undo.reverses_id == Verdict.id).exists()
