"""How is everything that a filter finds judged at once? Shown first, decided one by one, taken back as one."""

from collections.abc import Sequence
from datetime import datetime

from greening.domain.people import Actor
from greening.domain.permissions import Action
from greening.domain.policy import Policy
from greening.domain.refusals import AlreadyUndone, Denied, NotFound, ReasonMissing
from greening.domain.review import Draft, Filters, Kind, State
from greening.domain.review_bulk import BulkResult, Outcome, Preview
from greening.jobs import Kind as Job
from greening.services.review import _steps, settling
from greening.services.review.deciding import give
from greening.storage import passing, review_arising, review_queue, review_verdicts
from greening.storage.review import Review, ReviewBulk
from greening.storage.session import Unit, Work


def bulk_preview(work: Work, policy: Policy, *, actor: Actor, filters: Filters, now: datetime) -> Preview:
    """What judging the first `policy.review.bulk` items of a filter would do; nothing is written. Raises: Denied."""
    _steps.reviewer(actor)
    limit = policy.review.bulk
    with work() as unit:
        review_queue.read_by_index(unit.session)
        rows = review_queue.page(unit.session, filters, after=None, limit=limit)
        lacking = passing.lacking(unit.session, rows, policy)
        total = review_queue.count(unit.session, filters, limit=policy.lists.counted + 1)
    shown = [_steps.row(row, actor, now) for row in rows]
    foreseen = [_foreseen(is_own=row.is_own, is_held=row.lease is not None and not row.lease.mine) for row in shown]
    counts = {one: foreseen.count(one) for one in Outcome}
    short = sum(row.id in lacking and one is Outcome.DECIDED for row, one in zip(shown, foreseen, strict=True))
    beyond, sample = total - len(shown), tuple(shown[: policy.review.bulk_sample])
    return Preview(filters, counts, short, limit, beyond, now, sample)


def bulk(
    work: Work,
    policy: Policy,
    *,
    actor: Actor,
    filters: Filters,
    kind: Kind,
    confirmed: Sequence[str] = (),
    note: str = "",
    as_of: datetime,
    now: datetime,
) -> BulkResult:
    """Judge what the preview of `as_of` showed; of each item it is said what became of it.

    `confirmed` counts for the items that have such findings; who returns or rejects many says why in the note.

    Raises: Denied, BadValue, ReasonMissing.
    """
    person_id = _steps.reviewer(actor)
    typed = _steps.said(policy, kind, confirmed, note)
    if kind is not Kind.PASS and not typed.note:
        raise ReasonMissing
    with work() as unit:
        review_queue.read_by_index(unit.session)
        ids = review_queue.ids(unit.session, filters, limit=policy.review.bulk)
        held = {item.id: item for item in review_queue.locked_all(unit.session, ids)}
        lacking = passing.lacking(unit.session, held.values(), policy) if kind is Kind.PASS else set()
        outcomes = tuple((one, _outcome(held.get(one), actor, as_of, now, lacking=one in lacking)) for one in ids)
        told = {"filters": filters.to_json(), "outcomes": [list(one) for one in outcomes]}
        until = now + policy.review.undo
        act = ReviewBulk(person_id=person_id, kind=kind, note=typed.note, at=now, settle_at=until, **told)
        unit.session.add(act)
        unit.session.flush()
        _give_all(unit, policy, act, [held[one] for one, done in outcomes if done is Outcome.DECIDED], typed, now=now)
        return BulkResult(act.id, kind, outcomes, until)


def undo_bulk(work: Work, policy: Policy, *, actor: Actor, bulk_id: int, now: datetime) -> int:
    """Take back all verdicts of one act that still stand; how many.

    Raises: Denied, NotFound, AlreadyUndone where none stands any more.
    """
    person_id = _steps.reviewer(actor)
    with work() as unit:
        act = unit.session.get(ReviewBulk, bulk_id)
        if act is None:
            raise NotFound
        if act.person_id != person_id:
            raise Denied(action=Action.REVIEW)
        ids = review_verdicts.of_bulk(unit.session, bulk_id)
        there = settling.standing(unit, settling.held(unit, ids))
        if not there:
            raise AlreadyUndone
        settling.take_back(unit, policy, there, actor=actor, now=now)
        return len(there)


def _give_all(
    unit: Unit, policy: Policy, act: ReviewBulk, items: Sequence[Review], typed: Draft, *, now: datetime
) -> None:
    """A verdict on each, and one job for all: they settle and are taken back together."""
    prints = review_arising.doubted(unit.session, [item.record_id for item in items], policy)
    given = [
        give(
            unit,
            policy,
            item,
            typed,
            person_id=act.person_id,
            prints=prints.get(item.record_id, []),
            now=now,
            bulk_id=act.id,
        )
        for item in items
    ]
    if given:
        ids = [one.verdict_id for one in given]
        unit.note_job(Job.SETTLE_VERDICT, f"bulk:{act.id}", {"verdict_ids": ids}, now=now, run_after=act.settle_at)


def _foreseen(*, is_own: bool, is_held: bool) -> Outcome:
    if is_own:
        return Outcome.OWN
    return Outcome.HELD if is_held else Outcome.DECIDED


def _outcome(item: Review | None, actor: Actor, as_of: datetime, now: datetime, *, lacking: bool) -> Outcome:
    """What is to become of an item; one that somebody has locked at this moment is being changed."""
    if item is None or item.state != State.OPEN or item.changed_at > as_of:
        return Outcome.CHANGED
    is_held = item.lease_by not in {None, actor.id} and item.lease_until is not None and item.lease_until > now
    foreseen = _foreseen(is_own=actor.id in item.author_ids, is_held=is_held)
    return Outcome.LACKING if lacking and foreseen is Outcome.DECIDED else foreseen
