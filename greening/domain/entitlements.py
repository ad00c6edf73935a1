"""Has a record passed, and until when do its leads belong to whoever completed it (来线索归我)?"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from greening.domain.calendar import Calendar
from greening.domain.policy import Policy
from greening.domain.policy_sections import EntitlementsPolicy
from validators.finding import Level
from validators.scoring import Score
from validators.settings import Settings

KEY_PERSON, CHANNELS = "key_person", frozenset({"phone", "email"})


class Check(StrEnum):
    """What a pass asks for: enough points, and one way to a key person that is more than said."""

    SCORE = "score"
    CHANNEL = "channel"


class Evidence(StrEnum):
    """Whether a system of the organisation captures contacts, so that more than a rep's word can be asked for."""

    CAPTURED = "captured"
    UNCAPTURED = "uncaptured"


class End(StrEnum):
    """Why a right is over. Out of time; let go by its holder; lost, one of its facts being fabricated; superseded, the unit
    being somebody else's from before; or left without its holder, who works here no longer.
    """

    TERM = "term"
    LET_GO = "let_go"
    FABRICATED = "fabricated"
    SUPERSEDED = "superseded"
    LEFT = "left"
    MERGED = "merged"
    UNDONE = "undone"


class State(StrEnum):
    """Live gives leads. Paused does not for now, the record being in quarantine; its time goes on. Over gives none."""

    LIVE = "live"
    PAUSED = "paused"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that a pass asks for: what is needed, what is there, each from 0 to 100."""

    check: Check
    needed: int
    got: int

    @property
    def holds(self) -> bool:
        return self.got >= self.needed


@dataclass(frozen=True, slots=True)
class Right:
    """The right of one rep to the leads of one unit, to `until`, or to `ended_at` where it ended before."""

    rep_id: int
    began_at: datetime
    until: datetime
    ended_at: datetime | None = None


def evidence(policy: EntitlementsPolicy) -> Evidence:
    """What can be asked for here."""
    return Evidence.CAPTURED if policy.captured else Evidence.UNCAPTURED


def passing(score: Score, evidence: Evidence, settings: Settings, policy: EntitlementsPolicy) -> tuple[Step, ...]:
    """What a pass asks of a judged record. It passes where every step holds: a sum alone proves nothing."""
    channel = policy.channel if evidence is Evidence.CAPTURED else policy.channel_uncaptured
    reached = settings.levels[_best_channel(score)]
    return (
        Step(Check.SCORE, policy.score, score.score),
        Step(Check.CHANNEL, round(channel * 100), round(reached * 100)),
    )


def passing_here(score: Score, policy: Policy) -> tuple[Step, ...]:
    """The same in this organisation, as far as it captures evidence."""
    return passing(score, evidence(policy.entitlements), policy.settings, policy.entitlements)


def until(began_at: datetime, calendar: Calendar, policy: EntitlementsPolicy) -> datetime:
    """The end of a right that begins now: the end of a day, so many days later."""
    return calendar.end_of_day(calendar.day_of(began_at) + timedelta(days=policy.term))


def state(right: Right, now: datetime, *, quarantined: bool) -> State:
    """What a right is worth at `now`."""
    if right.ended_at is not None or now >= right.until:
        return State.OVER
    return State.PAUSED if quarantined else State.LIVE


def days_left(right: Right, calendar: Calendar, now: datetime) -> int:
    """Days after today on which the right still holds; 0 on its last one and after it."""
    return max(0, (calendar.day_of(right.until) - calendar.day_of(now)).days - 1)


def _best_channel(score: Score) -> Level:
    own = (section for section in score.sections if section.key == KEY_PERSON)
    levels = (field.level for section in own for field in section.fields if field.key in CHANNELS)
    return max(levels, default=Level.EMPTY)
