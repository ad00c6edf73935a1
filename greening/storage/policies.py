"""Which numbers held when? Every version of the policy document, and of the field schema that goes with it."""

from datetime import datetime

from sqlalchemy import ForeignKey, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from greening.storage.base import Base, Json

LOCK = 4_711_008_003
"""The advisory lock of adding a version."""


class PolicyVersion(Base):
    """One version of the whole document; a version is never edited. `digest` tells whether a file says something new."""

    __tablename__ = "policy_version"
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    document: Mapped[Json]
    digest: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    starts_at: Mapped[datetime]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


def of_digest(session: Session, digest: str) -> PolicyVersion | None:
    return session.scalar(select(PolicyVersion).where(PolicyVersion.digest == digest))


def newest_version(session: Session) -> int:
    """The number of the version in force; 0 before there is one."""
    return session.scalar(select(func.max(PolicyVersion.version))) or 0


def lock(session: Session) -> None:
    """Who adds a version waits for whoever is adding one."""
    session.execute(select(func.pg_advisory_xact_lock(LOCK)))


def add(session: Session, document: Json, digest: str, now: datetime) -> PolicyVersion:
    """Append the next version; under `lock`."""
    new = PolicyVersion(
        version=newest_version(session) + 1, document=document, digest=digest, created_at=now, starts_at=now
    )
    session.add(new)
    session.flush()
    return new
