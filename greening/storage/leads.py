"""What did strangers ask, which customer is it about, and where does it stand? Every inquiry is kept, every lead once."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from greening.storage.base import Base, Id, Json


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
    door_id: Mapped[int | None] = mapped_column(ForeignKey("lead_door.id"))
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


class LeadDoor(Base):
    """Where leads come in: a public form, whose key is part of its address, or a token of another system."""

    __tablename__ = "lead_door"
    id: Mapped[Id]
    channel: Mapped[str]
    name: Mapped[str]
    key: Mapped[str | None]
    """Of a form: known to everybody who has its address."""
    token_hash: Mapped[str | None]
    """Of a token; the token itself is shown once and kept by nobody here."""
    made_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]
    closed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    closed_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]
    __table_args__ = (
        Index("uq__lead_door__key", "key", unique=True),
        Index("uq__lead_door__token_hash", "token_hash", unique=True),
        CheckConstraint("channel IN ('form', 'api')", name="channel"),
        CheckConstraint(
            "CASE channel WHEN 'form' THEN key <> '' AND token_hash IS NULL ELSE token_hash <> '' AND key IS NULL END",
            name="opens_somehow",
        ),
        CheckConstraint("name <> ''", name="name_given"),
    )
