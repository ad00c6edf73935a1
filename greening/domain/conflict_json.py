"""How are the facts of a conflict kept, so that anybody can apply the rules to them again and gets the same?"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from greening.domain.conflict_facts import Event, Facts, Found, Gate, Identity, Party, Recommendation, Ruling, Step
from greening.domain.protection import Contact

Json = dict[str, Any]


def facts_json(facts: Facts) -> Json:
    """Facts as plain values for JSON."""
    return {
        "identity": facts.identity.value,
        "filed_at": facts.filed_at.isoformat(),
        "discovered_at": facts.discovered_at.isoformat(),
        "holder": _party_json(facts.holder),
        "challenger": _party_json(facts.challenger),
        "protected_until": _iso(facts.protected_until),
        "signed_at": _iso(facts.signed_at),
        "chosen_by_customer": facts.chosen_by_customer,
        "lot": facts.lot,
    }


def read_facts(stored: Mapping[str, Any]) -> Facts:
    """What `facts_json` has made."""
    return Facts(
        identity=Identity(stored["identity"]),
        filed_at=datetime.fromisoformat(stored["filed_at"]),
        discovered_at=datetime.fromisoformat(stored["discovered_at"]),
        holder=_party(stored["holder"]),
        challenger=_party(stored["challenger"]),
        protected_until=_at(stored["protected_until"]),
        signed_at=_at(stored["signed_at"]),
        chosen_by_customer=stored["chosen_by_customer"],
        lot=stored["lot"],
    )


def recommendation_json(told: Recommendation) -> Json:
    """A recommendation with its steps as plain values for JSON."""
    return {"ruling": told.ruling.value, "to": told.to, "steps": [_step_json(step) for step in told.steps]}


def read_recommendation(stored: Mapping[str, Any]) -> Recommendation:
    """What `recommendation_json` has made."""
    return Recommendation(Ruling(stored["ruling"]), stored["to"], tuple(_step(step) for step in stored["steps"]))


def _party_json(party: Party) -> Json:
    return {
        "rep": party.rep_id,
        "events": [_event_json(event) for event in party.events],
        "active_units": party.active_units,
        "fraud_proven": party.fraud_proven,
    }


def _event_json(event: Event) -> Json:
    return {
        "at": event.at.isoformat(),
        "entered_at": event.entered_at.isoformat(),
        "contact": event.contact.value,
        "reached_key_person": event.reached_key_person,
        "milestone": event.milestone,
        "visit": event.visit_id,
    }


def _step_json(step: Step) -> Json:
    ruling = step.ruling and step.ruling.value
    return {
        "gate": step.gate.value,
        "found": step.found.value,
        "params": dict(step.params),
        "ruling": ruling,
        "to": step.to,
    }


def _party(stored: Mapping[str, Any]) -> Party:
    return Party(
        stored["rep"], tuple(_event(one) for one in stored["events"]), stored["active_units"], stored["fraud_proven"]
    )


def _event(stored: Mapping[str, Any]) -> Event:
    return Event(
        datetime.fromisoformat(stored["at"]),
        datetime.fromisoformat(stored["entered_at"]),
        Contact(stored["contact"]),
        stored["reached_key_person"],
        stored["milestone"],
        stored["visit"],
    )


def _step(stored: Mapping[str, Any]) -> Step:
    ruling = Ruling(stored["ruling"]) if stored["ruling"] else None
    return Step(Gate(stored["gate"]), Found(stored["found"]), stored["params"], ruling, stored["to"])


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _at(stored: str | None) -> datetime | None:
    return datetime.fromisoformat(stored) if stored else None
