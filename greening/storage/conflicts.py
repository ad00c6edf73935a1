"""Which customers do two reps contest, what did each side say, what was ruled, and was that taken back?

Of a conflict only its state moves. Statements and rulings are added; triggers refuse to change them, to let a party rule,
and to let a state stand that the rulings do not bear out.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, select, text
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlalchemy.orm import Mapped, Session, mapped_column

from greening.storage.base import Base, Id, Json


class Conflict(Base):
    """One case: the holder had the unit first, the challenger contests it, by way of a second record where there is one.

    `facts` and `recommendation` are what the logs and the rules said when it was filed, under `policy_version`; `basis` are
    the days by which the rules counted, as `greening.domain.replaying` keeps them.
    """

    __tablename__ = "conflict"
    id: Mapped[Id]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    """The holder's."""
    other_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    """The challenger's, if they have the same customer in a record of their own."""
    candidate_id: Mapped[int | None] = mapped_column(ForeignKey("candidate.id"))
    source: Mapped[str]
    filed_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    filed_at: Mapped[datetime]
    discovered_at: Mapped[datetime]
    holder_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    challenger_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(server_default="")
    answer_by: Mapped[datetime]
    rule_by: Mapped[datetime]
    state: Mapped[str] = mapped_column(server_default="open")
    closed_at: Mapped[datetime | None]
    facts: Mapped[Json]
    basis: Mapped[Json | None]
    recommendation: Mapped[Json]
    lot: Mapped[str]
    """The seed by which the judge and, if it comes to that, the winner are drawn; anybody can draw again."""
    policy_version: Mapped[int] = mapped_column(ForeignKey("policy_version.version"))
    __table_args__ = (
        Index("uq__conflict__unit_id_open", "unit_id", unique=True, postgresql_where=text("state = 'open'")),
        Index(
            "uq__conflict__other_unit_id_open", "other_unit_id", unique=True, postgresql_where=text("state = 'open'")
        ),
        Index("ix__conflict__filed_by_closed_at", "filed_by", "closed_at"),
        Index("ix__conflict__state_rule_by_id", "state", "rule_by", "id"),
        Index("ix__conflict__holder_id", "holder_id", "id"),
        Index("ix__conflict__challenger_id", "challenger_id", "id"),
        Index("ix__conflict__unit_id_id", "unit_id", "id"),
        Index("ix__conflict__other_unit_id_id", "other_unit_id", "id"),
        CheckConstraint("state IN ('open', 'ruled', 'undone', 'withdrawn')", name="state"),
        CheckConstraint("(state = 'open') = (closed_at IS NULL)", name="closed_at"),
        CheckConstraint("source IN ('candidate', 'filing')", name="source"),
        CheckConstraint(
            "source = 'candidate' OR (filed_by IN (holder_id, challenger_id) AND reason <> '')", name="filed_by_party"
        ),
        CheckConstraint("holder_id <> challenger_id", name="two_parties"),
        CheckConstraint("unit_id <> other_unit_id", name="two_units"),
        CheckConstraint("(candidate_id IS NULL) = (other_unit_id IS NULL)", name="candidate_pairs_units"),
        CheckConstraint("source = 'filing' OR candidate_id IS NOT NULL", name="candidate_given"),
        CheckConstraint("discovered_at <= filed_at", name="discovered_before_filed"),
        CheckConstraint("answer_by > filed_at AND rule_by >= answer_by", name="course"),
        CheckConstraint("lot <> ''", name="lot_given"),
    )

    @property
    def parties(self) -> tuple[int, int]:
        return self.holder_id, self.challenger_id

    @property
    def units(self) -> tuple[int, ...]:
        return (self.unit_id,) if self.other_unit_id is None else (self.unit_id, self.other_unit_id)


class ConflictStatement(Base):
    """What a party says that the logs do not show; each once."""

    __tablename__ = "conflict_statement"
    id: Mapped[Id]
    conflict_id: Mapped[int] = mapped_column(ForeignKey("conflict.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    said: Mapped[str]
    at: Mapped[datetime]
    __table_args__ = (
        Index("uq__conflict_statement__conflict_id_person_id", "conflict_id", "person_id", unique=True),
        CheckConstraint("said <> ''", name="said"),
    )


class ConflictRuling(Base):
    """What was ruled, by whom, why, on which facts, and what it moved; or, with `reverses_id`, that it was taken back.

    `done` lists what changed with its ids, so that an undo can restore exactly that.
    """

    __tablename__ = "conflict_ruling"
    id: Mapped[Id]
    conflict_id: Mapped[int] = mapped_column(ForeignKey("conflict.id"))
    code: Mapped[str]
    to_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str]
    cites: Mapped[list[str]] = mapped_column(ARRAY(TEXT), server_default="{}")
    """Gates of the rules that it goes by."""
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    undo_until: Mapped[datetime | None]
    done: Mapped[Json] = mapped_column(server_default="{}")
    facts: Mapped[Json] = mapped_column(server_default="{}")
    basis: Mapped[Json | None]
    recommendation: Mapped[Json] = mapped_column(server_default="{}")
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("conflict_ruling.id"))
    policy_version: Mapped[int] = mapped_column(ForeignKey("policy_version.version"))
    __table_args__ = (
        Index("uq__conflict_ruling__conflict_id", "conflict_id", unique=True, postgresql_where=text("code <> 'undo'")),
        Index("uq__conflict_ruling__reverses_id", "reverses_id", unique=True),
        Index("ix__conflict_ruling__conflict_id_id", "conflict_id", "id"),
        CheckConstraint(
            "code IN ('uphold', 'transfer', 'co_own', 'separate', 'group', 'pool', 'insufficient', 'undo')", name="code"
        ),
        CheckConstraint("reason <> ''", name="reason_given"),
        CheckConstraint("(code IN ('uphold', 'transfer')) = (to_id IS NOT NULL)", name="to_somebody"),
        CheckConstraint("(code = 'undo') = (reverses_id IS NOT NULL)", name="undo_reverses"),
        CheckConstraint("(code = 'undo') = (undo_until IS NULL)", name="undo_until"),
    )


class ConflictLook(Base):
    """When somebody was first shown that a customer they work is another's, by that one's ownership."""

    __tablename__ = "conflict_look"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    ownership_id: Mapped[int] = mapped_column(ForeignKey("ownership.id", ondelete="CASCADE"), primary_key=True)
    at: Mapped[datetime]


def one(session: Session, conflict_id: int, *, lock: bool = False) -> Conflict | None:
    """A conflict; with `lock` it is held until this transaction ends. Its units are held before it."""
    return session.get(Conflict, conflict_id, with_for_update=lock or None, populate_existing=lock)


def statements(session: Session, conflict_id: int) -> Sequence[ConflictStatement]:
    """What the parties said, the first one first."""
    said = select(ConflictStatement).where(ConflictStatement.conflict_id == conflict_id)
    return session.scalars(said.order_by(ConflictStatement.id)).all()


def rulings(session: Session, conflict_id: int) -> Sequence[ConflictRuling]:
    """What was ruled and whether it was taken back, in order: none, one, or a ruling with its undo."""
    given = select(ConflictRuling).where(ConflictRuling.conflict_id == conflict_id)
    return session.scalars(given.order_by(ConflictRuling.id)).all()


def that_merged(session: Session, merge_id: int) -> int | None:
    """The conflict whose ruling has made a merge, as long as that ruling stands."""
    made = select(Conflict.id).join(ConflictRuling, ConflictRuling.conflict_id == Conflict.id)
    of_it = ConflictRuling.done["merge"]["id"].as_integer() == merge_id
    return session.scalar(made.where(Conflict.state == "ruled", of_it))
