"""Cases of conflict: Ana holds a customer, Bo contests it, and what each of them did before the filing."""

from datetime import timedelta

from rule_book import ANA, BO, HERE, POLICY, days, utc

from greening.domain.conflict_facts import Event, Facts, Identity, Party
from greening.domain.conflicts import recommend
from greening.domain.protection import Contact

FILED = utc(2026, 11, 20, 3)  # a Friday; F before it reaches back to 30 October
HOUR = timedelta(hours=1)


def event(days_ago, contact=Contact.CAPTURED, **named):
    at = FILED - days(days_ago)
    return Event(at, at + HOUR, contact, **named)


def void(days_ago):
    return event(days_ago, Contact.VOID)


def case(holder=(), challenger=(), **named):
    """Ana holds it, Bo contests it: one unit, filed at once, nobody protected or guilty."""
    facts = {"identity": Identity.ONE_UNIT, "filed_at": FILED, "discovered_at": FILED - HOUR, "lot": "K-77"}
    return Facts(holder=Party(ANA, tuple(holder)), challenger=Party(BO, tuple(challenger)), **(facts | named))


def recommended(facts, policy=POLICY):
    found = recommend(facts, HERE, policy)
    last = found.steps[-1]
    assert (found.ruling, found.to) == (last.ruling, last.to)
    return found.ruling, found.to, last.gate, last.found
