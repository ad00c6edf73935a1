"""Who is completing which unit of the pool, until when, and how did it end? One live claim a unit."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, bindparam, func, insert, select, text, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from greening.domain.claims import End, State, Term
from greening.storage import events, holdings, notices, review_queue
from greening.storage.base import Base, Id
from greening.storage.records import Record, Unit


class Claim(Base):
    """A pit. It lasts to the end of `due_on`, which is the moment `due_at`; `saved_at` is the last saved answer."""

    __tablename__ = "claim"
    id: Mapped[Id]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id", ondelete="CASCADE"))
    rep_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    opened_at: Mapped[datetime]
    due_on: Mapped[date]
    due_at: Mapped[datetime]
    saved_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(server_default="open")
    submitted_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ending: Mapped[str] = mapped_column(server_default="")
    """How it ended."""
    reason: Mapped[str] = mapped_column(server_default="")
    policy_version: Mapped[int] = mapped_column(ForeignKey("policy_version.version"))
    __table_args__ = (
        Index("uq__claim__unit_id_live", "unit_id", unique=True, postgresql_where=text("state <> 'ended'")),
        Index("ix__claim__rep_id_live", "rep_id", "due_at", postgresql_where=text("state <> 'ended'")),
        Index("ix__claim__rep_id_ended_at", "rep_id", "ended_at"),
        Index("ix__claim__unit_id_id", "unit_id", "id"),
        Index("ix__claim__due_at_open", "due_at", postgresql_where=text("state = 'open'")),
        CheckConstraint("state IN ('open', 'submitted', 'ended')", name="state"),
        CheckConstraint(
            "ending IN ('', 'passed', 'withdrawn', 'expired', 'lapsed', 'rejected', 'closed')", name="ending"
        ),
        CheckConstraint("(state = 'ended') = (ending <> '')", name="ended_somehow"),
        CheckConstraint("(state = 'ended') = (ended_at IS NOT NULL)", name="ended_at"),
        CheckConstraint("state <> 'submitted' OR submitted_at IS NOT NULL", name="submitted_at"),
    )


def live(session: Session, unit_id: int, *, lock: bool = False) -> Claim | None:
    """The claim that has not ended, if there is one."""
    found = select(Claim).where(Claim.unit_id == unit_id, Claim.state != State.ENDED)
    return session.scalar(found.with_for_update() if lock else found)


PASSES = select(func.count()).where(
    Claim.rep_id == bindparam("rep"), Claim.ending == End.PASSED, Claim.ended_at >= bindparam("since")
)


def passes(session: Session, rep_id: int, *, since: datetime) -> int:
    """How many claims of somebody have passed since then: work makes room for more."""
    return session.connection().scalar(PASSES, {"rep": rep_id, "since": since}) or 0


HELD = (
    select(Claim, Unit)
    .join(Unit, Unit.id == Claim.unit_id)
    .join(Record, Record.id == Unit.record_id)
    .where(Claim.id == bindparam("claim"))
    .with_for_update(key_share=True, of=(Record, Unit, Claim))
    .execution_options(populate_existing=True)
)


def locked(session: Session, claim_id: int) -> tuple[Claim, Unit] | None:
    """A claim with its unit, held until the end; None where there is none.

    The record is held first, as whoever settles a verdict on what was submitted does: the item of the review goes with it.
    """
    row = session.execute(HELD, {"claim": claim_id}).one_or_none()
    return None if row is None else (row[0], row[1])


OPENED = insert(Claim).returning(Claim.id)


def open_(
    session: Session, unit_id: int, record_id: int, rep_id: int, term: Term, *, policy_version: int, now: datetime
) -> int:
    """Begin a claim on a unit that is held and free; its id. Its pit is the caller's, who asked for one."""
    row = {"unit_id": unit_id, "rep_id": rep_id, "policy_version": policy_version}
    lasts = {"opened_at": now, "due_on": term.due_on, "due_at": term.due_at, "saved_at": now}
    claim_id = session.connection().execute(OPENED, {**row, **lasts}).scalar_one()
    told = {"claim": claim_id, "rep": rep_id, "due": term.due_on.isoformat()}
    events.add(session, "claim.opened", subject="record", subject_id=record_id, actor_id=rep_id, at=now, after=told)
    return claim_id


def saved(session: Session, unit_id: int, rep_id: int, now: datetime) -> bool:
    """Mark that an answer was saved on somebody's open claim, so that it is not idle; False where they have none."""
    own = update(Claim).where(Claim.unit_id == unit_id, Claim.rep_id == rep_id, Claim.state == State.OPEN)
    done = own.values(saved_at=func.greatest(Claim.saved_at, now)).returning(Claim.id)
    return session.scalar(done) is not None


def end(session: Session, claim: Claim, how: End, *, by: int | None, reason: str = "", now: datetime) -> None:
    """End a claim that is held with its unit, and fill its pit. The pit of one that has passed becomes its right's.

    `by` is null where a rule did it. Proven fields keep their credit, whichever end it is.
    """
    if claim.state == State.SUBMITTED:
        review_queue.close_of_claim(session, claim.id, now)
    claim.state, claim.ending, claim.reason, claim.ended_at = State.ENDED, how, reason, max(now, claim.opened_at)
    session.flush()
    if how is not End.PASSED:
        holdings.move_pits(session, {claim.rep_id: -1})
    told = {"claim": claim.id, "rep": claim.rep_id, "how": how.value, "reason": reason}
    record_id = record_of(session, claim)
    events.add(session, "claim.ended", subject="record", subject_id=record_id, actor_id=by, at=now, before=told)


def close(
    session: Session, unit_id: int, *, reason: str, by: int | None, now: datetime, but: int | None = None
) -> Claim | None:
    """End the claim on a unit that is held and has become somebody's or part of another; the claim, if there was one.

    `reason` is a code: ``ruling``, ``merge``, ``import``, ``lead``, ``take``. The claim of `but` stays: that rep has the
    unit now. Whoever had the claim is told.
    """
    claim = live(session, unit_id, lock=True)
    if claim is None or claim.rep_id == but:
        return None
    end(session, claim, End.CLOSED, by=by, reason=reason, now=now)
    tell(session, claim, "claim.closed", now, reason=reason)
    return claim


def tell(session: Session, claim: Claim, code: str, now: datetime, *, mark: str = "", **params: object) -> bool:
    """Tell a rep something about a claim, once a `mark`."""
    key = f"{code}:{claim.id}{mark and f':{mark}'}"
    told = {"claim": claim.id, **params}
    record_id = record_of(session, claim)
    return notices.tell(session, claim.rep_id, code, key=key, params=told, record_id=record_id, now=now)


def record_of(session: Session, claim: Claim) -> int:
    """The record of the claim's unit."""
    return session.get_one(Unit, claim.unit_id).record_id
