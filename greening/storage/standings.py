"""What did people do in a period? Counted from the rows themselves, by person."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from greening.domain.claims import End
from greening.domain.entitlements import End as RightEnd
from greening.domain.people import Role
from greening.domain.standings import Counts, Member
from greening.storage.claims import Claim
from greening.storage.credits import Credit
from greening.storage.entitlements import Entitlement
from greening.storage.lead_offers import LeadOffer
from greening.storage.people import Person, Region, Team

ACCEPTED = "accepted"


def members(session: Session) -> Sequence[Member]:
    """Whoever completes records, and whoever once did and left; each in the team of today."""
    rows = (
        select(Person.id, Person.name, Team.id, Team.name, Region.id, Region.name)
        .outerjoin(Team, Team.id == Person.team_id)
        .outerjoin(Region, Region.id == Team.region_id)
        .where(or_(and_(Person.role == Role.REP, Person.active), exists().where(Claim.rep_id == Person.id)))
        .order_by(Person.name_key, Person.id)
    )
    return [Member(one[0], one[1], one[2], one[3] or "", one[4], one[5] or "") for one in session.execute(rows)]


def counts(session: Session, since: datetime, until: datetime) -> Mapping[int, Counts]:
    """What each did from `since` on and before `until`; whoever did nothing is missing.

    A record that passed counts as verified until it turns out that something in it was made up; judged it stays.
    """
    found: dict[int, dict[str, Any]] = {}
    for name, rows in _queries(since, until).items():
        for row in session.execute(rows):
            found.setdefault(row[0], {})[name] = row[1]
    return {person_id: Counts(**one) for person_id, one in found.items()}


def _queries(since: datetime, until: datetime) -> Mapping[str, Select[tuple[int, Any]]]:
    made_up = exists().where(Entitlement.claim_id == Claim.id, Entitlement.ending == RightEnd.FABRICATED)
    ended = _within(Claim.ended_at, since, until)
    accepted = (LeadOffer.answer == ACCEPTED, _within(LeadOffer.answered_at, since, until))
    points = func.coalesce(func.sum(Credit.points), Decimal())
    return {
        "claims": _of(Claim.rep_id, func.count(), _within(Claim.opened_at, since, until)),
        "completed": _of(Claim.rep_id, func.count(), _within(Claim.submitted_at, since, until)),
        "judged": _of(Claim.rep_id, func.count(), Claim.ending.in_((End.PASSED, End.REJECTED)), ended),
        "verified": _of(Claim.rep_id, func.count(), Claim.ending == End.PASSED, ended, ~made_up),
        "points": _of(Credit.rep_id, points, _within(Credit.at, since, until)),
        "leads": _of(LeadOffer.person_id, func.count(), *accepted),
    }


def _of(
    person_id: InstrumentedAttribute[int], counted: ColumnElement[Any], *which: ColumnElement[bool]
) -> Select[tuple[int, Any]]:
    return select(person_id, counted).where(*which).group_by(person_id)


def _within(at: InstrumentedAttribute[Any], since: datetime, until: datetime) -> ColumnElement[bool]:
    return and_(at >= since, at < until)
