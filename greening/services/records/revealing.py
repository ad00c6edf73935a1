"""What does a masked contact hide? One contact a time, for whom it concerns, counted and written down."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from greening.domain import masking
from greening.domain import reveals as rules
from greening.domain.changes import is_contact, values
from greening.domain.people import Actor
from greening.domain.permissions import Action, authorise
from greening.domain.policy import Policy
from greening.domain.refusals import NotFound, TooManyReveals
from greening.storage import people, record_pages, reveals
from greening.storage.record_loading import load
from greening.storage.session import Unit, Work

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Revealed:
    """A contact in full, as it was typed, and whose it is."""

    record_id: int
    company: str
    path: str
    value: str


def reveal(work: Work, policy: Policy, *, actor: Actor, record_id: int, path: str, now: datetime) -> Revealed:
    """Show one contact of a record to somebody who sees it masked. It is logged before it is shown.

    Raises: NotFound, also where no contact stands at `path`; Denied; TooManyReveals.
    """
    with work() as unit:
        loaded = load(unit.session, [record_id], visits=0).get(record_id)
        met = record_pages.unit(unit.session, record_id, actor.id)
        if loaded is None or met is None:
            raise NotFound
        authorise(actor, Action.REVEAL_CONTACTS, record_pages.holder(met))
        value = values(loaded.record).get(path, "") if is_contact(path) else ""
        if not value or actor.id is None:
            raise NotFound
        _count(unit, policy, actor, actor.id, now)
        reveals.add(unit.session, record_id, path, person_id=actor.id, at=now)
        return Revealed(record_id, masking.text(loaded.record.company), path, value)


def _count(unit: Unit, policy: Policy, actor: Actor, person_id: int, now: datetime) -> None:
    """One more, where the limits leave one. The person is held, so that two at once are counted one after the other."""
    people.locked(unit.session, person_id)
    most = rules.looked_back(policy.reveals, actor.role)
    shown_at = reveals.times(unit.session, person_id, since=now - rules.DAY, limit=most)
    left, count = rules.wait(shown_at, rules.limits(policy.reveals, actor.role), now)
    if left:
        raise TooManyReveals(limit=count, wait_minutes=-(-left // MINUTE))
