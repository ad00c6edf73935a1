"""Is the ledger what proofs and reversals give? Every payment and every taking back made again from its stored facts."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Row, select, text
from sqlalchemy.orm import Session

from greening.domain import replaying as rules
from greening.domain.credits import Entry, Grant, Kind
from greening.domain.policy import Policy
from greening.domain.verifying import Answer, Left, Promise
from greening.storage.credits import Credit
from greening.storage.events import Event
from greening.storage.replaying import Policies

CHUNK = 500
PROVEN, REVERSED = "record.proven", "credit.reversed"
AnyRow = Row[*tuple[Any, ...]]

TURNED = """
    SELECT back.id AS credit, back.rep_id AS rep FROM credit back JOIN credit paid ON paid.id = back.reverses_id
    WHERE back.points <> - paid.points OR (back.unit_id, back.rep_id, back.path) <> (paid.unit_id, paid.rep_id, paid.path)
        OR (back.kind = 'reversal') <> (paid.kind IN ('proven', 'reverified'))
"""
"""Rows that take back, or give back, another one and are not its exact opposite."""
UNPROVEN = """
    SELECT c.id AS credit, c.cause, c.rep_id AS rep FROM credit c
    LEFT JOIN (SELECT DISTINCT after ->> 'cause' AS cause FROM event WHERE kind = 'record.proven') told ON told.cause = c.cause
    WHERE c.kind IN ('proven', 'reverified') AND told.cause IS NULL
"""
"""Payments that no proof of the log gave."""
UNTOLD = """
    SELECT back.id AS credit, back.cause, back.rep_id AS rep FROM credit back JOIN credit paid ON paid.id = back.reverses_id
    WHERE back.kind = 'reversal'
        AND EXISTS (
            SELECT FROM event WHERE kind = 'record.proven' AND after ->> 'cause' = paid.cause AND after ? 'rules'
        )
        AND NOT EXISTS (
            SELECT FROM event WHERE kind = 'credit.reversed' AND after -> 'rows' @> to_jsonb(paid.id)
                AND after ->> 'cause' = back.cause
        )
"""
"""What was taken back and the log does not say why, though it is younger than the log's saying so."""
LOST = """
    SELECT v.id AS verdict, r.record_id AS record FROM verdict v JOIN review r ON r.id = v.review_id
    WHERE v.kind = 'pass' AND v.settled_at IS NOT NULL AND v.proven <> '{}' AND r.claim_id IS NOT NULL
        AND NOT EXISTS (SELECT FROM verdict back WHERE back.reverses_id = v.id)
        AND NOT EXISTS (
            SELECT FROM event e WHERE e.subject = 'record' AND e.kind = 'record.proven'
                AND e.after ->> 'cause' = 'verdict:' || v.id
        )
"""
"""Passes that proved something and paid nobody."""
KEPT = """
    SELECT c.id AS credit, c.cause, c.rep_id AS rep FROM credit c JOIN verdict v ON c.cause = 'verdict:' || v.id
    JOIN verdict back ON back.reverses_id = v.id
    WHERE c.kind IN ('proven', 'reverified') AND NOT EXISTS (SELECT FROM credit r WHERE r.reverses_id = c.id)
"""
"""Pay for a verdict that was taken back."""
QUERIES = {"uneven": TURNED, "unproven": UNPROVEN, "untold": UNTOLD, "lost": LOST, "kept": KEPT}


def credits_(session: Session, policies: Policies) -> Answer:
    """Whether the rows of the ledger, no more and no fewer, come out again."""
    answer = Answer(Promise.CREDITS)
    for acts in _chunks(session, PROVEN):
        there = _Ledger(session, acts)
        for act in acts:
            _paid(answer, policies, act, there)
    for acts in _chunks(session, REVERSED):
        there = _Ledger(session, acts)
        for act in acts:
            _taken(answer, act, there)
    for code, query in QUERIES.items():
        for row in session.execute(text(query)).mappings():
            answer.fault(code, **row)
    return answer


class _Ledger:
    """The rows that some acts read or wrote."""

    def __init__(self, session: Session, acts: Sequence[AnyRow]) -> None:
        named = {one for act in acts for one in act.after.get("ledger", ())}
        caused = {(act.after.get("unit", act.subject_id), act.after["cause"]) for act in acts}
        wanted = Credit.id.in_(named) | Credit.unit_id.in_({unit for unit, _ in caused}) | Credit.reverses_id.in_(named)
        self.rows = session.scalars(select(Credit).where(wanted).order_by(Credit.id)).all()
        self.by_id = {row.id: row for row in self.rows}

    def entries(self, ids: Sequence[int]) -> list[Entry] | None:
        """Rows as the rules read them; None where one is gone."""
        return [self.by_id[one].entry for one in ids] if self.by_id.keys() >= set(ids) else None

    def paid(self, told: Mapping[str, Any]) -> list[Credit]:
        """What a proof paid: an event may prove more later, by another act."""
        before, kinds = set(told["ledger"]), {Kind.PROVEN, Kind.REVERIFIED}
        own = (row for row in self.rows if (row.unit_id, row.cause) == (told["unit"], told["cause"]))
        return [row for row in own if row.path in told["paths"] and row.kind in kinds and row.id not in before]

    def taken(self, cause: str) -> dict[int, Credit]:
        """By the row that was taken back."""
        return {row.reverses_id: row for row in self.rows if row.reverses_id and row.cause == cause}


def _paid(answer: Answer, policies: Policies, act: AnyRow, there: _Ledger) -> None:
    told = act.after
    policy = policies.replayed(answer, told, told.get("policy", 0))
    if policy is None:
        return
    where = {"record": act.subject_id, "cause": told["cause"]}
    ledger = there.entries(told["ledger"])
    if ledger is None:
        answer.fault("gone", **where)
        return
    again = _said(rules.paid(told, ledger, policy), policy)
    found = {(*_what(row.entry.grant), row.policy_version) for row in there.paid(told)}
    if again != found:
        answer.fault("unlike", **where, there=_sum(found), again=_sum(again))


def _taken(answer: Answer, act: AnyRow, there: _Ledger) -> None:
    told = act.after
    if told["rules"] != rules.RULES:
        answer.left[Left.RULES] += 1
        return
    answer.checked += 1
    where = {"unit": act.subject_id, "cause": told["cause"]}
    ledger = there.entries(told["ledger"])
    if ledger is None:
        answer.fault("missing", **where)
    elif rules.taken(told, ledger) != set(told["rows"]) or not there.taken(told["cause"]).keys() >= set(told["rows"]):
        answer.fault("kept_back", **where)


def _said(grants: Sequence[Grant], policy: Policy) -> set[tuple[Any, ...]]:
    return {(*_what(grant), policy.version) for grant in grants}


def _what(grant: Grant) -> tuple[Any, ...]:
    return grant.rep_id, grant.path, str(grant.kind), grant.points


def _sum(paid: set[tuple[Any, ...]]) -> str:
    """The points of a payment, of all whom it paid."""
    return str(sum(points for *_, points, _ in paid))


def _chunks(session: Session, kind: str) -> Iterator[Sequence[AnyRow]]:
    rows = select(Event.id, Event.subject_id, Event.after).where(Event.kind == kind).order_by(Event.id).limit(CHUNK)
    last = 0
    while found := session.execute(rows.where(Event.id > last)).all():
        yield found
        last = found[-1].id
        session.expunge_all()
