"""What did strangers ask, which customer is it about, and where does it stand? Every inquiry is kept, every lead once."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, func, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from greening.domain.leads import State
from greening.storage.base import Base, Id, Json
from greening.storage.lead_doors import LeadDoor
from greening.storage.records import Unit


class Lead(Base):
    """One customer's wish to be called. `number` is what its sender is told; it counts nothing.

    `matched` says how the customer was found: ``{"how", "probability", "terms", "likely": [unit ids]}``. A deferred trigger
    refuses a commit in which `state` says other than the offers do.
    """

    __tablename__ = "lead"
    id: Mapped[Id]
    number: Mapped[str] = mapped_column(unique=True)
    content_key: Mapped[str]
    sender_key: Mapped[str] = mapped_column(server_default="")
    received_at: Mapped[datetime]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    matched: Mapped[Json] = mapped_column(server_default="{}")
    state: Mapped[str]
    doubt: Mapped[str] = mapped_column(server_default="")
    look_by: Mapped[datetime | None]
    """Until when a person has to have looked, where one has to."""
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    closing: Mapped[str] = mapped_column(server_default="")
    note: Mapped[str] = mapped_column(server_default="")
    policy_version: Mapped[int] = mapped_column(ForeignKey("policy_version.version"))
    __table_args__ = (
        Index("ix__lead__content_key_received_at", "content_key", "received_at"),
        Index(
            "ix__lead__sender_key_received_at", "sender_key", "received_at", postgresql_where=text("sender_key <> ''")
        ),
        Index("ix__lead__state_id", "state", "id"),
        Index("ix__lead__unit_id_id", "unit_id", "id"),
        CheckConstraint("state IN ('offered', 'accepted', 'triage', 'waiting', 'closed')", name="state"),
        CheckConstraint("doubt IN ('', 'two_likely', 'unsure', 'trap', 'too_fast', 'flood')", name="doubt"),
        CheckConstraint("state <> 'triage' OR doubt <> ''", name="triage_with_doubt"),
        CheckConstraint("state IN ('triage', 'closed') OR unit_id IS NOT NULL", name="of_a_unit"),
        CheckConstraint("closing IN ('', 'spam', 'no_customer', 'done_elsewhere')", name="closing"),
        CheckConstraint(
            "CASE state WHEN 'closed' THEN num_nulls(closed_at, closed_by) = 0 AND closing <> '' "
            "ELSE num_nonnulls(closed_at, closed_by) = 0 AND closing = '' END",
            name="closed_by_somebody",
        ),
    )


class Inquiry(Base):
    """One delivery, as typed: the one that made a lead, and each that said the same again. Only `typed` can be emptied."""

    __tablename__ = "inquiry"
    id: Mapped[Id]
    lead_id: Mapped[int] = mapped_column(ForeignKey("lead.id"))
    channel: Mapped[str]
    door_id: Mapped[int | None] = mapped_column(ForeignKey(LeadDoor.id))
    """Null is this program itself."""
    idempotency_key: Mapped[str | None]
    """Of whoever sent it; two doors may use the same."""
    body_key: Mapped[str]
    typed: Mapped[Json]
    language: Mapped[str] = mapped_column(server_default="")
    received_at: Mapped[datetime]
    repeats: Mapped[bool]
    """Whether the lead was there before."""
    __table_args__ = (
        Index(
            "uq__inquiry__door_id_idempotency_key",
            "door_id",
            "idempotency_key",
            unique=True,
            postgresql_where=text("idempotency_key IS NOT NULL"),
            postgresql_nulls_not_distinct=True,
        ),
        Index("uq__inquiry__lead_id_first", "lead_id", unique=True, postgresql_where=text("NOT repeats")),
        Index("ix__inquiry__lead_id_id", "lead_id", "id"),
        CheckConstraint("channel IN ('form', 'api')", name="channel"),
        CheckConstraint("idempotency_key <> ''", name="key_given"),
    )


def hold(session: Session, what: str) -> None:
    """Wait until nobody else receives the same; until this transaction ends nobody will."""
    number = int.from_bytes(hashlib.blake2b(what.encode(), digest_size=8).digest(), signed=True)
    session.execute(select(func.pg_advisory_xact_lock(number)))


def one(session: Session, lead_id: int, *, lock: bool = False) -> Lead | None:
    """A lead, held until the end with `lock`; whoever needs its unit too has held that before."""
    return session.get(Lead, lead_id, with_for_update=lock or None, populate_existing=True)


def by_key(session: Session, door_id: int | None, key: str) -> Inquiry | None:
    """The inquiry that came through this door under this key."""
    there = select(Inquiry).where(Inquiry.door_id.is_not_distinct_from(door_id), Inquiry.idempotency_key == key)
    return session.scalar(there)


def same(session: Session, content_key: str) -> Lead | None:
    """The newest lead that said the same."""
    rows = select(Lead).where(Lead.content_key == content_key)
    return session.scalar(rows.order_by(Lead.received_at.desc()).limit(1))


def from_sender(session: Session, sender_key: str, *, since: datetime) -> int:
    """How many leads one number or mail has brought since then."""
    rows = select(func.count()).where(Lead.sender_key == sender_key, Lead.received_at > since)
    return (session.scalar(rows) or 0) if sender_key else 0


def inquiries(session: Session, lead_id: int) -> Sequence[Inquiry]:
    """The first delivery of a lead, then those that said the same again."""
    return session.scalars(select(Inquiry).where(Inquiry.lead_id == lead_id).order_by(Inquiry.id)).all()


def standing_unit(session: Session, unit_id: int) -> int:
    """The unit that stands for this one now: itself, or the one that it has become part of."""
    while into := session.scalar(select(Unit.merged_into_id).where(Unit.id == unit_id)):
        unit_id = into
    return unit_id


def record_of(session: Session, lead_id: int) -> int | None:
    """The record of the customer that a lead is about, where that is known."""
    rows = select(Unit.record_id).join(Lead, Lead.unit_id == Unit.id).where(Lead.id == lead_id)
    return session.scalar(rows)


def ids_in(session: Session, state: State, *, limit: int, look_by: datetime | None = None) -> Sequence[int]:
    """The oldest leads in a state; with `look_by` those that a person should have looked at by then."""
    rows = select(Lead.id).where(Lead.state == state).order_by(Lead.id).limit(limit)
    return session.scalars(rows if look_by is None else rows.where(Lead.look_by <= look_by)).all()
