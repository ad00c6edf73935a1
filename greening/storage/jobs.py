"""What work is noted, who holds it, and what became of it? PostgreSQL is the truth; RQ only rings the bell.

Leases and pauses are measured by one clock, the database's, whatever the clocks of the workers' hosts say.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    ColumnElement,
    Index,
    Row,
    case,
    delete,
    false,
    func,
    literal_column,
    select,
    text,
    true,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from greening.jobs import Hold, JobState
from greening.storage.base import Base, Id, Json

CLOCK = func.statement_timestamp()
"""Time of the statement: a transaction that has waited for a lock must not count in the past."""

SWEEPER = 4_711_008_002
"""The advisory lock of sweeping."""


class Job(Base):
    """One piece of work, noted in the transaction that caused it.

    At most one open job a (kind, key). Taking it raises `fence` and sets `lease_until`; a result is written only by
    whoever still holds that fence. `cursor` lets a job that died go on where it stopped.
    """

    __tablename__ = "job"
    id: Mapped[Id]
    kind: Mapped[str]
    key: Mapped[str]
    args: Mapped[Json] = mapped_column(server_default="{}")
    state: Mapped[str] = mapped_column(server_default="open")
    attempts: Mapped[int] = mapped_column(server_default=text("0"))
    """Since it last moved its cursor: what makes headway is not what fails."""
    fence: Mapped[int] = mapped_column(server_default=text("0"))
    worker: Mapped[str] = mapped_column(server_default="")
    """Who holds it or held it last, as ``host:process``."""
    taken_at: Mapped[datetime | None]
    lease_until: Mapped[datetime | None]
    """Null while nobody holds it. Only the holder and the reaper end a lease."""
    run_after: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    """When its bell was last rung, or was about to be; null where nobody has tried since it became due."""
    again: Mapped[bool] = mapped_column(server_default=text("false"))
    """Noted once more while it ran, which may have been too late for it to see what for: it is done once more."""
    cursor: Mapped[Json] = mapped_column(server_default="{}")
    result: Mapped[Json | None]
    failure: Mapped[Json | None]
    """Of the last attempt that failed: ``{"code", "params"}``."""
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    __table_args__ = (
        Index("uq__job__kind_key_open", "kind", "key", unique=True, postgresql_where=text("state = 'open'")),
        Index("ix__job__due", "run_after", postgresql_where=text("state = 'open'")),
        Index("ix__job__state_id", "state", "id"),
        CheckConstraint("state IN ('open', 'done', 'dead')", name="state"),
        CheckConstraint("(state = 'open') = (finished_at IS NULL)", name="finished_when_closed"),
        CheckConstraint("lease_until IS NULL OR state = 'open'", name="leased_while_open"),
    )


class Sweep(Base):
    """The timetable: what runs how often, and when it last did. Swept under an advisory lock, so one process is enough."""

    __tablename__ = "sweep"
    kind: Mapped[str] = mapped_column(primary_key=True)
    every_seconds: Mapped[int]
    last_at: Mapped[datetime | None]


INSERTED: ColumnElement[bool] = literal_column("xmax = 0", Boolean)
"""Of the row that an INSERT … ON CONFLICT gives back: no transaction has ever locked or updated it."""
OPEN = Job.state == literal_column("'open'")
"""Written out, not bound: under a prepared plan a parameter would not match the partial indexes."""
FREE = OPEN & Job.lease_until.is_(None)
HOLD = (Job.id, Job.fence, Job.kind, Job.key, Job.attempts, Job.args, Job.cursor)


def note(
    session: Session, *, kind: str, key: str, args: Mapping[str, Any], run_after: datetime, now: datetime
) -> int | None:
    """Note work; the id of the new job, or None where an open job of this kind and key stands for it.

    A waiting job cannot begin before this transaction ends, and a running one is done again with these `args`: either
    way what this transaction changes is seen. The row of such a job stays locked, so note jobs last.
    """
    when = {"run_after": CLOCK, "sent_at": CLOCK} if run_after <= now else {"run_after": run_after, "sent_at": None}
    added = insert(Job).values(kind=kind, key=key, args=dict(args), created_at=CLOCK, **when)
    once = added.on_conflict_do_update(
        index_elements=[Job.kind, Job.key],
        index_where=OPEN,
        set_={"again": true(), "args": added.excluded.args},
        where=Job.lease_until.is_not(None),
    )
    row = session.execute(once.returning(Job.id, INSERTED)).one_or_none()
    return row[0] if row and row[1] else None


def take(session: Session, job_id: int, *, worker: str, lease: timedelta) -> Hold | None:
    """Take the lease and raise the fence, or None where the job is done, held, dead or not due."""
    return _taken(session, Job.id == job_id, worker=worker, lease=lease)


def take_next(session: Session, kind: str, *, worker: str, lease: timedelta) -> Hold | None:
    """Take the job of this kind that has been due for longest, past those that others are taking; None where none is."""
    due = select(Job.id).where(FREE, Job.kind == kind, Job.run_after <= CLOCK).order_by(Job.run_after, Job.id).limit(1)
    first = due.with_for_update(skip_locked=True).scalar_subquery()
    return _taken(session, Job.id == first, worker=worker, lease=lease)


def _taken(session: Session, which: ColumnElement[bool], *, worker: str, lease: timedelta) -> Hold | None:
    taken = (
        update(Job)
        .where(which, FREE, Job.run_after <= CLOCK)
        .values(
            again=false(),
            attempts=Job.attempts + 1,
            fence=Job.fence + 1,
            worker=worker,
            taken_at=CLOCK,
            lease_until=CLOCK + lease,
        )
        .returning(*HOLD)
    )
    row = session.execute(taken).one_or_none()
    return None if row is None else Hold(*row)


def renew(session: Session, hold: Hold, *, lease: timedelta, longest: timedelta) -> bool:
    """Hold on for another `lease`. False where the job is not ours any more or has run for `longest`."""
    return _written(session, hold, Job.taken_at > CLOCK - longest, lease_until=CLOCK + lease)


def held(session: Session, hold: Hold) -> Hold | None:
    """The job as it stands, or None where it is not ours any more; nobody can take it before this transaction ends."""
    row = session.execute(select(*HOLD).where(*_ours(hold)).with_for_update()).one_or_none()
    return None if row is None else Hold(*row)


def advance(session: Session, hold: Hold, cursor: Mapping[str, Any]) -> bool:
    """Remember how far we are, together with what this transaction wrote. False where the job is not ours any more."""
    return _written(session, hold, cursor=dict(cursor), attempts=1)


def finish(session: Session, hold: Hold, result: Mapping[str, Any]) -> bool:
    """Close the job, or have it done once more where it was noted again. False where it is not ours any more."""
    return _closed(session, hold, JobState.DONE, result=dict(result), failure=None)


def give_back(session: Session, hold: Hold, failure: Mapping[str, Any], *, pause: timedelta) -> bool:
    """Let anybody try again after `pause`. The fence rises, so that who held it cannot come back late."""
    free = {"lease_until": None, "sent_at": None, "run_after": CLOCK + pause}
    return _written(session, hold, failure=dict(failure), fence=Job.fence + 1, **free)


def bury(session: Session, hold: Hold, failure: Mapping[str, Any]) -> bool:
    """Make it a dead letter, which a person decides about, or have it done once more where it was noted again."""
    return _closed(session, hold, JobState.DEAD, failure=dict(failure))


def expired(session: Session, *, limit: int) -> list[Hold]:
    """Jobs whose holder has let the lease run out, locked; what another transaction has locked is left to it."""
    late = select(*HOLD).where(OPEN, Job.lease_until < CLOCK).order_by(Job.lease_until).limit(limit)
    return [Hold(*row) for row in session.execute(late.with_for_update(skip_locked=True))]


def unheard(session: Session, *, older_than: timedelta, limit: int) -> Sequence[int]:
    """Mark as sent the due jobs nobody holds whose bell was never rung, or not within `older_than`; oldest first."""
    silent = Job.sent_at.is_(None) | (Job.sent_at < CLOCK - older_than)
    due = select(Job.id).where(FREE, Job.run_after <= CLOCK, silent)
    some = due.order_by(Job.sent_at.nulls_first(), Job.id).limit(limit).with_for_update(skip_locked=True).cte("some")
    sent = update(Job).where(Job.id == some.c.id).values(sent_at=CLOCK)
    return session.scalars(sent.returning(Job.id)).all()


def revive(session: Session, job_id: int) -> bool:
    """Open a dead letter again with all its attempts. False where it is not dead.

    Raises: IntegrityError where an open job does the same work already.
    """
    opened = {"state": JobState.OPEN, "finished_at": None, "attempts": 0, "run_after": CLOCK, "sent_at": CLOCK}
    dead = update(Job).where(Job.id == job_id, Job.state == JobState.DEAD)
    return session.scalar(dead.values(**opened).returning(Job.id)) is not None


def purge(session: Session, *, older_than: timedelta, limit: int) -> int:
    """Forget what was done long ago; the number forgotten. Dead letters stay until a person has seen to them."""
    old = select(Job.id).where(Job.state == JobState.DONE, Job.finished_at < CLOCK - older_than)
    some = old.order_by(Job.id).limit(limit).cte("some")
    gone = delete(Job).where(Job.id == some.c.id).returning(Job.id)
    return len(session.scalars(gone).all())


def counts(session: Session) -> Sequence[Row[str, str, int]]:
    """(kind, phase, number): open is told apart into running, later and waiting."""
    phase = case(
        (~OPEN, Job.state),
        (Job.lease_until.is_not(None), "running"),
        (Job.run_after > CLOCK, "later"),
        else_="waiting",
    ).label("phase")
    by_kind = select(Job.kind, phase, func.count()).group_by(Job.kind, phase).order_by(Job.kind, phase)
    return session.execute(by_kind).all()


def running(session: Session, *, limit: int) -> Sequence[Job]:
    """What is being done right now, longest first."""
    taken = select(Job).where(OPEN, Job.lease_until.is_not(None))
    return session.scalars(taken.order_by(Job.taken_at, Job.id).limit(limit)).all()


def dead(session: Session, *, before: int | None, limit: int) -> Sequence[Job]:
    """Dead letters, newest first; `before` is the last id of the page before."""
    letters = select(Job).where(Job.state == JobState.DEAD)
    page = letters if before is None else letters.where(Job.id < before)
    return session.scalars(page.order_by(Job.id.desc()).limit(limit)).all()


def set_timetable(session: Session, timetable: Mapping[str, timedelta]) -> None:
    """Make the timetable say this and nothing else; what stays keeps the time it last ran."""
    session.execute(delete(Sweep).where(Sweep.kind.not_in(timetable)))
    for kind, every in timetable.items():
        seconds = int(every.total_seconds())
        row = insert(Sweep).values(kind=kind, every_seconds=seconds)
        session.execute(row.on_conflict_do_update(index_elements=[Sweep.kind], set_={"every_seconds": seconds}))


def due_sweeps(session: Session) -> Sequence[str]:
    """The kinds whose time has come, marked as run now. However many periods were missed, each comes up once."""
    again = Sweep.last_at + func.make_interval(0, 0, 0, 0, 0, 0, Sweep.every_seconds)
    due = update(Sweep).where(Sweep.last_at.is_(None) | (again <= CLOCK)).values(last_at=CLOCK)
    return sorted(session.scalars(due.returning(Sweep.kind)))


def is_sweeper(session: Session) -> bool:
    """Whether nobody else is sweeping; holds until the transaction ends."""
    return bool(session.scalar(select(func.pg_try_advisory_xact_lock(SWEEPER))))


def _ours(hold: Hold) -> tuple[ColumnElement[bool], ...]:
    return (Job.id == hold.id, Job.fence == hold.fence, OPEN)


def _closed(session: Session, hold: Hold, state: JobState, **values: Any) -> bool:
    values |= {"fence": Job.fence + 1, "lease_until": None}
    anew = {"again": false(), "attempts": 0, "cursor": {}, "run_after": CLOCK, "sent_at": None}
    once_more = _written(session, hold, Job.again.is_(true()), **values, **anew)
    return once_more or _written(session, hold, **values, state=state, finished_at=CLOCK)


def _written(session: Session, hold: Hold, *also: ColumnElement[bool], **values: Any) -> bool:
    ours = update(Job).where(*_ours(hold), *also).values(**values)
    return session.scalar(ours.returning(Job.id)) is not None
