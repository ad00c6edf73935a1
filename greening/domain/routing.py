"""Whose is this lead, and why is it not the others'?

One ladder: whoever owns the unit, whoever has the right to its leads, whoever else completed it, then the region by turns,
weighted with how true one's own records have proved. Everybody who is considered gets a row that says why they were
chosen or passed over. Nothing is drawn by lot: the same facts give the same route.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from greening.domain.bounds import lower_bound
from greening.domain.policy_leads import LeadsPolicy

SHOWN = 3
"""Digits of a weight that a page shows."""


class Step(StrEnum):
    """The rungs of the ladder."""

    OWNER = "owner"
    HOLDER = "holder"
    CONTRIBUTOR = "contributor"
    ROTATION = "rotation"


class Answer(StrEnum):
    """What became of an offer; lapsed is no answer in time."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    LAPSED = "lapsed"


class Reason(StrEnum):
    """Why somebody was chosen or passed over."""

    CHOSEN = "chosen"
    """Is offered the lead."""
    NEXT = "next"
    """Would be, if whoever is chosen does not take it."""
    AFTER_COMPLETER = "after_completer"
    """Owns the unit, but took it from under somebody's right and has proved no contact since."""
    DECLINED = "declined"
    """Has had the offer and said no."""
    LAPSED = "lapsed"
    """Has had the offer and not answered in time."""
    SUSPENDED = "suspended"
    """Serves a penalty `until` then."""
    BARRED = "barred"
    """Complained about, or reviewed, somebody whom leads pass over because of it: nobody gains by that."""
    ON_LEAVE = "on_leave"
    PAUSED = "paused"
    """Let too many offers lapse."""
    RIGHT_PAUSED = "right_paused"
    """Has the right, but it rests while the record is in quarantine."""
    FULL = "full"
    """Has no place left in the library, and has had this month's overflow."""
    OVER_QUOTA = "over_quota"
    """Has had as many leads by turns as a day brings: `today` of `quota`."""
    NOT_THEIR_TURN = "not_their_turn"
    """Has had more leads, `received`, for their `weight` than whoever is chosen."""


ANSWERS: Mapping[Answer, Reason] = MappingProxyType({Answer.DECLINED: Reason.DECLINED, Answer.LAPSED: Reason.LAPSED})
"""Whoever did not take an offer does not get it again."""


@dataclass(frozen=True, slots=True)
class Rep:
    """How somebody stands to a lead that has come in.

    `answer` is what they said to this lead before. Of `sampled` facts in their library and pits `verified` were true.
    `received` counts the leads that turns go by, `today` those of this day. `owed` leads come first, after an appeal won.
    """

    rep_id: int
    answer: Answer | None = None
    suspended_until: datetime | None = None
    barred_until: datetime | None = None
    on_leave_until: datetime | None = None
    paused_until: datetime | None = None
    free_places: int = 1
    overflow_used: bool = False
    sampled: int = 0
    verified: int = 0
    received: int = 0
    today: int = 0
    owed: int = 0


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose library the unit is in, their protection not having run out."""

    rep_id: int
    held_before_claim: bool = False
    proven_contact: bool = False
    """Since they took it."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who completed the unit and has the right to its leads."""

    rep_id: int
    paused: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a route goes by. `contributors` completed the unit too, most points first; `region` serves it where nobody
    of them can; `reps` knows everybody who is named.
    """

    reps: Mapping[int, Rep]
    owner: Owner | None = None
    holder: Holder | None = None
    contributors: Sequence[int] = ()
    region: Collection[int] = ()


@dataclass(frozen=True, slots=True)
class Considered:
    """Somebody who was looked at: on which rung, what came of it, and the numbers it came of."""

    rep_id: int
    step: Step
    reason: Reason
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Route:
    """Everybody who was considered, in the order they were looked at."""

    considered: tuple[Considered, ...]

    @property
    def chosen(self) -> Considered | None:
        """Whom to offer the lead; nobody where all were passed over."""
        return next((one for one in self.considered if one.reason is Reason.CHOSEN), None)


def route(facts: Facts, policy: LeadsPolicy, now: datetime) -> Route:
    """Where a lead goes now. Asked again after a decline or a lapse, it goes one further."""
    of_the_unit = Route(tuple(_down_the_ladder(facts, policy, now)))
    if of_the_unit.chosen:
        return of_the_unit
    return Route((*of_the_unit.considered, *_around_the_region(facts, policy, now)))


def ladder(facts: Facts) -> Mapping[int, Step]:
    """Who has to do with the unit, in the order they are asked; whoever stands on two rungs is asked on the first."""
    owner = [(Step.OWNER, facts.owner.rep_id)] if facts.owner else []
    holder = [(Step.HOLDER, facts.holder.rep_id)] if facts.holder else []
    contributors = [(Step.CONTRIBUTOR, rep_id) for rep_id in facts.contributors]
    above = [*owner, *holder] if _owner_comes_first(facts) else [*holder, *owner]
    rungs: dict[int, Step] = {}
    for step, rep_id in (*above, *contributors):
        rungs.setdefault(rep_id, step)
    return rungs


def weight(rep: Rep, policy: LeadsPolicy) -> float:
    """What a turn of theirs counts: the share of their facts that is surely true; a little for who is not yet checked."""
    return max(policy.least_weight, lower_bound(rep.verified, rep.sampled, policy.confidence))


def _owner_comes_first(facts: Facts) -> bool:
    """Whether the owner goes before somebody else who completed the unit: they held it before it was claimed, or have
    talked to the customer since they took it.
    """
    owner, holder = facts.owner, facts.holder
    if not owner or not holder:
        return False
    return owner.rep_id == holder.rep_id or owner.held_before_claim or owner.proven_contact


def _down_the_ladder(facts: Facts, policy: LeadsPolicy, now: datetime) -> Iterator[Considered]:
    is_taken = False
    for rep_id, step in ladder(facts).items():
        rep = facts.reps[rep_id]
        if passed_over := _obstacle(rep, step, facts, policy, now):
            yield passed_over
        elif is_taken:
            yield Considered(rep_id, step, Reason.AFTER_COMPLETER if step is Step.OWNER else Reason.NEXT)
        else:
            is_taken = True
            yield Considered(rep_id, step, Reason.CHOSEN, _place(rep, step))


def _around_the_region(facts: Facts, policy: LeadsPolicy, now: datetime) -> Iterator[Considered]:
    """Whoever had fewest leads for their weight is chosen; those to whom leads are owed come before."""
    others = [facts.reps[rep_id] for rep_id in sorted(set(facts.region) - set(ladder(facts)))]
    passed_over = {rep.rep_id: _obstacle(rep, Step.ROTATION, facts, policy, now) for rep in others}
    able = sorted((rep for rep in others if not passed_over[rep.rep_id]), key=lambda rep: _turn(rep, policy))
    for place, rep in enumerate(able):
        reason = Reason.NOT_THEIR_TURN if place else Reason.CHOSEN
        turn: dict[str, Any] = {"weight": round(weight(rep, policy), SHOWN), "received": rep.received, "owed": rep.owed}
        yield Considered(rep.rep_id, Step.ROTATION, reason, turn | _place(rep, Step.ROTATION))
    yield from filter(None, passed_over.values())


def _turn(rep: Rep, policy: LeadsPolicy) -> tuple[bool, float, int]:
    return not rep.owed, (rep.received + 1) / weight(rep, policy), rep.rep_id


def _obstacle(rep: Rep, step: Step, facts: Facts, policy: LeadsPolicy, now: datetime) -> Considered | None:
    """Why somebody is passed over, the plainest reason first; None where they can take the lead."""
    if rep.answer and (said := ANSWERS.get(rep.answer)):
        return Considered(rep.rep_id, step, said)
    for reason, until in (
        (Reason.SUSPENDED, rep.suspended_until),
        (Reason.BARRED, rep.barred_until),
        (Reason.ON_LEAVE, rep.on_leave_until),
        (Reason.PAUSED, rep.paused_until),
    ):
        if until and now < until:
            return Considered(rep.rep_id, step, reason, {"until": until.isoformat()})
    if step is Step.HOLDER and facts.holder and facts.holder.paused:
        return Considered(rep.rep_id, step, Reason.RIGHT_PAUSED)
    if step is Step.ROTATION and rep.today >= policy.quota:
        return Considered(rep.rep_id, step, Reason.OVER_QUOTA, {"today": rep.today, "quota": policy.quota})
    if not _has_place(rep, step) and rep.overflow_used:
        return Considered(rep.rep_id, step, Reason.FULL)
    return None


def _has_place(rep: Rep, step: Step) -> bool:
    """An owner has the unit already."""
    return step is Step.OWNER or rep.free_places > 0


def _place(rep: Rep, step: Step) -> dict[str, Any]:
    """A lead is not lost for want of a place: once a month it may stand beside the library for some days."""
    return {} if _has_place(rep, step) else {"overflow": True}
