"""How does somebody get an item, keep it, and leave it? One item, one person, for as long as they are at it.

What is only under way, leases and drafts, leaves no event: it ends in a verdict, in a skip, or in nothing.
"""

from collections.abc import Sequence
from datetime import datetime

from greening.domain import review_rules as rules
from greening.domain.people import Actor
from greening.domain.policy import Policy
from greening.domain.refusals import NotFound, SkipReasonMissing
from greening.domain.review import Cursor, Filters, Kind, Lease
from greening.services.review import _steps
from greening.storage import review_drafts, review_queue, review_verdicts
from greening.storage.review import Review, ReviewSkip
from greening.storage.session import Unit, Work


def next_item(
    work: Work, policy: Policy, *, actor: Actor, filters: Filters, after: int | None = None, now: datetime
) -> int | None:
    """Take the first item that is free, and have it for `policy.review.lease`; None where nothing is.

    Of several who ask at once each gets another. Without `after` an item that is open already comes back first, so that
    a browser that died goes on where it was; with it the search begins behind that item. Raises: Denied.
    """
    person_id = _steps.reviewer(actor)
    with work() as unit:
        review_queue.read_by_index(unit.session)
        past = _place(unit, after)
        found = review_queue.held_by(unit.session, person_id, filters, now) if past is None else None
        if found is None:
            found = review_queue.next_free(
                unit.session,
                filters,
                person_id=person_id,
                after=past,
                skipped_since=now - policy.review.skipped,
                now=now,
            )
        if found is None:
            return None
        leased = review_queue.lease(unit.session, found, person_id=person_id, now=now, period=policy.review.lease)
        return found if leased else None


def take(work: Work, policy: Policy, *, actor: Actor, review_id: int, now: datetime) -> Lease:
    """Open one item, or go on having it open for another `policy.review.lease`.

    Raises: Denied, NotFound, ReviewOwn, ReviewOver, ReviewHeld where another has it open.
    """
    person_id = _steps.reviewer(actor)
    with work() as unit:
        item = _steps.locked(unit, actor, review_id)
        _steps.still_open(item)
        if held := _steps.held_by_another(unit, item, actor, now):
            raise held
        item.lease_by, item.lease_until = person_id, now + policy.review.lease
        return Lease(person_id, actor.name, item.lease_until, mine=True)


def release(work: Work, *, actor: Actor, review_id: int) -> bool:
    """Give an item back on leaving it; False where it was not held. Raises: Denied."""
    person_id = _steps.reviewer(actor)
    with work() as unit:
        return review_queue.release(unit.session, review_id, person_id=person_id)


def save_draft(
    work: Work,
    policy: Policy,
    *,
    actor: Actor,
    review_id: int,
    kind: Kind | None = None,
    confirmed: Sequence[str] = (),
    proven: Sequence[str] = (),
    note: str = "",
    now: datetime,
) -> None:
    """Keep what somebody has begun to say, whoever has the item open and however it stands; typing renews a lease.

    Raises: Denied, NotFound, ReviewOwn, BadValue.
    """
    person_id = _steps.reviewer(actor)
    typed = _steps.said(policy, kind, confirmed, note, proven)
    with work() as unit:
        item = unit.session.get(Review, review_id)
        if item is None:
            raise NotFound
        _steps.not_own(item, actor)
        review_drafts.save(unit.session, review_id, person_id, typed, now=now)
        if item.lease_by == person_id:
            review_queue.lease(unit.session, review_id, person_id=person_id, now=now, period=policy.review.lease)


def skip(work: Work, policy: Policy, *, actor: Actor, review_id: int, reason: str = "", now: datetime) -> None:
    """Leave an item to others; it is not offered again for `policy.review.skipped`, and a lease ends. A draft stays.

    Raises: Denied, NotFound, ReviewOwn, ReviewOver, BadValue, SkipReasonMissing where a reason is due by now.
    """
    person_id = _steps.reviewer(actor)
    why = _steps.said(policy, None, (), reason).note
    began = rules.day_began(now, policy)
    with work() as unit:
        item = _steps.locked(unit, actor, review_id)
        _steps.still_open(item)
        done = review_verdicts.done(unit.session, person_id, since=began)
        skipped = review_verdicts.skips(unit.session, person_id, since=began)
        if not why and rules.must_say_why(done, skipped, policy):
            raise SkipReasonMissing(percent=policy.review.skips)
        unit.session.add(ReviewSkip(review_id=review_id, person_id=person_id, reason=why, at=now))
        if item.lease_by == person_id:
            item.lease_by = item.lease_until = None
        _steps.log(unit, "review.skipped", review_id, actor, now, reason=why)


def _place(unit: Unit, item_id: int | None) -> Cursor | None:
    item = unit.session.get(Review, item_id) if item_id is not None else None
    return Cursor(item.points, item.opened_at, item.id) if item else None
