"""Who may contest a customer, until when is it answered and ruled, by whom, and how long can it be taken back?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from greening.domain.calendar import Calendar
from greening.domain.policy_sections import ConflictsPolicy
from greening.domain.refusals import Refusal
from greening.domain.refusals_units import FilingsPaused, RulingSettled, TooManyFilings


@dataclass(frozen=True, slots=True)
class Course:
    """Until when the other party may answer, and until when it is to be ruled."""

    answer_by: datetime
    rule_by: datetime


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody and their managers, the nearest first."""

    person_id: int
    managers: Sequence[int] = ()


def obstacle(open_filings: int, bad_at: Sequence[datetime], policy: ConflictsPolicy, now: datetime) -> Refusal | None:
    """Why somebody may not file now, None where they may.

    `bad_at` are the times of their filings that were withdrawn or had no evidence, as far back as `policy.bad_within`.
    """
    if open_filings >= policy.open_filings:
        return TooManyFilings(limit=policy.open_filings)
    bad = sorted(at for at in bad_at if now - at < policy.bad_within)
    if len(bad) >= policy.forgiven + policy.bad_filings and now < (until := bad[-1] + policy.pause):
        return FilingsPaused(until=until.isoformat())
    return None


def course(filed_at: datetime, calendar: Calendar, policy: ConflictsPolicy) -> Course:
    """The times of a case, in working days."""
    return Course(calendar.deadline(filed_at, policy.answer), calendar.deadline(filed_at, policy.answer + policy.rule))


def may_rule(judge: Line, parties: Sequence[Line], policy: ConflictsPolicy) -> bool:
    """Whether somebody stands outside the lines of all parties: is none of them, nor works under or over them nearby."""
    near = set[int]().union(*(_near(party, policy) for party in parties))
    return near.isdisjoint(_near(judge, policy))


def undo_obstacle(ruled_at: datetime, policy: ConflictsPolicy, now: datetime) -> Refusal | None:
    """Why a ruling can no longer be taken back, None where it can."""
    until = ruled_at + policy.undo
    return None if now < until else RulingSettled(until=until.isoformat())


def _near(line: Line, policy: ConflictsPolicy) -> set[int]:
    return {line.person_id, *line.managers[: policy.levels]}
