"""What does somebody see of the queue, of one item, of their own verdicts and of their day?"""

from datetime import datetime
from typing import Any

from greening.domain import masking
from greening.domain import review_rules as rules
from greening.domain.bounds import interval
from greening.domain.people import Actor
from greening.domain.permissions import Action, allowed, authorise, may_see_contacts
from greening.domain.policy import Policy
from greening.domain.record_page import UnitShown
from greening.domain.refusals import NotFound
from greening.domain.review import (
    AuthorNumbers,
    Cursor,
    Draft,
    Filters,
    ItemPage,
    Kind,
    Part,
    QueuePage,
    Source,
    Standing,
    State,
    Today,
    VerdictShown,
)
from greening.services.review import _steps, submitted
from greening.storage import record_pages, review_drafts, review_queue, review_verdicts
from greening.storage.record_loading import load
from greening.storage.record_pages import AnyRow
from greening.storage.session import Unit, Work
from validators.finding import Severity


def queue(
    work: Work, policy: Policy, *, actor: Actor, filters: Filters, after: Cursor | None = None, now: datetime
) -> QueuePage:
    """A page of the items that wait, most points first; also what others have open, and what the reader wrote.

    Raises: Denied.
    """
    authorise(actor, Action.READ_REVIEWS)
    size = policy.lists.page
    with work() as unit:
        review_queue.read_by_index(unit.session)
        found = review_queue.page(unit.session, filters, after=after, limit=size + 1)
        total = review_queue.count(unit.session, filters, limit=policy.lists.counted + 1)
    rows = tuple(_steps.row(one, actor, now) for one in found[:size])
    return QueuePage(rows, total, rows[-1].cursor if len(found) > size else None)


def waiting(work: Work, policy: Policy, *, actor: Actor) -> int:
    """How many items wait; one more than `policy.lists.counted` stands for all beyond. Raises: Denied."""
    authorise(actor, Action.READ_REVIEWS)
    with work() as unit:
        return review_queue.count(unit.session, Filters(), limit=policy.lists.counted + 1)


def item(work: Work, policy: Policy, *, actor: Actor, review_id: int, filters: Filters, now: datetime) -> ItemPage:
    """One item with its reasons, masked for whoever does not hold the record; nothing is taken by looking.

    Raises: Denied, NotFound.
    """
    authorise(actor, Action.READ_REVIEWS)
    with work() as unit:
        review_queue.read_by_index(unit.session)
        row = review_queue.one(unit.session, review_id)
        if row is None:
            raise NotFound
        met = record_pages.unit(unit.session, row.record_id, actor.id)
        if met is None:
            raise NotFound
        sees = may_see_contacts(actor, record_pages.holder(met))
        return _page(unit, policy, row, met, sees=sees, actor=actor, filters=filters, now=now)


def mine(
    work: Work, policy: Policy, *, actor: Actor, before: int | None = None, limit: int | None = None
) -> tuple[VerdictShown, ...]:
    """The reader's own verdicts, newest first, at most a page; `before` is the id of the last one already shown.

    Raises: Denied.
    """
    person_id = _steps.reviewer(actor)
    size = min(limit or policy.lists.page, policy.lists.page)
    with work() as unit:
        rows = review_verdicts.of_person(unit.session, person_id, before=before, limit=size)
    return tuple(_steps.verdict(row, actor) for row in rows)


def today(work: Work, policy: Policy, *, actor: Actor, now: datetime) -> Today:
    """How far the reader has come today. Raises: Denied."""
    person_id = _steps.reviewer(actor)
    began = rules.day_began(now, policy)
    with work() as unit:
        done = review_verdicts.done(unit.session, person_id, since=began)
        skipped = review_verdicts.skips(unit.session, person_id, since=began)
    return Today(done, policy.review.goal, skipped, rules.must_say_why(done, skipped, policy))


def standing(work: Work, *, actor: Actor, record_id: int) -> Standing | None:
    """The verdict in effect on a record, where there is one. Raises: Denied, NotFound."""
    authorise(actor, Action.READ_RECORD)
    with work() as unit:
        met = record_pages.unit(unit.session, record_id, actor.id)
        if met is None:
            raise NotFound
        row = review_verdicts.in_effect(unit.session, record_id)
    sees = may_see_contacts(actor, record_pages.holder(met))
    return None if row is None else _standing(row, sees=sees)


def returned(work: Work, policy: Policy, *, actor: Actor) -> tuple[Standing, ...]:
    """What came back of the reader's own records and has not been changed since, newest first; at most a page."""
    if actor.id is None:
        return ()
    with work() as unit:
        rows = review_verdicts.returned_to(unit.session, actor.id, limit=policy.lists.page)
    return tuple(_standing(row, sees=True) for row in rows)


def _page(
    unit: Unit,
    policy: Policy,
    row: AnyRow,
    met: AnyRow,
    *,
    sees: bool,
    actor: Actor,
    filters: Filters,
    now: datetime,
) -> ItemPage:
    here = Cursor(row.points, row.opened_at, row.id)
    before, after = review_queue.neighbours(unit.session, filters, here)
    place, total = _place(unit, policy, here, filters)
    shown = _steps.row(row, actor, now)
    verdicts = review_verdicts.of_item(unit.session, row.id)
    return ItemPage(
        id=row.id,
        record_id=row.record_id,
        company=row.company if sees else shown.company,
        unit=UnitShown(met.owner_id, met.owner or "", met.owned_since, met.stage or "", met.next_contact_on),
        source=Source(row.source),
        state=State(row.state),
        version=row.version,
        record_version=row.record_version,
        points=row.points,
        severity=Severity(row.severity),
        parts=_parts(unit, policy, row, sees=sees),
        submission=submitted.shown(unit, policy, row, now, sees=sees),
        opened_at=row.opened_at,
        lease=shown.lease,
        draft=_draft(unit, row.id, actor),
        author=_author(unit, policy, row, now),
        verdicts=tuple(_steps.verdict(one, actor, sees=sees) for one in verdicts),
        place=place,
        total=total,
        before=before,
        after=after,
        refusal=_refusal(actor, row, is_held=shown.lease is not None and not shown.lease.mine),
    )


def _place(unit: Unit, policy: Policy, here: Cursor, filters: Filters) -> tuple[int | None, int]:
    """Its number in the queue, where it is in it and not too far back, and how many there are."""
    counted = policy.lists.counted
    ahead, total = review_queue.position(unit.session, filters, here, limit=counted + 1)
    is_near = ahead < counted and review_queue.is_wanted(unit.session, here.id, filters)
    return (ahead + 1 if is_near else None), total


def _parts(unit: Unit, policy: Policy, row: AnyRow, *, sees: bool) -> tuple[Part, ...]:
    parts = rules.read_parts(row.parts)
    if sees:
        return parts
    loaded = load(unit.session, [row.record_id], visits=policy.records.visits)[row.record_id]
    return rules.masked_parts(parts, loaded.record)


def _draft(unit: Unit, item_id: int, actor: Actor) -> Draft | None:
    kept = review_drafts.draft(unit.session, item_id, actor.id) if actor.id is not None else None
    if kept is None:
        return None
    kind = Kind(kept.kind) if kept.kind else None
    return Draft(kind, tuple(kept.confirmed), tuple(kept.proven), kept.note, kept.at)


def _author(unit: Unit, policy: Policy, row: AnyRow, now: datetime) -> AuthorNumbers | None:
    if row.author_id is None:
        return None
    checked, false = review_verdicts.fared(unit.session, row.author_id, since=now - policy.review.checked)
    low, high = interval(false, checked, policy.review.confidence)
    return AuthorNumbers(row.author_id, row.author, row.team or "", checked, false, low, high)


def _refusal(actor: Actor, row: AnyRow, *, is_held: bool) -> str:
    """Why the reader cannot judge it; empty where they can."""
    if not allowed(actor, Action.REVIEW):
        return "denied"
    if row.state != State.OPEN:
        return str(row.state)
    if actor.id in row.author_ids:
        return "author"
    return "held" if is_held else ""


def _standing(row: Any, *, sees: bool) -> Standing:
    return Standing(
        record_id=row.record_id,
        company=row.company if sees else masking.text(row.company),
        kind=Kind(row.kind),
        confirmed=tuple(row.confirmed),
        note=row.note if sees else masking.text(row.note),
        by=row.by,
        at=row.at,
    )
