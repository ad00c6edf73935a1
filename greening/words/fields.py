"""What is a part of a record called on a page? By its path, and by the key under which it earns points."""

import re
from collections.abc import Mapping

from greening.words import N_

SECTIONS: Mapping[str, str] = {
    "identity": N_("Identity"),
    "key_person": N_("Key person"),
    "place": N_("Place"),
    "business": N_("Business"),
    "contact": N_("Contact"),
}

KINDS: Mapping[str, str] = {
    "": N_("Not said"),
    "distributor": N_("Distributor"),
    "end_customer": N_("End customer"),
}

STAGES: Mapping[str, str] = {
    "prospect": N_("Prospect"),
    "interested": N_("Interested"),
    "first_order": N_("First order"),
    "repeat": N_("Repeat customer"),
}

HEADS: Mapping[str, Mapping[str, str]] = {"weights_by_kind": KINDS, "weights_by_stage": STAGES}
"""What the first part of a weight's name says, by section of the settings."""

GROUPS: Mapping[str, str] = {
    "complete": N_("Complete"),
    "accurate": N_("Accurate"),
    "important": N_("Important"),
    "timely": N_("Timely"),
}

PROFILE: Mapping[str, str] = {
    "goods": N_("Goods"),
    "brands": N_("Brands"),
    "sales_volume": N_("Sales volume"),
    "advertising": N_("Advertising"),
    "staff": N_("Staff"),
    "vehicles": N_("Vehicles"),
    "premises": N_("Premises"),
    "warehouse": N_("Warehouse"),
    "capital": N_("Capital"),
    "fax": N_("Fax"),
    "transfer_agent": N_("Transfer agent"),
}

SCORED: Mapping[str, str] = {
    "identity.company": N_("company name"),
    "identity.company_id": N_("company id"),
    "identity.short_name": N_("short name"),
    "identity.website": N_("website"),
    "key_person.name": N_("name"),
    "key_person.role": N_("role"),
    "key_person.phone": N_("phone"),
    "key_person.email": N_("email"),
    "place.region": N_("region"),
    "place.address": N_("address"),
    "business.industry": N_("industry"),
    "business.business": N_("business"),
    "business.scale": N_("scale"),
    "business.goods": N_("goods"),
    "business.brands": N_("brands"),
    "business.sales_volume": N_("sales volume"),
    "business.advertising": N_("advertising"),
    "business.staff": N_("staff"),
    "business.vehicles": N_("vehicles"),
    "business.premises": N_("premises"),
    "business.warehouse": N_("warehouse"),
    "business.capital": N_("capital"),
    "contact.phone": N_("phone of the company"),
    "contact.email": N_("email of the company"),
    "contact.visit": N_("effective visit"),
}
"""Fields as they stand in the middle of a sentence: ``phone +12, role +6``."""

PATHS: Mapping[str, str] = {
    "": N_("The record"),
    "company": N_("Company name"),
    "short_name": N_("Short name"),
    "former_names": N_("Former names"),
    "former_names[]": N_("Former name %(place)s"),
    "ids": N_("Company ids"),
    "ids[]": N_("Company id %(place)s"),
    "ids[].kind": N_("Kind of company id %(place)s"),
    "country": N_("Country"),
    "region": N_("Region"),
    "region[]": N_("Region, part %(place)s"),
    "address": N_("Address"),
    "phones": N_("Phones of the company"),
    "phones[]": N_("Phone %(place)s of the company"),
    "emails": N_("Emails of the company"),
    "emails[]": N_("Email %(place)s of the company"),
    "website": N_("Website"),
    "industry": N_("Industry"),
    "scale": N_("Scale"),
    "business": N_("Main business"),
    "kind": N_("Kind of customer"),
    "key_persons": N_("Key persons"),
    "key_persons[]": N_("Key person %(place)s"),
    "key_persons[].name": N_("Key person %(place)s: name"),
    "key_persons[].family_name": N_("Key person %(place)s: family name"),
    "key_persons[].given_name": N_("Key person %(place)s: given name"),
    "key_persons[].title": N_("Key person %(place)s: title"),
    "key_persons[].role": N_("Key person %(place)s: role"),
    "key_persons[].phones": N_("Key person %(place)s: phones"),
    "key_persons[].phones[]": N_("Key person %(place)s: phone %(part)s"),
    "key_persons[].emails": N_("Key person %(place)s: emails"),
    "key_persons[].emails[]": N_("Key person %(place)s: email %(part)s"),
    "visits": N_("Visits"),
    "visits[]": N_("Visit %(place)s"),
    "visits[].note": N_("Visit %(place)s: note"),
    "visits[].at": N_("Visit %(place)s: when"),
    "visits[].entered_at": N_("Visit %(place)s: when it was typed"),
    "visits[].channel": N_("Visit %(place)s: channel"),
    "visits[].rep": N_("Visit %(place)s: by whom"),
    "profile": N_("Archive"),
    "rep": N_("Who entered it"),
    "source_system": N_("Source system"),
    "source_id": N_("Id in the source system"),
    "owner_no": N_("Owner’s employee number"),
    "created_at": N_("Created on"),
    "last_follow_up_at": N_("Last follow-up"),
    "next_contact_on": N_("Next contact"),
    "stage": N_("Stage"),
}

PLACE = re.compile(r"\[(\d+)\]")


def shape(path: str) -> tuple[str, dict[str, int]]:
    """The path without its numbers, and the numbers as people count, from 1.

    >>> shape("key_persons[1].phones[0]")
    ('key_persons[].phones[]', {'place': 2, 'part': 1})
    """
    places = [int(digits) + 1 for digits in PLACE.findall(path)]
    return PLACE.sub("[]", path), dict(zip(("place", "part"), places, strict=False))
