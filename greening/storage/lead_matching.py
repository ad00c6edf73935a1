"""Which stored customers may an inquiry be about? Found by the keys that records have, compared like two records.

Nothing is written: whoever only wants to know whether a company is there leaves no trace and gets no answer.
"""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from greening.domain.candidates import Step
from greening.domain.leads import How, Likeness
from greening.domain.policy import Policy
from greening.domain.records import Derived, contact_path, derive
from greening.matching import Opinion
from greening.storage import candidate_finding, record_writing
from greening.storage.records import Number, Unit
from validators.record import Record


@dataclass(frozen=True, slots=True)
class Likely:
    """A unit that an inquiry may be about: how likely, and why."""

    likeness: Likeness
    how: How
    steps: tuple[Step, ...]


def likely(session: Session, derived: Derived, policy: Policy) -> tuple[Likely, ...]:
    """Units that look like the record that an inquiry makes, the likest first; before them those with an exact key: a
    number, or name and city.

    A number or mail that `policy.settings.repeats.suspect` records have is nobody's own: it says nothing.
    """
    exact = dict.fromkeys(_having_own_number(session, derived, policy.settings.repeats.suspect), How.KEY)
    if (same := record_writing.same_company(session, derived)) is not None:
        exact.setdefault(same, How.SAME_COMPANY)
    opinions = candidate_finding.beside(session, derived.features, policy, also=exact)
    units = _units(session, opinions)
    found = [
        _likely(units[one], told, exact.get(one))
        for one, told in opinions.items()
        if one in units and (one in exact or candidate_finding.is_likely(told, policy))
    ]
    return tuple(sorted(found, key=lambda one: (not one.likeness.exact, -one.likeness.probability)))


def equal_paths(record: Record, derived: Derived) -> tuple[str, ...]:
    """Where the numbers and mails of an inquiry stand in a record."""
    asked = set(_asked(derived))
    return tuple(
        contact_path(one.channel, one.key_person, one.position)
        for one in derive(record).contacts
        if any((str(one.channel), number.value) in asked for number in one.numbers)
    )


def _likely(unit_id: int, told: Opinion, how: How | None) -> Likely:
    likeness = Likeness(unit_id, told.probability, how is not None)
    return Likely(likeness, how or How.LIKENESS, candidate_finding.steps(told))


def _having_own_number(session: Session, derived: Derived, suspect: int) -> frozenset[int]:
    found: set[int] = set()
    for channel, value in _asked(derived):
        rows = select(Number.record_id).where(Number.channel == channel, Number.value == value).distinct()
        sharers = session.scalars(rows.limit(suspect)).all()
        found |= set(sharers) if len(sharers) < suspect else set()
    return frozenset(found)


def _asked(derived: Derived) -> list[tuple[str, str]]:
    return sorted({(str(one.channel), number.value) for one in derived.contacts for number in one.numbers})


def _units(session: Session, record_ids: Collection[int]) -> dict[int, int]:
    """The unit of each record: of several the oldest. What is part of another has none."""
    rows = select(Unit.record_id, Unit.id).where(Unit.record_id.in_(record_ids), Unit.merged_into_id.is_(None))
    pairs = session.execute(rows.order_by(Unit.id.desc())).all()
    return {row.record_id: row.id for row in pairs}
