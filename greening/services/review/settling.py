"""When does a verdict take effect, and how is it taken back? Once each, whoever comes first and however often it is tried."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from greening.domain.claims import State as ClaimState
from greening.domain.people import Actor
from greening.domain.permissions import Action
from greening.domain.policy import Policy
from greening.domain.refusals import AlreadyUndone, Denied, NotFound
from greening.domain.review import Draft, Kind, State
from greening.services.review import _steps
from greening.services.review.effects import Case
from greening.storage import events, judging, review_drafts, review_queue, review_verdicts, submissions
from greening.storage.review import Review, Verdict
from greening.storage.session import Unit, Work

Given = tuple[Verdict, Review]
"""A verdict with its item."""
ACTS: Mapping[str, str] = {
    Kind.PASS: "record.passed",
    Kind.RETURN: "record.returned",
    Kind.REJECT: "record.rejected",
    Kind.UNDO: "record.unruled",
}
"""What the history of a record calls it."""


def settle(work: Work, policy: Policy, *, verdict_ids: Collection[int], now: datetime) -> int:
    """Let verdicts take effect that nobody has taken back; how many did. Twice is like once.

    A verdict on what a rep has submitted that cannot take effect any more is taken back, and its item waits again.
    """
    with work() as unit:
        there = standing(unit, held(unit, verdict_ids))
        pending = [one for one in there if one[1].state == State.PENDING]
        void = _void(unit, policy, pending, now)
        due = [(verdict, item) for verdict, item in pending if verdict.id not in void]
        for verdict, item in due:
            item.state, item.decision, item.decided_version = State.DECIDED, verdict.kind, verdict.record_version
            item.passed = list(verdict.prints) if verdict.kind == Kind.PASS else []
            item.version, item.changed_at = item.version + 1, now
            _log(unit, verdict.kind, item, verdict, now)
        review_verdicts.mark_settled(unit.session, [verdict.id for verdict, _ in due], now)
        _judge(unit, policy, pending, now)
        return len(due)


def undo(work: Work, policy: Policy, *, actor: Actor, verdict_id: int, now: datetime) -> int:
    """Take back a verdict of one's own: before it has settled nothing has happened, afterwards its effects end.

    The item is open again, in the hands of whoever took it back and with what they had typed; its id. Where the record
    has come into the queue anew meanwhile, that item stays the one.

    Raises: Denied, NotFound, AlreadyUndone.
    """
    person_id = _steps.reviewer(actor)
    with work() as unit:
        there = held(unit, [verdict_id])
        if not there:
            raise NotFound
        [(verdict, item)] = there
        if verdict.person_id != person_id:
            raise Denied(action=Action.REVIEW)
        if not standing(unit, there):
            raise AlreadyUndone
        take_back(unit, policy, there, actor=actor, now=now)
        review_drafts.save(unit.session, item.id, person_id, _typed(verdict), now=now)
        review_queue.lease(unit.session, item.id, person_id=person_id, now=now, period=policy.review.lease)
        return item.id


def take_back(unit: Unit, policy: Policy, given: Sequence[Given], *, actor: Actor, now: datetime) -> None:
    """Add what takes verdicts back, that stand and are held, and open their items."""
    claims = submissions.claims_of(unit.session, [item for _, item in given])
    for verdict, item in given:
        over = False
        if item.state == State.DECIDED:
            _log(unit, Kind.UNDO, item, verdict, now)
            claim = claims.get(item.claim_id or 0)
            over = claim is not None and not Case(unit, policy, verdict, item, claim, now).take_back()
        _reopen(unit, item, now, over=over)
        unit.session.add(_reversal(policy, verdict, actor.id, now))
        _steps.log(unit, "review.undone", item.id, actor, now, verdict=verdict.id)
    _judge(unit, policy, given, now)


def held(unit: Unit, verdict_ids: Collection[int]) -> list[Given]:
    """Verdicts, no undo among them, with their items; records and items are held until the end, in this order."""
    judging.hold(unit.session, review_verdicts.records(unit.session, verdict_ids))
    return review_verdicts.locked(unit.session, verdict_ids)


def standing(unit: Unit, given: Sequence[Given]) -> list[Given]:
    """Those that nobody has taken back."""
    undone = review_verdicts.reversed_of(unit.session, [verdict.id for verdict, _ in given])
    return [one for one in given if one[0].id not in undone]


def _void(unit: Unit, policy: Policy, given: Sequence[Given], now: datetime) -> set[int]:
    """Let those on what reps have submitted have their effects; the ids of those that could not, taken back."""
    claims = submissions.claims_of(unit.session, [item for _, item in given])
    void: set[int] = set()
    for verdict, item in given:
        claim = claims.get(item.claim_id or 0)
        if claim is None or Case(unit, policy, verdict, item, claim, now).settle():
            continue
        void.add(verdict.id)
        _reopen(unit, item, now, over=claim.state != ClaimState.SUBMITTED)
        unit.session.add(_reversal(policy, verdict, verdict.person_id, now))
        events.add(
            unit.session, "review.void", subject="review", subject_id=item.id, actor_id=None, at=now,
            after={"verdict": verdict.id},
        )  # fmt: skip
    return void


def _reopen(unit: Unit, item: Review, now: datetime, *, over: bool = False) -> None:
    over = over or review_queue.has_another(unit.session, item)
    item.state, item.closed_at = (State.CLOSED, now) if over else (State.OPEN, None)
    item.decision, item.decided_version, item.passed = "", None, []
    item.version, item.changed_at = item.version + 1, now


def _reversal(policy: Policy, verdict: Verdict, person_id: int | None, now: datetime) -> Verdict:
    return Verdict(
        review_id=verdict.review_id,
        person_id=person_id,
        kind=Kind.UNDO,
        at=now,
        reverses_id=verdict.id,
        record_version=verdict.record_version,
        policy_version=policy.version,
    )


def _typed(verdict: Verdict) -> Draft:
    return Draft(Kind(verdict.kind), tuple(verdict.confirmed), tuple(verdict.proven), verdict.note)


def _judge(unit: Unit, policy: Policy, given: Sequence[Given], now: datetime) -> None:
    """Judged anew, a record goes where the verdicts that now stand send it."""
    if not given:
        return
    ids = sorted({item.record_id for _, item in given})
    judged = judging.judge(unit.session, ids, policy, now)
    judging.note_due(unit, judged, f"verdict:{given[0][0].id}", now)


def _log(unit: Unit, kind: str, item: Review, verdict: Verdict, now: datetime) -> None:
    """Say it in the history of the record; who gave a verdict is who takes it back."""
    told = ACTS[kind].replace("record.", "submission.") if item.claim_id is not None else ACTS[kind]
    after = {"review": item.id, "verdict": verdict.id, "kind": verdict.kind, "confirmed": list(verdict.confirmed)}
    events.add(
        unit.session,
        told,
        subject="record",
        subject_id=item.record_id,
        actor_id=verdict.person_id,
        at=now,
        after=after,
    )
