"""How do people stand to a lead: what did they say to it, what keeps it from them, how many had they, how true is their work?"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from greening.domain.calendar import DAY, Calendar
from greening.domain.claims import End
from greening.domain.credits import Kind
from greening.domain.policy import Policy
from greening.domain.routing import Answer, Rep, Step
from greening.storage import holdings, penalties, suspensions
from greening.storage.claims import Claim
from greening.storage.credits import Credit
from greening.storage.lead_offers import LeadOffer
from greening.storage.suspensions import Suspension, What

TAKEN: ColumnElement[bool] = or_(LeadOffer.answer.is_(None), LeadOffer.answer == Answer.ACCEPTED)
"""Offers that count as a lead had: open ones too, so that nobody gets two for one turn."""
BY_TURNS: ColumnElement[bool] = LeadOffer.step == Step.ROTATION


@dataclass(frozen=True, slots=True)
class About:
    """Which lead it is asked for, who has to do with its unit, and when. Who complained about one of these is barred."""

    lead_id: int
    involved: frozenset[int]
    calendar: Calendar
    now: datetime


def load(session: Session, policy: Policy, about: About, ids: Collection[int]) -> Mapping[int, Rep]:
    """Everybody of these as the route sees them."""
    held, periods = holdings.held(session, sorted(ids)), suspensions.of(session, ids, about.now)
    midnight = _midnight(about, about.calendar.day_of(about.now))
    answers, overflowed = _answers(session, about, ids), _overflowed(session, about, ids)
    turns, today = _turns(session, ids, about.now - policy.leads.turns_within), _turns(session, ids, midnight)
    checked, owed = _checked(session, ids), _owed(session, policy, about, ids)
    return {
        one: Rep(
            one,
            answer=answers.get(one),
            suspended_until=_until(periods.get(one, ()), What.LEADS, about),
            barred_until=_until(periods.get(one, ()), What.BARRED, about),
            paused_until=_until(periods.get(one, ()), What.PAUSED, about),
            free_places=policy.library.cap - (held[one].owned if one in held else 0),
            overflow_used=one in overflowed,
            sampled=sum(checked.get(one, ())),
            verified=checked.get(one, (0, 0))[0],
            received=turns.get(one, 0),
            today=today.get(one, 0),
            owed=owed.get(one, 0),
        )
        for one in sorted(ids)
    }


def lapses(session: Session, person_id: int) -> list[datetime]:
    """When somebody let offers lapse."""
    own = select(LeadOffer.answered_at).where(LeadOffer.person_id == person_id, LeadOffer.answer == Answer.LAPSED)
    return [at for at in session.scalars(own.order_by(LeadOffer.id)) if at is not None]


def has_overflowed(session: Session, about: About, person_id: int) -> bool:
    """Whether somebody has had this month's place beside a full library."""
    return person_id in _overflowed(session, about, [person_id])


def _until(periods: Iterable[Suspension], what: What, about: About) -> datetime | None:
    """Until when one of a kind runs now."""
    running = (
        one.until
        for one in periods
        if one.what == what and one.began_at <= about.now and (not one.against_id or one.against_id in about.involved)
    )
    return max(running, default=None)


def _answers(session: Session, about: About, ids: Collection[int]) -> dict[int, Answer]:
    """What they have said to this lead. No answer in time counts for that day: the next they may be asked again."""
    rows = select(LeadOffer.person_id, LeadOffer.answer, LeadOffer.answered_at).where(
        LeadOffer.lead_id == about.lead_id, LeadOffer.person_id.in_(ids), LeadOffer.answer.is_not(None)
    )
    day = about.calendar.day_of(about.now)
    return {
        person_id: Answer(answer)
        for person_id, answer, at in session.execute(rows.order_by(LeadOffer.id))
        if answer and at and (answer != Answer.LAPSED or about.calendar.day_of(at) == day)
    }


def _turns(session: Session, ids: Collection[int], since: datetime) -> dict[int, int]:
    """How many leads they have had by turns since then."""
    rows = select(LeadOffer.person_id, func.count()).where(
        LeadOffer.person_id.in_(ids), BY_TURNS, LeadOffer.offered_at >= since, TAKEN
    )
    return {person_id: counted for person_id, counted in session.execute(rows.group_by(LeadOffer.person_id))}  # noqa: C416


def _overflowed(session: Session, about: About, ids: Collection[int]) -> set[int]:
    month = _midnight(about, about.calendar.day_of(about.now).replace(day=1))
    rows = select(LeadOffer.person_id).where(
        LeadOffer.person_id.in_(ids), LeadOffer.overflow, LeadOffer.answered_at >= month
    )
    return set(session.scalars(rows))


def _checked(session: Session, ids: Collection[int]) -> dict[int, tuple[int, int]]:
    """How much of their work proved true, and how much did not: facts paid for, those taken back, submissions rejected."""
    rejected = select(Claim.rep_id, func.count()).where(Claim.rep_id.in_(ids), Claim.ending == End.REJECTED)
    wrong = {rep_id: counted for rep_id, counted in session.execute(rejected.group_by(Claim.rep_id))}  # noqa: C416
    found = {rep_id: (0, counted) for rep_id, counted in wrong.items()}
    for rep_id, facts, taken_back in session.execute(_paid(ids)):
        found[rep_id] = (facts - taken_back, taken_back + wrong.get(rep_id, 0))
    return found


def _paid(ids: Collection[int]) -> Select[int, int, int]:
    """By rep, how many facts were paid for, and how many of them are taken back and not given back."""
    turns = select(Credit.id).where(Credit.rep_id.in_(ids), Credit.kind == Kind.PROVEN).cte("turns", recursive=True)
    turns = turns.union_all(select(Credit.id).join(turns, Credit.reverses_id == turns.c.id))
    facts, taken, given = (
        func.count().filter(Credit.kind == kind) for kind in (Kind.PROVEN, Kind.REVERSAL, Kind.RESTORED)
    )
    return select(Credit.rep_id, facts, taken - given).join(turns, turns.c.id == Credit.id).group_by(Credit.rep_id)


def _owed(session: Session, policy: Policy, about: About, ids: Collection[int]) -> dict[int, int]:
    """What is left of the leads that come first to somebody who was suspended for nothing: an appeal was won."""
    won = penalties.wronged(session, ids, since=about.now - policy.penalties.remembered)
    rows = select(LeadOffer.person_id, LeadOffer.offered_at).where(LeadOffer.person_id.in_(won), TAKEN, BY_TURNS)
    had = Counter(person_id for person_id, at in session.execute(rows) if at >= won[person_id])
    return {person_id: max(0, policy.penalties.owed - had[person_id]) for person_id in won}


def _midnight(about: About, day: date) -> datetime:
    """When that day begins."""
    return about.calendar.end_of_day(day - DAY)
