"""Is the ledger what its acts give? Every payment, every taking and giving back, made again from what was logged with it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Row, select, text
from sqlalchemy.orm import Session

from greening.domain import replaying as rules
from greening.domain.credits import Grant
from greening.domain.verifying import Answer, Promise
from greening.storage.crediting import RESTORED, REVERSED
from greening.storage.credits import Credit
from greening.storage.events import Event
from greening.storage.replaying import Policies

CHUNK = 500
PROVEN = "record.proven"
AnyRow = Row[*tuple[Any, ...]]

NAMED = """
    SELECT CAST(jsonb_array_elements(after -> 'rows') AS bigint) AS id FROM event
    WHERE kind IN ('record.proven', 'credit.reversed', 'credit.restored') AND after ? 'rules'
"""
UNEVEN = """
    SELECT turn.id AS credit, turn.rep_id AS rep FROM credit turn JOIN credit before ON before.id = turn.reverses_id
    WHERE turn.points <> - before.points OR (turn.kind = 'reversal') = (before.kind = 'reversal')
        OR (turn.unit_id, turn.rep_id, turn.path) <> (before.unit_id, before.rep_id, before.path)
"""
"""Rows that take back, or give back, another one and are not its exact opposite."""
UNEXPLAINED = f"""
    WITH named AS ({NAMED})
    SELECT c.id AS credit, c.cause, c.rep_id AS rep FROM credit c
    LEFT JOIN named ON named.id = c.id
    LEFT JOIN named before ON before.id = c.reverses_id
    WHERE named.id IS NULL AND CASE WHEN c.reverses_id IS NULL THEN NOT EXISTS (
        SELECT FROM event e JOIN unit u ON u.id = c.unit_id
        WHERE e.kind = 'record.proven' AND e.after ->> 'cause' = c.cause AND NOT e.after ? 'rules'
    ) ELSE before.id IS NOT NULL END
"""  # noqa: S608  nothing in it was typed by anybody
"""Rows that no act of the log has added, unless they are from before acts named their rows."""
LOST = """
    SELECT v.id AS verdict, r.record_id AS record FROM verdict v JOIN review r ON r.id = v.review_id
    WHERE v.kind = 'pass' AND v.settled_at IS NOT NULL AND v.proven <> '{}' AND r.claim_id IS NOT NULL
        AND NOT EXISTS (SELECT FROM verdict back WHERE back.reverses_id = v.id)
        AND NOT EXISTS (
            SELECT FROM event e WHERE e.subject = 'record' AND e.kind = 'record.proven'
                AND e.after ->> 'cause' = 'verdict:' || v.id
        )
"""
"""Passes that proved something, and the log of proofs does not know it."""
KEPT = """
    SELECT c.id AS credit, c.cause, c.rep_id AS rep FROM credit c JOIN verdict v ON c.cause = 'verdict:' || v.id
    JOIN verdict back ON back.reverses_id = v.id
    WHERE c.reverses_id IS NULL AND NOT EXISTS (SELECT FROM credit turn WHERE turn.reverses_id = c.id)
"""
"""Pay for a verdict that was taken back."""
QUERIES = {"uneven": UNEVEN, "unexplained": UNEXPLAINED, "lost": LOST, "kept": KEPT}


def credits_(session: Session, policies: Policies) -> Answer:
    """Whether the rows of the ledger, no more and no fewer, come out again."""
    answer = Answer(Promise.CREDITS)
    for acts in _chunks(session):
        there = _rows(session, acts)
        for act in acts:
            _again(answer, policies, act, there)
    for code, query in QUERIES.items():
        for row in session.execute(text(query)).mappings():
            answer.fault(code, **row)
    return answer


def _again(answer: Answer, policies: Policies, act: AnyRow, there: Mapping[int, Credit]) -> None:
    told, where = act.after, {"act": act.id, "cause": act.after["cause"]}
    policy = policies.replayed(answer, told, told.get("policy", 0))
    if policy is None:
        return
    if not there.keys() >= {*told["ledger"], *told["rows"]}:
        answer.fault("gone", **where)
        return
    entries = [there[one].entry for one in told["ledger"]]
    again = {(*_what(one), policy.version) for one in rules.granted(told, told["cause"], entries, policy)}
    added = {(*_what(there[one].entry.grant), there[one].policy_version) for one in told["rows"]}
    if again != added:
        answer.fault("unlike", **where, there=_sum(added), again=_sum(again))


def _what(grant: Grant) -> tuple[Any, ...]:
    return grant.points, grant.rep_id, grant.path, str(grant.kind), grant.cause, grant.reverses_id


def _sum(rows: set[tuple[Any, ...]]) -> str:
    """The points of an act, of all whom it concerns."""
    return str(sum(points for points, *_ in rows))


def _rows(session: Session, acts: Sequence[AnyRow]) -> Mapping[int, Credit]:
    """What some acts have read and added, by id."""
    ids = {one for act in acts for name in ("ledger", "rows") for one in act.after.get(name, ())}
    return {row.id: row for row in session.scalars(select(Credit).where(Credit.id.in_(ids)))}


def _chunks(session: Session) -> Iterator[Sequence[AnyRow]]:
    rows = select(Event.id, Event.after).where(Event.kind.in_((PROVEN, REVERSED, RESTORED)))
    last = 0
    while found := session.execute(rows.where(Event.id > last).order_by(Event.id).limit(CHUNK)).all():
        yield found
        last = found[-1].id
        session.expunge_all()
