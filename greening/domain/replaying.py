"""What would the rules say today of facts that were stored? The same, or what is stored is not what was decided.

Facts are stored with the number of the rules that read them. Under other rules nothing is replayed: that they say
something else is what they were changed for.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from greening.domain import conflict_json, routing, routing_json
from greening.domain.calendar import Calendar, calendar
from greening.domain.calendar_days import WEEKEND_FROM
from greening.domain.conflict_facts import Facts
from greening.domain.conflicts import recommend
from greening.domain.credits import Entry, Grant, Proof, credit, give_back, price_of, reverse, standing
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


def proofs_json(proofs: Sequence[Proof]) -> Json:
    """What is to be paid for."""
    return {"proofs": [{"path": one.path, "author": one.author_id, "verifier": one.verifier_id} for one in proofs]}


def undo_json(undone: str) -> Json:
    """What proves nothing any more, so that what was paid for it is taken back."""
    return {"undone": undone}


def price_json(own: Collection[int], price: Decimal) -> Json:
    """What is taken back for a lie: these rows of the ledger, and of the others what the price has left."""
    return {"own": sorted(own), "price": str(price)}


def restored_json(taken: Collection[int]) -> Json:
    """Which reversals are to be given back."""
    return {"restored": sorted(taken)}


def granted(facts: Mapping[str, Any], cause: str, ledger: Sequence[Entry], policy: Policy) -> tuple[Grant, ...]:
    """The rows that an act adds to the ledger: by facts that one of the four above has made, and by the rows it has read."""
    if "proofs" in facts:
        proofs = [Proof(one["path"], one["author"], cause, one["verifier"]) for one in facts["proofs"]]
        return credit(proofs, ledger, policy.settings, policy.credits, frozenset())
    if "restored" in facts:
        return give_back(facts["restored"], ledger, cause)
    stands = standing(ledger)
    if "undone" in facts:
        taken: Iterable[Entry] = (entry for entry in stands if entry.grant.cause == facts["undone"])
    else:
        taken = price_of(stands, facts["own"], Decimal(facts["price"]))
    return tuple(reverse(entry, ledger, cause) for entry in taken)


def act_json(facts: Mapping[str, Any], read: Collection[int], added: Collection[int], policy: Policy) -> Json:
    """An act on the ledger as it is logged: its facts, and by their ids the rows that it has read and those it has added."""
    return {"rules": RULES, "policy": policy.version, **facts, "ledger": sorted(read), "rows": sorted(added)}


def _first(facts: Facts, days: Calendar) -> date:
    events = [event.at for party in (facts.holder, facts.challenger) for event in party.events]
    return days.day_of(min(facts.discovered_at, facts.filed_at, *events))


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]


def _is_weekend(day: date) -> bool:
    return day.weekday() >= WEEKEND_FROM
