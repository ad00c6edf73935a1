"""What does a page show of a conflict, and to whom?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from greening.domain.candidates import FieldPair, Side
from greening.domain.conflict_facts import Facts, Party, Recommendation
from greening.domain.protection import Contact


class State(StrEnum):
    """Open waits for a ruling. Ruled stands, until it is undone. A withdrawn one was never ruled."""

    OPEN = "open"
    RULED = "ruled"
    UNDONE = "undone"
    WITHDRAWN = "withdrawn"


class Source(StrEnum):
    """Opened because two records of two owners are one company, or by a rep who contests a customer."""

    CANDIDATE = "candidate"
    FILING = "filing"


class What(StrEnum):
    """What a ruling does: one owner stays; the customer moves `name` to `to`; it becomes nobody's; two records become one,
    `gone` going into `kept`; the pair is ruled to be two customers, or two of one boss; a claim on it ends. Recorded: two
    share it, which no split carries out yet. Nothing: it stays as it was.
    """

    KEEP = "keep"
    MOVE = "move"
    POOL = "pool"
    MERGE = "merge"
    APART = "apart"
    ENTER = "enter"
    """The customer of `to` is another one, whom they enter as a record of their own."""
    RELATED = "related"
    CLAIM_ENDS = "claim_ends"
    RECORDED = "recorded"
    NOTHING = "nothing"
    FULL = "full"
    """It cannot be done: the library of `name` holds `held` of `limit`."""


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing that a ruling does or did."""

    what: What
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which conflicts a list shows: all, those of a party, of a team, or about a record."""

    state: State = State.OPEN
    party_id: int | None = None
    team_id: int | None = None
    record_id: int | None = None


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """A conflict in a list. `company` is masked as its reader may see it."""

    id: int
    state: State
    source: Source
    record_id: int
    company: str
    holder: str
    challenger: str
    filed_at: datetime
    answer_by: datetime
    rule_by: datetime
    waits_for_me: bool


@dataclass(frozen=True, slots=True)
class ConflictList:
    """One page of them; `after` leads to the next, None at the end."""

    rows: tuple[ConflictRow, ...]
    after: int | None


@dataclass(frozen=True, slots=True)
class EventShown:
    """A note as evidence. `note` is empty for whoever may not read it yet."""

    at: datetime
    entered_at: datetime
    contact: Contact
    counts: bool
    """An authentic effective contact that was written down in time."""
    reached_key_person: bool
    channel: str
    note: str


@dataclass(frozen=True, slots=True)
class PartyShown:
    """One side: A is the holder, B the challenger."""

    letter: str
    person_id: int
    name: str
    team: str
    since: datetime | None
    """Since when they have the unit, the challenger their own record."""
    record_id: int | None
    facts: Party
    events: tuple[EventShown, ...]
    in_touch: bool
    """Whether their last contact that counts is within F before the filing."""

    @property
    def counting(self) -> tuple[EventShown, ...]:
        return tuple(one for one in self.events if one.counts)


@dataclass(frozen=True, slots=True)
class Said:
    """What a party said."""

    name: str
    said: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RulingShown:
    """A ruling, or its undo."""

    id: int
    code: str
    to: str
    reason: str
    cites: tuple[str, ...]
    by: str
    at: datetime
    undo_until: datetime | None
    done: tuple[Effect, ...]
    edited: tuple[str, ...] = ()
    """Of an undo: what somebody had changed since, and what was therefore left."""


@dataclass(frozen=True, slots=True)
class Judges:
    """Who rules it, and why that one: nobody where there is no id; `mine` says that it is the reader."""

    person_id: int | None
    name: str
    eligible: int
    is_head: bool
    mine: bool


@dataclass(frozen=True, slots=True)
class May:
    """What the reader can do now."""

    answer: bool = False
    withdraw: bool = False
    rule: bool = False
    undo: bool = False
    waits_until: datetime | None = None
    """Nobody rules before: the other party may still answer."""


@dataclass(frozen=True, slots=True)
class ConflictPage:
    """Everything about one conflict, for one reader."""

    id: int
    state: State
    source: Source
    company: str
    record_id: int
    filed_by: str
    reason: str
    filed_at: datetime
    answer_by: datetime
    rule_by: datetime
    policy_version: int
    facts: Facts
    holder: PartyShown
    challenger: PartyShown
    sides: tuple[Side, ...]
    fields: tuple[FieldPair, ...]
    candidate_id: int | None
    recommendation: Recommendation
    said: tuple[Said, ...]
    judges: Judges
    rulings: tuple[RulingShown, ...]
    since: tuple[str, ...]
    """Acts on the records since the ruling, which an undo leaves."""
    may: May
    preview: Mapping[str, tuple[Effect, ...]]
    """What each ruling would do, for whoever may rule."""

    @property
    def parties(self) -> tuple[PartyShown, PartyShown]:
        return self.holder, self.challenger


@dataclass(frozen=True, slots=True)
class Offer:
    """What the page of a record says of conflicts to somebody who works a customer that `holder` holds.

    `unit_id` is what they may contest, None where they may not, then with the `refusal`; `open_id` is a conflict that is
    open and theirs.
    """

    unit_id: int | None
    holder: str = ""
    refusal: str = ""
    refusal_params: Mapping[str, Any] = field(default_factory=dict)
    open_id: int | None = None
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for somebody now: to answer, or to rule; the most pressing first."""

    rows: tuple[ConflictRow, ...]
    count: int
