"""Which claims does somebody see, which are over, and of which has nobody been told yet?"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Date, Row, cast, exists, func, or_, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from greening.domain.claims import State
from greening.storage.claims import Claim
from greening.storage.notices import Notice
from greening.storage.people import Person
from greening.storage.records import Record, Unit

AnyRow = Row[*tuple[Any, ...]]
OPEN = Claim.state == State.OPEN
LIVE = Claim.state != State.ENDED
MICROSECONDS = 1_000_000


def live(session: Session, rep_ids: Collection[int]) -> Sequence[Claim]:
    """All claims of some people that have not ended, by id."""
    return session.scalars(select(Claim).where(Claim.rep_id.in_(rep_ids), LIVE).order_by(Claim.id)).all()


def reps_of(session: Session, team_id: int) -> list[int]:
    """Whoever is in a team."""
    return list(session.scalars(select(Person.id).where(Person.team_id == team_id).order_by(Person.id)))


def records(session: Session, unit_ids: Collection[int]) -> Mapping[int, AnyRow]:
    """What stands in the records of some units, by unit."""
    columns = (Record.id, Record.company, Record.region_key, Record.score, Record.completeness, Record.triage)
    rows = select(Unit.id.label("unit_id"), *columns, Record.finding_codes).join(Record, Record.id == Unit.record_id)
    return {row.unit_id: row for row in session.execute(rows.where(Unit.id.in_(unit_ids)))}


def standing(session: Session, unit_ids: Collection[int]) -> Mapping[int, Unit]:
    """Those of the units that have not become part of others, by id."""
    rows = select(Unit).where(Unit.id.in_(unit_ids), Unit.merged_into_id.is_(None))
    return {one.id: one for one in session.scalars(rows)}


def over(session: Session, *, idle_before: datetime, now: datetime, limit: int) -> list[int]:
    """The units of open claims that are due, or on which nothing was saved since then; by id."""
    late = or_(Claim.due_at <= now, Claim.saved_at < idle_before)
    return list(session.scalars(select(Claim.unit_id).where(OPEN, late).order_by(Claim.unit_id).limit(limit)))


def locked(session: Session, unit_ids: Collection[int]) -> Sequence[Claim]:
    """The open claims on units that are held, held too."""
    rows = select(Claim).where(Claim.unit_id.in_(unit_ids), OPEN).order_by(Claim.id).with_for_update()
    return session.scalars(rows.execution_options(populate_existing=True)).all()


def due_untold(session: Session, *, code: str, due_by: date, limit: int) -> Sequence[Claim]:
    """Open claims that are due by then and whose reps have not been told so of this due day."""
    return _untold(session, Claim.due_on <= due_by, _key(code, Claim.due_on), limit)


def idle_untold(session: Session, *, code: str, saved_before: datetime, limit: int) -> Sequence[Claim]:
    """Open claims on which nothing was saved since then and whose reps have not been told since."""
    saved = cast(func.extract("epoch", Claim.saved_at) * MICROSECONDS, BigInteger)
    return _untold(session, Claim.saved_at < saved_before, _key(code, saved), limit)


def opened_untold(session: Session, *, code: str, mark: str, opened_before: datetime, limit: int) -> Sequence[Claim]:
    """Open claims that began before then and whose reps have not been told this."""
    return _untold(session, Claim.opened_at < opened_before, _key(code, mark), limit)


def begun(session: Session, zone: str) -> list[date]:
    """The days, in that time zone, on which the live claims were opened."""
    return list(session.scalars(select(_day(zone)).where(LIVE).distinct()))


def kept(session: Session, zone: str, dues: Mapping[date, date], *, limit: int) -> Sequence[Claim]:
    """Live claims, held, that are due earlier than they would be if opened now on the day they were; that day by day."""
    begun_on = func.unnest(cast(list(dues), ARRAY(Date)), cast(list(dues.values()), ARRAY(Date)))
    due = begun_on.table_valued("begun_on", "due_on").render_derived()
    rows = select(Claim).join(due, due.c.begun_on == _day(zone)).where(LIVE, Claim.due_on < due.c.due_on)
    return session.scalars(rows.order_by(Claim.id).limit(limit).with_for_update(of=Claim)).all()


def _untold(session: Session, wanted: ColumnElement[bool], key: ColumnElement[str], limit: int) -> Sequence[Claim]:
    told = exists().where(Notice.person_id == Claim.rep_id, Notice.key == key)
    return session.scalars(select(Claim).where(OPEN, wanted, ~told).order_by(Claim.id).limit(limit)).all()


def _key(code: str, mark: Any) -> ColumnElement[str]:
    """As `claims.tell` writes it."""
    return func.concat(f"{code}:", Claim.id, ":", mark)


def _day(zone: str) -> ColumnElement[date]:
    return cast(func.timezone(zone, Claim.opened_at), Date)
