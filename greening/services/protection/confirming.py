"""Did a contact take place? Somebody beside its author says so, and it counts as captured."""

from datetime import datetime

from greening.domain.people import Actor
from greening.domain.permissions import Action, authorise
from greening.domain.protection import Contact
from greening.domain.refusals import NotFound, ReviewOwn
from greening.storage import events, protection, protection_sweeping
from greening.storage.records import Visit
from greening.storage.session import Work


def confirm(work: Work, *, actor: Actor, record_id: int, visit_id: int, now: datetime) -> bool:
    """Say that the contact of a visit took place, having rung back; False where that was known or nothing is claimed.

    Raises: Denied, NotFound, ReviewOwn for what the actor wrote.
    """
    authorise(actor, Action.CONFIRM_VISIT)
    with work() as unit:
        protection_sweeping.hold_record(unit.session, record_id)
        visit = unit.session.get(Visit, visit_id, with_for_update=True)
        if visit is None or visit.record_id != record_id:
            raise NotFound
        if visit.author_id == actor.id:
            raise ReviewOwn
        if protection.contact(visit) is not Contact.CLAIMED:
            return False
        visit.evidence = f"person:{actor.id}"
        told = {"visit": visit_id}
        events.add(
            unit.session,
            "visit.confirmed",
            subject="record",
            subject_id=record_id,
            actor_id=actor.id,
            at=now,
            after=told,
        )
        return True
