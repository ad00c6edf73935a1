"""What does somebody see of claims? Their own or their team's by deadline, how one record stands, what waits for them."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from greening.domain import claims as rules
from greening.domain.claim_list import Card, ClaimRow, Claims, Outcome, Place, Room, Waiting
from greening.domain.people import Actor
from greening.domain.permissions import Action, Relation, allowed, authorise
from greening.domain.policy import Policy
from greening.domain.refusals import Denied, NotFound, Refusal
from greening.services.claims import _steps
from greening.storage import claim_lists, claims, holdings, holidays, people, units
from greening.storage.claims import Claim
from greening.storage.records import Unit as RecordUnit
from greening.storage.session import Unit, Work

WAITING = 5


def mine(work: Work, policy: Policy, *, actor: Actor, now: datetime, after: Place | None = None) -> Claims:
    """A page of the claims that somebody has, the first to end first, and how much room they have. Raises: Denied."""
    rep_id = _steps.claimant(actor)
    with work() as unit:
        page = _page(unit, policy, actor, [rep_id], after=after, limit=policy.lists.page, now=now)
        return replace(page, room=_room(unit, policy, rep_id, now))


def of_team(work: Work, policy: Policy, *, actor: Actor, now: datetime, after: Place | None = None) -> Claims:
    """A page of the claims of a manager's team, the first to end first. Raises: Denied."""
    if actor.team_id is None or not allowed(actor, Action.READ_CLAIMS, Relation.TEAM):
        raise Denied(action=Action.READ_CLAIMS.value)
    with work() as unit:
        reps = claim_lists.reps_of(unit.session, actor.team_id)
        return _page(unit, policy, actor, reps, after=after, limit=policy.lists.page, now=now)


def waiting(work: Work, policy: Policy, *, actor: Actor, now: datetime) -> Waiting:
    """The claims of somebody that end first, for the page they begin the day with. Raises: Denied."""
    rep_id = _steps.claimant(actor)
    with work() as unit:
        page = _page(unit, policy, actor, [rep_id], after=None, limit=WAITING, now=now)
        return Waiting(page.rows, page.total, _room(unit, policy, rep_id, now))


def of_record(work: Work, policy: Policy, *, actor: Actor, record_id: int, now: datetime) -> Card:
    """Who completes a record, and may the reader? Raises: Denied, NotFound."""
    authorise(actor, Action.READ_RECORD)
    with work() as unit:
        there = [one for one in units.of_record(unit.session, record_id) if one.merged_into_id is None]
        if not there:
            raise NotFound
        claimed = [claims.live(unit.session, one.id) for one in there]
        own = next((one for one in claimed if one and one.rep_id == actor.id), None)
        found = own or next((one for one in claimed if one), None)
        if found is None:
            return _free(unit, policy, actor, there[0], now)
        [row] = _rows(unit, policy, actor, [found], now)
        return Card(found.unit_id, claim=row, is_own=own is not None)


def outcomes(
    work: Work, policy: Policy, *, actor: Actor, unit_ids: Sequence[int], now: datetime
) -> tuple[Outcome, ...]:
    """What has become of units that somebody asked for, as it stands now: theirs, or why not. Raises: Denied."""
    rep_id = _steps.claimant(actor)
    asked = list(dict.fromkeys(unit_ids))[: policy.claims.at_once]
    with work() as unit:
        there = claim_lists.standing(unit.session, asked)
        return tuple(_outcome(unit, policy, one, rep_id, now) for one in asked if one in there)


def _outcome(unit: Unit, policy: Policy, unit_id: int, rep_id: int, now: datetime) -> Outcome:
    seen, claim = units.look(unit.session, unit_id, rep_id, now), claims.live(unit.session, unit_id)
    if claim is not None and claim.rep_id == rep_id:
        return _steps.named(Outcome(unit_id, claim_id=claim.id, due_at=claim.due_at), seen)
    found = _steps.claimable(unit, policy, seen, rep_id, now)
    return _steps.named(Outcome(unit_id, refusal=found if isinstance(found, Refusal) else None), seen)


def _free(unit: Unit, policy: Policy, actor: Actor, there: RecordUnit, now: datetime) -> Card:
    """Nobody has a claim: whether this reader may have one, and until when it would last."""
    if actor.id is None or not allowed(actor, Action.CLAIM):
        return Card(there.id)
    seen = units.look(unit.session, there.id, actor.id, now)
    found = _steps.claimable(unit, policy, seen, actor.id, now)
    if isinstance(found, Refusal):
        return Card(there.id, refusal=found)
    due = rules.term(now, holidays.of_organisation(unit.session, policy), policy.claims).due_at
    return Card(there.id, may_claim=True, due_at=due, room=found)


def _page(
    unit: Unit, policy: Policy, actor: Actor, reps: Collection[int], *, after: Place | None, limit: int, now: datetime
) -> Claims:
    """Sorted here: when a claim ends follows from the calendar, and nobody has more than a few hundred."""
    calendar = holidays.of_organisation(unit.session, policy)
    found = claim_lists.live(unit.session, reps)
    places = {one.id: (_steps.ending(one, calendar, policy).at, one.id) for one in found}
    by_end = sorted(found, key=lambda one: places[one.id])
    rest = [one for one in by_end if after is None or places[one.id] > (after.ends_at, after.id)]
    shown = rest[:limit]
    more = Place(*places[shown[-1].id]) if len(rest) > limit else None
    return Claims(tuple(_rows(unit, policy, actor, shown, now)), len(found), next=more)


def _rows(unit: Unit, policy: Policy, actor: Actor, found: Collection[Claim], now: datetime) -> list[ClaimRow]:
    calendar = holidays.of_organisation(unit.session, policy)
    records = claim_lists.records(unit.session, [one.unit_id for one in found])
    names = people.names(unit.session, {one.rep_id for one in found})
    show = partial(_steps.row, actor=actor, calendar=calendar, policy=policy, now=now)
    return [show(one, records[one.unit_id], names.get(one.rep_id, "")) for one in found]


def _room(unit: Unit, policy: Policy, rep_id: int, now: datetime) -> Room:
    return _steps.room(unit, policy, rep_id, holdings.of(unit.session, rep_id).pits, now)
