"""Which invented persons does a register hold, with typing errors as in the FEBRL sets that every peer reports on?

Two of five rows are originals, the others were typed from them with one to five errors: slips, swapped fields, fields
left out. The same seed gives the same rows, and the first thousand of a million are those of a thousand.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import count, islice
from random import Random
from typing import NamedTuple

from benchmarks import _er_latin, _er_slips

SIZES, SIZE_WEIGHTS = (1, 2, 3, 4, 5, 6), (19, 26, 24, 16, 9, 6)
"""How many rows are about one person."""
ERRORS, ERROR_WEIGHTS = (1, 2, 3, 4, 5), (12, 22, 28, 22, 16)
STATES = ("nsw", "vic", "qld", "wa", "sa", "tas", "act", "nt")
STREETS = ("street", "road", "place", "crescent", "court", "avenue", "drive", "close", "circuit", "way")
DIGITS = "0123456789"
WITHOUT_SECOND_LINE, MISSING = 0.4, 0.02
"""Shares of originals without a second line of the address, and of their other fields that nobody knew."""
GIVEN_NAMES, SURNAMES, SUBURBS, ROADS, HOUSES = 700, 6000, 3000, 4000, 2500
"""Different ones, some common and most rare."""


class Person(NamedTuple):
    """One row; text in small letters, the date of birth as YYYYMMDD. `cluster` is the number of the person."""

    id: str
    cluster: int
    given_name: str
    surname: str
    street_number: str
    address_1: str
    address_2: str
    suburb: str
    postcode: str
    state: str
    date_of_birth: str
    soc_sec_id: str


@dataclass(frozen=True, slots=True)
class _Words:
    """The words that names and addresses are drawn from, the common ones first."""

    given: list[str]
    surnames: list[str]
    suburbs: list[str]
    roads: list[str]
    houses: list[str]


def persons(rows: int, *, seed: int) -> Iterator[Person]:
    """That many rows, those of one person behind each other; ids do not tell which belong together."""
    rng = Random(seed)
    for number, made in enumerate(islice(_rows(rng, _words()), rows)):
        yield made._replace(id=str(number))


def _rows(rng: Random, words: _Words) -> Iterator[Person]:
    for cluster in count():
        original = _original(rng, words, cluster)
        yield original
        for _ in range(rng.choices(SIZES, SIZE_WEIGHTS)[0] - 1):
            yield _again(rng, original)


@cache
def _words() -> _Words:
    """The same whatever the seed: who is drawn differs, not how people are called there."""
    rng = Random(0)
    return _Words(*(_lexicon(rng, size) for size in (GIVEN_NAMES, SURNAMES, SUBURBS, ROADS, HOUSES)))


def _lexicon(rng: Random, size: int) -> list[str]:
    words: dict[str, None] = {}
    while len(words) < size:
        words[_er_latin.word(rng).lower()] = None
    return list(words)


def _original(rng: Random, words: _Words, cluster: int) -> Person:
    suburb = int(len(words.suburbs) * rng.random() ** 1.5)
    born = f"19{rng.randrange(100):02d}{rng.randrange(1, 13):02d}{rng.randrange(1, 29):02d}"
    person = Person(
        id="",
        cluster=cluster,
        given_name=_er_slips.common(rng, words.given),
        surname=_er_slips.common(rng, words.surnames),
        street_number=str(1 + int(rng.random() ** 3 * 300)),
        address_1=f"{_er_slips.common(rng, words.roads, 1.2)} {rng.choice(STREETS)}",
        address_2="" if rng.random() < WITHOUT_SECOND_LINE else _er_slips.common(rng, words.houses, 1.2),
        suburb=words.suburbs[suburb],
        postcode=str(2000 + suburb * 7 % 6000),
        state=STATES[suburb % len(STATES)],
        date_of_birth=born,
        soc_sec_id=str(rng.randrange(1_000_000, 10_000_000)),
    )
    return _with(person, {field: "" for field in KNOWN if rng.random() < MISSING})


def _with(person: Person, changed: dict[str, str]) -> Person:
    return Person(**(person._asdict() | changed))


KNOWN = ("given_name", "surname", "street_number", "suburb", "state", "date_of_birth")


def _again(rng: Random, original: Person) -> Person:
    """The same person with one to five errors, of which each changes one field or swaps two."""
    person = original
    for _ in range(rng.choices(ERRORS, ERROR_WEIGHTS)[0]):
        person = rng.choices(CHANGES, WEIGHTS)[0](rng, person)
    return person


def _mistyped(rng: Random, person: Person) -> Person:
    field = rng.choice(LETTERED)
    value: str = getattr(person, field)
    return _with(person, {field: _er_slips.slip(rng, value) if value else ""})


def _misdialled(rng: Random, person: Person) -> Person:
    """Two digits swapped or one wrong: numbers keep their length."""
    field = rng.choice(NUMBERED)
    value: str = getattr(person, field)
    wrong = _er_slips.swapped(rng, value) if rng.random() < HALF else _er_slips.replaced(rng, value, DIGITS)
    return _with(person, {field: wrong if value else ""})


def _left_out(rng: Random, person: Person) -> Person:
    return _with(person, {rng.choice(OPTIONAL): ""})


def _exchanged(rng: Random, person: Person) -> Person:
    one, other = rng.choice((("given_name", "surname"), ("address_1", "address_2"), ("suburb", "address_2")))
    return _with(person, {one: getattr(person, other), other: getattr(person, one)})


def _shortened(_rng: Random, person: Person) -> Person:
    """The kind of street is shortened or run together with its name."""
    return person._replace(address_1=person.address_1.replace(" street", "street").replace(" road", " rd"))


HALF = 0.5
LETTERED = ("given_name", "surname", "address_1", "address_2", "suburb")
NUMBERED = ("street_number", "postcode", "date_of_birth", "soc_sec_id")
OPTIONAL = ("given_name", "surname", "address_1", "address_2", "suburb", "state", "date_of_birth", "street_number")
CHANGES: tuple[Callable[[Random, Person], Person], ...] = (_mistyped, _misdialled, _left_out, _exchanged, _shortened)
WEIGHTS = (48, 24, 14, 9, 5)
