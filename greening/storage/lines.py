"""Who works under whom, and who may judge? Read from the staff list, the nearest manager first."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from greening.domain.filings import Line
from greening.domain.people import Role
from greening.storage.people import Person


def of(session: Session, person_ids: Collection[int], *, levels: int) -> dict[int, Line]:
    """The lines of some people, by person, so many levels up."""
    above: dict[int, int | None] = {}
    asked = set(person_ids)
    for _ in range(levels):
        rows = session.execute(select(Person.id, Person.manager_id).where(Person.id.in_(asked - above.keys())))
        above |= {row.id: row.manager_id for row in rows}
        asked = {one for one in above.values() if one is not None}
    return {one: Line(one, _chain(one, above)) for one in person_ids}


def adjudicators(session: Session) -> list[int]:
    """Everybody who works here as one, by id."""
    found = select(Person.id).where(Person.role == Role.ADJUDICATOR, Person.active)
    return list(session.scalars(found.order_by(Person.id)))


def heads(session: Session) -> list[int]:
    """The heads of sales operations: those of operations who have no manager in it."""
    manager = aliased(Person)
    found = select(Person.id).outerjoin(manager, manager.id == Person.manager_id)
    found = found.where(Person.role == Role.OPS, Person.active, manager.role.is_distinct_from(Role.OPS))
    return list(session.scalars(found.order_by(Person.id)))


def _chain(person_id: int, above: dict[int, int | None]) -> tuple[int, ...]:
    chain: list[int] = []
    one = above.get(person_id)
    while one is not None and one not in chain:
        chain.append(one)
        one = above.get(one)
    return tuple(chain)
