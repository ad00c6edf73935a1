"""What would a draft change? Follow-ups of the last months and stored records, judged by what holds and by the draft.

Work in the background, a portion a transaction: a later attempt goes on where an earlier one was stopped.
"""

from collections.abc import Collection, Iterator
from datetime import datetime

from greening.domain.assessments import Assessed
from greening.domain.policy import JUDGING, Policy
from greening.domain.policy_changes import apply, read_stored
from greening.domain.policy_effects import JudgedNote, JudgedRecord, Side, State, added, of_notes, of_records
from greening.domain.refusals import NotFound
from greening.storage import judging, policies, policy_effects, population
from greening.storage.policies import PolicyDraft
from greening.storage.policy_effects import PolicyEffect
from greening.storage.record_loading import load
from greening.storage.session import Unit, Work
from validators import visits

OF_NOTES = (f"{JUDGING}.lexicon.visit_", f"{JUDGING}.visits.")
"""Beginnings of the paths that say what a follow-up is worth."""

Sides = tuple[Policy, Policy]
"""What holds, and the draft."""


def preview(work: Work, policy: Policy, *, draft_id: int, now: datetime) -> State:
    """Find out what a draft would change, and keep it. Raises: NotFound."""
    with work() as unit:
        effect, draft = _locked(unit, draft_id)
        sides = _sides(unit, draft)
        if effect.state == State.WAITING:
            _begin(unit, policy, effect, draft, now)
    while _step(work, policy, draft_id, sides, now) != State.DONE:
        pass
    return State.DONE


def _locked(unit: Unit, draft_id: int) -> tuple[PolicyEffect, PolicyDraft]:
    draft = policies.draft(unit.session, draft_id)
    effect = policy_effects.of_draft(unit.session, draft_id, locked=True)
    if draft is None or effect is None:
        raise NotFound
    return effect, draft


def _sides(unit: Unit, draft: PolicyDraft) -> Sides:
    base = policies.of_version(unit.session, draft.base_version)
    if base is None:
        raise NotFound
    return read_stored(base.document, base.version), read_stored(apply(base.document, draft.changes), base.version)


def _begin(unit: Unit, policy: Policy, effect: PolicyEffect, draft: PolicyDraft, now: datetime) -> None:
    """Count what there is to do. Notes are replayed only where the draft changes what a note is worth."""
    changes_notes = any(path.startswith(OF_NOTES) for path in draft.changes)
    if changes_notes:
        effect.notes = policy_effects.count_notes(unit.session, now - policy.versions.replayed)
    there = policy_effects.count_records(unit.session)
    effect.every = max(1, -(-there // policy.versions.sample))
    effect.records = there // effect.every
    policy_effects.begin(effect, State.NOTES if changes_notes else State.RECORDS)


def _step(work: Work, policy: Policy, draft_id: int, sides: Sides, now: datetime) -> State:
    with work() as unit:
        effect, _ = _locked(unit, draft_id)
        if effect.state == State.NOTES and not _notes(unit, policy, effect, sides, now):
            policy_effects.end(effect, State.RECORDS)
        elif effect.state == State.RECORDS and not _records(unit, policy, effect, sides, now):
            policy_effects.end(effect, State.DONE)
        unit.cursor = {"state": effect.state, "position": effect.position}
        return State(effect.state)


def _notes(unit: Unit, policy: Policy, effect: PolicyEffect, sides: Sides, now: datetime) -> bool:
    """A portion of the follow-ups; whether there was one."""
    limits, since = policy.versions, now - policy.versions.replayed
    rows = policy_effects.notes(unit.session, since, effect.position, limits.chunk)
    if rows:
        effect.notes_done += len(rows)
        found = of_notes(JudgedNote(*row, *(_verdict(row.note, side) for side in sides)) for row in rows)
        policy_effects.move(effect, added(effect.found, found, examples=limits.examples), rows[-1].id)
    return bool(rows)


def _records(unit: Unit, policy: Policy, effect: PolicyEffect, sides: Sides, now: datetime) -> bool:
    """A portion of the records; whether there was one."""
    limits = policy.versions
    ids = policy_effects.record_ids(unit.session, effect.position, limits.chunk, every=effect.every)
    if ids:
        effect.records_done += len(ids)
        found = of_records(_judged(unit, ids, sides, now))
        policy_effects.move(effect, added(effect.found, found, examples=limits.examples), ids[-1])
    return bool(ids)


def _verdict(note: str, side: Policy) -> str:
    return visits.judge(note, side.settings).verdict.value


def _judged(unit: Unit, ids: Collection[int], sides: Sides, now: datetime) -> Iterator[JudgedRecord]:
    before = sides[0]
    there = load(unit.session, ids, visits=before.records.visits)
    among = population.population(unit.session, there, before)
    for one in there.values():
        judged = [judging.assess_one(one.record, among, side, now, visit_ids=one.visit_ids) for side in sides]
        yield JudgedRecord(one.id, one.record.company, *map(_side, judged))


def _side(assessed: Assessed) -> Side:
    return Side(assessed.triage.value, assessed.score, frozenset(assessed.codes))
