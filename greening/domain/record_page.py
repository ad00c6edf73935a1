"""What does the page of a record show? Plain values, masked for whoever does not hold the record."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from greening.domain import masking
from greening.domain.changes import Change, Stamp
from greening.domain.entitlements import Step
from greening.domain.record_masking import masked, masked_changes, masked_findings
from greening.domain.triage import Triage
from validators import Score
from validators.finding import Finding
from validators.record import Record


@dataclass(frozen=True, slots=True)
class Reading:
    """A number as it was read out of the contact at `path`. `value` is E.164, or a folded mail address."""

    path: str
    value: str
    kind: str
    extension: str
    inferred: bool


@dataclass(frozen=True, slots=True)
class Assessment:
    """The newest judgement. `is_current` is false while a later version of the record waits to be judged."""

    at: datetime
    score: Score
    triage: Triage
    findings: tuple[Finding, ...]
    policy_version: int
    catalog_version: int
    is_current: bool


@dataclass(frozen=True, slots=True)
class VisitShown:
    """A follow-up and what judging says of it; `verdict` is empty where it has not been judged."""

    id: int
    at: datetime | None
    entered_at: datetime | None
    channel: str
    note: str
    author: str
    historic: bool
    verdict: str
    units: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Act:
    """An entry of the history; `actor` is empty where the system acted by rule or nobody is known."""

    id: int
    at: datetime
    kind: str
    actor: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class UnitShown:
    """Who holds the record; nobody is the pool."""

    owner_id: int | None
    owner: str
    owned_since: datetime | None
    stage: str
    next_contact_on: date | None


@dataclass(frozen=True, slots=True)
class RecordPage:
    """Everything about one record, for one reader. `stamps` and `people` say whose a value is, by path and by id."""

    id: int
    version: int
    record: Record
    unit: UnitShown
    source: str
    author: str
    created_at: datetime
    updated_at: datetime
    assessment: Assessment | None
    readings: tuple[Reading, ...]
    stamps: Mapping[str, Stamp]
    people: Mapping[int, str]
    visits: tuple[VisitShown, ...]
    history: tuple[Act, ...]
    sees_contacts: bool
    may_reveal: bool
    may_edit: bool
    may_add_visit: bool


@dataclass(frozen=True, slots=True)
class DraftJudgement:
    """What judging would say of a form that is being filled in, and what a pass would ask of it. Whoever does not see
    contacts is told of them by masks.
    """

    score: Score
    triage: Triage
    findings: tuple[Finding, ...]
    readings: tuple[Reading, ...]
    passing: tuple[Step, ...]
    sees_contacts: bool
    kind: str = ""
    stage: str = ""
    """By which weights it is scored, as those of a record."""


def masked_page(page: RecordPage) -> RecordPage:
    """The page for whoever does not hold the record: recognisable, but nothing to dial or to write to."""
    assessment = page.assessment
    return replace(
        page,
        record=masked(page.record),
        assessment=assessment and replace(assessment, findings=masked_findings(assessment.findings, page.record)),
        readings=masked_readings(page.readings),
        visits=tuple(replace(one, note=masking.text(one.note)) for one in page.visits),
        history=masked_history(page.history),
    )


def masked_readings(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    return tuple(replace(one, value=masking.contact(one.value), extension="") for one in readings)


def masked_history(history: tuple[Act, ...]) -> tuple[Act, ...]:
    return tuple(replace(act, changes=masked_changes(act.changes)) for act in history)
