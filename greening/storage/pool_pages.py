"""What do pages show of the public pool? One page of a filtered list, each unit with who claims it and whose right it is."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, text, true
from sqlalchemy.dialects.postgresql import TEXT
from sqlalchemy.orm import Session, aliased

from greening.domain.claims import State
from greening.domain.pool_list import Missing, PoolFilters
from greening.domain.record_list import Cursor
from greening.domain.records import Channel
from greening.domain.triage import Triage
from greening.storage import record_pages
from greening.storage.claims import Claim
from greening.storage.entitlements import Entitlement
from greening.storage.people import Person
from greening.storage.record_pages import COLUMNS, ORDERS, AnyRow
from greening.storage.records import Contact, Identifier, KeyPerson, Record, Unit, Visit

Claimant, RightHolder = aliased(Person), aliased(Person)

INDUSTRIES = text("""
    WITH RECURSIVE known AS (
        (SELECT industry FROM record WHERE industry <> '' ORDER BY industry USING ~<~ LIMIT 1)
        UNION ALL
        SELECT (SELECT r.industry FROM record r WHERE r.industry <> '' AND r.industry ~>~ known.industry
            ORDER BY r.industry USING ~<~ LIMIT 1)
        FROM known WHERE known.industry IS NOT NULL
    ) SELECT industry FROM known WHERE industry IS NOT NULL LIMIT :limit
""")
"""Each once, hopping from one to the next over the index instead of reading every record."""


def page(
    session: Session, filters: PoolFilters, *, reader_id: int | None, after: Cursor | None, limit: int, now: datetime
) -> Sequence[AnyRow]:
    """At most `limit` records of the pool after the cursor, each with its first unit that is nobody's.

    Raises: BadValue, for a cursor of a list in another order.
    """
    column, high_first = ORDERS[filters.records.sort]
    unit = _free()
    rows = around(select(*COLUMNS, Record.assessment_id, column.label("sorted_by"), _touched(unit)), unit, now)
    rows = rows.where(*_wanted(session, filters, unit, reader_id, now))
    rows = rows.order_by(*((column.desc(), Record.id.desc()) if high_first else (column, Record.id))).limit(limit)
    return session.execute(
        rows if after is None else rows.where(record_pages.beyond(filters.records.sort, after))
    ).all()


def count(session: Session, filters: PoolFilters, *, reader_id: int | None, limit: int, now: datetime) -> int:
    """How many records of the pool fit the filters; no more than `limit` are looked at."""
    unit = _free()
    some = select(Record.id).join(unit, true()).where(*_wanted(session, filters, unit, reader_id, now)).limit(limit)
    return session.scalar(select(func.count()).select_from(some.subquery())) or 0


def industries(session: Session, *, limit: int) -> list[str]:
    """Industries that records have, in the order of their characters."""
    return list(session.scalars(INDUSTRIES, {"limit": limit}))


def of_record(session: Session, record_id: int, now: datetime) -> Sequence[AnyRow]:
    """The units of a record by id, each with its owner, who claims it and whose right it is."""
    unit = select(Unit).where(Unit.record_id == Record.id, Unit.merged_into_id.is_(None)).lateral()
    rows = around(select(Record.triage, Person.name.label("owner")), unit, now)
    rows = rows.outerjoin(Person, Person.id == unit.c.owner_id).where(Record.id == record_id)
    return session.execute(rows.order_by(unit.c.id)).all()


def owned(session: Session, owner_id: int, *, limit: int, now: datetime) -> Sequence[AnyRow]:
    """The units of somebody's library by id, each with its record, and with who claims it and whose right it is."""
    unit = select(Unit).where(Unit.record_id == Record.id, Unit.owner_id == owner_id).lateral()
    rows = around(select(*COLUMNS, unit.c.stage, unit.c.next_contact_on), unit, now)
    return session.execute(rows.order_by(unit.c.id).limit(limit)).all()


def around(rows: Select[*tuple[Any, ...]], unit: Any, now: datetime) -> Select[*tuple[Any, ...]]:
    """Rows of records with a unit of each, the live claim on it and the live right to its leads, both with their person."""
    claimed = and_(Claim.unit_id == unit.c.id, Claim.state != State.ENDED)
    right = and_(Entitlement.unit_id == unit.c.id, Entitlement.ended_at.is_(None), Entitlement.until > now)
    return (
        rows.add_columns(unit.c.id.label("unit_id"), unit.c.owner_id, unit.c.owned_since, unit.c.line, unit.c.mode)
        .add_columns(Claim.rep_id.label("claimant_id"), Claim.opened_at, Claim.due_at, Claimant.name.label("claimant"))
        .add_columns(Entitlement.id.label("right_id"), Entitlement.rep_id.label("right_holder_id"))
        .add_columns(Entitlement.until.label("right_until"), RightHolder.name.label("right_holder"))
        .select_from(Record)
        .join(unit, true())
        .outerjoin(Claim, claimed)
        .outerjoin(Claimant, Claimant.id == Claim.rep_id)
        .outerjoin(Entitlement, right)
        .outerjoin(RightHolder, RightHolder.id == Entitlement.rep_id)
    )


def _free() -> Any:
    """The first unit of a record that lies in the pool, to be joined."""
    units = select(Unit).where(Unit.record_id == Record.id, Unit.owner_id.is_(None), Unit.merged_into_id.is_(None))
    return units.order_by(Unit.id).limit(1).lateral()


def _touched(unit: Any) -> Any:
    newest = select(func.max(Visit.at)).where(Visit.record_id == Record.id).scalar_subquery()
    return func.greatest(unit.c.last_contact_at, newest).label("touched_at")


def _wanted(
    session: Session, filters: PoolFilters, unit: Any, reader_id: int | None, now: datetime
) -> Iterator[ColumnElement[bool]]:
    yield from record_pages.wanted(session, filters.records, reader_id)
    yield Record.triage != Triage.QUARANTINE
    if filters.industry:
        yield Record.industry.startswith(filters.industry, autoescape=True)
    if filters.missing is not None:
        yield _lacks(filters.missing)
    if filters.never:
        yield unit.c.last_contact_at.is_(None)
        yield ~exists().where(Visit.record_id == Record.id)
    if filters.untouched is not None:
        since = now - timedelta(days=filters.untouched)
        yield func.coalesce(unit.c.last_contact_at <= since, true())
        yield ~exists().where(Visit.record_id == Record.id, Visit.at > since)


def _lacks(missing: Missing) -> ColumnElement[bool]:
    """Nothing stands there; where somebody has answered that there is nothing, it is not missing."""
    if missing in COLUMN_OF:
        column = COLUMN_OF[missing]
        return and_(column == "", ~Record.answers.has_key(column.key))
    if missing is Missing.COMPANY_ID:
        return and_(~exists().where(Identifier.record_id == Record.id), ~Record.answers.has_key("ids"))
    if missing is Missing.PHONE:
        return and_(~_contact(Channel.PHONE, of_person=False), ~Record.answers.has_key("phones"))
    there, part = OF_PERSON[missing]
    answered = Record.answers.cast(TEXT).regexp_match(rf'"key_persons(\[\d+\]\.{part}[^"]*)?"')
    return and_(~there, ~answered)


def _contact(channel: Channel, *, of_person: bool) -> ColumnElement[bool]:
    whose = Contact.key_person_id.is_not(None) if of_person else Contact.key_person_id.is_(None)
    return exists().where(Contact.record_id == Record.id, Contact.channel == channel.value, whose)


def _person(*said: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(KeyPerson.record_id == Record.id, or_(*said))


COLUMN_OF = {
    Missing.ADDRESS: Record.address,
    Missing.INDUSTRY: Record.industry,
    Missing.SCALE: Record.scale,
    Missing.WEBSITE: Record.website,
}
OF_PERSON = {
    Missing.PERSON: (_person(KeyPerson.name != ""), "name"),
    Missing.ROLE: (_person(KeyPerson.role != "", KeyPerson.title != ""), "(role|title)"),
    Missing.PERSON_PHONE: (_contact(Channel.PHONE, of_person=True), "phones"),
    Missing.PERSON_EMAIL: (_contact(Channel.EMAIL, of_person=True), "emails"),
}
"""Whether a key person has it, and under which part of their path an answer stands."""
