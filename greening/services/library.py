"""What does somebody own? Their library, what drops first at the top."""

from dataclasses import dataclass
from datetime import date, datetime

from greening.domain.people import Actor
from greening.domain.permissions import Action, Holder, authorise
from greening.domain.policy import Policy
from greening.domain.protection import Protection
from greening.domain.record_list import Cursor
from greening.domain.refusals import NotFound
from greening.storage import freezes, holdings, holidays, pool_pages, protection
from greening.storage.record_pages import AnyRow
from greening.storage.session import Work
from greening.storage.units import OUT_OF_REACH

MOST = 1000
"""Units of one library that are looked at; an opening balance is the only way to have that many."""


@dataclass(frozen=True, slots=True)
class Owned:
    """One unit of the library. `ends` is how it is protected, `right_until` the end of its owner's right to its leads,
    `right_of` whose that is where it is somebody else's. Contested, it cannot be given back.
    """

    unit_id: int
    record_id: int
    company: str
    region_key: str
    score: int | None
    completeness: int | None
    owned_since: datetime
    stage: str
    next_contact_on: date | None
    ends: Protection
    right_until: datetime | None
    right_of: str
    contested: bool


@dataclass(frozen=True, slots=True)
class Library:
    """One page of it; `held` of `cap` places are taken. `next` is None on the last page."""

    rows: tuple[Owned, ...]
    next: Cursor | None
    held: int
    cap: int


def page(work: Work, policy: Policy, *, actor: Actor, after: Cursor | None = None, now: datetime) -> Library:
    """One page of the reader's library, by when protection ends. Raises: Denied."""
    authorise(actor, Action.READ_LIBRARY, Holder(actor.id))
    if actor.id is None:
        raise NotFound
    with work() as unit:
        found = {row.unit_id: row for row in pool_pages.owned(unit.session, actor.id, limit=MOST, now=now)}
        calendar = holidays.of_organisation(unit.session, policy)
        ends = protection.of_units(unit.session, found.keys(), policy, calendar, now)
        resting = freezes.standing(unit.session, found.keys(), now)
        held = holdings.of(unit.session, actor.id).owned
    places = sorted((one.due_at.isoformat(), unit_id) for unit_id, one in ends.items() if unit_id in found)
    if after is not None:
        places = [place for place in places if place > (str(after.value), after.id)]
    shown, more = places[: policy.lists.page], len(places) > policy.lists.page
    rows = (
        _row(found[unit_id], ends[unit_id], actor.id, contested=bool(OUT_OF_REACH & resting.get(unit_id, set())))
        for _, unit_id in shown
    )
    return Library(tuple(rows), Cursor(*shown[-1]) if more else None, held, policy.library.cap)


def _row(row: AnyRow, ends: Protection, owner_id: int, *, contested: bool) -> Owned:
    is_own = row.right_holder_id == owner_id
    return Owned(
        unit_id=row.unit_id,
        record_id=row.id,
        company=row.company,
        region_key=row.region_key,
        score=row.score,
        completeness=row.completeness,
        owned_since=row.owned_since,
        stage=row.stage,
        next_contact_on=row.next_contact_on,
        ends=ends,
        right_until=row.right_until if is_own else None,
        right_of="" if is_own else row.right_holder or "",
        contested=contested,
    )
