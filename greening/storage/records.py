"""What do we know of a company? The record, its ids, key persons, contacts, visits and where each value came from."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlalchemy.orm import Mapped, mapped_column

from greening.storage.base import Base, Id, Json, Ref

NAME_AND_REGION = "uq__record__name_key_region_key"
VALID_IDENTIFIER = "uq__identifier__kind_value"


class Record(Base):
    """One company. Columns hold the standing values as typed; `stamps` says of each path who, when, whence, how true.

    `stamps` maps a path of `validators.record` to ``{"by": person id or null, "at": ISO time, "source": text,
    "level": name of a Level}``; a path without a stamp has that of the record (`author_id`, `created_at`, `source`).
    `name_key` and `region_key` are what makes two saves of one company meet; `greening.domain.records.derive` says how
    they, `sort_key`, `search_key` and `domain` come from what was typed.
    """

    __tablename__ = "record"
    id: Mapped[Id]
    version: Mapped[int] = mapped_column(server_default=text("1"))
    company: Mapped[str]
    short_name: Mapped[str] = mapped_column(server_default="")
    former_names: Mapped[list[str]] = mapped_column(ARRAY(TEXT), server_default="{}")
    name_key: Mapped[str]
    sort_key: Mapped[str]
    search_key: Mapped[str]
    country: Mapped[str] = mapped_column(server_default="CN")
    region: Mapped[str] = mapped_column(server_default="")
    region_key: Mapped[str] = mapped_column(server_default="")
    address: Mapped[str] = mapped_column(server_default="")
    website: Mapped[str] = mapped_column(server_default="")
    domain: Mapped[str] = mapped_column(server_default="")
    industry: Mapped[str] = mapped_column(server_default="")
    scale: Mapped[str] = mapped_column(server_default="")
    business: Mapped[str] = mapped_column(server_default="")
    kind: Mapped[str] = mapped_column(server_default="")
    """Distributor or end customer, empty where nobody has said it; a code of the validators' `CustomerKind`."""
    profile: Mapped[Json] = mapped_column(server_default="{}")
    answers: Mapped[Json] = mapped_column(server_default="{}")
    stamps: Mapped[Json] = mapped_column(server_default="{}")
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """Who entered it; null where a file does not say (legacy)."""
    source: Mapped[str] = mapped_column(server_default="")
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    assessment_id: Mapped[Ref | None]
    score: Mapped[int | None]
    completeness: Mapped[int | None]
    triage: Mapped[str] = mapped_column(server_default="")
    finding_codes: Mapped[list[str]] = mapped_column(ARRAY(TEXT), server_default="{}")
    """Of the newest assessment, as the three before, copied so that lists can filter; empty until judged."""
    judged_version: Mapped[int] = mapped_column(server_default=text("0"))
    ages_at: Mapped[datetime | None]
    """When the next proof or contact grows too old, as the newest judgement sees it; null where nothing does."""
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("record.id"), index=True)
    """The record that this one has become part of. It is kept for its address and for an undo; no list shows it."""
    __table_args__ = (
        Index(NAME_AND_REGION, "name_key", "region_key", unique=True, postgresql_where=text("name_key <> ''")),
        Index("ix__record__sort_key_id", "sort_key", "id"),
        Index("ix__record__score_id", text("coalesce(score, -1)"), "id"),
        Index("ix__record__updated_at_id", "updated_at", "id"),
        Index("ix__record__triage_id", "triage", "id"),
        Index("ix__record__region_key", "region_key", postgresql_ops={"region_key": "text_pattern_ops"}),
        Index(
            "ix__record__industry",
            "industry",
            postgresql_where=text("industry <> ''"),
            postgresql_ops={"industry": "text_pattern_ops"},
        ),
        Index("ix__record__domain", "domain", postgresql_where=text("domain <> ''")),
        Index("ix__record__ages_at", "ages_at", "id", postgresql_where=text("ages_at IS NOT NULL")),
        Index("ix__record__finding_codes", "finding_codes", postgresql_using="gin"),
        Index(
            "ix__record__search_key",
            "search_key",
            postgresql_using="gin",
            postgresql_ops={"search_key": "gin_trgm_ops"},
        ),
        Index("ix__record__search_words", text("string_to_array(search_key, ' ')"), postgresql_using="gin"),
        CheckConstraint("company <> ''", name="company_given"),
        CheckConstraint("kind IN ('', 'distributor', 'end_customer')", name="kind"),
        CheckConstraint("score BETWEEN 0 AND 100", name="score_range"),
        CheckConstraint("triage IN ('', 'flow', 'review', 'quarantine')", name="triage"),
    )


class Unit(Base):
    """What is owned, claimed and judged: a subject in a business line and a mode. Every record has at least one."""

    __tablename__ = "unit"
    id: Mapped[Id]
    record_id: Mapped[int] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"))
    line: Mapped[str] = mapped_column(server_default="")
    mode: Mapped[str] = mapped_column(server_default="self")
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    """Null is the public pool."""
    owned_since: Mapped[datetime | None]
    stage: Mapped[str] = mapped_column(server_default="")
    next_contact_on: Mapped[date | None]
    last_contact_at: Mapped[datetime | None]
    """As the file that it came with says; what was noted here stands in `Visit`."""
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    """The unit of the other record that has taken its place; its ledger counts there."""
    __table_args__ = (
        Index("uq__unit__record_id_line_mode", "record_id", "line", "mode", unique=True),
        CheckConstraint("(owner_id IS NULL) = (owned_since IS NULL)", name="owned_since_when"),
        CheckConstraint("mode IN ('self', 'agency')", name="mode"),
        CheckConstraint("merged_into_id IS NULL OR owner_id IS NULL", name="merged_is_nobodys"),
    )


class RecordSource(Base):
    """Where a record is known from: a system and its id there. One record may have many, one source id has one record."""

    __tablename__ = "record_source"
    system: Mapped[str] = mapped_column(primary_key=True)
    source_id: Mapped[str] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"), index=True)


class Identifier(Base):
    """A company id. `value` is normalised, `raw` as typed; only a valid one is proof that two records are one company."""

    __tablename__ = "identifier"
    id: Mapped[Id]
    record_id: Mapped[int] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str]
    value: Mapped[str]
    raw: Mapped[str]
    valid: Mapped[bool]
    position: Mapped[int] = mapped_column(server_default=text("0"))
    __table_args__ = (
        Index(VALID_IDENTIFIER, "kind", "value", unique=True, postgresql_where=text("valid")),
        Index("ix__identifier__value", "value"),
    )


class KeyPerson(Base):
    __tablename__ = "key_person"
    id: Mapped[Id]
    record_id: Mapped[int] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(server_default=text("0"))
    name: Mapped[str] = mapped_column(server_default="")
    name_key: Mapped[str] = mapped_column(server_default="")
    title: Mapped[str] = mapped_column(server_default="")
    role: Mapped[str] = mapped_column(server_default="")
    __table_args__ = (
        CheckConstraint("role IN ('', 'decides', 'pays', 'uses', 'influences', 'gate')", name="role"),
        Index("ix__key_person__name_key", "name_key", postgresql_where=text("name_key <> ''")),
    )


class Contact(Base):
    """A phone field or a mail, of the company or of one of its key persons, as typed."""

    __tablename__ = "contact"
    id: Mapped[Id]
    record_id: Mapped[int] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"), index=True)
    key_person_id: Mapped[int | None] = mapped_column(ForeignKey("key_person.id", ondelete="CASCADE"), index=True)
    channel: Mapped[str]
    position: Mapped[int] = mapped_column(server_default=text("0"))
    raw: Mapped[str]
    __table_args__ = (CheckConstraint("channel IN ('phone', 'email')", name="channel"),)


class Number(Base):
    """A number or mail read out of a contact: what sharing is counted on and what matching will use.

    `value` is E.164 for a phone, the folded address for a mail; a phone that gives no E.164 has no row.
    `inferred` says that the area code was taken from the address.
    """

    __tablename__ = "number"
    id: Mapped[Id]
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"), index=True)
    channel: Mapped[str]
    value: Mapped[str]
    kind: Mapped[str] = mapped_column(server_default="")
    extension: Mapped[str] = mapped_column(server_default="")
    inferred: Mapped[bool] = mapped_column(server_default=text("false"))
    __table_args__ = (
        Index("ix__number__channel_value", "channel", "value", "record_id"),
        CheckConstraint("channel IN ('phone', 'email')", name="channel"),
    )


class Visit(Base):
    """A follow-up note, and what the clocks go by: how it was judged when it was written, and who knows of it.

    A judgement that comes later is shown with the record and moves no clock back.
    """

    __tablename__ = "visit"
    id: Mapped[Id]
    record_id: Mapped[int] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime | None]
    entered_at: Mapped[datetime]
    channel: Mapped[str] = mapped_column(server_default="")
    note: Mapped[str]
    historic: Mapped[bool] = mapped_column(server_default=text("false"))
    """Came with a file: shown, never renews, never punishes."""
    struck_at: Mapped[datetime | None]
    """Ruled false after a complaint: it counts for nothing any more."""
    verdict: Mapped[str] = mapped_column(server_default="")
    outcome: Mapped[str] = mapped_column(server_default="")
    """Whether somebody was reached; empty where nobody says so."""
    evidence: Mapped[str] = mapped_column(server_default="")
    """Who knows of the contact beside the author: a system that captured it, or whoever confirmed it; empty is claimed."""
    copied: Mapped[bool] = mapped_column(server_default=text("false"))
    """The author had written the same before."""
    __table_args__ = (
        CheckConstraint("verdict IN ('', 'effective', 'weak', 'void')", name="verdict"),
        CheckConstraint("outcome IN ('', 'reached', 'nobody')", name="outcome"),
    )
