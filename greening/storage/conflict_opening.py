"""How does a conflict begin? Facts taken, units frozen, both sides told, in the transaction of whoever opens it."""

import secrets
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from greening.domain import conflict_json as stored
from greening.domain.conflict_page import Source
from greening.domain.conflicts import recommend
from greening.domain.filings import course
from greening.domain.policy import Policy
from greening.domain.refusals_units import UnitContested
from greening.domain.replaying import basis
from greening.storage import conflict_facts, events, freezes, holidays, notices, units
from greening.storage.candidates import Candidate
from greening.storage.conflict_facts import Contested
from greening.storage.conflicts import Conflict
from greening.storage.freezes import Cause
from greening.storage.records import Record, Unit

SEED_BYTES = 8


def hold(session: Session, record_ids: Collection[int]) -> dict[int, list[Unit]]:
    """Records and then their units, held until the end in the order in which everybody takes them; units by record."""
    rows = select(Record.id).where(Record.id.in_(record_ids)).order_by(Record.id)
    session.execute(rows.with_for_update(key_share=True))
    return {one: units.of_record(session, one, lock=True) for one in sorted(record_ids)}


def of_pair(session: Session, pair: Candidate) -> Contested | None:
    """What two records of one customer make contested: units of one line and mode that two people own; whoever had theirs
    first is the holder. None where no two do. The records and units of the pair are held.
    """
    there = hold(session, [pair.left_id, pair.right_id])
    others = {(one.line, one.mode): one for one in there[pair.right_id]}
    for one in there[pair.left_id]:
        other = others.get((one.line, one.mode))
        if other is None or None in {one.owner_id, other.owner_id} or one.owner_id == other.owner_id:
            continue
        first, second = sorted((one, other), key=lambda unit: (unit.owned_since, unit.id))
        return Contested(first, first.owner_id or 0, second.owner_id or 0, second, pair)
    return None


def is_open(session: Session, contested: Contested, now: datetime) -> bool:
    """Whether a case about one of its units is open."""
    standing = freezes.standing(session, [one.id for one in contested.units], now)
    return any(Cause.CONFLICT in causes for causes in standing.values())


def begin(
    session: Session, policy: Policy, contested: Contested, *, source: Source, by: int, reason: str = "", now: datetime
) -> Conflict:
    """Open a case about units that are held. Raises: UnitContested, where one of them is in a case already."""
    if is_open(session, contested, now):
        raise UnitContested
    opened = _case(session, policy, contested, source=source, by=by, reason=reason, now=now)
    session.add(opened)
    session.flush()
    for one in contested.units:
        freezes.begin(session, one.id, Cause.CONFLICT, opened.id, now=now)
    _log(session, contested, opened, by)
    return opened


def _case(
    session: Session, policy: Policy, contested: Contested, *, source: Source, by: int, reason: str, now: datetime
) -> Conflict:
    calendar, lot = holidays.of_organisation(session, policy), secrets.token_hex(SEED_BYTES)
    finder_id = by if by == contested.holder_id else contested.challenger_id
    facts = conflict_facts.load(session, contested, policy, calendar, finder_id=finder_id, lot=lot, filed_at=now)
    times = course(now, calendar, policy.conflicts)
    return Conflict(
        unit_id=contested.unit.id,
        other_unit_id=contested.other.id if contested.other else None,
        candidate_id=contested.pair.id if contested.pair else None,
        source=source,
        filed_by=by,
        filed_at=now,
        discovered_at=facts.discovered_at,
        holder_id=contested.holder_id,
        challenger_id=contested.challenger_id,
        reason=reason,
        answer_by=times.answer_by,
        rule_by=times.rule_by,
        facts=stored.facts_json(facts),
        basis=basis(facts, calendar),
        recommendation=stored.recommendation_json(recommend(facts, calendar, policy)),
        lot=lot,
        policy_version=policy.version,
    )


def _log(session: Session, contested: Contested, opened: Conflict, by: int) -> None:
    now = opened.filed_at
    told = {"conflict": opened.id, "source": opened.source}
    for record_id in contested.record_ids:
        events.add(session, "conflict.opened", subject="record", subject_id=record_id, actor_id=by, at=now, after=told)
    for person_id in {*opened.parties} - {by}:
        own = contested.other if person_id == opened.challenger_id and contested.other else contested.unit
        notices.tell(
            session,
            person_id,
            "conflict.opened",
            key=f"conflict.opened:{opened.id}",
            params={"conflict": opened.id, "until": opened.answer_by.isoformat()},
            record_id=own.record_id,
            now=now,
        )
