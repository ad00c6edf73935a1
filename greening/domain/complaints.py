"""Which complaint is looked into, by whom, until when is it answered, and who must not gain by it?"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from greening.domain.calendar import Calendar
from greening.domain.policy_complaints import ComplaintsPolicy


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


class Kind(StrEnum):
    """What is wrong, in the words of whoever complains: nobody is reached at a number, there is no such person, nobody ever
    visited, or something else.
    """

    NUMBER = "number"
    PERSON = "person"
    VISIT = "visit"
    OTHER = "other"

    def doubts(self, path: str) -> bool:
        """Whether this throws doubt on what stands at `path`; something else may be anything that is typed in a form."""
        if self is Kind.NUMBER:
            return "phones[" in path or "emails[" in path
        if self is Kind.PERSON:
            return path.startswith("key_persons[") and "phones[" not in path and "emails[" not in path
        return path.startswith("visits[") is (self is Kind.VISIT)


class Evidence(StrEnum):
    """What makes a complaint worth looking into before others. Checkable: it names a record and what in it is false."""

    CHECKABLE = "checkable"
    RECORD = "record"
    FINDINGS = "findings"
    OTHERS = "others"
    CONFIDENTIAL = "confidential"
    TOLD = "told"


DOUBTFUL: Mapping[Kind, tuple[str, ...]] = MappingProxyType(
    {
        Kind.NUMBER: ("phone.", "mail.", "repeat.phone", "repeat.email"),
        Kind.PERSON: ("key_person.",),
        Kind.VISIT: ("visit.",),
        Kind.OTHER: (),
    }
)
"""Findings of the machine that agree with a complaint, by how their codes begin."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What is known of a complaint before anybody has looked: `codes` are findings of the record it is about."""

    mode: Mode
    kinds: frozenset[Kind]
    words: str
    has_record: bool
    codes: Collection[str] = ()
    others: int = 0
    """Further complaints about the same record that wait."""


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


def is_checkable(heard: Heard, policy: ComplaintsPolicy) -> bool:
    """Whether somebody else can look it up: a record that is known, and what in it is false, ticked or told."""
    return heard.has_record and (bool(heard.kinds - {Kind.OTHER}) or len(heard.words) >= policy.told)


def evidence(heard: Heard, policy: ComplaintsPolicy) -> Mapping[Evidence, int]:
    """The points of a complaint by what they are for; the queue goes by their sum."""
    begins = tuple(start for kind in heard.kinds for start in DOUBTFUL[kind])
    holds = {
        Evidence.CHECKABLE: is_checkable(heard, policy),
        Evidence.RECORD: heard.has_record,
        Evidence.FINDINGS: any(code.startswith(begins) for code in heard.codes),
        Evidence.OTHERS: heard.others > 0,
        Evidence.CONFIDENTIAL: heard.mode is Mode.CONFIDENTIAL,
        Evidence.TOLD: len(heard.words) >= policy.told,
    }
    return {one: policy.points[one] for one, there in holds.items() if there and policy.points[one]}


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
