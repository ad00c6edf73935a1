"""Which facts of a conflict count, and what do they say of each party?

Only what happened and was written down before the filing; and of contacts only effective ones that are more than said.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from greening.domain.calendar import Calendar
from greening.domain.conflict_facts import Event, Facts, Found, Gate, Party, Ruling, Step
from greening.domain.policy import Policy
from greening.domain.protection import Contact, in_time


@dataclass(frozen=True, slots=True)
class Case:
    """The facts, read by calendar and policy."""

    facts: Facts
    calendar: Calendar
    policy: Policy

    @property
    def parties(self) -> tuple[Party, Party]:
        return self.facts.holder, self.facts.challenger

    def events(self, party: Party) -> list[Event]:
        """Those before the filing, in order; notes written after it are written for the case."""
        filed_at = self.facts.filed_at
        return sorted(
            (event for event in party.events if event.at < filed_at and event.entered_at < filed_at),
            key=lambda event: event.at,
        )

    def contacts(self, party: Party) -> list[Event]:
        """The authentic effective ones among them."""
        rules = self.policy.protection
        return [
            event
            for event in self.events(party)
            if event.contact is Contact.CAPTURED and in_time(event.at, event.entered_at, self.calendar, rules)
        ]

    def is_in_touch(self, party: Party) -> bool:
        """Whether the last of them is within F before the filing."""
        contacts = self.contacts(party)
        within = self.policy.protection.follow_up
        return bool(contacts) and self.facts.filed_at < self.calendar.deadline(contacts[-1].at, within)

    def first(self, party: Party) -> datetime:
        return self.contacts(party)[0].at

    def first_and_last(self) -> dict[str, str]:
        """When each party had their first and their last contact, as far as they had any."""
        sides = (("holder", self.facts.holder), ("challenger", self.facts.challenger))
        ends = {side: contacts for side, party in sides if (contacts := self.contacts(party))}
        return {
            f"{side}_{end}": contacts[place].at.isoformat()
            for side, contacts in ends.items()
            for end, place in (("first", 0), ("last", -1))
        }

    def awarded(self, gate: Gate, found: Found, party: Party, **params: Any) -> Step:
        """The unit is this party's."""
        ruling = Ruling.UPHOLD if party is self.facts.holder else Ruling.TRANSFER
        return Step(gate, found, params, ruling, party.rep_id)
