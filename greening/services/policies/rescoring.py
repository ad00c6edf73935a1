"""What has a version changed? Every record judged again under it, the newest first, a span a job.

The old judgements stay. What is saved meanwhile by a process that has not noticed the version yet is met by one more pass.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from greening.domain.policy import Policy
from greening.domain.policy_changes import read_stored
from greening.domain.policy_effects import JudgedRecord, Side, State, added, of_records
from greening.domain.refusals import NotFound
from greening.jobs import Kind
from greening.storage import judging, policies, policy_effects
from greening.storage.policy_effects import PolicyEffect
from greening.storage.session import Unit, Work

AT_WORK = frozenset({State.RECORDS, State.REST})
UNFINISHED = AT_WORK | {State.WAITING}


@dataclass(frozen=True, slots=True)
class Span:
    """How far a job came: so many `records` judged again."""

    state: State
    records: int


def rescore(work: Work, policy: Policy, *, version: int, now: datetime) -> Span:
    """Judge the next `versions.span` records again under a version, and note the job that goes on.

    It is left alone where a higher one has begun that has a pass of its own: that one judges everything. Raises: NotFound.
    """
    with work() as unit:
        under = _under(unit, version)
    records = 0
    while True:
        with work() as unit:
            effect = policy_effects.of_version(unit.session, version, locked=True)
            if effect is None:
                raise NotFound
            if effect.state in UNFINISHED and policy_effects.is_overtaken(unit.session, version, now):
                policy_effects.end(effect, State.SUPERSEDED)
            records += _portion(unit, policy, effect, under, now)
            unit.cursor = {"state": effect.state, "position": effect.position}
            if effect.state not in AT_WORK:
                return Span(State(effect.state), records)
            if records >= policy.versions.span:
                key = f"{version}:{effect.state}:{effect.position}"
                unit.note_job(Kind.RESCORE, key, {"version": version}, now=now)
                return Span(State(effect.state), records)


def _under(unit: Unit, version: int) -> Policy:
    stored = policies.of_version(unit.session, version)
    if stored is None:
        raise NotFound
    return read_stored(stored.document, version)


def _portion(unit: Unit, policy: Policy, effect: PolicyEffect, under: Policy, now: datetime) -> int:
    """One transaction's work; how many records it judged."""
    if effect.state == State.WAITING:
        effect.records = policy_effects.count_records(unit.session, older_than=under.version)
        policy_effects.begin(effect, State.RECORDS)
    if effect.state not in AT_WORK:
        return 0
    limits = policy.versions
    ids = policy_effects.record_ids(unit.session, effect.position, limits.chunk, older_than=under.version)
    if not ids:
        policy_effects.end(effect, State.REST if effect.state == State.RECORDS else State.DONE)
        return 0
    found = of_records(_judged(unit, ids, under, now))
    effect.records_done += len(ids)
    effect.records = max(effect.records, effect.records_done)
    policy_effects.move(effect, added(effect.found, found, examples=limits.examples), ids[-1])
    return len(ids)


def _judged(unit: Unit, ids: Collection[int], under: Policy, now: datetime) -> Iterator[JudgedRecord]:
    before = policy_effects.standing(unit.session, ids)
    judging.judge(unit.session, ids, under, now)
    after = policy_effects.standing(unit.session, ids)
    for one in ids:
        yield JudgedRecord(one, before[one].company, _side(before[one]), _side(after[one]))


def _side(row: Row[*tuple[Any, ...]]) -> Side:
    return Side(row.triage, row.score, frozenset(row.finding_codes))
