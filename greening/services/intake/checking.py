"""What would importing this file do? Decided and judged row by row like the real thing, and nothing of it is written."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from greening.domain.intake import Mode, State
from greening.domain.people import today
from greening.domain.policy import Policy
from greening.domain.refusals import NotFound
from greening.services.intake.running import Report, stage, unheard
from greening.storage import (
    intake_applying,
    intake_keys,
    intake_owning,
    intake_people,
    intake_rows,
    intake_staging,
    intakes,
)
from greening.storage.intakes import Intake
from greening.storage.session import Unit, Work
from validators import FilePopulation, Record
from validators import check as judge


def check(
    work: Work, policy: Policy, *, intake_id: int, now: datetime, report: Report = unheard
) -> Mapping[str, Any] | None:
    """Find out and remember with the run what would become of its rows; None where it was started or changed meanwhile.

    The answer has ``outcomes`` and ``problems`` (code, number of rows, the first row numbers) and ``findings``: how many
    of the rows that say something new have each finding, judged among the rows of the file.

    Raises: NotFound.
    """
    if stage(work, policy, intake_id=intake_id, now=now) != State.STAGED:
        return None
    with work() as unit:
        intakes.be_patient(unit.session)
        intake = _there(unit.session.get(Intake, intake_id))
        said = _said(intake)
        answer = _foreseen(unit, policy, intake, now) | {"findings": _findings(unit, policy, intake_id, now, report)}
        unit.session.refresh(intake, with_for_update=True)
        if _said(intake) != said:
            return None
        intake.checked = answer
        return answer


def _there(intake: Intake | None) -> Intake:
    if intake is None:
        raise NotFound
    return intake


def _said(intake: Intake) -> tuple[Any, ...]:
    """All that the answer depends on."""
    return intake.state, intake.started_at, intake.mapping, intake.dialect, intake.region, intake.mode, intake.opening


def _foreseen(unit: Unit, policy: Policy, intake: Intake, now: datetime) -> dict[str, Any]:
    intake_people.know(unit.session, intake.id, today=today(policy, now))
    intake_keys.decide_all(unit.session, intake.id)
    intake_owning.begin(unit.session)
    intake_owning.wish_new(unit.session, intake.id)
    if intake.mode != Mode.CREATE:
        intake_applying.compare(unit.session, intake)
    intake_owning.decide(unit.session, cap=None if intake.opening else policy.library.cap, now=now)
    outcomes, problems = intake_rows.foresee(unit.session, intake.id, shown=policy.intake.preview_rows)
    return {"outcomes": [asdict(one) for one in outcomes], "problems": [asdict(one) for one in problems]}


def _findings(unit: Unit, policy: Policy, intake_id: int, now: datetime, report: Report) -> dict[str, int]:
    population = FilePopulation(_records(unit, intake_id))
    found: Counter[str] = Counter()
    for number, record in enumerate(_records(unit, intake_id), start=1):
        judgement = judge(record, as_of=now, population=population, settings=policy.settings)
        found.update({finding.code for finding in judgement.findings})
        report(number)
    return dict(found.most_common())


def _records(unit: Unit, intake_id: int) -> Iterator[Record]:
    """What the rows that say something new say, in the order of the file."""
    return map(intake_staging.typed, intake_staging.telling(unit.session, intake_id))
