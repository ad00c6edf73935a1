"""Who may contest a customer, until when is it answered and ruled, by whom, and how long can it be taken back?"""

import hashlib
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


@dataclass(frozen=True, slots=True)
class Bench:
    """Who rules a case: `judge_id`, nobody where None; `eligible` of the adjudicators stand outside both lines.

    `is_head` says that these are too few to draw from, so that the head of sales operations rules.
    """

    judge_id: int | None
    eligible: int
    is_head: bool = False


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


def bench(
    adjudicators: Sequence[Line], heads: Sequence[Line], parties: Sequence[Line], lot: str, policy: ConflictsPolicy
) -> Bench:
    """Who rules: drawn by the lot of the case from the adjudicators outside both lines, where there are enough of them;
    else a head of sales operations outside both lines; where there is none, whoever is left.
    """
    fit = [one.person_id for one in adjudicators if may_rule(one, parties, policy)]
    outside = [one.person_id for one in heads if may_rule(one, parties, policy)]
    by_head = len(fit) < policy.panel and bool(outside)
    judge_id = min(outside if by_head else fit, key=lambda one: drawn(f"judge:{lot}", one), default=None)
    return Bench(judge_id, len(fit), by_head)


def drawn(seed: str, person_id: int) -> str:
    """A lot that anybody can draw again; the lower one wins a case as judge, the higher one as party."""
    return hashlib.sha256(f"{seed}:{person_id}".encode()).hexdigest()


def undo_obstacle(ruled_at: datetime, policy: ConflictsPolicy, now: datetime) -> Refusal | None:
    """Why a ruling can no longer be taken back, None where it can."""
    until = ruled_at + policy.undo
    return None if now < until else RulingSettled(until=until.isoformat())


def _near(line: Line, policy: ConflictsPolicy) -> set[int]:
    return {line.person_id, *line.managers[: policy.levels]}
