"""Which conflicts does somebody see, which wait for whom, and how many has somebody filed?"""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select, tuple_
from sqlalchemy.orm import Session, aliased

from greening.domain.conflict_facts import Ruling
from greening.domain.conflict_page import Source, State, Wanted
from greening.storage.conflicts import Conflict, ConflictRuling, ConflictStatement
from greening.storage.people import Person
from greening.storage.records import Unit


def page(session: Session, wanted: Wanted, *, after: int | None, limit: int) -> Sequence[Conflict]:
    """Conflicts that somebody wants to see: open ones by deadline, others the newest first; `after` was shown last."""
    rows = select(Conflict).where(*_wanted(wanted))
    if wanted.state is State.OPEN:
        place = select(Conflict.rule_by, Conflict.id).where(Conflict.id == after).scalar_subquery()
        rows = rows if after is None else rows.where(tuple_(Conflict.rule_by, Conflict.id) > place)
        return session.scalars(rows.order_by(Conflict.rule_by, Conflict.id).limit(limit)).all()
    rows = rows if after is None else rows.where(Conflict.id < after)
    return session.scalars(rows.order_by(Conflict.id.desc()).limit(limit)).all()


def count(session: Session, wanted: Wanted, *, limit: int) -> int:
    """How many there are; no more than `limit` are looked at."""
    some = select(Conflict.id).where(*_wanted(wanted)).limit(limit).subquery()
    return session.scalar(select(func.count()).select_from(some)) or 0


def unanswered(session: Session, person_id: int, now: datetime, *, limit: int) -> Sequence[Conflict]:
    """Open conflicts in which somebody is still to say something, the most pressing first."""
    said = select(ConflictStatement.id).where(
        ConflictStatement.conflict_id == Conflict.id, ConflictStatement.person_id == person_id
    )
    filed = (Conflict.source == Source.FILING) & (Conflict.filed_by == person_id)
    rows = select(Conflict).where(_of_party(person_id), Conflict.state == State.OPEN, Conflict.answer_by > now)
    rows = rows.where(~said.exists(), ~filed).order_by(Conflict.answer_by, Conflict.id)
    return session.scalars(rows.limit(limit)).all()


def open_of(session: Session, unit_ids: Collection[int]) -> Conflict | None:
    """The conflict about one of these units that is open."""
    about = or_(Conflict.unit_id.in_(unit_ids), Conflict.other_unit_id.in_(unit_ids))
    return session.scalar(select(Conflict).where(about, Conflict.state == State.OPEN).limit(1))


def records(session: Session, unit_ids: Collection[int]) -> dict[int, int]:
    """The record of each of these units."""
    rows = session.execute(select(Unit.id, Unit.record_id).where(Unit.id.in_(unit_ids)))
    return {row.id: row.record_id for row in rows}


def open_filings(session: Session, person_id: int) -> int:
    """How many conflicts of somebody's own filing are open."""
    own = (Conflict.source == Source.FILING, Conflict.filed_by == person_id, Conflict.state == State.OPEN)
    return session.scalar(select(func.count()).select_from(Conflict).where(*own)) or 0


def bad_filings(session: Session, person_id: int, *, since: datetime) -> Sequence[datetime]:
    """When conflicts of somebody's own filing were withdrawn, or ruled to have no evidence."""
    ruled = (ConflictRuling.conflict_id == Conflict.id) & (ConflictRuling.code == Ruling.INSUFFICIENT)
    rows = select(Conflict.closed_at).outerjoin(ConflictRuling, ruled)
    rows = rows.where(Conflict.source == Source.FILING, Conflict.filed_by == person_id, Conflict.closed_at >= since)
    empty = (Conflict.state == State.RULED) & ConflictRuling.id.is_not(None)
    found = session.scalars(rows.where(or_(Conflict.state == State.WITHDRAWN, empty))).all()
    return [at for at in found if at is not None]


def _wanted(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    yield Conflict.state == wanted.state
    if wanted.party_id is not None:
        yield _of_party(wanted.party_id)
    if wanted.team_id is not None:
        holder, challenger = aliased(Person), aliased(Person)
        of_team = select(holder.id).where(holder.id == Conflict.holder_id, holder.team_id == wanted.team_id)
        against = select(challenger.id).where(
            challenger.id == Conflict.challenger_id, challenger.team_id == wanted.team_id
        )
        yield of_team.exists() | against.exists()
    if wanted.record_id is not None:
        units = select(Unit.id).where(Unit.record_id == wanted.record_id)
        yield or_(Conflict.unit_id.in_(units), Conflict.other_unit_id.in_(units))


def _of_party(person_id: int) -> ColumnElement[bool]:
    return or_(Conflict.holder_id == person_id, Conflict.challenger_id == person_id)
