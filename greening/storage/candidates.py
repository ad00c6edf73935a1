"""Which pairs of records may be one company, and what did people rule? One row a pair, rulings are added to it.

Whoever writes candidates writes them in the order of their records, so that two who meet wait in one direction.
"""

import json
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    Row,
    Select,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
    text,
    tuple_,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, Session, mapped_column

from greening.domain.candidate_list import Wanted
from greening.domain.candidates import FoundBy, Related, State, Verdict
from greening.domain.record_list import Owner
from greening.storage.base import Base, Id, Json
from greening.storage.people import Person
from greening.storage.record_pages import AnyRow, unit_of, with_holder
from greening.storage.records import Record
from greening.storage.records import Unit as RecordUnit


class Candidate(Base):
    """A pair that the machine suspects, with its newest opinion. The prints say on which data that was formed."""

    __tablename__ = "candidate"
    id: Mapped[Id]
    left_id: Mapped[int] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"))
    right_id: Mapped[int] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"), index=True)
    state: Mapped[str]
    probability: Mapped[float]
    bits: Mapped[float]
    terms: Mapped[list[Any]]
    relation: Mapped[str] = mapped_column(server_default="")
    decider: Mapped[str] = mapped_column(server_default="")
    """The rule outside the score that decided, if one did."""
    model_version: Mapped[str]
    left_print: Mapped[str]
    right_print: Mapped[str]
    found_at: Mapped[datetime]
    found_by: Mapped[str]
    asked_on: Mapped[date | None]
    """The Monday of the week in which people were asked about it, because the answer teaches much."""
    __table_args__ = (
        Index("uq__candidate__left_id_right_id", "left_id", "right_id", unique=True),
        Index("ix__candidate__state_bits_id", "state", "bits", "id"),
        Index("ix__candidate__asked_on_id", "asked_on", "id", postgresql_where=text("asked_on IS NOT NULL")),
        CheckConstraint("left_id < right_id", name="one_order"),
        CheckConstraint("state IN ('open', 'asleep', 'ruled')", name="state"),
        CheckConstraint("found_by IN ('save', 'import', 'sweep')", name="found_by"),
        CheckConstraint("probability BETWEEN 0 AND 1", name="probability_range"),
    )


class CandidateRuling(Base):
    """What a person said of a pair, and on which data. The newest one stands; a trigger refuses to change any."""

    __tablename__ = "candidate_ruling"
    id: Mapped[Id]
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    verdict: Mapped[str]
    relation: Mapped[str] = mapped_column(server_default="")
    reason: Mapped[str] = mapped_column(server_default="")
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    left_print: Mapped[str]
    right_print: Mapped[str]
    case: Mapped[Json | None] = mapped_column(JSONB(none_as_null=True))
    """What was seen of the pair, without values, so that its answer can teach the weights also when the records are no more."""
    __table_args__ = (
        CheckConstraint("verdict IN ('same', 'different', 'related', 'unsure')", name="verdict"),
        CheckConstraint("relation IN ('', 'same_boss', 'branch', 'agency', 'successor')", name="relation"),
        CheckConstraint("(verdict = 'related') = (relation <> '')", name="relation_of_related"),
    )


class Standing(NamedTuple):
    """How a pair stands; `verdict` is the newest ruling's."""

    id: int
    state: State
    verdict: str | None


NEWS = """
    WITH news AS (
        SELECT * FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS given (left_id bigint, right_id bigint,
            probability double precision, bits double precision, terms jsonb, relation text, decider text, model_version text,
            left_print text, right_print text)
    )
    INSERT INTO candidate (left_id, right_id, state, probability, bits, terms, relation, decider, model_version, left_print,
        right_print, found_at, found_by)
    SELECT left_id, right_id, CASE WHEN probability >= :review THEN :state ELSE 'asleep' END, probability, bits, terms,
        relation, decider, model_version, left_print, right_print, :now, :found_by
    FROM news
    ORDER BY left_id, right_id
    ON CONFLICT (left_id, right_id) DO UPDATE SET
        probability = excluded.probability, bits = excluded.bits, terms = excluded.terms, relation = excluded.relation,
        decider = excluded.decider, model_version = excluded.model_version,
        left_print = excluded.left_print, right_print = excluded.right_print,
        state = CASE
            WHEN candidate.state = 'open' AND excluded.probability >= :review THEN 'open'
            WHEN candidate.state = 'ruled' AND (excluded.probability < :review OR (
                SELECT (left_print, right_print) = (excluded.left_print, excluded.right_print) FROM candidate_ruling
                WHERE candidate_id = candidate.id ORDER BY id DESC LIMIT 1
            )) THEN 'ruled'
            ELSE excluded.state
        END
"""


def keep(
    session: Session,
    opinions: Sequence[dict[str, Any]],
    *,
    state: State,
    review: float,
    found_by: FoundBy,
    now: datetime,
) -> None:
    """Write what is thought of pairs now: likely new ones become `state`, known ones are brought up to date.

    A pair that a person has ruled stays so unless what matching reads of it has changed since. What is less likely than
    `review` sleeps, whatever it was.
    """
    if opinions:
        given = {"rows": json.dumps(opinions), "state": state, "review": review, "found_by": found_by, "now": now}
        session.execute(text(NEWS), given)


def wake(session: Session, record_id: int, *, review: float) -> None:
    """Open what sleeps beside a record that has moved, as far as it is likely."""
    sleeping = (
        select(Candidate.id)
        .where(_of(record_id), Candidate.state == State.ASLEEP, Candidate.probability >= review, of_two_records())
        .order_by(Candidate.left_id, Candidate.right_id)
        .with_for_update()
        .cte("sleeping")
    )
    session.execute(update(Candidate).where(Candidate.id == sleeping.c.id).values(state=State.OPEN))


def known(session: Session, ids: Collection[int]) -> set[tuple[int, int]]:
    """The pairs that one of these records is part of and that nobody has ruled."""
    pairs = select(Candidate.left_id, Candidate.right_id).where(
        or_(Candidate.left_id.in_(ids), Candidate.right_id.in_(ids)), Candidate.state != State.RULED, of_two_records()
    )
    return {(row.left_id, row.right_id) for row in session.execute(pairs)}


def of_record(session: Session, record_id: int) -> dict[int, Standing]:
    """The candidates of a record, by the id of the other one."""
    newest = select(CandidateRuling.verdict).where(CandidateRuling.candidate_id == Candidate.id)
    said = newest.order_by(CandidateRuling.id.desc()).limit(1).scalar_subquery()
    other = case((Candidate.left_id == record_id, Candidate.right_id), else_=Candidate.left_id)
    rows = select(other, Candidate.id, Candidate.state, said).where(_of(record_id))
    return {
        one: Standing(candidate_id, State(state), verdict)
        for one, candidate_id, state, verdict in session.execute(rows)
    }


def sides(session: Session, ids: Collection[int], reader_id: int | None) -> dict[int, AnyRow]:
    """Name, place and holder of records, by id, as far as they are there."""
    asked = {"ids": list(ids), "reader_id": reader_id}
    return {row.id: row for row in session.connection().execute(_sides(by_somebody=reader_id is not None), asked)}


def page(
    session: Session, wanted: Wanted, *, reader_id: int | None, after: int | None, limit: int
) -> Sequence[Candidate]:
    """The candidates that somebody wants to see, the likest first; `after` is the id of the last one that was shown."""
    pairs = select(Candidate).where(*_wanted(wanted, reader_id))
    if after is not None:
        place = select(Candidate.bits, Candidate.id).where(Candidate.id == after).scalar_subquery()
        pairs = pairs.where(tuple_(Candidate.bits, Candidate.id) < place)
    return session.scalars(pairs.order_by(Candidate.bits.desc(), Candidate.id.desc()).limit(limit)).all()


def count(session: Session, wanted: Wanted, *, reader_id: int | None, limit: int) -> int:
    """How many candidates somebody wants to see; no more than `limit` are looked at."""
    some = select(Candidate.id).where(*_wanted(wanted, reader_id)).limit(limit).subquery()
    return session.scalar(select(func.count()).select_from(some)) or 0


def one(session: Session, candidate_id: int, *, lock: bool = False) -> Candidate | None:
    """A candidate; with `lock` it is held until this transaction ends."""
    return session.get(Candidate, candidate_id, with_for_update=lock or None)


def rulings(session: Session, candidate_id: int, *, limit: int) -> Sequence[Row[CandidateRuling, str]]:
    """What was said of a candidate and by whom, the newest first."""
    said = select(CandidateRuling, Person.name).join(Person, Person.id == CandidateRuling.person_id)
    newest = said.where(CandidateRuling.candidate_id == candidate_id).order_by(CandidateRuling.id.desc())
    return session.execute(newest.limit(limit)).all()


def last_ruling(session: Session, candidate_id: int) -> int | None:
    """The id of the ruling that stands."""
    return session.scalar(select(func.max(CandidateRuling.id)).where(CandidateRuling.candidate_id == candidate_id))


def add_ruling(
    session: Session,
    candidate: Candidate,
    verdict: Verdict,
    relation: Related | None,
    *,
    reason: str,
    person_id: int,
    prints: tuple[str, str],
    now: datetime,
    case: Json | None = None,
) -> int:
    """Write down what a person says of a pair whose records read so now, and what was seen of it; the ruling's id."""
    new = CandidateRuling(
        candidate_id=candidate.id,
        verdict=verdict,
        relation=relation or "",
        reason=reason,
        person_id=person_id,
        at=now,
        left_print=prints[0],
        right_print=prints[1],
        case=case,
    )
    session.add(new)
    session.flush()
    return new.id


@cache
def _sides(*, by_somebody: bool) -> Select[*tuple[Any, ...]]:
    """Asked whenever somebody types: put together once."""
    owner = unit_of(Record.id, bindparam("reader_id", type_=BigInteger) if by_somebody else None)
    said = select(Record.id, Record.company, Record.region_key, Person.name)
    return with_holder(said.where(Record.id == func.any(bindparam("ids", type_=ARRAY(BigInteger)))), owner)


def of_two_records() -> ColumnElement[bool]:
    """Whether neither side has become part of another record."""
    merged = Record.id.in_((Candidate.left_id, Candidate.right_id)) & Record.merged_into_id.is_not(None)
    return ~exists().where(merged)


def _of(record_id: int) -> Any:
    return or_(Candidate.left_id == record_id, Candidate.right_id == record_id)


def _wanted(wanted: Wanted, reader_id: int | None) -> Iterator[ColumnElement[bool]]:
    sides = (Candidate.left_id, Candidate.right_id)
    yield Candidate.state == wanted.state
    if wanted.week:
        yield Candidate.asked_on == wanted.week
    if wanted.region:
        is_there = Record.region_key.startswith(wanted.region, autoescape=True)
        yield exists().where(Record.id.in_(sides), is_there)
    if wanted.owner is not Owner.ANY:
        owner_id = reader_id if wanted.owner is Owner.ME else None
        yield exists().where(RecordUnit.record_id.in_(sides), RecordUnit.owner_id.is_not_distinct_from(owner_id))
