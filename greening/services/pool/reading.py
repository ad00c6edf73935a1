"""What does somebody see of the pool, and of who has had a customer? Nothing to dial, and a reason for every no."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from greening.domain import masking
from greening.domain.assessments import Assessed, read_score
from greening.domain.people import Actor
from greening.domain.permissions import Action, authorise
from greening.domain.policy import Policy
from greening.domain.pool_list import Lack, Offer, Places, PoolFilters, PoolPage, PoolRow
from greening.domain.record_list import Cursor
from greening.domain.refusals import NotFound
from greening.services.pool import _offers
from greening.storage import assessments, holidays, ownership, people, pool, pool_pages
from greening.storage.ownership import Ownership
from greening.storage.record_pages import AnyRow, cursor
from greening.storage.session import Unit, Work
from validators import Level

WAITING = 5
"""Enough to begin the day with."""


@dataclass(frozen=True, slots=True)
class OwnerShown:
    """One holding: whose, since when and how, until when and how it ended; `reason` is what was said, without numbers."""

    name: str
    began_at: datetime
    how: str
    ended_at: datetime | None
    end_how: str
    reason: str


@dataclass(frozen=True, slots=True)
class UnitStanding:
    """How a unit stands to the reader; `owners` are all that it ever had, the newest first."""

    unit_id: int
    line: str
    mode: str
    offer: Offer
    owners: tuple[OwnerShown, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody wants a unit that the reader has completed; until then the reader comes first."""

    record_id: int
    company: str
    by: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """Who waits for the reader's answer: the first to be answered, and how many there are."""

    rows: tuple[Asked, ...]
    count: int


def page(
    work: Work, policy: Policy, *, actor: Actor, filters: PoolFilters, after: Cursor | None = None, now: datetime
) -> PoolPage:
    """One page of the pool; what is quarantined is not in it. Raises: Denied; BadValue, for a cursor of another order."""
    authorise(actor, Action.READ_RECORD)
    size = policy.lists.page
    with work() as unit:
        found = pool_pages.page(unit.session, filters, reader_id=actor.id, after=after, limit=size + 1, now=now)
        shown = found[:size]
        judged = assessments.newest(unit.session, [row.assessment_id for row in shown if row.assessment_id])
        offered = _offers.offers(unit, policy, actor, shown, now)
    rows = (_row(row, judged.get(row.id, (0, None))[1], offered[row.unit_id]) for row in shown)
    return PoolPage(tuple(rows), cursor(shown[-1]) if len(found) > size else None)


def count(work: Work, policy: Policy, *, actor: Actor, filters: PoolFilters, now: datetime) -> int:
    """How many fit; one more than `policy.lists.counted` stands for all beyond. Raises: Denied."""
    authorise(actor, Action.READ_RECORD)
    with work() as unit:
        return pool_pages.count(unit.session, filters, reader_id=actor.id, limit=policy.lists.counted + 1, now=now)


def industries(work: Work, policy: Policy, *, actor: Actor) -> list[str]:
    """Industries to choose from; one that holds a number is not offered. Raises: Denied."""
    authorise(actor, Action.READ_RECORD)
    with work() as unit:
        found = pool_pages.industries(unit.session, limit=policy.pool.industries)
    return [one for one in found if masking.text(one) == one]


def places(work: Work, policy: Policy, *, actor: Actor, now: datetime) -> Places | None:
    """How many pits and places of the library the reader has, and may have; None for whoever has none at all."""
    if actor.id is None or not _offers.has_places(actor):
        return None
    with work() as unit:
        return _offers.places(unit, policy, actor.id, now)


def waiting(work: Work, policy: Policy, *, actor: Actor, now: datetime) -> Waiting:
    """Units that others want and the reader may take first. Raises: Denied."""
    authorise(actor, Action.TAKE_UNIT)
    with work() as unit:
        found = pool.asked_of(unit.session, actor.id or 0, now)
        calendar = holidays.of_organisation(unit.session, policy)
    rows = (
        Asked(row.id, row.company, row.asker, calendar.deadline(row.asked_at, policy.pool.first_refusal))
        for row in found[:WAITING]
    )
    return Waiting(tuple(rows), len(found))


def standing(work: Work, policy: Policy, *, actor: Actor, record_id: int, now: datetime) -> tuple[UnitStanding, ...]:
    """The units of a record: what the reader can do with each, why not what they cannot, and who has had it.

    Raises: Denied, NotFound.
    """
    authorise(actor, Action.READ_RECORD)
    with work() as unit:
        rows = pool_pages.of_record(unit.session, record_id, now)
        if not rows:
            raise NotFound
        offered = _offers.offers(unit, policy, actor, rows, now)
        return tuple(
            UnitStanding(row.unit_id, row.line, row.mode, offered[row.unit_id], tuple(_owners(unit, row.unit_id)))
            for row in rows
        )


def _owners(unit: Unit, unit_id: int) -> Iterator[OwnerShown]:
    held: Sequence[Ownership] = ownership.history(unit.session, unit_id)
    names = people.names(unit.session, {one.owner_id for one in held})
    for one in held:
        reason = masking.text(one.reason)
        yield OwnerShown(names[one.owner_id], one.began_at, one.how, one.ended_at, one.end_how, reason)


def _row(row: AnyRow, judged: Assessed | None, offer: Offer) -> PoolRow:
    return PoolRow(
        unit_id=row.unit_id,
        record_id=row.id,
        company=masking.text(row.company),
        region_key=row.region_key,
        industry=masking.text(row.industry),
        score=row.score,
        completeness=row.completeness,
        lacks=tuple(_lacks(judged)) if judged else (),
        touched_at=row.touched_at,
        offer=offer,
    )


def _lacks(judged: Assessed) -> Iterator[Lack]:
    """What is empty and unanswered, in the order in which it is judged."""
    score = read_score(judged.score, judged.completeness, judged.score_detail)
    for section in score.sections:
        for field in section.fields:
            if field.level is Level.EMPTY and not field.answered:
                yield Lack(f"{section.key}.{field.key}", field)
