"""Who else has this value? The records among which one is judged, asked value by value."""

import zlib
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol

from validators import addresses, mails, names, persons, websites
from validators.phones import Readings, readings
from validators.record import Record
from validators.text import clean

PHONE, EMAIL, ADDRESS, PERSON = "phone", "email", "address", "person"
REPS_PERSON, ENDING, WORDING = "reps_person", "ending", "wording"
"""Channels of what is only asked where a rep is named; their values begin with the rep."""

LISTED = 30
"""Subjects of a value that `FilePopulation` keeps: more than any threshold asks for."""
ENDING_DIGITS = 8
"""What is left of a mobile without its first digits, and of a landline without its area code."""
SHORTEST_WORDING = 12
SHINGLE, SKETCH = 4, 6
"""A long text is found again by the smallest hashes of its shingles: texts that agree in nine of ten nearly always have
one of six in common."""


@dataclass(frozen=True, slots=True, order=True)
class Subject:
    """Who else has a value: as much of a record as tells whether two of them belong together; empty where unknown.

    `group` is one for all that are known to belong together, `rep` entered the record, `text` is the whole number of an
    ending, the whole text of a wording.
    """

    key: str
    core_name: str = ""
    domain: str = ""
    address_key: str = ""
    group: str = ""
    rep: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Sharers:
    """The records that have a value: how many there are, and some of them; the judged one may be among them.

    `of` is how many records were looked through, 0 where nobody knows.
    """

    count: int = 0
    subjects: tuple[Subject, ...] = ()
    of: int = 0


class Population(Protocol):
    """The records among which one is judged."""

    def sharers(self, channel: str, value: str) -> Sharers:
        """Who has this value. `channel` and `value` are those of `shared`: ``phone`` has E.164, ``email`` the folded
        address. A population that does not know a channel answers that nobody has it.
        """


class EmptyPopulation:
    """Nobody else is known."""

    def sharers(self, channel: str, value: str) -> Sharers:  # noqa: ARG002  the protocol's
        return Sharers()


EMPTY_POPULATION = EmptyPopulation()


class Shared(NamedTuple):
    """A value that other records may have too, by its path; `text` is the whole that an ending or a wording is part of."""

    path: str
    channel: str
    value: str
    text: str = ""


class FilePopulation:
    """The records of a file, read in one pass; their order makes no difference."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._subjects: defaultdict[tuple[str, str], list[Subject]] = defaultdict(list)
        self._counts: defaultdict[tuple[str, str], int] = defaultdict(int)
        self._size = 0
        for record in records:
            self._add(record)

    def sharers(self, channel: str, value: str) -> Sharers:
        subjects = self._subjects.get((channel, value), ())
        return Sharers(self._counts.get((channel, value), 0), tuple(subjects), self._size)

    def _add(self, record: Record) -> None:
        self._size += 1
        own = subject("", record)
        found = {(one.channel, one.value): one.text for one in shared(record, readings(record))}
        for held, text in found.items():
            self._counts[held] += 1
            _keep(self._subjects[held], replace(own, text=text) if text else own)


def subject(key: str, record: Record) -> Subject:
    """What there is to know about who a record is of; an empty key becomes the company's name."""
    return Subject(
        key=key or names.normalise(record.company),
        core_name=names.core(record.company),
        domain=websites.domain(record.website),
        address_key=addresses.key(record.address, record.country),
        rep=record.rep,
    )


def shared(record: Record, phones: Readings) -> Iterator[Shared]:
    """Whatever of a record can be shared, each value once a field."""
    for path, numbers in phones.items():
        for value in dict.fromkeys(number.e164 for number in numbers if number.e164):
            yield Shared(path, PHONE, value)
            if record.rep:
                yield Shared(path, ENDING, of_rep(record.rep, value[-ENDING_DIGITS:]), value)
    for path, raw in _mails(record):
        if folded := mails.fold(raw):
            yield Shared(path, EMAIL, folded)
    if door := addresses.key(record.address, record.country):
        yield Shared("address", ADDRESS, door)
    yield from _persons(record)
    if record.rep:
        yield from _wordings(record)


def of_rep(rep: str, value: str) -> str:
    """A value as one of a rep's own."""
    return f"{rep}\n{value}"


def worded(raw: str) -> str:
    """A long text in the form in which two are compared."""
    return clean(raw).casefold()


def _mails(record: Record) -> Iterator[tuple[str, str]]:
    yield from ((f"emails[{at}]", raw) for at, raw in enumerate(record.emails))
    for who, person in enumerate(record.key_persons):
        yield from ((f"key_persons[{who}].emails[{at}]", raw) for at, raw in enumerate(person.emails))


def _persons(record: Record) -> Iterator[Shared]:
    """Full names only: 'Mr Zhang' and 'front desk' are other rules' concern."""
    for at, person in enumerate(record.key_persons):
        read = persons.read(person.name)
        if read.kind is persons.Kind.FULL:
            name = names.normalise(read.name)
            yield Shared(f"key_persons[{at}].name", PERSON, name)
            if record.rep:
                yield Shared(f"key_persons[{at}].name", REPS_PERSON, of_rep(record.rep, name))


def _wordings(record: Record) -> Iterator[Shared]:
    """Long texts of the archive, by their hashes."""
    for path, raw in (
        ("business", record.business),
        *((f"profile.{key}", said) for key, said in record.profile.items()),
    ):
        text = worded(raw)
        if len(text) >= SHORTEST_WORDING:
            for one in _sketch(text):
                yield Shared(path, WORDING, of_rep(record.rep, f"{path}\n{one}"), text)


def _sketch(text: str) -> list[int]:
    hashes = {
        zlib.crc32(text[at : at + SHINGLE].encode("utf-8", "surrogatepass")) for at in range(len(text) - SHINGLE + 1)
    }
    return sorted(hashes)[:SKETCH]


def _keep(subjects: list[Subject], one: Subject) -> None:
    """The first subjects in their own order, each once, so that nothing hangs on the order of the file."""
    at = bisect_left(subjects, one)
    if at < LISTED and (at == len(subjects) or subjects[at] != one):
        insort(subjects, one)
        del subjects[LISTED:]
