"""What is asked next of somebody who completes a record, and what would judging say of what they are typing?"""

from dataclasses import dataclass, replace
from datetime import datetime

from greening.domain import answers, entitlements
from greening.domain import enriching as rules
from greening.domain.assessments import Assessed, read_findings, read_score
from greening.domain.changes import Stamp, levels, stamps, verified
from greening.domain.claims import State
from greening.domain.enriching import Known, Question, Said
from greening.domain.entitlements import Step
from greening.domain.people import Actor
from greening.domain.permissions import Action
from greening.domain.policy import Policy
from greening.domain.records import derive, tidied
from greening.services.enriching import _steps
from greening.services.enriching._steps import Met
from greening.storage import enriching, holidays, judging, number_states
from greening.storage.enriching import Answer
from greening.storage.population import population, population_of
from greening.storage.session import Unit, Work
from validators import Score
from validators.finding import Finding, Level


@dataclass(frozen=True, slots=True)
class Due:
    """Until when a claim runs: the moment, and the working days after today that are left."""

    at: datetime
    days: int


@dataclass(frozen=True, slots=True)
class Done:
    """An answer that can still be undone; it is named by what it said."""

    answer_id: int
    path: str
    said: Said
    value: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Quest:
    """The next question about a record, None where nothing is left, and how far it has come.

    `place` of `total` fields is the one that is asked for; `skipped` of those that are left were put off. `findings` are
    about the value that stands in the question's field. `passing` is what a pass asks for.
    """

    record_id: int
    company: str
    claim_id: int | None
    state: State | None
    due: Due | None
    question: Question | None
    place: int
    total: int
    skipped: int
    known: tuple[Known, ...]
    score: Score
    passing: tuple[Step, ...]
    findings: tuple[Finding, ...]
    done: tuple[Done, ...]

    @property
    def takes_answers(self) -> bool:
        """Whether it is not with its reviewer."""
        return self.state is not State.SUBMITTED

    @property
    def passes(self) -> bool:
        """Whether it would pass as it stands."""
        return all(step.holds for step in self.passing)


@dataclass(frozen=True, slots=True)
class Advice:
    """What judging says of a value that is being typed, and the level that it would have."""

    findings: tuple[Finding, ...]
    level: Level


def quest(
    work: Work,
    policy: Policy,
    *,
    actor: Actor,
    claim_id: int | None = None,
    record_id: int | None = None,
    skipped: tuple[str, ...] = (),
    at: str = "",
    now: datetime,
) -> Quest:
    """What to ask next of a claimed record or one of the actor's own: what is open `at` a path or a field, else what is worth most and
    was not `skipped`. A submitted claim asks nothing until it comes back.

    Raises: NotFound; Denied, for whoever does not complete it; ClaimNotThere, where the claim has ended.
    """
    with work() as unit:
        record_id = _steps.record_of(unit, actor, claim_id, record_id)
        met = _steps.meet(unit, policy, actor, record_id, action=Action.SEE_CONTACTS)
        return _quest(unit, policy, actor, met, skipped=skipped, at=at, now=now)


def advice(work: Work, policy: Policy, *, actor: Actor, record_id: int, path: str, typed: str, now: datetime) -> Advice:
    """What judging would say of a value at `path` if it were saved; nothing is written.

    Raises: NotFound, Denied, BadValue.
    """
    with work() as unit:
        there = _steps.meet(unit, policy, actor, record_id).loaded
        meant = answers.read(path, typed, there.record)
        draft = tidied(answers.answered(there.record, path, Said.VALUE, meant))
        stamped = stamps(there.record, draft, there.stamps, Stamp(actor.id, now, ""))
        draft = replace(draft, levels=levels(stamped), verified=verified(stamped))
        derived = derive(draft)
        draft = number_states.with_states(unit.session, draft, derived)
        among = population_of(unit.session, derived, record_id, policy, draft=draft)
    assessed = judging.assess_one(draft, among, policy, now, visit_ids=there.visit_ids)
    found = {one.path: one.level for _, one in rules.scored(_score(assessed))}
    return Advice(_about(assessed, path), found.get(path, Level.FILLED))


def _quest(
    unit: Unit, policy: Policy, actor: Actor, met: Met, *, skipped: tuple[str, ...], at: str, now: datetime
) -> Quest:
    there, settings = met.loaded, policy.settings
    among = population(unit.session, [there.id], policy)
    assessed = judging.assess_one(there.record, among, policy, now, visit_ids=there.visit_ids)
    score, given = _score(assessed), _given(unit, policy, actor, met)
    said = {one.path: one.said for one in reversed(given)}
    left = rules.questions(there.record, score, settings, own=_steps.own_paths(there, actor), said=said)
    known = rules.known(there.record, score, settings, {one.field for one in left})
    put_off = [one for one in left if one.path in skipped]
    waits = met.claim is not None and met.claim.state != State.OPEN
    asked = [one for one in left if at in {one.path, one.field}] or [one for one in left if one not in put_off]
    question = asked[0] if asked and not waits else None
    total, is_open = len(known), sum(one.is_open for one in known)
    return Quest(
        record_id=there.id,
        company=there.record.company,
        claim_id=met.claim.id if met.claim else None,
        state=State(met.claim.state) if met.claim else None,
        due=_due(unit, policy, met, now),
        question=question,
        place=min(total, total - is_open + len(put_off) + 1),
        total=total,
        skipped=len(put_off),
        known=known,
        score=score,
        passing=entitlements.passing_here(score, policy),
        findings=_about(assessed, question.path) if question and question.stands else (),
        done=tuple(one for one in given if now <= one.at + policy.enriching.undo)[: policy.enriching.undo_shown],
    )


def _given(unit: Unit, policy: Policy, actor: Actor, met: Met) -> list[Done]:
    """What the actor has answered since they began, the newest first."""
    if actor.id is None:
        return []
    rows = enriching.standing(unit.session, met.loaded.id, actor.id, since=met.since, limit=policy.lists.page)
    return [_done(row) for row in rows]


def _done(row: Answer) -> Done:
    said = Said(row.said)
    return Done(row.id, row.path, said, row.value if said is Said.VALUE else row.before["value"], row.at)


def _due(unit: Unit, policy: Policy, met: Met, now: datetime) -> Due | None:
    if met.claim is None:
        return None
    calendar = holidays.of_organisation(unit.session, policy)
    return Due(met.claim.due_at, calendar.working_days_between(calendar.day_of(now), met.claim.due_on))


def _about(assessed: Assessed, path: str) -> tuple[Finding, ...]:
    """What is found of the value at a path; of a role also what is found of all key persons."""
    at = {path, "key_persons"} if path.endswith(".role") else {path}
    return tuple(one for one in read_findings(assessed.findings) if one.field in at and ".missing" not in one.code)


def _score(assessed: Assessed) -> Score:
    return read_score(assessed.score, assessed.completeness, assessed.score_detail)
