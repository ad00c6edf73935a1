"""When were masked contacts shown to somebody? The log of acts is the count: what is not logged was not shown."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Index, select
from sqlalchemy.orm import Session

from greening.storage import events
from greening.storage.events import Event

KIND = "record.revealed"
BY_PERSON = Index("ix__event__reveals", Event.actor_id, Event.at, postgresql_where=Event.kind == KIND)
"""The log is long; of one person's reveals it is asked before each."""


def times(session: Session, person_id: int, *, since: datetime, limit: int) -> Sequence[datetime]:
    """The times of at most `limit` reveals after `since`, the newest first."""
    rows = (
        select(Event.at)
        .where(Event.kind == KIND, Event.actor_id == person_id, Event.at > since)
        .order_by(Event.at.desc())
        .limit(limit)
    )
    return session.scalars(rows).all()


def add(session: Session, record_id: int, path: str, *, person_id: int, at: datetime) -> None:
    """Log that the contact at `path` was shown. The contact itself stays out of the log."""
    after = {"path": path}
    events.add(session, KIND, subject="record", subject_id=record_id, actor_id=person_id, at=at, after=after)
