"""What came in by file? The run, its bytes, its rows while they are sorted out, and one outcome a row for ever."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, BinaryIO

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, func, insert, select, text
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Mapped, Session, mapped_column

from greening.storage.base import Base, Id, Json

STORING = 4_711_008_010
"""The advisory lock of whoever stores a file."""


class Intake(Base):
    """One import of one file. `state` goes uploaded → staged → stored → judged, or ends in failed.

    The five counts add up to `read`. `checked` is what the last dry run said; it was decided and not written.
    """

    __tablename__ = "intake"
    id: Mapped[Id]
    file_name: Mapped[str]
    byte_count: Mapped[int]
    digest: Mapped[str]
    region: Mapped[str] = mapped_column(server_default="CN")
    mode: Mapped[str] = mapped_column(server_default="create")
    opening: Mapped[bool] = mapped_column(server_default=text("false"))
    """An opening balance: owners get what the file says is theirs, beyond the cap of their library too."""
    dialect: Mapped[Json] = mapped_column(server_default="{}")
    mapping: Mapped[Json] = mapped_column(server_default="{}")
    state: Mapped[str] = mapped_column(server_default="uploaded")
    failure: Mapped[Json | None]
    checked: Mapped[Json | None]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    """When somebody said go; before that a staged file is only looked at."""
    finished_at: Mapped[datetime | None]
    read: Mapped[int] = mapped_column(server_default=text("0"))
    created: Mapped[int] = mapped_column(server_default=text("0"))
    updated: Mapped[int] = mapped_column(server_default=text("0"))
    unchanged: Mapped[int] = mapped_column(server_default=text("0"))
    skipped: Mapped[int] = mapped_column(server_default=text("0"))
    rejected: Mapped[int] = mapped_column(server_default=text("0"))
    judged: Mapped[int] = mapped_column(server_default=text("0"))
    __table_args__ = (
        CheckConstraint("mode IN ('create', 'update', 'fill-empty')", name="mode"),
        CheckConstraint("state IN ('uploaded', 'staged', 'stored', 'judged', 'failed')", name="state"),
        CheckConstraint(
            "state NOT IN ('stored', 'judged') OR read = created + updated + unchanged + skipped + rejected",
            name="every_row_accounted",
        ),
    )


class IntakeChunk(Base):
    """The file as it came, in pieces, so that any worker on any host can read it."""

    __tablename__ = "intake_chunk"
    intake_id: Mapped[int] = mapped_column(ForeignKey("intake.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class StagedRow(Base):
    """A row on its way in. Unlogged: a crash of the server empties it, and the run is staged again from its bytes."""

    __tablename__ = "staged_row"
    intake_id: Mapped[int] = mapped_column(primary_key=True)
    row_no: Mapped[int] = mapped_column(primary_key=True)
    blank: Mapped[bool]
    system: Mapped[str]
    source_id: Mapped[str]
    name_key: Mapped[str]
    region_key: Mapped[str]
    draft: Mapped[Json]
    """What storing needs, as `greening.storage.intake_staging` writes it."""
    raw: Mapped[list[Any]]
    __table_args__ = ({"prefixes": ["UNLOGGED"]},)


class IntakeRow(Base):
    """What became of one row. `reason` is a code with parameters for rejected and skipped rows.

    `record_id` is the record that was created or met; of a rejected row the one that stands in its way.
    """

    __tablename__ = "intake_row"
    intake_id: Mapped[int] = mapped_column(ForeignKey("intake.id", ondelete="CASCADE"), primary_key=True)
    row_no: Mapped[int] = mapped_column(primary_key=True)
    outcome: Mapped[str]
    record_id: Mapped[int | None] = mapped_column(ForeignKey("record.id", ondelete="SET NULL"))
    reason: Mapped[Json | None]
    problems: Mapped[list[Any]] = mapped_column(server_default="[]")
    """Codes with parameters of what could not be taken over although the row was."""
    raw: Mapped[list[Any] | None]
    """The cells as read, kept for rejected rows only: they go into the file with the reasons."""
    __table_args__ = (
        CheckConstraint("outcome IN ('created', 'updated', 'unchanged', 'skipped', 'rejected')", name="outcome"),
        Index("ix__intake_row__record_id", "record_id"),
        Index("ix__intake_row__intake_id_outcome", "intake_id", "outcome", "row_no"),
    )


class SavedMapping(Base):
    """A mapping of columns kept under a name, for the next file of the same kind."""

    __tablename__ = "saved_mapping"
    id: Mapped[Id]
    name: Mapped[str] = mapped_column(unique=True)
    mapping: Mapped[Json]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]


def keep(session: Session, intake_id: int, pieces: Iterable[bytes]) -> None:
    """Keep a file piece by piece."""
    for position, content in enumerate(pieces):
        session.execute(insert(IntakeChunk).values(intake_id=intake_id, position=position, content=content))


def spool(session: Session, intake_id: int, into: BinaryIO) -> None:
    """Write the file as it came to `into`, one piece in memory at a time, and go back to its start."""
    chosen = select(IntakeChunk.content).where(IntakeChunk.intake_id == intake_id).order_by(IntakeChunk.position)
    into.writelines(session.scalars(chosen.execution_options(yield_per=1)))
    into.seek(0)


def lock(session: Session, intake_id: int) -> Intake | None:
    """The run, for this transaction alone to move on; others wait."""
    return session.get(Intake, intake_id, with_for_update=True)


def page(session: Session, *, before: int | None, limit: int) -> Sequence[Intake]:
    """Runs, newest first; `before` is the last id of the page before."""
    runs = select(Intake) if before is None else select(Intake).where(Intake.id < before)
    return session.scalars(runs.order_by(Intake.id.desc()).limit(limit)).all()


def be_patient(session: Session) -> None:
    """Let this transaction run and wait for as long as it takes: it moves a whole file, and nobody waits for a page.

    What it reads piece by piece it reads to the end, so the first rows need not come fast: with the planner's usual
    expectation of a tenth, looking up 10,000 keys took 15 seconds instead of 0.2.
    """
    for name in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"):
        session.execute(text(f"SET LOCAL {name} = 0"))
    session.execute(text("SET LOCAL cursor_tuple_fraction = 1"))


def be_alone(session: Session) -> None:
    """Wait until no other file is being stored: two that hold the same companies would not see each other's."""
    session.execute(select(func.pg_advisory_xact_lock(STORING)))


def save_mapping(session: Session, name: str, mapping: Json, *, author_id: int | None, now: datetime) -> None:
    """Keep a mapping under a name, in place of the one that had it."""
    given = {"mapping": mapping, "author_id": author_id, "created_at": now}
    kept = upsert(SavedMapping).values(name=name, **given)
    session.execute(kept.on_conflict_do_update(index_elements=[SavedMapping.name], set_=given))


def saved_mappings(session: Session) -> dict[str, Json]:
    """Mappings by name, in the order of the names."""
    kept = select(SavedMapping).order_by(SavedMapping.name)
    return {one.name: one.mapping for one in session.scalars(kept)}
