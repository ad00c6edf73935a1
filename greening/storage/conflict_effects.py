"""How is a ruling on a conflict carried out, and how taken back? In the transaction of whoever rules, on units that are held.

What was done is written down with its ids, so that an undo restores that and nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from greening.domain.candidates import Related, Verdict, settled
from greening.domain.candidates import State as PairState
from greening.domain.claims import State as ClaimState
from greening.domain.conflict_effects import Plan, Stake
from greening.domain.ownership import Begin, End
from greening.domain.policy import Policy
from greening.domain.refusals_conflicts import RulingMovedOn
from greening.storage import candidates, claims, holdings, match_keys, merging, ownership, units, unmerging
from greening.storage.candidates import Candidate
from greening.storage.claims import Claim
from greening.storage.records import Unit as RecordUnit
from greening.storage.session import Unit

REASON = "ruling"
"""What the history of a unit and a closed claim call it."""


@dataclass(frozen=True, slots=True)
class Hand:
    """Who rules or takes back, when, why, and under which policy."""

    policy: Policy
    person_id: int
    reason: str
    now: datetime


def carry_out(unit: Unit, plan: Plan, pair: Candidate | None, hand: Hand) -> dict[str, Any]:
    """Do what a ruling says; what was done, for JSON. Raises: LibraryFull; RulingMovedOn, where the owner is another by now."""
    session = unit.session
    there = units.locked(session, [one.unit_id for one in (*plan.ends, *plan.begins)])
    holdings.hold(session, [one.person_id for one in (*plan.ends, *plan.begins)])
    done: dict[str, Any] = {"ended": [_end(session, there, one, plan, hand) for one in plan.ends]}
    done["began"] = [_begin(session, there[one.unit_id], one.person_id, hand) for one in plan.begins]
    if pair is not None and plan.verdict:
        done["pair"] = _say(session, pair, plan.verdict, plan.relation, hand)
    if plan.merge:
        kept_id, gone_id = plan.merge
        told: dict[str, Any] = {"by": hand.person_id, "reason": hand.reason, "now": hand.now}
        merge_id = merging.merge(unit, hand.policy, kept_id=kept_id, gone_id=gone_id, **told)
        done["merge"] = {"id": merge_id, "kept": kept_id, "gone": gone_id}
    return done


def take_back(unit: Unit, done: Mapping[str, Any], pair: Candidate | None, hand: Hand) -> tuple[str, ...]:
    """Restore what a ruling moved; the paths that somebody has changed since, which stay as they are.

    Raises: RulingMovedOn, where a customer has come to somebody else since; what taking back a merge raises.
    """
    session, edited = unit.session, tuple[str, ...]()
    merged = done.get("merge")
    if merged:
        told: dict[str, Any] = {"by": hand.person_id, "now": hand.now}
        edited = unmerging.unmerge(unit, hand.policy, merge_id=merged["id"], **told).edited
    there = units.locked(session, [one["unit"] for one in (*done["ended"], *done["began"])])
    holdings.hold(session, [one["owner"] for one in (*done["ended"], *done["began"])])
    for one in done["began"]:
        _end_again(session, there[one["unit"]], one, hand)
    for one in done["ended"]:
        _give_back(session, there[one["unit"]], one, hand)
    if pair is not None and "pair" in done:
        _unsay(session, pair, done["pair"], hand)
    return edited


def _end(session: Session, there: Mapping[int, RecordUnit], stake: Stake, plan: Plan, hand: Hand) -> dict[str, Any]:
    one = there[stake.unit_id]
    if one.owner_id != stake.person_id or one.owned_since is None:
        raise RulingMovedOn
    since = one.owned_since
    ownership.end(session, one, how=End.RULING, by=hand.person_id, reason=REASON, now=hand.now)
    next_owner = next((new.person_id for new in plan.begins if new.unit_id == one.id), None)
    closed = claims.close(session, one.id, reason=REASON, by=hand.person_id, now=hand.now, but=next_owner)
    return {
        "unit": one.id,
        "record": one.record_id,
        "owner": stake.person_id,
        "since": since.isoformat(),
        "claim": closed.id if closed else None,
    }


def _begin(session: Session, one: RecordUnit, owner_id: int, hand: Hand) -> dict[str, Any]:
    """The customer is the winner's, if their library has a place."""
    holdings.need_place(session, owner_id, cap=hand.policy.library.cap)
    given: dict[str, Any] = {"by": hand.person_id, "policy_version": hand.policy.version, "now": hand.now}
    ownership_id = ownership.begin(session, one, owner_id, how=Begin.RULING, **given)
    return {"unit": one.id, "record": one.record_id, "owner": owner_id, "ownership": ownership_id}


def _end_again(session: Session, one: RecordUnit, told: Mapping[str, Any], hand: Hand) -> None:
    standing = ownership.standing(session, one.id)
    if standing is None or standing.id != told["ownership"]:
        raise RulingMovedOn
    ownership.end(session, one, how=End.UNDO, by=hand.person_id, reason=REASON, now=hand.now)


def _give_back(session: Session, one: RecordUnit, told: Mapping[str, Any], hand: Hand) -> None:
    """As it was: the clocks go on as if nothing had happened, and a library that is full meanwhile holds one more."""
    if one.owner_id is not None:
        raise RulingMovedOn
    owner_id = told["owner"]
    claims.close(session, one.id, reason=REASON, by=hand.person_id, now=hand.now, but=owner_id)
    holdings.move(session, {owner_id: 1})
    given: dict[str, Any] = {"by": hand.person_id, "policy_version": hand.policy.version, "now": hand.now}
    ownership.begin(session, one, owner_id, how=Begin.UNDO, since=datetime.fromisoformat(told["since"]), **given)
    if told["claim"] is not None:
        _reopen(session, one.id, told["claim"], hand.now)


def _reopen(session: Session, unit_id: int, claim_id: int, now: datetime) -> None:
    """The owner's own claim, as far as its time is not up."""
    claim = session.get_one(Claim, claim_id, with_for_update=True, populate_existing=True)
    if claim.due_at <= now or claims.live(session, unit_id) is not None:
        return
    claim.state, claim.ending, claim.reason, claim.ended_at = ClaimState.OPEN, "", "", None
    session.flush()
    holdings.move_pits(session, {claim.rep_id: 1})


def _say(session: Session, pair: Candidate, verdict: Verdict, relation: Related | None, hand: Hand) -> dict[str, Any]:
    """What a ruling says of the pair: a different one is not proposed again."""
    said = candidates.rulings(session, pair.id, limit=1)
    last = (said[0][0].verdict, said[0][0].relation) if said else ("", "")
    before = {"state": pair.state, "verdict": last[0], "relation": last[1]}
    _rule(session, pair, verdict, relation, hand)
    return before


def _unsay(session: Session, pair: Candidate, before: Mapping[str, Any], hand: Hand) -> None:
    """What had been said before holds again; where nothing had, the pair waits for somebody as it did."""
    verdict, relation = Verdict(before["verdict"] or Verdict.UNSURE), before["relation"]
    _rule(session, pair, verdict, Related(relation) if relation else None, hand)
    pair.state = PairState(before["state"])
    session.flush()


def _rule(session: Session, pair: Candidate, verdict: Verdict, relation: Related | None, hand: Hand) -> None:
    stand = match_keys.prints(session, [pair.left_id, pair.right_id])
    prints = stand.get(pair.left_id, ""), stand.get(pair.right_id, "")
    pair.state = settled(verdict)
    said: dict[str, Any] = {"reason": hand.reason, "person_id": hand.person_id, "prints": prints, "now": hand.now}
    candidates.add_ruling(session, pair, verdict, relation, **said)
