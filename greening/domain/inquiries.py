"""What does a stranger ask, and how is it read? One inquiry, from the public form or from another system."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from greening.domain.leads import content_key
from validators import mails, names, regions
from validators.phones import read as read_phone
from validators.record import KeyPerson, Record

LIMITS: Mapping[str, int] = {"company": 200, "person": 100, "phone": 60, "email": 254, "place": 100, "message": 4000}
"""Characters of each field; nobody who means it needs more."""


class Channel(StrEnum):
    """How it came."""

    FORM = "form"
    API = "api"


class Fault(StrEnum):
    """What is wrong with a field."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    NO_NUMBER = "no_number"
    NO_MAIL = "no_mail"
    NO_CONTACT = "no_contact"
    """Neither a number nor a mail: nobody could answer."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What was typed, blanks around it taken away. `place` is a city or an address, as they call it."""

    company: str = ""
    person: str = ""
    phone: str = ""
    email: str = ""
    place: str = ""
    message: str = ""

    @classmethod
    def of(cls, typed: Mapping[str, Any]) -> "Inquiry":
        """Read from a form or a document; what is no text counts as not given, and what nobody can store is left out."""
        return cls(**{name: _text(typed.get(name)) for name in LIMITS})

    def to_json(self) -> dict[str, str]:
        return asdict(self)

    @property
    def content_key(self) -> str:
        """Equal for inquiries that say the same."""
        return content_key(company=self.company, phone=self.phone, email=self.email, message=self.message)

    @property
    def body_key(self) -> str:
        """Equal for inquiries that were typed the same, sign by sign."""
        typed = json.dumps(self.to_json(), ensure_ascii=False)
        return hashlib.blake2b(typed.encode(), digest_size=16).hexdigest()

    @property
    def sender_key(self) -> str:
        """Who sends it, as far as a number or a mail says so; empty where they say neither."""
        return next((one.e164 for one in read_phone(self.phone) if one.e164), "") or mails.fold(self.email)


def faults(inquiry: Inquiry) -> dict[str, Fault]:
    """What keeps it from being received, by field, in the order of the form."""
    found = {name: Fault.TOO_LONG for name, most in LIMITS.items() if len(getattr(inquiry, name)) > most}
    if not names.normalise(inquiry.company):
        found["company"] = Fault.MISSING
    if inquiry.phone and "phone" not in found and not any(one.e164 for one in read_phone(inquiry.phone)):
        found["phone"] = Fault.NO_NUMBER
    if inquiry.email and "email" not in found and not mails.fold(inquiry.email):
        found["email"] = Fault.NO_MAIL
    if not inquiry.phone and not inquiry.email:
        found["phone"] = Fault.NO_CONTACT
    return {name: found[name] for name in LIMITS if name in found}


def record(inquiry: Inquiry) -> Record:
    """The record that such an inquiry makes where none is there; a person who gives their name is a key person."""
    place = regions.find(inquiry.place, country="CN") if inquiry.place else None
    phones, emails = _given(inquiry.phone), _given(inquiry.email)
    who = KeyPerson(name=inquiry.person, phones=phones, emails=emails) if inquiry.person else None
    return Record(
        company=inquiry.company,
        region=place.code if place else "",
        address=inquiry.place if place is None or not place.code or place.rest else "",
        phones=() if who else phones,
        emails=() if who else emails,
        key_persons=(who,) if who else (),
    )


def _text(typed: Any) -> str:
    if not isinstance(typed, str):
        return ""
    whole = typed.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.replace("\0", "").strip()


def _given(value: str) -> tuple[str, ...]:
    return (value,) if value else ()
