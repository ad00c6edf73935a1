"""What does a person have to look at, what did they say of it, and what had they begun to say?"""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import BigInteger

from greening.storage.base import Base, Id, Json, Ref

ONE_AT_A_TIME = "uq__review__record_id_source_live"
FILTERED = ("points", "region_key", "severity", "source", "author_id", "codes")
"""What filters ask for lies in the index of the queue: reading 100,000 entries of it takes 20 ms, so many rows 150."""


class Review(Base):
    """An item of the queue: one record that wants a look, for one `source` of doubt.

    `state` goes open → pending (a person has judged, and may still undo) → decided; or closed, where the doubt went away
    by itself. `parts` say why it is here, ``{"code", "field", "severity", "points", "findings"}``, and add up to `points`.
    `codes` holds the codes of the doubts and their subjects (``phone``), for filters. `version` rises with every change of
    what a reviewer reads. `passed` are the prints of the findings that a verdict in effect has passed. What a rep has
    completed and submitted belongs to their claim.
    """

    __tablename__ = "review"
    id: Mapped[Id]
    record_id: Mapped[int] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"))
    source: Mapped[str]
    claim_id: Mapped[int | None] = mapped_column(ForeignKey("claim.id", ondelete="CASCADE"))
    state: Mapped[str] = mapped_column(server_default="open")
    points: Mapped[int]
    parts: Mapped[list[Any]]
    severity: Mapped[str]
    headline: Mapped[str]
    """The code of the part with the most points."""
    codes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    region_key: Mapped[str] = mapped_column(server_default="")
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """Whose values are doubted; null where nobody is known (legacy)."""
    author_ids: Mapped[list[int]] = mapped_column(ARRAY(BigInteger), server_default="{}")
    """Everybody who wrote something of the record; none of them reviews it."""
    opened_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    record_version: Mapped[int]
    version: Mapped[int] = mapped_column(server_default=text("1"))
    lease_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    lease_until: Mapped[datetime | None]
    decision: Mapped[str] = mapped_column(server_default="")
    decided_version: Mapped[int | None]
    """The version of the record that the verdict in effect is about."""
    passed: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    __table_args__ = (
        Index(
            ONE_AT_A_TIME,
            "record_id",
            "source",
            "claim_id",
            unique=True,
            postgresql_where=text("state IN ('open', 'pending')"),
            postgresql_nulls_not_distinct=True,
        ),
        Index("ix__review__claim_id", "claim_id", "id", postgresql_where=text("claim_id IS NOT NULL")),
        Index("ix__review__record_id_id", "record_id", "id"),
        Index(
            "ix__review__queue",
            text("(- points)"),
            "opened_at",
            "id",
            postgresql_where=text("state = 'open'"),
            postgresql_include=FILTERED,
        ),
        Index("ix__review__codes", "codes", postgresql_using="gin", postgresql_where=text("state = 'open'")),
        Index("ix__review__author_id", "author_id", postgresql_where=text("author_id IS NOT NULL")),
        Index("ix__review__lease_by", "lease_by", postgresql_where=text("lease_by IS NOT NULL")),
        CheckConstraint("source IN ('finding', 'submission', 'lot', 'detector', 'complaint')", name="source"),
        CheckConstraint("state IN ('open', 'pending', 'decided', 'closed')", name="state"),
        CheckConstraint("severity IN ('BLOCKER', 'WARNING', 'HINT')", name="severity"),
        CheckConstraint("points >= 0", name="points"),
        CheckConstraint("(source = 'submission') = (claim_id IS NOT NULL)", name="submitted_of_claim"),
        CheckConstraint("claim_id IS NULL OR author_id = ANY (author_ids)", name="not_for_claimant"),
        CheckConstraint("(state = 'decided') = (decision <> '')", name="decided_by_verdict"),
        CheckConstraint("decision IN ('', 'pass', 'return', 'reject')", name="decision"),
        CheckConstraint("(decision <> '') = (decided_version IS NOT NULL)", name="decided_version"),
        CheckConstraint("decision = 'pass' OR passed = '{}'", name="passed_by_pass"),
        CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name="closed_at"),
        CheckConstraint("(lease_by IS NULL) = (lease_until IS NULL)", name="lease_of_somebody"),
        CheckConstraint("lease_by IS NULL OR state = 'open'", name="leased_while_open"),
        CheckConstraint("NOT lease_by = ANY (author_ids)", name="not_leased_by_author"),
    )


class ReviewBulk(Base):
    """One act on everything a filter finds. `outcomes` says what became of each: ``[[item, outcome], …]``."""

    __tablename__ = "review_bulk"
    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    filters: Mapped[Json]
    kind: Mapped[str]
    note: Mapped[str] = mapped_column(server_default="")
    at: Mapped[datetime]
    settle_at: Mapped[datetime]
    outcomes: Mapped[list[Any]]
    __table_args__ = (CheckConstraint("kind IN ('pass', 'return', 'reject')", name="kind"),)


class Verdict(Base):
    """What a person said of an item. Rows are added, never edited; only `settled_at` is filled in, once (a trigger).

    `prints` are the doubts that the person was shown. An ``undo`` takes back the verdict `reverses_id`. Nobody's verdict is
    on what they wrote (another trigger).
    """

    __tablename__ = "verdict"
    id: Mapped[Id]
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str]
    confirmed: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    """Codes of the findings that the person confirms."""
    proven: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    """Paths of the values that the person has proven, by a call; of a pass only."""
    note: Mapped[str] = mapped_column(server_default="")
    at: Mapped[datetime]
    settle_at: Mapped[datetime | None]
    """Until then it is undone without a trace in the record; its effects come after."""
    settled_at: Mapped[datetime | None]
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("verdict.id", ondelete="CASCADE"), unique=True)
    bulk_id: Mapped[int | None] = mapped_column(ForeignKey("review_bulk.id"), index=True)
    record_version: Mapped[int]
    prints: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    policy_version: Mapped[int] = mapped_column(ForeignKey("policy_version.version"))
    __table_args__ = (
        Index("ix__verdict__person_id_id", "person_id", "id"),
        Index("ix__verdict__person_id_at", "person_id", "at"),
        CheckConstraint("kind IN ('pass', 'return', 'reject', 'undo')", name="kind"),
        CheckConstraint("(kind = 'undo') = (reverses_id IS NOT NULL)", name="undo_of_something"),
        CheckConstraint("(kind = 'undo') = (settle_at IS NULL)", name="settles"),
        CheckConstraint("kind = 'pass' OR proven = '{}'", name="proven_by_pass"),
        CheckConstraint("kind NOT IN ('return', 'reject') OR confirmed <> '{}' OR note <> ''", name="said_why"),
    )


class ReviewSkip(Base):
    """Somebody left an item to others."""

    __tablename__ = "review_skip"
    id: Mapped[Id]
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(server_default="")
    at: Mapped[datetime]
    __table_args__ = (Index("ix__review_skip__person_id_at", "person_id", "at"),)


class ReviewDraft(Base):
    """What somebody has begun to say of an item; kept here so that a browser that dies takes nothing along."""

    __tablename__ = "review_draft"
    review_id: Mapped[Ref] = mapped_column(ForeignKey("review.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[Ref] = mapped_column(ForeignKey("person.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(server_default="")
    confirmed: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    proven: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    note: Mapped[str] = mapped_column(server_default="")
    at: Mapped[datetime]
    __table_args__ = (CheckConstraint("kind IN ('', 'pass', 'return', 'reject')", name="kind"),)


class SavedFilter(Base):
    """A filter of a page that somebody comes back to, by a name of theirs."""

    __tablename__ = "saved_filter"
    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    page: Mapped[str]
    name: Mapped[str]
    query: Mapped[str]
    """As it stands in the address, without the question mark."""
    __table_args__ = (
        Index("uq__saved_filter__person_id_page_name", "person_id", "page", "name", unique=True),
        CheckConstraint("name <> ''", name="named"),
    )
