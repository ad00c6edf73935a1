"""What do all acts of a reviewer have in common? Who may, what is said, how it is shown and logged."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from greening.domain import masking
from greening.domain.people import Actor
from greening.domain.permissions import Action, authorise
from greening.domain.policy import Policy
from greening.domain.refusals import BadValue, NotFound, ReviewHeld, ReviewOver, ReviewOwn
from greening.domain.review import Draft, Kind, Lease, Row, Source, State, VerdictShown
from greening.storage import events, people, review_queue
from greening.storage.review import Review
from greening.storage.session import Unit
from validators.finding import Severity


def reviewer(actor: Actor) -> int:
    """The id of somebody who may review. Raises: Denied; NotFound, for whoever is no person of the organisation."""
    authorise(actor, Action.REVIEW)
    if actor.id is None:
        raise NotFound
    return actor.id


def locked(unit: Unit, actor: Actor, review_id: int) -> Review:
    """The item, held until the end, for somebody who may judge it. Raises: NotFound, ReviewOwn."""
    item = review_queue.locked(unit.session, review_id)
    if item is None:
        raise NotFound
    not_own(item, actor)
    return item


def not_own(item: Review, actor: Actor) -> None:
    """Raises: ReviewOwn, for whoever wrote something of the record."""
    if actor.id in item.author_ids:
        raise ReviewOwn


def held_by_another(unit: Unit, item: Review, actor: Actor, now: datetime) -> ReviewHeld | None:
    """Why somebody has to wait, where another has the item open."""
    if item.lease_by in {None, actor.id} or item.lease_until is None or item.lease_until <= now:
        return None
    name = people.names(unit.session, [item.lease_by]).get(item.lease_by, "")
    return ReviewHeld(name=name, until=item.lease_until.isoformat())


def still_open(item: Review) -> None:
    """Raises: ReviewOver."""
    if item.state != State.OPEN:
        raise ReviewOver(state=item.state)


def said(policy: Policy, kind: Kind | None, confirmed: Sequence[str], note: str, proven: Sequence[str] = ()) -> Draft:
    """What was typed, as it is meant. Raises: BadValue, for a note that is too long or a verdict that is none."""
    if kind is Kind.UNDO:
        raise BadValue(field="kind", value=kind)
    if len(note) > policy.review.note:
        raise BadValue(field="note", value=note)
    return Draft(kind, tuple(dict.fromkeys(confirmed)), tuple(dict.fromkeys(proven)), note.strip())


def lease(row: Any, actor: Actor, now: datetime) -> Lease | None:
    """Who has an item open; a lease that has run out is none."""
    if row.lease_by is None or row.lease_until <= now:
        return None
    return Lease(row.lease_by, row.holder or "", row.lease_until, mine=row.lease_by == actor.id)


def row(found: Any, actor: Actor, now: datetime) -> Row:
    """One item as the queue shows it."""
    return Row(
        id=found.id,
        record_id=found.record_id,
        company=masking.text(found.company),
        region_key=found.region_key,
        source=Source(found.source),
        points=found.points,
        severity=Severity(found.severity),
        headline=found.headline,
        opened_at=found.opened_at,
        lease=lease(found, actor, now),
        is_own=actor.id in found.author_ids,
    )


def verdict(found: Any, actor: Actor, *, sees: bool = False) -> VerdictShown:
    """One verdict as pages show it; `sees` the contacts of the record or not."""
    pending = found.settled_at is None and found.undone_at is None
    return VerdictShown(
        id=found.id,
        review_id=found.review_id,
        record_id=found.record_id,
        company=found.company if sees else masking.text(found.company),
        kind=Kind(found.kind),
        confirmed=tuple(found.confirmed),
        proven=tuple(found.proven),
        note=found.note if sees else masking.text(found.note),
        by=found.by,
        at=found.at,
        undo_until=found.settle_at if pending else None,
        settled_at=found.settled_at,
        undone_at=found.undone_at,
        bulk_id=found.bulk_id,
        may_undo=found.undone_at is None and found.person_id == actor.id,
    )


def log(unit: Unit, kind: str, item_id: int, actor: Actor, now: datetime, **after: Any) -> None:
    events.add(unit.session, kind, subject="review", subject_id=item_id, actor_id=actor.id, at=now, after=after)
