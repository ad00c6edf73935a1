"""What happens when somebody judges an item? It leaves the queue at once; its effects wait until it cannot be undone.

Locks are taken in one order, records before items, so that judging, deciding and taking back cannot block each other.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from greening.domain import review_rules as rules
from greening.domain.changes import Change
from greening.domain.people import Actor
from greening.domain.permissions import may_see_contacts
from greening.domain.policy import Policy
from greening.domain.record_masking import masked_changes
from greening.domain.refusals import NotFound, ReasonMissing, Refusal, ReviewStale
from greening.domain.review import Decided, Draft, Kind, Source, State
from greening.jobs import Kind as Job
from greening.services.review import _steps, submitted
from greening.storage import events, record_pages, review_arising, review_drafts, review_verdicts
from greening.storage.records import Record
from greening.storage.review import Review, Verdict
from greening.storage.session import Unit, Work


def decide(
    work: Work,
    policy: Policy,
    *,
    actor: Actor,
    review_id: int,
    version: int,
    record_version: int,
    kind: Kind,
    confirmed: Sequence[str] = (),
    proven: Sequence[str] = (),
    note: str = "",
    now: datetime,
) -> Decided:
    """Judge an item as it was shown, in `version` of the item and `record_version` of the record.

    A pass of what a rep has submitted says which values are `proven`, by a call: what stands at these paths. Until
    `undo_until` nothing but the queue changes. Where the item cannot be judged, what was typed is kept as a draft.

    Raises: Denied, NotFound, ReviewOwn, BadValue; ReasonMissing, for a return or a rejection that says nothing;
        ReviewHeld, where another has it open; ReviewStale, where anything is not as it was shown; PassLacking, where
        what was submitted does not hold what a pass asks for, with what is proven now.
    """
    person_id = _steps.reviewer(actor)
    typed = _steps.said(policy, kind, confirmed, note, proven)
    shown = (version, record_version)
    with work() as unit:
        item = _steps.locked(unit, actor, review_id)
        no = _steps.held_by_another(unit, item, actor, now) or _stale(unit, item, shown, typed, actor)
        no = no or _silent(item, typed) or submitted.obstacle(unit, policy, item, typed, now)
        if no is None:
            prints = review_arising.doubted(unit.session, [item.record_id], policy).get(item.record_id, [])
            return give(unit, policy, item, typed, person_id=person_id, prints=prints, now=now)
        review_drafts.save(unit.session, review_id, person_id, typed, now=now)
    raise no


def give(
    unit: Unit,
    policy: Policy,
    item: Review,
    typed: Draft,
    *,
    person_id: int,
    prints: Sequence[str],
    now: datetime,
    bulk_id: int | None = None,
) -> Decided:
    """Write down a verdict on an item that is held; `prints` are the doubts it is about. One of many has no job of its own."""
    until = now + policy.review.undo
    verdict = Verdict(
        review_id=item.id,
        person_id=person_id,
        kind=typed.kind,
        confirmed=[code for code in typed.confirmed if code in item.codes],
        proven=submitted.proven(unit, policy, item, typed),
        note=typed.note,
        at=now,
        settle_at=until,
        bulk_id=bulk_id,
        record_version=item.record_version,
        prints=list(prints),
        policy_version=policy.version,
    )
    unit.session.add(verdict)
    item.state, item.version, item.changed_at = State.PENDING, item.version + 1, now
    item.lease_by = item.lease_until = None
    unit.session.flush()
    review_drafts.forget(unit.session, item.id, person_id)
    after = {"verdict": verdict.id, "kind": typed.kind, "confirmed": verdict.confirmed, "note": typed.note}
    events.add(
        unit.session, "review.decided", subject="review", subject_id=item.id, actor_id=person_id, at=now, after=after
    )
    if bulk_id is None:
        args = {"verdict_ids": [verdict.id]}
        unit.note_job(Job.SETTLE_VERDICT, f"verdict:{verdict.id}", args, now=now, run_after=until)
    return Decided(verdict.id, until)


def _silent(item: Review, typed: Draft) -> Refusal | None:
    """Nothing is said; of what a rep has submitted only words say what has to be put right."""
    said = typed.note or (typed.confirmed and item.source != Source.SUBMISSION)
    return None if typed.kind is Kind.PASS or said else ReasonMissing()


def _stale(unit: Unit, item: Review, shown: tuple[int, int], typed: Draft, actor: Actor) -> Refusal | None:
    """Why what was shown no longer holds: a verdict that came first, an item or a record that has changed."""
    record = unit.session.get(Record, item.record_id)
    if record is None:
        raise NotFound
    if item.state == State.OPEN and shown == (item.version, item.record_version) and shown[1] == record.version:
        return None
    return ReviewStale(
        review_id=item.id,
        state=item.state,
        version=item.version,
        record_version=record.version,
        fields=_differences(unit, item.record_id, record.version - shown[1], actor),
        stands=_verdict(unit, item.id),
        typed={
            "kind": typed.kind,
            "confirmed": list(typed.confirmed),
            "proven": list(typed.proven),
            "note": typed.note,
        },
    )


def _verdict(unit: Unit, item_id: int) -> dict[str, Any] | None:
    first = review_verdicts.standing(unit.session, item_id)
    if first is None:
        return None
    return {"kind": first.kind, "by": first.by, "at": first.at.isoformat(), "note": first.note}


def _differences(unit: Unit, record_id: int, versions: int, actor: Actor) -> list[dict[str, str]]:
    """What the last `versions` of the record changed, as far as the reader may see it."""
    if versions <= 0:
        return []
    acts = events.newest(unit.session, "record", record_id, kinds=events.RECORD_VERSIONS, limit=versions)
    found = rules.differences([(act.before or {}, act.after or {}) for act in reversed(acts)])
    met = record_pages.unit(unit.session, record_id, actor.id)
    if met is None or not may_see_contacts(actor, record_pages.holder(met)):
        found = masked_changes(found)
    return [_shown(one) for one in found]


def _shown(change: Change) -> dict[str, str]:
    return {"path": change.path, "shown": change.before, "stands": change.after}
