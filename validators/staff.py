"""Does a number or mail of a record reach us instead of the customer? The rep's own, or one of the employee directory.

Who works here is data that the caller has: a `Directory` says whose a value is. Without one nothing is said.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from validators import mails
from validators.fault import Fault
from validators.finding import Finding, Severity
from validators.phones import Readings
from validators.record import KeyPerson, Record

PHONE, EMAIL = "phone", "email"
VALUE = ("value",)


class Directory(Protocol):
    """The numbers and mails of those who work here."""

    def holders(self, channel: str, value: str) -> Collection[str]:
        """Who is reached by a value, named as `Record.rep` names people; empty where nobody here is. `channel` is
        ``phone`` (value in E.164) or ``email`` (folded address); a line of the house has a holder with an empty name.
        """


class EmptyDirectory:
    """Nobody is known to work here."""

    def holders(self, channel: str, value: str) -> Collection[str]:  # noqa: ARG002  the protocol's
        return ()


NO_DIRECTORY = EmptyDirectory()


@dataclass(frozen=True, slots=True)
class ListedDirectory:
    """A directory given as a whole: holders by channel and value."""

    listed: Mapping[tuple[str, str], Collection[str]]

    def holders(self, channel: str, value: str) -> Collection[str]:
        return self.listed.get((channel, value), ())


EXAMPLE = ListedDirectory({(PHONE, "+8613926580158"): ("R001",), (EMAIL, "lu@house.example"): ("R001",)})
"""The directory by which the examples of these faults are judged."""

FAULTS: tuple[Fault, ...] = (
    Fault(
        "staff.own_contact",
        Severity.WARNING,
        VALUE,
        "The rep who entered the record is reached by this, not the customer.",
        Record(key_persons=(KeyPerson("沈砚秋", phones=("13926580158",)),), rep="R001"),
        Record(key_persons=(KeyPerson("沈砚秋", phones=("13926580147",)),), rep="R001"),
    ),
    Fault(
        "staff.colleagues_contact",
        Severity.WARNING,
        VALUE,
        "Somebody of our own house is reached by this, not the customer.",
        Record(phones=("13926580158",), rep="R002"),
        Record(phones=("13926580147",), rep="R002"),
    ),
)
BY_CODE = {fault.code: fault for fault in FAULTS}


def check(record: Record, phones: Readings, directory: Directory) -> Iterator[Finding]:
    """Ask of every number and mail whose it is; each value once a field."""
    if directory is NO_DIRECTORY:
        return
    for path, channel, value in _values(record, phones):
        if holders := directory.holders(channel, value):
            is_own = bool(record.rep) and record.rep in holders
            yield BY_CODE["staff.own_contact" if is_own else "staff.colleagues_contact"].at(path, value=value)


def _values(record: Record, phones: Readings) -> Iterator[tuple[str, str, str]]:
    for path, numbers in phones.items():
        yield from ((path, PHONE, value) for value in dict.fromkeys(one.e164 for one in numbers if one.e164))
    fields = [("emails", record.emails)]
    fields += [(f"key_persons[{at}].emails", person.emails) for at, person in enumerate(record.key_persons)]
    for path, typed in fields:
        for at, raw in enumerate(typed):
            addresses = dict.fromkeys(mail.address for mail in mails.read(raw) if mail.address)
            yield from ((f"{path}[{at}]", EMAIL, address) for address in addresses)
