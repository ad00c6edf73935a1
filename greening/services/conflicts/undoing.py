"""How is a ruling taken back? As a row of its own, restoring what the ruling moved, for as long as the policy lets it."""

from datetime import datetime

from greening.domain.conflict_page import State
from greening.domain.filings import undo_obstacle
from greening.domain.people import Actor
from greening.domain.policy import Policy
from greening.domain.refusals import NotFound
from greening.domain.refusals_conflicts import ConflictOver
from greening.services.conflicts import _steps
from greening.services.conflicts.ruling import judge
from greening.storage import candidates, conflict_effects, conflict_opening, conflicts, events
from greening.storage.conflict_effects import Hand
from greening.storage.conflicts import Conflict, ConflictRuling
from greening.storage.session import Unit, Work

KIND = "conflict.undone"


def undo(work: Work, policy: Policy, *, actor: Actor, conflict_id: int, reason: str, now: datetime) -> tuple[str, ...]:
    """Take a ruling back: owners, claims and records are as they were; the fields that were changed since, which stay.

    Raises: NotFound, Denied, NotTheJudge, ConflictReasonMissing, BadValue, ConflictOver, RulingSettled, RulingMovedOn;
        what taking back a merge raises.
    """
    with work() as unit:
        hand = Hand(policy, judge(unit, policy, actor, conflict_id), _steps.text(reason, policy), now)
        ruled = _standing(unit, policy, conflict_id, now)
        edited = _take_back(unit, ruled, hand)
        case = conflicts.one(unit.session, conflict_id, lock=True)
        if case is None or case.state != State.RULED:
            raise ConflictOver(state=case.state if case else "")
        case.state = State.UNDONE
        unit.session.add(_row(ruled, edited, hand))
        unit.session.flush()
        _tell(unit, case, ruled, edited, hand)
        return edited


def _standing(unit: Unit, policy: Policy, conflict_id: int, now: datetime) -> ConflictRuling:
    """The ruling that can be taken back. Raises: NotFound, ConflictOver, RulingSettled."""
    given, case = conflicts.rulings(unit.session, conflict_id), conflicts.one(unit.session, conflict_id)
    if case is None:
        raise NotFound
    if case.state != State.RULED or not given:
        raise ConflictOver(state=case.state)
    if obstacle := undo_obstacle(given[0].at, policy.conflicts, now):
        raise obstacle
    return given[0]


def _take_back(unit: Unit, ruled: ConflictRuling, hand: Hand) -> tuple[str, ...]:
    """What is merged is parted first, as that holds what everything else needs."""
    case = conflicts.one(unit.session, ruled.conflict_id)
    if case is None:
        raise NotFound
    if "merge" not in ruled.done:
        conflict_opening.hold(unit.session, {one.record_id for one in _steps.stakes(unit.session, case)})
    pair = candidates.one(unit.session, case.candidate_id) if case.candidate_id else None
    return conflict_effects.take_back(unit, ruled.done, pair, hand)


def _row(ruled: ConflictRuling, edited: tuple[str, ...], hand: Hand) -> ConflictRuling:
    return ConflictRuling(
        conflict_id=ruled.conflict_id,
        code="undo",
        reason=hand.reason,
        by_id=hand.person_id,
        at=hand.now,
        done={"edited": list(edited)},
        reverses_id=ruled.id,
        policy_version=hand.policy.version,
    )


def _tell(unit: Unit, case: Conflict, ruled: ConflictRuling, edited: tuple[str, ...], hand: Hand) -> None:
    records = {one.record_id for one in _steps.stakes(unit.session, case)}
    _steps.tell(unit.session, case, KIND, by=hand.person_id, record_ids=records, now=hand.now)
    told = {"ruling": ruled.id, "edited": list(edited)}
    events.add(
        unit.session, KIND, subject="conflict", subject_id=case.id, actor_id=hand.person_id, at=hand.now, after=told
    )
