"""In which order do items wait, who has which open, and which is the next that is free?"""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Row,
    Select,
    func,
    literal,
    literal_column,
    or_,
    select,
    text,
    tuple_,
    update,
)
from sqlalchemy.orm import Session, aliased

from greening.domain.review import Cursor, Filters, State
from greening.storage.people import Person, Team
from greening.storage.records import Record
from greening.storage.review import Review, ReviewSkip

OPEN = Review.state == literal_column("'open'")
"""Written out, not bound: under a prepared plan a parameter would not match the partial indexes."""
POINTS: ColumnElement[int] = literal_column("- review.points", Integer)
PLACE: tuple[Any, ...] = (POINTS, Review.opened_at, Review.id)
"""Most points first, then who has waited longest."""
AHEAD = 200
"""More than a department has open, skipped and written itself at the head of the queue."""
Holder = aliased(Person)
Author = aliased(Person)
ROW = (
    Review.id, Review.record_id, Review.source, Review.points, Review.severity, Review.headline, Review.opened_at,
    Review.region_key, Review.author_ids, Review.lease_by, Review.lease_until, Record.company,
    Holder.name.label("holder"),
)  # fmt: skip
ITEM = (
    *ROW, Review.claim_id, Review.state, Review.version, Review.record_version, Review.parts, Review.author_id,
    Author.name.label("author"), Team.name.label("team"),
)  # fmt: skip

AnyRow = Row[*tuple[Any, ...]]


def read_by_index(session: Session) -> None:
    """Have this transaction prefer indexes: PostgreSQL's own price of a page out of order is that of a turning disk."""
    session.execute(text("SET LOCAL random_page_cost = 1.1"))


def page(session: Session, filters: Filters, *, after: Cursor | None, limit: int) -> Sequence[AnyRow]:
    """At most `limit` open items after the cursor, with whoever has them open."""
    some = _ahead(filters, after, limit)
    return session.execute(_with_record(ROW).where(Review.id.in_(some)).order_by(*PLACE)).all()


def count(session: Session, filters: Filters, *, limit: int) -> int:
    """How many open items there are; no more than `limit` are looked at."""
    some = select(literal(1)).select_from(Review).where(OPEN, *wanted(filters)).limit(limit)
    return session.scalar(select(func.count()).select_from(some.subquery())) or 0


def position(session: Session, filters: Filters, place: Cursor, *, limit: int) -> tuple[int, int]:
    """How many open items stand before a place, and how many there are; no more than `limit` are looked at, from the head."""
    is_ahead = (tuple_(*PLACE) < _place(place)).label("is_ahead")
    some = select(is_ahead).select_from(Review).where(OPEN, *wanted(filters)).order_by(*PLACE).limit(limit).subquery()
    ahead, total = session.execute(select(func.count().filter(some.c.is_ahead), func.count()).select_from(some)).one()
    return ahead, total


def neighbours(session: Session, filters: Filters, place: Cursor) -> tuple[int | None, int | None]:
    """The open items right before and after a place."""
    there = select(Review.id).where(OPEN, *wanted(filters)).limit(1)
    before = there.where(tuple_(*PLACE) < _place(place)).order_by(*(one.desc() for one in PLACE))
    after = there.where(tuple_(*PLACE) > _place(place)).order_by(*PLACE)
    return session.scalar(before), session.scalar(after)


def is_wanted(session: Session, item_id: int, filters: Filters) -> bool:
    """Whether an item is open and fits the filters."""
    return session.scalar(select(Review.id).where(Review.id == item_id, OPEN, *wanted(filters))) is not None


def one(session: Session, item_id: int) -> AnyRow | None:
    """Everything a page shows of one item, whatever its state."""
    rows = (
        _with_record(ITEM)
        .outerjoin(Author, Author.id == Review.author_id)
        .outerjoin(Team, Team.id == Author.team_id)
        .where(Review.id == item_id)
    )
    return session.execute(rows).one_or_none()


def held_by(session: Session, person_id: int, filters: Filters, now: datetime) -> int | None:
    """The item that somebody has open; the one at the head of the queue where they have several."""
    mine = select(Review.id).where(OPEN, Review.lease_by == person_id, Review.lease_until > now, *wanted(filters))
    return session.scalar(mine.order_by(*PLACE).limit(1))


def next_free(
    session: Session, filters: Filters, *, person_id: int, after: Cursor | None, skipped_since: datetime, now: datetime
) -> int | None:
    """The first item for this person that nobody has open; locked, so that nobody else gets it at the same moment.

    Candidates come by portions out of the index alone; the first holds it unless so many are open, skipped or their own.
    """
    skipped = select(ReviewSkip.id).where(
        ReviewSkip.review_id == Review.id, ReviewSkip.person_id == person_id, ReviewSkip.at > skipped_since
    )
    free = or_(Review.lease_until.is_(None), Review.lease_until <= now, Review.lease_by == person_id)
    mine = select(Review.id).where(OPEN, free, ~_wrote(person_id), ~skipped.exists()).order_by(*PLACE).limit(1)
    while ahead := _places(session, filters, after):
        some = mine.where(Review.id.in_([one.id for one in ahead])).with_for_update(skip_locked=True, of=Review)
        if (found := session.scalar(some)) is not None:
            return found
        after = ahead[-1]
    return None


def locked(session: Session, item_id: int) -> Review | None:
    """The item, held until this transaction ends."""
    return session.get(Review, item_id, with_for_update=True, populate_existing=True)


def locked_all(session: Session, ids: Collection[int]) -> list[Review]:
    """Those of the items that nobody else is at, held, in order of id."""
    rows = select(Review).where(Review.id.in_(ids)).order_by(Review.id)
    return list(session.scalars(rows.with_for_update(skip_locked=True).execution_options(populate_existing=True)))


def has_another(session: Session, item: Review) -> bool:
    """Whether another item of the same record and source is in the queue or about to be decided."""
    live = Review.state.in_((State.OPEN, State.PENDING))
    others = select(Review.id).where(Review.record_id == item.record_id, Review.source == item.source, live)
    return session.scalar(others.where(Review.id != item.id).limit(1)) is not None


def ids(session: Session, filters: Filters, *, limit: int) -> list[int]:
    """The first open items in order of the queue."""
    return list(session.scalars(select(Review.id).where(OPEN, *wanted(filters)).order_by(*PLACE).limit(limit)))


def lease(session: Session, item_id: int, *, person_id: int, now: datetime, period: timedelta) -> datetime | None:
    """Have somebody hold an open item for another period; until when. None where another holds it or it is not open."""
    until = now + period
    free = or_(Review.lease_until.is_(None), Review.lease_until <= now, Review.lease_by == person_id)
    held = update(Review).where(Review.id == item_id, OPEN, free, ~_wrote(person_id))
    row = session.scalar(held.values(lease_by=person_id, lease_until=until).returning(Review.id))
    return until if row is not None else None


def release(session: Session, item_id: int, *, person_id: int) -> bool:
    """Give an item back; False where this person did not hold it."""
    given = update(Review).where(Review.id == item_id, Review.lease_by == person_id)
    return session.scalar(given.values(lease_by=None, lease_until=None).returning(Review.id)) is not None


def close_of_claim(session: Session, claim_id: int, now: datetime) -> None:
    """Nobody has to look at what was submitted: the claim has ended some other way. What is judged is left alone."""
    over = {"state": State.CLOSED, "closed_at": now, "changed_at": now, "lease_by": None, "lease_until": None}
    those = update(Review).where(Review.claim_id == claim_id, OPEN)
    session.execute(those.values(**over, version=Review.version + 1))


def wanted(filters: Filters) -> Iterator[ColumnElement[bool]]:
    """What the items of a filter have in common."""
    if filters.region:
        yield Review.region_key.startswith(filters.region, autoescape=True)
    if filters.code:
        yield Review.codes.contains([filters.code])
    if filters.severity is not None:
        yield Review.severity == filters.severity.value
    if filters.source is not None:
        yield Review.source == filters.source.value
    if filters.author_id is not None:
        yield Review.author_id == filters.author_id
    if filters.points_from is not None:
        yield -filters.points_from >= POINTS


def _with_record(columns: Sequence[Any]) -> Select[*tuple[Any, ...]]:
    return (
        select(*columns)
        .select_from(Review)
        .join(Record, Record.id == Review.record_id)
        .outerjoin(Holder, Holder.id == Review.lease_by)
    )


def _places(session: Session, filters: Filters, after: Cursor | None) -> list[Cursor]:
    """The first places of a filter from one on."""
    rows = _ahead(filters, after, AHEAD).with_only_columns(Review.points, Review.opened_at, Review.id)
    return [Cursor(*row) for row in session.execute(rows)]


def _ahead(filters: Filters, after: Cursor | None, limit: int) -> Select[int]:
    """The items of a filter from a place on, in order."""
    rows = select(Review.id).where(OPEN, *wanted(filters)).order_by(*PLACE).limit(limit)
    return rows if after is None else rows.where(tuple_(*PLACE) > _place(after))


def _wrote(person_id: int) -> ColumnElement[bool]:
    return Review.author_ids.contains([person_id])


def _place(cursor: Cursor) -> Any:
    return tuple_(literal(-cursor.points), literal(cursor.opened_at), literal(cursor.id))
