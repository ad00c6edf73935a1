"""How much of the pool has somebody, and is there a place left? Counters that two who ask at once cannot overrun.

Whoever changes a counter changes what it counts in the same transaction. Locks are taken in one order: records, items of
the review, units, what hangs on units, holdings; of a kind in the order of ids.
"""

from collections.abc import Iterable, Mapping

from sqlalchemy import CheckConstraint, ForeignKey, Row, bindparam, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.sql.dml import ReturningUpdate

from greening.domain.refusals_units import LibraryFull
from greening.storage.base import Base, Ref


class Holding(Base):
    """`owned` units of the library, and `pits`: open claims and live rights. Nobody's row is missing once they had one."""

    __tablename__ = "holding"
    person_id: Mapped[Ref] = mapped_column(ForeignKey("person.id"), primary_key=True)
    owned: Mapped[int] = mapped_column(server_default=text("0"))
    pits: Mapped[int] = mapped_column(server_default=text("0"))
    __table_args__ = (CheckConstraint("owned >= 0", name="owned"), CheckConstraint("pits >= 0", name="pits"))


def _counting(count: Mapped[int]) -> ReturningUpdate[int]:
    more = update(Holding).where(Holding.person_id == bindparam("person")).values({count: count + bindparam("by")})
    return more.returning(Holding.person_id)


OWNED, PITS = _counting(Holding.owned), _counting(Holding.pits)
OWNED_BELOW, PITS_BELOW = OWNED.where(Holding.owned < bindparam("limit")), PITS.where(Holding.pits < bindparam("limit"))
RECOUNT = text("""
    SELECT person_id, coalesce(h.owned, 0) AS owned, coalesce(h.pits, 0) AS pits, coalesce(u.owned, 0) AS owned_there,
        coalesce(c.claims, 0) + coalesce(e.rights, 0) AS pits_there
    FROM holding h
    FULL JOIN (SELECT owner_id AS person_id, count(*) AS owned FROM unit WHERE owner_id IS NOT NULL GROUP BY 1) u
        USING (person_id)
    FULL JOIN (SELECT rep_id AS person_id, count(*) AS claims FROM claim WHERE state <> 'ended' GROUP BY 1) c
        USING (person_id)
    FULL JOIN (SELECT rep_id AS person_id, count(*) AS rights FROM entitlement WHERE ended_at IS NULL GROUP BY 1) e
        USING (person_id)
    WHERE (coalesce(h.owned, 0), coalesce(h.pits, 0))
        <> (coalesce(u.owned, 0), coalesce(c.claims, 0) + coalesce(e.rights, 0))
    ORDER BY person_id
""")


def of(session: Session, person_id: int) -> Holding:
    """What somebody has; zeros for whoever never had anything."""
    there = session.get(Holding, person_id, populate_existing=True)
    return there or Holding(person_id=person_id, owned=0, pits=0)


def take_place(session: Session, person_id: int, *, cap: int) -> bool:
    """One unit more in the library, if it has a place left."""
    return _is_done(session, OWNED_BELOW, person_id, 1, limit=cap)


def need_place(session: Session, person_id: int, *, cap: int) -> None:
    """The same, for whoever cannot do without. Raises: LibraryFull."""
    if not take_place(session, person_id, cap=cap):
        raise LibraryFull(held=of(session, person_id).owned, limit=cap)


def dig_pit(session: Session, person_id: int, *, limit: int) -> bool:
    """One pit more, if there is one left."""
    return _is_done(session, PITS_BELOW, person_id, 1, limit=limit)


def move(session: Session, owned: Mapping[int, int]) -> None:
    """So many units more, or fewer, whatever the cap: what is given back, ruled, or an opening balance."""
    _move(session, OWNED, owned)


def move_pits(session: Session, pits: Mapping[int, int]) -> None:
    """So many pits more, or fewer, whatever the allowance."""
    _move(session, PITS, pits)


def hold(session: Session, person_ids: Iterable[int]) -> None:
    """Have nobody else change what these people have, nor take back what they were paid, until this transaction ends."""
    ids = sorted(set(person_ids))
    _there(session, ids)
    session.execute(
        select(Holding.person_id).where(Holding.person_id.in_(ids)).order_by(Holding.person_id).with_for_update()
    )


def wrong(session: Session) -> list[Row[tuple[int, int, int, int, int]]]:
    """Counters that do not say what is there: person, owned and pits as counted along, owned and pits as they are."""
    return list(session.execute(RECOUNT))


def _move(session: Session, counting: ReturningUpdate[int], by: Mapping[int, int]) -> None:
    for person_id, count in sorted(by.items()):
        if count:
            _is_done(session, counting, person_id, count)


def _there(session: Session, ids: list[int]) -> None:
    if ids:
        rows = [{"person_id": person_id} for person_id in ids]
        session.execute(insert(Holding).values(rows).on_conflict_do_nothing())


def _is_done(session: Session, counting: ReturningUpdate[int], person_id: int, by: int, **limit: int) -> bool:
    """Whether there was room; whoever has no row yet, and so all the room, gets one first."""
    said = {"person": person_id, "by": by, **limit}
    if session.connection().scalar(counting, said) is not None:
        return True
    _there(session, [person_id])
    return session.connection().scalar(counting, said) is not None


def held(session: Session, person_ids: list[int]) -> dict[int, Holding]:
    """What some people have, by person; whoever never had anything is missing."""
    return {one.person_id: one for one in session.scalars(select(Holding).where(Holding.person_id.in_(person_ids)))}
