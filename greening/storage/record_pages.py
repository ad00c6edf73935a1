"""What do pages show of records? One page of a filtered list, and what stands around one record."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, exists, false, func, literal_column, select, true, tuple_
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlalchemy.orm import Session, aliased

from greening.domain.claims import State
from greening.domain.permissions import Holder
from greening.domain.record_list import Cursor, Filters, Owner, Sort
from greening.domain.records import characters
from greening.domain.refusals import BadValue
from greening.storage.claims import Claim
from greening.storage.entitlements import Entitlement
from greening.storage.people import Person, Team
from greening.storage.records import Contact, Identifier, KeyPerson, Number, Record, Unit, Visit

NOT_JUDGED = -1
BEST = 100
SAME_ID = 100
"""Records of one company id: one, and those that claim it wrongly."""
SEARCH_WORDS = func.string_to_array(Record.search_key, literal_column("' '"), type_=ARRAY(TEXT))
"""What the index holds: a Chinese character is a word; a bound blank would not meet it."""
SCORE = func.coalesce(Record.score, NOT_JUDGED)
ORDERS: dict[Sort, tuple[Any, bool]] = {
    Sort.NAME: (Record.sort_key, False),
    Sort.WORST: (SCORE, False),
    Sort.BEST: (SCORE, True),
    Sort.NEWEST: (Record.id, True),
    Sort.CHANGED: (Record.updated_at, True),
}
"""What a list is sorted by, and whether from the high end; the id decides between equals. Each has its index."""
COLUMNS = (
    Record.id, Record.company, Record.short_name, Record.region_key, Record.industry, Record.score, Record.completeness,
    Record.triage, Record.finding_codes, Record.updated_at, Record.sort_key,
)  # fmt: skip

AnyRow = Row[*tuple[Any, ...]]
Claimant = aliased(Person)


def page(
    session: Session, filters: Filters, *, reader_id: int | None, after: Cursor | None, limit: int
) -> Sequence[AnyRow]:
    """At most `limit` records after the cursor, each with the id and the name of its owner.

    Raises: BadValue, for a cursor of a list in another order.
    """
    owner = unit_of(Record.id, reader_id)
    column, high_first = ORDERS[filters.sort]
    rows = (
        select(*COLUMNS, column.label("sorted_by"), owner.c.owner_id, Person.name.label("owner_name"))
        .select_from(Record)
        .outerjoin(owner, true())
        .outerjoin(Person, Person.id == owner.c.owner_id)
        .where(*wanted(session, filters, reader_id))
        .order_by(*((column.desc(), Record.id.desc()) if high_first else (column, Record.id)))
        .limit(limit)
    )
    return session.execute(rows if after is None else rows.where(beyond(filters.sort, after))).all()


def count(session: Session, filters: Filters, *, reader_id: int | None, limit: int) -> int:
    """How many records fit the filters; no more than `limit` are looked at."""
    some = select(Record.id).where(*wanted(session, filters, reader_id)).limit(limit).subquery()
    return session.scalar(select(func.count()).select_from(some)) or 0


def cursor(row: AnyRow) -> Cursor:
    """The place of a row in the list it came with."""
    place = row.sorted_by
    return Cursor(place.isoformat() if isinstance(place, datetime) else place, row.id)


def unit(session: Session, record_id: int, reader_id: int | None) -> AnyRow | None:
    """The unit by which a reader meets a record, with its owner and what `holder` reads; None without a record."""
    owner = unit_of(Record.id, reader_id)
    columns = (owner.c.unit_id, owner.c.owned_since, owner.c.stage, owner.c.next_contact_on)
    row = with_holder(select(*columns, Person.name.label("owner")).where(Record.id == record_id), owner)
    return session.execute(row).one_or_none()


def unit_of(record_id: Any, reader_id: Any) -> Any:
    """The unit by which a reader meets a record, to be joined: of several the reader's own, then what they complete, else
    the eldest.
    """
    pits = select(Claim.unit_id).where(Claim.rep_id == reader_id, Claim.state != State.ENDED)
    near = case((Unit.owner_id == reader_id, 0), (Unit.id.in_(pits), 1), else_=2)
    columns = (Unit.id.label("unit_id"), Unit.owner_id, Unit.owned_since, Unit.stage, Unit.next_contact_on)
    return select(*columns).where(Unit.record_id == record_id).order_by(near, Unit.id).limit(1).lateral()


def with_holder(rows: Select[*tuple[Any, ...]], owner: Any) -> Select[*tuple[Any, ...]]:
    """Rows of records with the columns that `holder` reads; `owner` is a `unit_of`, and its `Person` may be asked for more.

    A right whose time is up counts until the sweep has ended it, some minutes at most.
    """
    keeps = case((owner.c.owner_id.is_(None), Claimant.team_id), else_=Person.team_id)
    rights = select(Entitlement.rep_id).where(Entitlement.unit_id == owner.c.unit_id, Entitlement.ended_at.is_(None))
    right = rights.order_by(Entitlement.began_at.desc()).limit(1).scalar_subquery().label("right_holder_id")
    return (
        rows.add_columns(owner.c.owner_id, keeps.label("team_id"), Team.region_id)
        .add_columns(Claim.rep_id.label("claimant_id"), Claim.state.label("claim"), right)
        .select_from(Record)
        .outerjoin(owner, true())
        .outerjoin(Person, Person.id == owner.c.owner_id)
        .outerjoin(Claim, and_(Claim.unit_id == owner.c.unit_id, Claim.state != State.ENDED))
        .outerjoin(Claimant, Claimant.id == Claim.rep_id)
        .outerjoin(Team, Team.id == keeps)
    )


def holder(row: AnyRow) -> Holder:
    """Who holds or completes a record that was read `with_holder`."""
    submitted = row.claim == State.SUBMITTED
    return Holder(row.owner_id, row.team_id, row.region_id, row.claimant_id, submitted, row.right_holder_id)


def readings(session: Session, record_id: int) -> Sequence[AnyRow]:
    """What was read out of the contacts of a record, each with the places of key person and contact, in order."""
    person = func.row_number().over(order_by=(KeyPerson.position, KeyPerson.id))
    persons = select(KeyPerson.id, (person - 1).label("place")).where(KeyPerson.record_id == record_id).subquery()
    rows = (
        select(
            persons.c.place,
            Contact.channel,
            Contact.position,
            Number.value,
            Number.kind,
            Number.extension,
            Number.inferred,
        )
        .join(Contact, Contact.id == Number.contact_id)
        .outerjoin(persons, persons.c.id == Contact.key_person_id)
        .where(Number.record_id == record_id)
        .order_by(persons.c.place.nulls_first(), Contact.channel.desc(), Contact.position, Number.id)
    )
    return session.execute(rows).all()


def written(session: Session, record_id: int) -> AnyRow:
    """When, by whom and out of what a record was entered, when it was changed last, and where it went."""
    columns = (Record.author_id, Record.source, Record.created_at, Record.updated_at, Record.triage)
    return session.execute(select(*columns).where(Record.id == record_id)).one()


def historic(session: Session, visit_ids: Collection[int]) -> frozenset[int]:
    """Which of the follow-ups came with a file."""
    return frozenset(session.scalars(select(Visit.id).where(Visit.id.in_(visit_ids), Visit.historic)))


def wanted(session: Session, filters: Filters, reader_id: int | None) -> list[ColumnElement[bool]]:
    """What the filters ask of a record."""
    return list(_wanted(filters, reader_id, _with_id(session, filters.text)))


def _wanted(filters: Filters, reader_id: int | None, with_id: Sequence[int]) -> Iterator[ColumnElement[bool]]:
    yield Record.merged_into_id.is_(None)
    if with_id:
        yield Record.id.in_(with_id)
    elif filters.text:
        yield Record.search_key.contains(filters.folded, autoescape=True) if filters.folded else false()
        if chinese := characters(filters.folded):
            yield SEARCH_WORDS.contains(chinese)
    if filters.region:
        yield Record.region_key.startswith(filters.region, autoescape=True)
    if filters.triage is not None:
        yield Record.triage == filters.triage.value
    if filters.code:
        yield Record.finding_codes.contains([filters.code])
    if filters.score_from is not None or filters.score_to is not None:
        yield SCORE.between(filters.score_from or 0, BEST if filters.score_to is None else filters.score_to)
    if filters.owner is not Owner.ANY:
        owner_id = reader_id if filters.owner is Owner.ME else None
        yield exists().where(Unit.record_id == Record.id, Unit.owner_id.is_not_distinct_from(owner_id))


def _with_id(session: Session, typed: str) -> Sequence[int]:
    """Records whose company id this is; a list of its own, because no index serves "part of a name, or an id"."""
    if not typed:
        return ()
    rows = select(Identifier.record_id).where(Identifier.value == typed.strip().upper()).distinct().limit(SAME_ID)
    return session.scalars(rows).all()


def beyond(sort: Sort, after: Cursor) -> ColumnElement[bool]:
    """What comes after the cursor. Raises: BadValue, for a cursor of a list in another order."""
    column, high_first = ORDERS[sort]
    place = tuple_(column, Record.id)
    last = (_place(sort, after.value), after.id)
    return place < last if high_first else place > last


def _place(sort: Sort, value: str | int) -> Any:
    wanted = int if sort in {Sort.WORST, Sort.BEST, Sort.NEWEST} else str
    try:
        if isinstance(value, wanted):
            return datetime.fromisoformat(str(value)) if sort is Sort.CHANGED else value
    except ValueError:
        pass
    raise BadValue(field="after", value=str(value))
