"""What would a draft change, and what has a version changed? One row each, written on as the work goes on."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ColumnElement, ForeignKey, Row, Select, exists, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from greening.domain.policy_changes import between, concerns_judging
from greening.domain.policy_effects import State
from greening.jobs import Kind
from greening.storage.assessments import Assessment
from greening.storage.base import Base, Id, Json
from greening.storage.people import Person, Team
from greening.storage.policies import PolicyDraft, PolicyVersion
from greening.storage.records import Record, Visit
from greening.storage.session import Unit

CLOCK = func.statement_timestamp()
"""Headway is measured by one clock, the database's, like the jobs that make it."""


class PolicyEffect(Base):
    """What a draft would change, or what a version has changed, counted as it goes.

    `before_version` is what it is compared with. Follow-ups (`notes`) are replayed for drafts only. `position` is the id
    below which lies what is still to do, newest first; `found` the counts and examples, as
    `greening.domain.policy_effects` writes them. Of the records one in `every` is judged.
    """

    __tablename__ = "policy_effect"
    id: Mapped[Id]
    draft_id: Mapped[int | None] = mapped_column(ForeignKey("policy_draft.id"), unique=True)
    version: Mapped[int | None] = mapped_column(ForeignKey("policy_version.version"), unique=True)
    before_version: Mapped[int] = mapped_column(ForeignKey("policy_version.version"))
    state: Mapped[str] = mapped_column(server_default="waiting")
    notes: Mapped[int] = mapped_column(server_default="0")
    notes_done: Mapped[int] = mapped_column(server_default="0")
    records: Mapped[int] = mapped_column(server_default="0")
    records_done: Mapped[int] = mapped_column(server_default="0")
    every: Mapped[int] = mapped_column(server_default="1")
    position: Mapped[int | None] = mapped_column(BigInteger)
    found: Mapped[Json] = mapped_column(server_default="{}")
    began_at: Mapped[datetime | None]
    moved_at: Mapped[datetime | None]
    """When it last made headway."""
    __table_args__ = (
        CheckConstraint("num_nonnulls(draft_id, version) = 1", name="of_one"),
        CheckConstraint("state IN ('waiting', 'notes', 'records', 'rest', 'done', 'superseded')", name="state"),
        CheckConstraint("(state = 'waiting') = (began_at IS NULL) OR state = 'superseded'", name="began_when_running"),
    )


def note_preview(unit: Unit, draft: PolicyDraft, now: datetime) -> None:
    """Have it found out what a draft would change. Note jobs last."""
    unit.session.add(PolicyEffect(draft_id=draft.id, before_version=draft.base_version))
    unit.note_job(Kind.PREVIEW_POLICY, str(draft.id), {"draft_id": draft.id}, now=now)


def note_rescoring(unit: Unit, before: PolicyVersion, new: PolicyVersion, noticed: timedelta, now: datetime) -> None:
    """Have all records judged again where a version judges differently, once it has begun and every process has noticed.

    Note jobs last.
    """
    if concerns_judging(between(before.document, new.document)):
        unit.session.add(PolicyEffect(version=new.version, before_version=before.version))
        key, args = str(new.version), {"version": new.version}
        unit.note_job(Kind.RESCORE, key, args, now=now, run_after=new.starts_at + noticed)


def of_draft(session: Session, draft_id: int, *, locked: bool = False) -> PolicyEffect | None:
    return session.scalar(_held(PolicyEffect.draft_id == draft_id, locked=locked))


def of_drafts(session: Session, draft_ids: Collection[int]) -> Sequence[PolicyEffect]:
    return session.scalars(select(PolicyEffect).where(PolicyEffect.draft_id.in_(draft_ids))).all()


def of_version(session: Session, version: int, *, locked: bool = False) -> PolicyEffect | None:
    return session.scalar(_held(PolicyEffect.version == version, locked=locked))


def is_overtaken(session: Session, version: int, now: datetime) -> bool:
    """Whether a higher version has begun that all records are judged again under; one that judges alike has no such pass."""
    passes = exists().where(PolicyEffect.version == PolicyVersion.version)
    higher = (PolicyVersion.version > version, PolicyVersion.starts_at <= now)
    return session.scalar(select(PolicyVersion.version).where(*higher, passes).limit(1)) is not None


def running(session: Session) -> Sequence[PolicyEffect]:
    """Passes over all records that are not over."""
    over = PolicyEffect.state.in_([State.DONE, State.SUPERSEDED])
    passes = select(PolicyEffect).where(PolicyEffect.version.is_not(None), ~over)
    return session.scalars(passes.order_by(PolicyEffect.version.desc())).all()


def team_names(session: Session, ids: Collection[int]) -> dict[str, str]:
    """By the id as it stands in JSON."""
    return {str(row.id): row.name for row in session.execute(select(Team.id, Team.name).where(Team.id.in_(ids)))}


def begin(effect: PolicyEffect, state: State) -> None:
    effect.state = state
    effect.began_at = effect.moved_at = CLOCK


def move(effect: PolicyEffect, found: Mapping[str, Any], position: int) -> None:
    """Remember what was found and how far it has come."""
    effect.found, effect.position = dict(found), position
    effect.moved_at = CLOCK


def end(effect: PolicyEffect, state: State) -> None:
    effect.state = state
    effect.position = None


def count_notes(session: Session, since: datetime) -> int:
    return session.scalar(select(func.count()).select_from(Visit).where(*_replayed(since))) or 0


def notes(session: Session, since: datetime, below: int | None, limit: int) -> Sequence[Row[int, int, int | None, str]]:
    """(visit, record, team of the author, note) of follow-ups entered since, newest first."""
    columns = (Visit.id, Visit.record_id, Person.team_id, Visit.note)
    found = select(*columns).outerjoin(Person, Person.id == Visit.author_id).where(*_replayed(since))
    page = found if below is None else found.where(Visit.id < below)
    return session.execute(page.order_by(Visit.id.desc()).limit(limit)).all()


def count_records(session: Session, *, older_than: int | None = None) -> int:
    return session.scalar(_judged(select(func.count()), older_than)) or 0


def record_ids(
    session: Session, below: int | None, limit: int, *, every: int = 1, older_than: int | None = None
) -> Sequence[int]:
    """Judged records, newest first: one in `every`; only those judged by an older version where one is given."""
    found = _judged(select(Record.id), older_than)
    if every > 1:
        found = found.where(Record.id % every == 0)
    page = found if below is None else found.where(Record.id < below)
    return session.scalars(page.order_by(Record.id.desc()).limit(limit)).all()


def standing(session: Session, ids: Collection[int]) -> dict[int, Row[int, str, str, int | None, list[str]]]:
    """(id, company, triage, score, codes) of records as they stand, by id."""
    columns = (Record.id, Record.company, Record.triage, Record.score, Record.finding_codes)
    return {row.id: row for row in session.execute(select(*columns).where(Record.id.in_(ids)))}


def _held(which: ColumnElement[bool], *, locked: bool) -> Select[PolicyEffect]:
    found = select(PolicyEffect).where(which)
    return found.with_for_update() if locked else found


def _replayed(since: datetime) -> tuple[Any, ...]:
    """Notes of the time, but not what was imported or ruled false."""
    return (Visit.entered_at >= since, Visit.historic.is_(False), Visit.struck_at.is_(None), Visit.note != "")


def _judged(found: Any, older_than: int | None) -> Any:
    found = found.select_from(Record).where(Record.merged_into_id.is_(None), Record.assessment_id.is_not(None))
    if older_than is None:
        return found
    return found.join(Assessment, Assessment.id == Record.assessment_id).where(Assessment.policy_version < older_than)


def rate(effect: PolicyEffect) -> float:
    """Rows a second since it began; 0 before there is headway."""
    if effect.began_at is None or effect.moved_at is None:
        return 0.0
    spent = max(effect.moved_at - effect.began_at, timedelta(milliseconds=1))
    return (effect.notes_done + effect.records_done) / spent.total_seconds()
