"""How is a unit protected, by which of its visits, and what defers its drop?

One reading for the page, the list of a library, the reminder, the drop and whoever asks who was protected: the stored
visits of the owner since the ownership began, as `greening.domain.protection` counts them.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, and_, func, or_, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from greening.domain import protection
from greening.domain.calendar import Calendar
from greening.domain.ownership import Begin
from greening.domain.policy import Policy
from greening.domain.protection import Contact, Ownership, Protection
from greening.domain.review import Source, State
from greening.storage import freezes
from greening.storage.base import Base, Id
from greening.storage.freezes import Cause
from greening.storage.ownership import Ownership as OwnershipRow
from greening.storage.records import Unit, Visit
from greening.storage.review import Review
from validators.visits import Verdict

NOBODY = "nobody"
"""The outcome of a visit that reached nobody."""
CASES = frozenset({Cause.CONFLICT, Cause.INSPECTION})
LOOKS = (Source.SUBMISSION, Source.LOT, Source.COMPLAINT)
"""Reviews that defer a drop. A rule's doubt does not: its owner could keep a customer by typing something doubtful."""


class Drop(Base):
    """Why an ownership ended by itself: which clock, due when, after which visit, under which policy; once an ownership."""

    __tablename__ = "unit_drop"
    id: Mapped[Id]
    ownership_id: Mapped[int] = mapped_column(ForeignKey("ownership.id", ondelete="CASCADE"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id", ondelete="CASCADE"))
    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    clock: Mapped[str]
    due_at: Mapped[datetime]
    at: Mapped[datetime]
    opening: Mapped[bool] = mapped_column(server_default=text("false"))
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visit.id", ondelete="SET NULL"))
    """The last one that had moved the clock."""
    policy_version: Mapped[int] = mapped_column(ForeignKey("policy_version.version"))
    __table_args__ = (
        Index("uq__unit_drop__ownership_id", "ownership_id", unique=True),
        Index("ix__unit_drop__owner_id_at", "owner_id", "at"),
        Index("ix__unit_drop__unit_id_id", "unit_id", "id"),
        CheckConstraint("clock IN ('follow_up', 'deal')", name="clock"),
        CheckConstraint("at >= due_at", name="not_before_it_is_due"),
    )


@dataclass(frozen=True, slots=True)
class Owned:
    """The ownership that runs on a unit, as the clocks see it."""

    unit_id: int
    record_id: int
    ownership_id: int
    owner_id: int
    clocks: Ownership
    cases: frozenset[str] = field(default=frozenset())
    """What defers a drop: ``conflict``, ``inspection``, ``review``."""
    void: Mapping[int, str] = field(default_factory=dict)
    """Why visits are void, by id: ``struck``, ``copied``, ``weak``, ``void``."""


def contact(visit: Visit) -> Contact:
    """What a stored visit counts as: the one reading of it.

    Nobody reached is an attempt. Of the rest only an effective note of one's own words counts, captured where somebody
    beside its author knows of the contact, else claimed. What came with a file, and what an inspection has struck, counts for
    nothing.
    """
    if visit.historic or visit.at is None or visit.struck_at is not None:
        return Contact.VOID
    if visit.outcome == NOBODY:
        return Contact.ATTEMPT
    if visit.verdict != Verdict.EFFECTIVE or visit.copied:
        return Contact.VOID
    return Contact.CAPTURED if visit.evidence else Contact.CLAIMED


def of_unit(session: Session, unit: Unit, policy: Policy, calendar: Calendar, now: datetime) -> Protection | None:
    """How a unit is protected at `now`; None where it is nobody's."""
    return of_units(session, [unit.id], policy, calendar, now).get(unit.id)


def of_units(
    session: Session, unit_ids: Collection[int], policy: Policy, calendar: Calendar, now: datetime
) -> dict[int, Protection]:
    """How units are protected at `now`, in four queries however many they are; those of nobody are missing."""
    owned = load(session, unit_ids, now)
    return {one: protection.protection(found.clocks, calendar, policy.protection, now) for one, found in owned.items()}


def load(session: Session, unit_ids: Collection[int], now: datetime) -> dict[int, Owned]:
    """What the clocks of units run on; those of nobody are missing."""
    rows = session.execute(
        select(OwnershipRow, Unit.record_id)
        .join(Unit, Unit.id == OwnershipRow.unit_id)
        .where(OwnershipRow.unit_id.in_(unit_ids), OwnershipRow.ended_at.is_(None))
        .execution_options(populate_existing=True)
    ).all()
    held = {one.unit_id: (one, record_id) for one, record_id in rows}
    visits, cases = _visits(session, held), _cases(session, {unit: at[1] for unit, at in held.items()}, now)
    return {unit_id: _owned(one, record_id, visits, cases) for unit_id, (one, record_id) in held.items()}


def plain(visit: Visit) -> protection.Visit:
    """A stored visit as the clocks see it."""
    return protection.Visit(visit.at or visit.entered_at, visit.entered_at, contact(visit), visit.id)


def _owned(
    one: OwnershipRow, record_id: int, visits: Mapping[int, list[Visit]], cases: Mapping[int, frozenset[str]]
) -> Owned:
    there, own = cases.get(one.unit_id, frozenset()), visits.get(one.unit_id, ())
    clocks = Ownership(
        began_at=one.clock_from or one.began_at,
        visits=tuple(plain(visit) for visit in own),
        has_open_case=bool(there),
        opening=one.how == Begin.IMPORT,
    )
    void = {visit.id: _why_void(visit) for visit in own if contact(visit) is Contact.VOID}
    return Owned(one.unit_id, record_id, one.id, one.owner_id, clocks, there, void)


def _why_void(visit: Visit) -> str:
    if visit.struck_at is not None:
        return "struck"
    if visit.verdict == Verdict.EFFECTIVE:
        return "copied"
    return "weak" if visit.verdict == Verdict.WEAK else "void"


def _visits(session: Session, held: Mapping[int, tuple[OwnershipRow, int]]) -> dict[int, list[Visit]]:
    """The owner's own visits since the ownership began; what others note of a customer keeps it for nobody."""
    own = (
        select(OwnershipRow.unit_id, Visit)
        .join(Unit, Unit.id == OwnershipRow.unit_id)
        .join(
            Visit,
            and_(
                Visit.record_id == Unit.record_id,
                Visit.author_id == OwnershipRow.owner_id,
                Visit.entered_at >= func.coalesce(OwnershipRow.clock_from, OwnershipRow.began_at),
            ),
        )
        .where(OwnershipRow.id.in_([one.id for one, _ in held.values()]), ~Visit.historic)
        .order_by(Visit.id)
        .execution_options(populate_existing=True)
    )
    found: dict[int, list[Visit]] = defaultdict(list)
    for unit_id, visit in session.execute(own):
        found[unit_id].append(visit)
    return found


def _cases(session: Session, records: Mapping[int, int], now: datetime) -> dict[int, frozenset[str]]:
    """What is open about units, by unit; those about which nothing is are missing."""
    frozen = freezes.standing(session, records.keys(), now)
    looked_at = _looked_at(session, records.values())
    found = {
        unit_id: frozenset(CASES & frozen.get(unit_id, set())) | ({"review"} if record_id in looked_at else frozenset())
        for unit_id, record_id in records.items()
    }
    return {unit_id: cases for unit_id, cases in found.items() if cases}


def _looked_at(session: Session, record_ids: Iterable[int]) -> frozenset[int]:
    live = or_(Review.state == State.OPEN, Review.state == State.PENDING)
    rows = select(Review.record_id).where(Review.record_id.in_(set(record_ids)), live, Review.source.in_(LOOKS))
    return frozenset(session.scalars(rows))
