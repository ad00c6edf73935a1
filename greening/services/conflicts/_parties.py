"""What does one reader see of a party to a conflict? Their notes as evidence; the words of a note not for everybody yet."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from greening.domain import masking
from greening.domain.conflict_case import Case
from greening.domain.conflict_effects import Stake
from greening.domain.conflict_facts import Event, Facts, Party
from greening.domain.conflict_page import EventShown, PartyShown, State
from greening.domain.people import Actor
from greening.domain.permissions import Action, Relation, allowed
from greening.domain.policy import Policy
from greening.services.conflicts import _steps
from greening.storage import holidays, people
from greening.storage.conflicts import Conflict
from greening.storage.ownership import Ownership
from greening.storage.people import Team
from greening.storage.records import Visit
from greening.storage.session import Unit


class Parties:
    """The two sides as one reader sees them: a note is read by its author, by whoever judges, and by all once it is ruled."""

    def __init__(self, unit: Unit, policy: Policy, actor: Actor, case: Conflict, facts: Facts) -> None:
        self._session, self._actor, self._case = unit.session, actor, case
        self._rules = Case(facts, holidays.of_organisation(unit.session, policy), policy)
        self._notes = self._noted(facts)
        self._reads_all = case.state != State.OPEN or allowed(actor, Action.READ_CONFLICTS, Relation.OTHER)

    def shown(self, place: int, party: Party) -> PartyShown:
        """The holder at place 0, the challenger at 1."""
        one, stake = people.person(self._session, party.rep_id), _steps.stakes(self._session, self._case)[place]
        has_record = place == 0 or self._case.other_unit_id is not None
        team = self._session.get(Team, one.team_id) if one and one.team_id else None
        counting = {event.visit_id for event in self._rules.contacts(party)}
        return PartyShown(
            letter="AB"[place],
            person_id=party.rep_id,
            name=one.name if one else "",
            team=team.name if team else "",
            since=_held_since(self._session, stake, self._case.filed_at) if has_record else None,
            record_id=stake.record_id if has_record else None,
            facts=party,
            events=tuple(self._event(party, one, counting) for one in self._rules.events(party)),
            in_touch=self._rules.is_in_touch(party),
        )

    def _noted(self, facts: Facts) -> Mapping[int, Visit]:
        ids = [event.visit_id for party in (facts.holder, facts.challenger) for event in party.events]
        return {one.id: one for one in self._session.scalars(select(Visit).where(Visit.id.in_(ids)))}

    def _event(self, party: Party, event: Event, counting: set[int | None]) -> EventShown:
        visit = self._notes.get(event.visit_id or 0)
        reads = self._reads_all or party.rep_id == self._actor.id
        return EventShown(
            at=event.at,
            entered_at=event.entered_at,
            contact=event.contact,
            counts=event.visit_id in counting,
            reached_key_person=event.reached_key_person,
            channel=visit.channel if visit else "",
            note=masking.text(visit.note) if visit and reads else "",
        )


def _held_since(session: Session, stake: Stake, filed_at: datetime) -> datetime | None:
    """Since when a party had their unit at the filing."""
    own = select(Ownership.began_at).where(Ownership.unit_id == stake.unit_id, Ownership.owner_id == stake.person_id)
    return session.scalar(own.where(Ownership.began_at <= filed_at).order_by(Ownership.id).limit(1))
