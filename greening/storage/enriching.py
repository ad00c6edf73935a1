"""What was answered about which field of a record, and what came of calls? Rows are added: undoing is an answer too."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, select, text
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from greening.domain.enriching import Said
from greening.storage.base import Base, Id, Json

OF_CALLS = "said IN ('reached', 'no_answer', 'wrong_number', 'do_not_call')"


class Answer(Base):
    """One answer of one person. `key` comes with the form, so that what a phone sends twice counts once.

    `value` is what was typed, of a call the number that was called; `before` is what stood at `path` until then (value,
    answer, stamp), so that it can be put back. Both may hold numbers and are shown to nobody who sees those masked.
    """

    __tablename__ = "answer"
    id: Mapped[Id]
    key: Mapped[str]
    record_id: Mapped[int] = mapped_column(ForeignKey("record.id"))
    claim_id: Mapped[int | None] = mapped_column(ForeignKey("claim.id"))
    """Null where it was given about a unit of one's own library."""
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    path: Mapped[str]
    said: Mapped[str]
    value: Mapped[str] = mapped_column(server_default="")
    before: Mapped[Json] = mapped_column(server_default="{}")
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("answer.id"))
    at: Mapped[datetime]
    __table_args__ = (
        Index("uq__answer__person_id_key", "person_id", "key", unique=True),
        Index("uq__answer__undoes_id", "undoes_id", unique=True),
        Index("ix__answer__record_id_person_id_id", "record_id", "person_id", "id"),
        Index("ix__answer__calls", "record_id", "value", "id", postgresql_where=text(OF_CALLS)),
        CheckConstraint("key <> ''", name="key_given"),
        CheckConstraint(
            "said IN ('value', 'has_none', 'not_found', 'reached', 'no_answer', 'wrong_number', 'do_not_call', 'undo')",
            name="said",
        ),
        CheckConstraint("(said = 'undo') = (undoes_id IS NOT NULL)", name="undoes"),
        CheckConstraint("said IN ('has_none', 'not_found', 'undo') OR value <> ''", name="value_given"),
    )


def by_key(session: Session, person_id: int, key: str) -> Answer | None:
    """The answer that has been given under this key."""
    return session.scalar(select(Answer).where(Answer.person_id == person_id, Answer.key == key))


def add(session: Session, answer: Answer) -> int:
    """Keep an answer; its id."""
    session.add(answer)
    session.flush()
    return answer.id


def standing(session: Session, record_id: int, person_id: int, *, since: datetime, limit: int) -> Sequence[Answer]:
    """What somebody answered about a record from `since` on and has not undone, the newest first."""
    undo = aliased(Answer)
    rows = (
        select(Answer)
        .outerjoin(undo, undo.undoes_id == Answer.id)
        .where(Answer.record_id == record_id, Answer.person_id == person_id, Answer.at >= since)
        .where(Answer.said != Said.UNDO, undo.id.is_(None))
    )
    return session.scalars(rows.order_by(Answer.id.desc()).limit(limit)).all()


def is_undone(session: Session, answer_id: int) -> bool:
    """Whether somebody has undone it."""
    return session.scalar(select(Answer.id).where(Answer.undoes_id == answer_id)) is not None


def calls(session: Session, record_id: int, numbers: Collection[str]) -> dict[str, Said]:
    """What came of the last call to each number of a record, whoever made it, as far as it has not been undone."""
    undo = aliased(Answer)
    rows = (
        select(Answer.value, Answer.said)
        .outerjoin(undo, undo.undoes_id == Answer.id)
        .where(Answer.record_id == record_id, Answer.value.in_(numbers), text(f"answer.{OF_CALLS}"), undo.id.is_(None))
        .order_by(Answer.id)
    )
    return {value: Said(said) for value, said in session.execute(rows)}
