"""On how many unrelated subjects does a number or mail stand? A shared one belongs to an agent, not to a customer.

Measured on 1,867 listed companies: one transfer agent's number stands on up to 248 of them, while the most that share a
switchboard are five companies of one group. So what counts is subjects that nothing else ties together: no brand, no
domain, no address.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from validators import addresses, mails, names, websites
from validators.fault import Fault
from validators.finding import Finding, Severity
from validators.persons import role
from validators.phones import Readings, readings
from validators.record import DecisionRole, Record
from validators.settings import Settings

PHONE, EMAIL = "phone", "email"
WARNING, HINT = Severity.WARNING, Severity.HINT
LISTED = 30
"""Subjects of a value that `FilePopulation` keeps: more than any threshold asks for."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Who else has a value: as much of a record as tells whether two of them belong together; empty where unknown."""

    key: str
    core_name: str = ""
    domain: str = ""
    address_key: str = ""


@dataclass(frozen=True, slots=True)
class Sharers:
    """The records that have a value: how many there are, and the first of them; the judged one may be among them."""

    count: int = 0
    subjects: tuple[Subject, ...] = ()


class Population(Protocol):
    """The records among which one is judged."""

    def sharers(self, channel: str, value: str) -> Sharers:
        """Who has this value. `channel` is ``phone`` (value in E.164) or ``email`` (folded address)."""


class EmptyPopulation:
    """Nobody else is known."""

    def sharers(self, channel: str, value: str) -> Sharers:  # noqa: ARG002  the protocol's
        return Sharers()


EMPTY_POPULATION = EmptyPopulation()


class FilePopulation:
    """The records of a file, read in one pass."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._subjects: defaultdict[tuple[str, str], list[Subject]] = defaultdict(list)
        self._counts: defaultdict[tuple[str, str], int] = defaultdict(int)
        for record in records:
            self._add(record)

    def sharers(self, channel: str, value: str) -> Sharers:
        return Sharers(self._counts.get((channel, value), 0), tuple(self._subjects.get((channel, value), ())))

    def _add(self, record: Record) -> None:
        own = subject("", record)
        for shared in {(channel, value) for _, channel, value in _values(record, readings(record))}:
            self._counts[shared] += 1
            listed = self._subjects[shared]
            if len(listed) < LISTED and own not in listed:
                listed.append(own)


FAULTS: tuple[Fault, ...] = tuple(
    Fault(f"repeat.{channel}_{fault}", WARNING, ("value", "subjects"), summary, example, counter_example)
    for channel, fault, summary, example, counter_example in (
        (
            PHONE,
            "suspect",
            "Other companies that nothing ties to this one have the same number.",
            tuple(
                Record(company=f"{name}有限公司", phones=("13926580147",))
                for name in ("澜序机械", "砚溪食品", "禾渡物流")
            ),
            tuple(
                Record(company=f"澜序{trade}有限公司", phones=("13926580147",)) for trade in ("机械", "食品", "物流")
            ),
        ),
        (
            PHONE,
            "agent",
            "So many unrelated companies have this number that it is an agent's: a bookkeeper's, a registrar's.",
            tuple(Record(company=f"{name}渡有限公司", phones=("13926580147",)) for name in "澜岚禾柏舟栖砚榆棠芷"),
            tuple(Record(company=f"{name}渡有限公司", phones=("13926580147",)) for name in "澜岚禾柏舟栖砚榆棠"),
        ),
        (
            EMAIL,
            "suspect",
            "Other companies that nothing ties to this one have the same mail.",
            tuple(
                Record(company=f"{name}有限公司", emails=("li@brand.cn",))
                for name in ("澜序机械", "砚溪食品", "禾渡物流")
            ),
            tuple(Record(company=f"{name}有限公司", emails=("li@brand.cn",)) for name in ("澜序机械", "砚溪食品")),
        ),
        (
            EMAIL,
            "agent",
            "So many unrelated companies have this mail that it is an agent's.",
            tuple(Record(company=f"{name}渡有限公司", emails=("li@brand.cn",)) for name in "澜岚禾柏舟栖砚榆棠芷"),
            tuple(Record(company=f"{name}渡有限公司", emails=("li@brand.cn",)) for name in "澜岚禾柏舟栖砚榆棠"),
        ),
    )
)
BY_CODE = {fault.code: fault for fault in FAULTS}


def check(record: Record, phones: Readings, population: Population, settings: Settings) -> Iterator[Finding]:
    """At most one finding a value and field; the judged record counts as one of the subjects.

    That an agent or a front desk answers at an agent's number is no news: there it is only a hint.
    """
    if population is EMPTY_POPULATION:
        return
    own = subject("", record)
    gates = tuple(f"key_persons[{at}]." for at, one in enumerate(record.key_persons) if role(one) is DecisionRole.GATE)
    for path, channel, value in _values(record, phones):
        if value in settings.repeats.allowed:
            continue
        subjects = unrelated((own, *population.sharers(channel, value).subjects), settings)
        if subjects >= settings.repeats.agent:
            found = BY_CODE[f"repeat.{channel}_agent"].at(path, value=value, subjects=subjects)
            yield replace(found, severity=HINT) if path.startswith(gates) else found
        elif subjects >= settings.repeats.suspect:
            yield BY_CODE[f"repeat.{channel}_suspect"].at(path, value=value, subjects=subjects)


def subject(key: str, record: Record) -> Subject:
    """What there is to know about who a record is of; an empty key becomes the company's name."""
    return Subject(
        key=key or names.normalise(record.company),
        core_name=names.core(record.company),
        domain=websites.domain(record.website),
        address_key=addresses.key(record.address, record.country),
    )


def unrelated(subjects: Iterable[Subject], settings: Settings) -> int:
    """How many groups the subjects fall into, when a common brand, domain or address ties two of them together."""
    groups: list[set[tuple[str, str]]] = []
    for one in subjects:
        ties = _ties(one, settings)
        tied = [group for group in groups if group & ties]
        groups = [group for group in groups if not group & ties]
        groups.append(ties.union(*tied))
    return len(groups)


def _ties(one: Subject, settings: Settings) -> set[tuple[str, str]]:
    brand = names.brand(one.core_name, settings.repeats.brand_characters)
    known = {"key": one.key, "brand": brand, "domain": one.domain, "address": one.address_key}
    return {(kind, value) for kind, value in known.items() if value}


def _values(record: Record, phones: Readings) -> Iterator[tuple[str, str, str]]:
    """Path, channel and value of whatever can be shared, each value once a field."""
    for path, numbers in phones.items():
        for value in dict.fromkeys(number.e164 for number in numbers if number.e164):
            yield path, PHONE, value
    holders = [
        ("emails", record.emails),
        *((f"key_persons[{at}].emails", one.emails) for at, one in enumerate(record.key_persons)),
    ]
    for path, typed in holders:
        for at, raw in enumerate(typed):
            if folded := mails.fold(raw):
                yield f"{path}[{at}]", EMAIL, folded
