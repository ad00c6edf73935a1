"""What has quality control found of somebody, what does a made-up fact cost them, and which penalty is put before a person?

One step for whoever rules facts and for whoever looks at somebody's conduct; it proposes, and decides nothing.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from greening.domain import claims as claim_rules
from greening.domain import faults
from greening.domain.credits import points
from greening.domain.inspections import VISITS, Answer
from greening.domain.penalties import Conduct, Level, Trigger, propose
from greening.domain.policy import Policy
from greening.storage import credits as ledger
from greening.storage import events
from greening.storage.claims import Claim
from greening.storage.inspections import InspectedFact
from greening.storage.penalties import CLEARED, Appeal, Penalty
from greening.storage.session import Unit

WRONG = tuple(one.value for one in Answer if one.fault)
STANDS: ColumnElement[bool] = and_(
    Penalty.decision == "imposed", or_(Appeal.decision.is_(None), Appeal.decision != "won")
)
"""Penalties that were imposed and not taken back by an appeal."""


def conduct(session: Session, person_id: int, policy: Policy, now: datetime) -> Conduct:
    """What was found of somebody in the time that counts. A fact that has led to a penalty leads to no second one."""
    since = now - policy.penalties.remembered
    imposed = select(Penalty.trigger, Penalty.level).outerjoin(Appeal, Appeal.penalty_id == Penalty.id)
    imposed = imposed.where(Penalty.person_id == person_id, Penalty.decided_at > since, STANDS)
    rows = session.execute(imposed).all()
    careless, sampled = _counted(session, person_id, _after(session, person_id, Trigger.CARELESS, since), visits=False)
    void, notes = _counted(session, person_id, _after(session, person_id, Trigger.VOID_NOTES, since), visits=True)
    return Conduct(
        careless=careless,
        sampled=sampled,
        void=void,
        notes=notes,
        noticed={Trigger(row.trigger) for row in rows},
        suspensions=sum(row.level == Level.LEADS for row in rows),
    )


def put_forward(
    unit: Unit,
    policy: Policy,
    *,
    person_id: int,
    fabricated: int = 0,
    complaint_id: int | None = None,
    reviewer_ids: Collection[int] = (),
    now: datetime,
) -> int | None:
    """Put the penalty that the numbers call for before a person; its id, None where nothing calls for one.

    `fabricated` facts were ruled in `complaint_id` just now. What waits for a decision already is not proposed again.
    """
    proposal = propose(replace(conduct(unit.session, person_id, policy, now), fabricated=fabricated), policy.penalties)
    if proposal is None:
        return None
    case = complaint_id if proposal.trigger is Trigger.FABRICATED else None
    row = {
        "person_id": person_id,
        "level": int(proposal.level),
        "trigger": proposal.trigger.value,
        "days": proposal.days,
        "params": dict(proposal.params),
        "complaint_id": case,
        "reviewer_ids": sorted(reviewer_ids),
        "proposed_at": now,
        "policy_version": policy.version,
    }
    return _add(unit.session, row)


def price(session: Session, policy: Policy, person_id: int, paths: Collection[str], now: datetime) -> Decimal:
    """What made-up facts at these paths cost their author: by the rate at which their submissions are looked at.

    The inspection that found them counts as one look at one submission.
    """
    since = now - policy.penalties.credit_within
    looked = Claim.ending.in_((claim_rules.End.PASSED, claim_rules.End.REJECTED))
    counted = select(func.count(), func.count().filter(looked)).where(
        Claim.rep_id == person_id, Claim.submitted_at > since
    )
    submitted, sampled = session.execute(counted).one()
    recent = ledger.balances(session, [person_id], since=since).get(person_id, Decimal())
    worth = sum((points(path, policy.settings) for path in paths), Decimal())
    return faults.price(
        worth,
        sampled=sampled + 1,
        submitted=submitted + 1,
        recent_credit=max(recent, Decimal()),
        policy=policy.penalties,
    )


def _add(session: Session, row: Mapping[str, Any]) -> int | None:
    made = session.scalar(insert(Penalty).values(**row).on_conflict_do_nothing().returning(Penalty.id))
    if made is not None:
        said = ("person_id", "level", "trigger", "days", "params")
        after = {name: row[name] for name in said}
        at = row["proposed_at"]
        events.add(session, "penalty.proposed", subject="penalty", subject_id=made, actor_id=None, at=at, after=after)
    return made


def _after(session: Session, person_id: int, trigger: Trigger, since: datetime) -> datetime:
    """From when on facts count: those before the last proposal for the same have been weighed."""
    last = select(func.max(Penalty.proposed_at)).where(Penalty.person_id == person_id, Penalty.trigger == trigger)
    return max(since, session.scalar(last) or since)


def _counted(session: Session, person_id: int, since: datetime, *, visits: bool) -> tuple[int, int]:
    """How many of somebody's facts were ruled careless, or how many of their notes were not true, and of how many."""
    wrong = InspectedFact.ruled.in_(WRONG) if visits else InspectedFact.ruled == Answer.CARELESS
    is_visit = InspectedFact.path.startswith(f"{VISITS}[", autoescape=True)
    rows = select(func.count().filter(wrong), func.count()).where(
        InspectedFact.author_id == person_id,
        InspectedFact.at > since,
        InspectedFact.ruled != Answer.UNKNOWN,
        ~CLEARED,
        is_visit if visits else ~is_visit,
    )
    found, looked = session.execute(rows).one()
    return found, looked
