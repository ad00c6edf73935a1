"""Which numbers held when? Every version of the policy document, what it was drafted as, and what it changes.

The highest version that has begun is in force; a version is never edited.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, exists, func, select
from sqlalchemy.orm import Mapped, Session, aliased, defer, mapped_column

from greening.storage.base import Base, Id, Json

LOCK = 4_711_008_003
"""The advisory lock of adding a version."""


class PolicyVersion(Base):
    """One version of the whole document; immutable (a trigger refuses UPDATE and DELETE).

    `shipped_digest` tells which file it was made over, `changes` in what it departs from that file. Without an author a
    new file made it.
    """

    __tablename__ = "policy_version"
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    document: Mapped[Json]
    shipped_digest: Mapped[str]
    changes: Mapped[Json] = mapped_column(server_default="{}")
    created_at: Mapped[datetime]
    starts_at: Mapped[datetime]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(server_default="")
    __table_args__ = (CheckConstraint("author_id IS NULL OR reason <> ''", name="a_person_says_why"),)


class PolicyDraft(Base):
    """What somebody would like to change; `changes` depart from the document of `base_version` and are never edited.

    `version` is what it was saved as.
    """

    __tablename__ = "policy_draft"
    id: Mapped[Id]
    base_version: Mapped[int] = mapped_column(ForeignKey("policy_version.version"))
    version: Mapped[int | None] = mapped_column(ForeignKey("policy_version.version"), unique=True)
    changes: Mapped[Json]
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]


def lock(session: Session) -> None:
    """Who adds a version waits for whoever is adding one."""
    session.execute(select(func.pg_advisory_xact_lock(LOCK)))


def newest(session: Session) -> PolicyVersion | None:
    """The highest version, whether it has begun or not; a new one is drafted over it."""
    return session.scalar(select(PolicyVersion).order_by(PolicyVersion.version.desc()).limit(1))


def newest_file(session: Session) -> str | None:
    """The digest of the file that the highest version was made over."""
    return session.scalar(select(PolicyVersion.shipped_digest).order_by(PolicyVersion.version.desc()).limit(1))


def is_file_itself(session: Session, version: int, digest: str) -> bool:
    """Whether a version says what the file of this digest says, nothing changed."""
    alike = (PolicyVersion.version == version, PolicyVersion.shipped_digest == digest)
    return bool(session.scalar(select(exists().where(*alike, PolicyVersion.changes == {}))))


def begun(session: Session, now: datetime) -> int:
    """The number of the version in force: the first one before any has begun, 0 before there is one."""
    has_begun = func.max(PolicyVersion.version).filter(PolicyVersion.starts_at <= now)
    return session.scalar(select(func.coalesce(has_begun, func.min(PolicyVersion.version)))) or 0


def starts_after(session: Session, now: datetime) -> Sequence[PolicyVersion]:
    """The versions still to come, in their order; one that a later one begins before never will."""
    later = select(PolicyVersion).where(PolicyVersion.starts_at > now, PolicyVersion.version > begun(session, now))
    return session.scalars(later.order_by(PolicyVersion.version)).all()


def of_version(session: Session, version: int) -> PolicyVersion | None:
    return session.get(PolicyVersion, version)


def history(session: Session, *, before: int | None, limit: int) -> Sequence[PolicyVersion]:
    """Versions without what they say, newest first; `before` is the last one of the page before."""
    found = select(PolicyVersion) if before is None else select(PolicyVersion).where(PolicyVersion.version < before)
    brief = found.options(defer(PolicyVersion.document, raiseload=True))
    return session.scalars(brief.order_by(PolicyVersion.version.desc()).limit(limit)).all()


def overtaken(session: Session, versions: Collection[int]) -> set[int]:
    """Those of the versions before which, or with which, a higher one begins."""
    higher = aliased(PolicyVersion)
    begins = exists().where(higher.version > PolicyVersion.version, higher.starts_at <= PolicyVersion.starts_at)
    return set(session.scalars(select(PolicyVersion.version).where(PolicyVersion.version.in_(versions), begins)))


def unsaved(session: Session, base: int, *, limit: int) -> Sequence[PolicyDraft]:
    """Drafts over a version that are not saved, newest first."""
    found = select(PolicyDraft).where(PolicyDraft.base_version == base, PolicyDraft.version.is_(None))
    return session.scalars(found.order_by(PolicyDraft.id.desc()).limit(limit)).all()


def draft(session: Session, draft_id: int) -> PolicyDraft | None:
    return session.get(PolicyDraft, draft_id)


def add_draft(session: Session, base: int, changes: Mapping[str, Any], *, author_id: int, now: datetime) -> PolicyDraft:
    new = PolicyDraft(base_version=base, changes=dict(changes), author_id=author_id, created_at=now)
    session.add(new)
    session.flush()
    return new


def add(
    session: Session,
    document: Mapping[str, Any],
    *,
    shipped_digest: str,
    changes: Mapping[str, Any],
    starts_at: datetime,
    now: datetime,
    author_id: int | None = None,
    reason: str = "",
) -> PolicyVersion:
    """Append the next version; under `lock`."""
    last = newest(session)
    new = PolicyVersion(
        version=last.version + 1 if last else 1,
        document=dict(document),
        shipped_digest=shipped_digest,
        changes=dict(changes),
        created_at=now,
        starts_at=starts_at,
        author_id=author_id,
        reason=reason,
    )
    session.add(new)
    session.flush()
    return new
