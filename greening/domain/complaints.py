"""Which complaint is looked into, by whom, until when is it answered, and who must not gain by it?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from greening.domain.calendar import Calendar
from greening.domain.policy_sections import ComplaintsPolicy


class Mode(StrEnum):
    """Confidential: signed in, the name sealed, nobody reads it. Anonymous: nothing is kept but a code to come back with."""

    CONFIDENTIAL = "confidential"
    ANONYMOUS = "anonymous"


class State(StrEnum):
    """Received waits for somebody to look into it. Shelved gives nothing that could be looked into. Upheld found a value
    false, unproven could not tell, refuted found it true.
    """

    RECEIVED = "received"
    SHELVED = "shelved"
    UPHELD = "upheld"
    UNPROVEN = "unproven"
    REFUTED = "refuted"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody, and the team they work in, if any."""

    person_id: int
    team_id: int | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """Until when a complaint is acknowledged and answered."""

    acknowledge_by: datetime
    answer_by: datetime


def is_inspected(mode: Mode, *, is_checkable: bool) -> bool:
    """Whether a complaint opens an inspection. Checkable names a record and what in it is false.

    Whoever signs in can be asked back; nobody else can, so that what they say has to do by itself.
    """
    return mode is Mode.CONFIDENTIAL or is_checkable


def may_inspect(inspector: Member, accused: Collection[Member], complainant_id: int | None) -> bool:
    """Whether somebody may look into it: not whoever is accused, nor their team, nor whoever complained."""
    teams = {one.team_id for one in accused} - {None}
    people = {one.person_id for one in accused} | {complainant_id}
    return inspector.person_id not in people and inspector.team_id not in teams


def course(received_at: datetime, calendar: Calendar, policy: ComplaintsPolicy) -> Course:
    """The times of a complaint, each to the end of a day; the complaint itself changes nothing meanwhile."""
    acknowledged, answered = received_at + policy.acknowledge, received_at + policy.answer
    return Course(calendar.end_of_day(calendar.day_of(acknowledged)), calendar.end_of_day(calendar.day_of(answered)))


def closed_until(upheld_at: datetime, calendar: Calendar, policy: ComplaintsPolicy) -> datetime:
    """Until when a unit is closed to everybody after a complaint about it was upheld: it is not to be won by complaining."""
    return calendar.deadline(upheld_at, policy.closed)
