"""What can a header mean? Its readings by `synonyms.toml`, the surest first; which one holds, the whole file decides.

>>> [(each.path, each.index, each.sure.value) for each in read("聯絡人 2 手機")]
[('person.phone', 2, 'sure')]
>>> read("蔬菜")
()
"""

import html
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

from validators.record import DecisionRole
from validators.text import simplified

BRACKETS = re.compile(r"[(\[【〔{].*?[)\]】〕}]")
NUMBERS = re.compile(r"\d{1,2}|[一二三四五六七八九]")


class Sure(StrEnum):
    """How far a guess can be trusted. A likely one holds unless a surer column wants the same field."""

    SURE = "sure"
    LIKELY = "likely"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Reading:
    """One meaning of a header.

    `path` is a field, or ``person.name`` and its like for somebody the header names (`person`, empty where it stands
    alone). `rank` orders words that mean the same field. `constants` are values that the header itself states.
    """

    path: str
    sure: Sure
    rank: int = 0
    index: int = 0
    person: str = ""
    constants: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Words:
    fields: dict[str, tuple[Reading, ...]]
    people: dict[str, Reading]
    attributes: dict[str, str]
    alone: dict[str, Reading]


def read(header: str) -> tuple[Reading, ...]:
    """Every meaning of a header; the remark in brackets, ``公司名称（必填）``, is left out where it says nothing."""
    for text in (header, BRACKETS.sub("", unicodedata.normalize("NFKC", header))):
        if found := tuple(_readings(fold(text), text)):
            return found
    return ()


def is_known(header: str) -> bool:
    return bool(read(header))


@cache
def fold(text: str) -> str:
    """Reduce a header to what two writers of the same word agree on."""
    plain = unicodedata.normalize("NFKC", html.unescape(text)).casefold()
    return "".join(char for char in simplified(plain) if char.isalnum())


def role_of(text: str) -> DecisionRole:
    """The decision role that a cell names, by its code or by a word of the table."""
    folded = fold(text)
    if folded in set(DecisionRole):
        return DecisionRole(folded)
    person = _words().people.get(folded)
    return DecisionRole(dict(person.constants).get("role", "")) if person else DecisionRole.UNSAID


def _readings(folded: str, written: str) -> Iterator[Reading]:
    """As it stands; with its number taken out; with a Chinese numeral taken for one."""
    for word, index in _numbered(folded):
        found = [*_words().fields.get(word, ()), *_of_person(word, written)]
        found += [_words().alone[word]] if word in _words().alone else []
        if found:
            yield from (_at(reading, index) for reading in found)
            return


def _numbered(folded: str) -> Iterator[tuple[str, int]]:
    yield folded, 0
    for number in NUMBERS.finditer(folded):
        index = int(number[0]) if number[0].isdecimal() else int(unicodedata.numeric(number[0]))
        yield folded[: number.start()] + folded[number.end() :], index


def _of_person(word: str, written: str) -> Iterator[Reading]:
    for length in range(len(word), 0, -1):
        person = _words().people.get(word[:length])
        if not person:
            continue
        attribute = _words().attributes.get(word[length:], "") if word[length:] else "name"
        if attribute:
            yield Reading(
                f"person.{attribute}",
                person.sure,
                person=person.person,
                constants=_stated(person, word[:length], written),
            )
            return


def _stated(person: Reading, word: str, written: str) -> tuple[tuple[str, str], ...]:
    """A title is kept as the header writes it; where an attribute follows, as far as the word goes."""
    plain = unicodedata.normalize("NFKC", written)
    kept = plain[: len(word)] if fold(plain[: len(word)]) == word else plain.strip() if fold(plain) == word else word
    return tuple((name, kept if value == "*" else value) for name, value in person.constants)


def _at(reading: Reading, index: int) -> Reading:
    return Reading(reading.path, reading.sure, reading.rank, index, reading.person, reading.constants)


@cache
def _words() -> _Words:
    table = tomllib.loads(resources.files("greening.files").joinpath("synonyms.toml").read_text(encoding="utf-8"))
    fields: dict[str, tuple[Reading, ...]] = {}
    for order, row in enumerate(table["field"]):
        for word, reading in _row_words(row, order):
            fields[word] = (*fields.get(word, ()), reading)
    people = {word: reading for order, row in enumerate(table["person"]) for word, reading in _person_words(row, order)}
    attributes = {fold(word): name for name, words in table["attributes"].items() for word in words}
    alone = {
        fold(word): Reading(f"person.{name}", Sure.LIKELY) for name, words in table["alone"].items() for word in words
    }
    return _Words(fields, people, attributes, alone)


def _row_words(row: dict[str, Any], order: int) -> Iterator[tuple[str, Reading]]:
    constants = (("kind", row["kind"]),) if "kind" in row else ()
    for sure in (Sure.SURE, Sure.LIKELY):
        for rank, word in enumerate(row.get(sure, ())):
            yield fold(word), Reading(row["path"], sure, rank=order * 1000 + rank, constants=constants)


def _person_words(row: dict[str, Any], order: int) -> Iterator[tuple[str, Reading]]:
    """A titled word is a person of its own; all other words of a row are the same person."""
    title = "*" if row.get("titled") else row.get("title", "")
    constants = tuple((name, value) for name, value in (("title", title), ("role", row.get("role", ""))) if value)
    for sure in (Sure.SURE, Sure.LIKELY):
        for word in row.get(sure, row.get("words", ()) if sure is Sure.SURE else ()):
            person = fold(word) if row.get("titled") else f"{order}"
            yield fold(word), Reading("person.name", sure, person=person, constants=constants)
