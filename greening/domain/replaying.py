"""What would the rules say today of facts that were stored? The same, or what is stored is not what was decided.

Facts are stored with the number of the rules that read them. Under other rules nothing is replayed: that they say
something else is what they were changed for.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from greening.domain import conflict_json, routing, routing_json
from greening.domain.calendar import Calendar, calendar
from greening.domain.calendar_days import WEEKEND_FROM
from greening.domain.conflict_facts import Facts
from greening.domain.conflicts import recommend
from greening.domain.credits import Entry, Grant, Proof, credit, price_of
from greening.domain.policy import Policy

Json = dict[str, Any]
RULES = 1
"""Of credits, routes and rulings. It rises when the same facts come out otherwise; `tests/domain/test_replaying.py` sees it."""
AHEAD = timedelta(days=60)
"""No deadline that a case asks for ends later than that after its filing and is still compared with it."""


def route_json(facts: routing.Facts) -> Json:
    """The facts of a route, to be stored beside it."""
    return {"rules": RULES, **routing_json.facts_json(facts)}


def routed(stored: Mapping[str, Any], policy: Policy, at: datetime) -> list[Json]:
    """Who is considered for a lead by these facts, in order."""
    return routing_json.considered_json(routing.route(routing_json.read_facts(stored), policy.leads, at))


def basis(facts: Facts, days: Calendar) -> Json:
    """By which days the facts of a conflict were read: what an organisation says of a day, and a country, may change."""
    first, last = _first(facts, days), days.day_of(facts.filed_at) + AHEAD
    special = [day for day in _days(first, last) if days.is_working(day) == _is_weekend(day)]
    return {"rules": RULES, "from": first.isoformat(), "other": [day.isoformat() for day in special]}


def recommended(stored: Mapping[str, Any], by: Mapping[str, Any], policy: Policy) -> Json:
    """What the rules recommend by these facts, read by the days of then."""
    facts = conflict_json.read_facts(stored)
    other = {date.fromisoformat(day) for day in by["other"]}
    last = calendar(policy.calendar, {}).day_of(facts.filed_at) + AHEAD
    worked = {day: _is_weekend(day) == (day in other) for day in _days(date.fromisoformat(by["from"]), last)}
    return conflict_json.recommendation_json(recommend(facts, calendar(policy.calendar, worked), policy))


def proofs_json(proofs: Sequence[Proof], ledger: Sequence[Entry]) -> Json:
    """What somebody is paid for and what had been paid before: what a payment goes by."""
    told = [{"path": one.path, "author": one.author_id, "verifier": one.verifier_id} for one in proofs]
    return {"rules": RULES, "proofs": told, "ledger": [entry.id for entry in ledger]}


def paid(stored: Mapping[str, Any], ledger: Sequence[Entry], policy: Policy) -> tuple[Grant, ...]:
    """What is paid for the proofs that `proofs_json` has stored; `ledger` are the rows that it names."""
    cause = stored["cause"]
    proofs = [Proof(one["path"], one["author"], cause, one["verifier"]) for one in stored["proofs"]]
    return credit(proofs, ledger, policy.settings, policy.credits, frozenset())


def undo_json(undone: str, ledger: Sequence[Entry]) -> Json:
    """What was taken back because `undone` proves nothing any more, `ledger` being the rows that paid."""
    return {"rules": RULES, "undone": undone, "ledger": [entry.id for entry in ledger]}


def price_json(ledger: Sequence[Entry], own: Collection[int], price: Decimal) -> Json:
    """What was taken back for a lie: `own` rows, by id, and of the rest of the `ledger` what the price has left."""
    return {"rules": RULES, "own": sorted(own), "price": str(price), "ledger": [entry.id for entry in ledger]}


def taken(stored: Mapping[str, Any], ledger: Sequence[Entry]) -> set[int]:
    """Which rows are taken back by what `undo_json` or `price_json` has stored; `ledger` are the rows that it names."""
    if "undone" in stored:
        return {entry.id for entry in ledger if entry.grant.cause == stored["undone"]}
    return {entry.id for entry in price_of(ledger, stored["own"], Decimal(stored["price"]))}


def _first(facts: Facts, days: Calendar) -> date:
    events = [event.at for party in (facts.holder, facts.challenger) for event in party.events]
    return days.day_of(min(facts.discovered_at, facts.filed_at, *events))


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]


def _is_weekend(day: date) -> bool:
    return day.weekday() >= WEEKEND_FROM
