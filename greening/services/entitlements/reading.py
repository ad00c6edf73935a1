"""What does somebody see of rights and credit: their own, with what waits, and who completed a record?"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from greening.domain import credits as ledger_rules
from greening.domain import entitlements as rules
from greening.domain import masking
from greening.domain.calendar import Calendar
from greening.domain.claims import State as ClaimState
from greening.domain.credits import Kind
from greening.domain.people import Actor
from greening.domain.permissions import Action, authorise
from greening.domain.policy import Policy
from greening.domain.refusals import NotFound
from greening.domain.rights_page import Completion, LedgerRow, Mine, Part, RightShown, Waiting
from greening.domain.submissions import Outcome, Stage
from greening.domain.triage import Triage
from greening.storage import claim_lists, claims, entitlements, holidays, passing, people, submissions, units
from greening.storage import credits as ledger
from greening.storage.claims import Claim
from greening.storage.record_loading import load
from greening.storage.session import Unit, Work


def mine(work: Work, policy: Policy, *, actor: Actor, before: int | None = None, now: datetime) -> Mine:
    """The reader's rights, submissions and credit; of the ledger a page, `before` the id of the last row shown.

    Raises: Denied; NotFound, for whoever is no person of the organisation.
    """
    rep_id = _reader(actor)
    size = policy.entitlements.shown
    with work() as unit:
        live = claim_lists.live(unit.session, [rep_id])
        rows = _rows(unit, ledger.page(unit.session, rep_id, before=before, limit=size + 1), size)
        return Mine(
            rights=_rights(unit, policy, rep_id, actor.name, now),
            submissions=_submitted(unit, live),
            balance=ledger.balances(unit.session, [rep_id]).get(rep_id, Decimal()),
            pending=_pending(unit, policy, live),
            rows=rows[:size],
            next=rows[size - 1].id if len(rows) > size else None,
        )


def of_record(work: Work, policy: Policy, *, actor: Actor, record_id: int, now: datetime) -> Completion:
    """Who completed a record, and whose its leads are. Raises: Denied, NotFound."""
    authorise(actor, Action.READ_RECORD)
    with work() as unit:
        own = units.of_record(unit.session, record_id)
        if not own:
            raise NotFound
        entries = [entry for one in own for entry in ledger.ledger(unit.session, one.id)]
        claim = next((found for one in own if (found := claims.live(unit.session, one.id))), None)
        is_waiting = claim is not None and claim.state == ClaimState.SUBMITTED
        right = _right(unit, policy, [one.id for one in own], now)
        names = people.names(unit.session, {entry.grant.rep_id for entry in entries})
        newest = ledger.of_units(unit.session, [one.id for one in own], limit=policy.lists.page)
        return Completion(
            right=right,
            parts=_parts(entries, names, right, policy),
            rows=_rows(unit, newest, len(newest)),
            claimant=people.names(unit.session, [claim.rep_id])[claim.rep_id] if claim and is_waiting else "",
            waiting_since=claim.submitted_at if claim and is_waiting else None,
            **_own(unit, policy, record_id, claim, actor),
        )


def waiting(work: Work, policy: Policy, *, actor: Actor, now: datetime) -> Waiting:
    """What asks for the reader's hand: returned by a reviewer, or a right that runs out soon. Raises: Denied."""
    rep_id = _reader(actor)
    soon = now + policy.entitlements.soon
    with work() as unit:
        submitted = _submitted(unit, claim_lists.live(unit.session, [rep_id]))
        rights = _rights(unit, policy, rep_id, actor.name, now)
    returned = tuple(one for one in submitted if one.stage is Stage.RETURNED)
    ending = tuple(one for one in rights if one.until <= soon)
    return Waiting(returned, ending, len(returned) + len(ending))


def _own(unit: Unit, policy: Policy, record_id: int, claim: Claim | None, actor: Actor) -> dict[str, Any]:
    """What the card says beside, to whoever completes the record: the way to the reviewer, and back from there."""
    if claim is None or claim.rep_id != actor.id or claim.state != ClaimState.OPEN:
        return {}
    steps = passing.as_judged(unit.session, record_id, policy)
    said = submissions.outcomes(unit.session, [claim])
    return {"claim_id": claim.id, "steps": steps, "outcome": said[0] if said else None}


def _reader(actor: Actor) -> int:
    authorise(actor, Action.READ_RIGHTS)
    if actor.id is None:
        raise NotFound
    return actor.id


def _rights(unit: Unit, policy: Policy, rep_id: int, rep: str, now: datetime) -> tuple[RightShown, ...]:
    calendar = holidays.of_organisation(unit.session, policy)
    found = entitlements.of_rep(unit.session, rep_id, now)
    return tuple(_shown(right, record, rep, calendar, now) for right, *record in found)


def _right(unit: Unit, policy: Policy, unit_ids: Sequence[int], now: datetime) -> RightShown | None:
    found = entitlements.of_units(unit.session, unit_ids, now)
    if found is None:
        return None
    right, *record, rep = found
    return _shown(right, record, rep, holidays.of_organisation(unit.session, policy), now)


def _shown(
    right: entitlements.Entitlement, record: Sequence[object], rep: str, calendar: Calendar, now: datetime
) -> RightShown:
    record_id, company, triage = record
    return RightShown(
        id=right.id,
        record_id=int(str(record_id)),
        company=masking.text(str(company)),
        rep_id=right.rep_id,
        rep=rep,
        state=rules.state(right.right, now, quarantined=triage == Triage.QUARANTINE),
        began_at=right.began_at,
        until=right.until,
        days_left=rules.days_left(right.right, calendar, now),
    )


def _submitted(unit: Unit, live: Sequence[Claim]) -> tuple[Outcome, ...]:
    """Returned ones first, then what waits longest."""
    found = submissions.outcomes(unit.session, live)
    return tuple(sorted(found, key=lambda one: (one.stage is not Stage.RETURNED, one.at)))


def _pending(unit: Unit, policy: Policy, live: Sequence[Claim]) -> Decimal:
    """What lies with reviewers can bring so many points at most, a field of a record once."""
    waiting = [claim for claim in live if claim.state == ClaimState.SUBMITTED]
    of = {claim.id: submissions.record_of(unit.session, claim.id) or 0 for claim in waiting}
    there = load(unit.session, list(of.values()), visits=0)
    paths = {
        (claim.id, ledger_rules.field(one.path)): one.path
        for claim in waiting
        for one in submissions.completed(unit.session, claim, there[of[claim.id]])
        if one.completed and one.provable
    }
    return sum((ledger_rules.points(path, policy.settings) for path in paths.values()), Decimal())


def _rows(unit: Unit, found: Sequence[ledger.Shown], shown: int) -> tuple[LedgerRow, ...]:
    gone = ledger.reversed_of(unit.session, [row[0].id for row in found[:shown]])
    return tuple(
        LedgerRow(
            id=row.id,
            record_id=record_id,
            company=masking.text(company),
            rep_id=row.rep_id,
            rep=rep,
            path=row.path,
            kind=Kind(row.kind),
            points=row.points,
            cause=row.cause,
            at=row.at,
            is_reversed=row.id in gone,
        )
        for row, record_id, company, rep in found
    )


def _parts(
    entries: Sequence[ledger_rules.Entry], names: Mapping[int, str], right: RightShown | None, policy: Policy
) -> tuple[Part, ...]:
    """Who was paid and is still, the most first; the holder of the right needs no share."""
    others = {one.rep_id: one.share for one in ledger_rules.shares(entries, policy.credits).others}
    sums = {rep_id: ledger_rules.balance(entries, rep_id) for rep_id in names}
    ranked = sorted(((got, rep_id) for rep_id, got in sums.items() if got > 0), reverse=True)
    holder = right.rep_id if right else None
    return tuple(
        Part(rep_id, names[rep_id], got, others.get(rep_id) if right and rep_id != holder else None)
        for got, rep_id in ranked
    )
