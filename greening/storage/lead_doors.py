"""Where do leads come in? Public forms and the tokens of other systems, made and closed by operations."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, Index, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from greening.storage.base import Base, Id

SEEN_EVERY = timedelta(minutes=1)
"""How exactly is known when a door was last used."""


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


def by_key(session: Session, key: str) -> LeadDoor | None:
    """The open form of this address."""
    return session.scalar(select(LeadDoor).where(LeadDoor.key == key, LeadDoor.closed_at.is_(None)))


def by_token(session: Session, token_hash: str) -> LeadDoor | None:
    """The open door that a token with this hash opens."""
    return session.scalar(select(LeadDoor).where(LeadDoor.token_hash == token_hash, LeadDoor.closed_at.is_(None)))


def locked(session: Session, door_id: int) -> LeadDoor | None:
    """A door, held until the end."""
    return session.get(LeadDoor, door_id, with_for_update=True, populate_existing=True)


def used(session: Session, door_id: int, now: datetime) -> None:
    """Remember that something came through, to the minute; whoever comes at the same moment does not wait for it."""
    stale = or_(LeadDoor.used_at.is_(None), LeadDoor.used_at <= now - SEEN_EVERY)
    free = select(LeadDoor.id).where(LeadDoor.id == door_id, stale).with_for_update(skip_locked=True, key_share=True)
    session.execute(update(LeadDoor).where(LeadDoor.id.in_(free.scalar_subquery())).values(used_at=now))


def every(session: Session) -> Sequence[LeadDoor]:
    """All of them, the open ones first, the newest first."""
    return session.scalars(select(LeadDoor).order_by(LeadDoor.closed_at.is_not(None), LeadDoor.id.desc())).all()
