"""How does a team stand? Whom leads pass by, for their manager."""

from dataclasses import dataclass
from datetime import datetime

from greening.domain.people import Actor
from greening.domain.permissions import Action, Relation, allowed
from greening.storage import claim_lists, people, suspensions
from greening.storage.session import Work
from greening.storage.suspensions import What

TOLD = (What.LEADS, What.PAUSED)
"""Whoever is barred has complained, or reviewed: that is nobody's to know."""


@dataclass(frozen=True, slots=True)
class Suspended:
    """Somebody whom leads pass by: because of a penalty (``leads``), or of offers that lapsed (``paused``)."""

    person_id: int
    name: str
    what: str
    until: datetime


def suspended(work: Work, *, actor: Actor, now: datetime) -> tuple[Suspended, ...]:
    """Whom of the actor's team leads pass by now, whoever is free again first; nobody for whoever leads no team."""
    if actor.team_id is None or not allowed(actor, Action.READ_PENALTY, Relation.TEAM):
        return ()
    with work() as unit:
        reps = claim_lists.reps_of(unit.session, actor.team_id)
        found = suspensions.of(unit.session, reps, now)
        names = people.names(unit.session, found.keys())
    rows = (Suspended(p, names[p], one.what, one.period.until) for p in found for one in found[p] if one.what in TOLD)
    return tuple(sorted(rows, key=lambda one: (one.until, one.person_id)))
