"""Which record is a lead about, has it come before, and until when may somebody take it?"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from greening.domain.calendar import Calendar
from greening.domain.policy_leads import LeadsPolicy
from validators import mails, names
from validators.phones import read as read_phone

DIGITS = 6
"""Of a probability that mean anything: a difference of two is not below 0.1 because it is computed."""


class State(StrEnum):
    """Where a lead is; it is always in exactly one of these.

    Offered to somebody who has not answered yet. Accepted. Triage: a person looks first. Waiting: nobody can take it now,
    it is tried again. Closed by a person, who said why.
    """

    OFFERED = "offered"
    ACCEPTED = "accepted"
    TRIAGE = "triage"
    WAITING = "waiting"
    CLOSED = "closed"


class Doubt(StrEnum):
    """Why a person looks first: it is not sure which customer it is, or whether a person has sent it."""

    TWO_LIKELY = "two_likely"
    UNSURE = "unsure"
    """One customer resembles it, but not enough."""
    TRAP = "trap"
    """A field that people do not see was filled in."""
    TOO_FAST = "too_fast"
    FLOOD = "flood"
    """The same sender has asked for many companies within a day."""


class Closing(StrEnum):
    """Why a person closed it."""

    SPAM = "spam"
    NO_CUSTOMER = "no_customer"
    """They want to sell something, or a job."""
    DONE_ELSEWHERE = "done_elsewhere"


class How(StrEnum):
    """How the customer of a lead was found."""

    KEY = "key"
    """By a company id, a number or a mail that only this record has."""
    LIKENESS = "likeness"
    SAME_COMPANY = "same_company"
    """By name and region."""
    PERSON = "person"
    """Somebody looked and said so."""
    LIKELIEST = "likeliest"
    """Nobody looked in time: the likelier of two, for the time being."""
    NEW = "new"
    """By nothing: a record was made of what was typed."""


class Likeness(NamedTuple):
    """A unit that a lead may be about, and how probable that is. `exact` shares a company id, or an unshared number."""

    unit_id: int
    probability: float
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Answering:
    """Times of an offer: when to remind, and until when it can be taken."""

    remind_at: datetime
    answer_by: datetime


def matched(likenesses: Iterable[Likeness], policy: LeadsPolicy) -> int | None:
    """The unit that a lead is about without a person's look; None where none is likely enough, or two are.

    An exact key beats any likeness.
    """
    found = sorted(likenesses, key=lambda one: (one.exact, one.probability), reverse=True)
    exact = [one for one in found if one.exact]
    if exact:
        return exact[0].unit_id if len(exact) == 1 else None
    if not found or found[0].probability < policy.match:
        return None
    rival = found[1].probability if len(found) > 1 else 0.0
    return found[0].unit_id if round(found[0].probability - rival, DIGITS) >= policy.gap else None


def in_doubt(likenesses: Iterable[Likeness], policy: LeadsPolicy) -> Doubt:
    """Why none of these is surely the one: two are as likely, or none is likely enough."""
    strong = [one for one in likenesses if one.exact or one.probability >= policy.match]
    return Doubt.TWO_LIKELY if len(strong) > 1 else Doubt.UNSURE


def answering(offered_at: datetime, calendar: Calendar, policy: LeadsPolicy) -> Answering:
    """Until when an offer stands, in working time: what comes at night is offered to the morning."""
    return Answering(calendar.after_work(offered_at, policy.remind), calendar.after_work(offered_at, policy.answer))


def paused_until(lapsed_at: Sequence[datetime], calendar: Calendar, policy: LeadsPolicy) -> datetime | None:
    """Until when somebody is passed over who let offers lapse while on duty; None where they never were.

    A pause clears what led to it.
    """
    until, missed = None, list[datetime]()
    for at in sorted(lapsed_at):
        missed = [one for one in (*missed, at) if _working_days(one, at, calendar) < policy.missed_within]
        if len(missed) >= policy.misses:
            until, missed = calendar.deadline(at, policy.pause), []
    return until


def content_key(*, company: str, phone: str, email: str, message: str) -> str:
    """Tells whether two inquiries say the same, however they are typed: 32 hexadecimal digits."""
    number = next((one.e164 for one in read_phone(phone) if one.e164), phone.strip())
    said = (names.normalise(company), number, mails.fold(email), " ".join(message.split()).casefold())
    return hashlib.blake2b("\n".join(said).encode(), digest_size=16).hexdigest()


def is_repeat(first_at: datetime, again_at: datetime, policy: LeadsPolicy) -> bool:
    """Whether the same inquiry that comes again is still the first one."""
    return again_at - first_at < policy.same_within


def _working_days(first: datetime, last: datetime, calendar: Calendar) -> int:
    return calendar.working_days_between(calendar.day_of(first), calendar.day_of(last))
