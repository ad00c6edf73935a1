"""Was a note written for this visit, or copied from another? From the rep's own last one, or as a template for many.

Digits, days and, for other customers, names are masked, so that a copy with one day changed is still one. A second visit
that builds on the first is not: what it adds is looked at, not what it repeats.
"""

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from rapidfuzz import fuzz

from validators.population import Subject, subject
from validators.record import Record
from validators.repeats import unrelated
from validators.settings import Settings
from validators.text import folded
from validators.visits.forms import EMPTY, NUMBER, PERSON, QUANTITY, SOMETIME, WHEN, WORD
from validators.visits.reading import reader
from validators.visits.tokens import BREAK, FILLING, IS, LIGHT, NOT, SPECIFIC

SHINGLE = 4  # characters of a masked note that are hashed together
SKETCH = 6
"""Hashes by which a note is found again: the smallest of its shingles. Two notes that agree in nine shingles of ten have
at least one in common in all but one of a million cases."""
KEPT, HOLDERS = 20, 50
"""Notes of a hash that `FileNotes` keeps, and customers of a note: as many as a threshold may ask for."""

_MASKS = {WHEN: "~", SOMETIME: "~", QUANTITY: "#", NUMBER: "#", PERSON: "@"}
_NO_NEWS = frozenset({WHEN, SOMETIME, QUANTITY, NUMBER, BREAK, EMPTY, FILLING, IS, LIGHT, NOT})
_NAMES = frozenset({PERSON})
_UNLISTED = frozenset({SPECIFIC, WORD})


@dataclass(frozen=True, slots=True)
class Written:
    """A note that stands on some customer's record."""

    subject: Subject
    note: str


class Notes(Protocol):
    """The notes among which one is judged."""

    def like(self, sketch: frozenset[int]) -> Iterable[Written]:
        """Notes with at least one hash of the sketch (see `sketch`), of whatever customer, in any order."""


class NoNotes:
    """Nobody else's notes are known."""

    def like(self, sketch: frozenset[int]) -> Iterable[Written]:  # noqa: ARG002  the protocol's
        return ()


NO_NOTES = NoNotes()


class FileNotes:
    """The notes of a file, read in one pass. Of notes that differ in what is masked alone, one is kept, and who has it."""

    def __init__(self, settings: Settings, records: Iterable[Record] = ()) -> None:
        self._settings = settings
        self._by_hash: defaultdict[int, dict[str, None]] = defaultdict(dict)
        self._holders: dict[str, tuple[str, dict[Subject, None]]] = {}
        for _ in self.passing(records):
            pass

    def passing(self, records: Iterable[Record]) -> Iterator[Record]:
        """Take down the notes of records on their way to somewhere else."""
        for record in records:
            for visit in record.visits:
                self._add(subject("", record), visit.note)
            yield record

    def like(self, sketch: frozenset[int]) -> Iterator[Written]:
        for masked in {masked: None for one in sketch for masked in self._by_hash.get(one, ())}:
            note, holders = self._holders[masked]
            yield from (Written(holder, note) for holder in holders)

    def _add(self, holder: Subject, note: str) -> None:
        masked = _masked(note, self._settings)
        for one in _sketch(masked, self._settings):
            there = self._by_hash[one]
            if len(there) < KEPT or masked in there:
                there[masked] = None
                holders = self._holders.setdefault(masked, (note, {}))[1]
                if len(holders) < HOLDERS:
                    holders[holder] = None


def sketch(note: str, settings: Settings) -> frozenset[int]:
    """The hashes (32 bits) under which a note meets notes that are like it; none for one too short to be compared."""
    return _sketch(_masked(note, settings), settings)


def earlier(note: str, before: Sequence[str], settings: Settings) -> int | None:
    """Which of the notes written before about the same customer this one copies; None where it has news."""
    text = _plain(note)
    for at, other in enumerate(before):
        near = _is_near(_masked(note, settings), _masked(other, settings), settings)
        if text == _plain(other) or (near and not _has_news(note, other, settings)):
            return at
    return None


def customers(note: str, own: Subject, notes: Notes, settings: Settings) -> int:
    """On how many unrelated customers the note stands with other names, days and numbers; 1 is its own. Who has four
    companies is visited once.
    """
    masked = _masked(note, settings)
    keys = _sketch(masked, settings)
    holders: defaultdict[str, set[Subject]] = defaultdict(set)
    for written in notes.like(keys) if keys else ():
        holders[written.note].add(written.subject)
    alike = (
        those
        for other, those in holders.items()
        if _is_near(masked, _masked(other, settings), settings) and not _has_news(note, other, settings, _NAMES)
    )
    return unrelated((own, *set[Subject]().union(*alike)), settings)


def _sketch(masked: str, settings: Settings) -> frozenset[int]:
    if len(masked) < settings.visits.copy_length:
        return frozenset()
    hashes = {zlib.crc32(masked[at : at + SHINGLE].encode()) for at in range(len(masked) - SHINGLE + 1)}
    return frozenset(sorted(hashes)[:SKETCH])


def _is_near(one: str, other: str, settings: Settings) -> bool:
    bar = settings.visits
    return min(len(one), len(other)) >= bar.copy_length and fuzz.ratio(one, other, score_cutoff=bar.copy_ratio) > 0


def _has_news(note: str, before: str, settings: Settings, masked: frozenset[str] = frozenset()) -> bool:
    """Whether a note tells something that the one before had not: another word that announces something, or words enough
    that no list knows. Another day or another figure is none.
    """
    tokens = reader(settings).tokens
    added = list((Counter(tokens(note)) - Counter(tokens(before))).elements())
    if any(tag not in _NO_NEWS | _UNLISTED | masked for tag, _ in added):
        return True
    return sum(len(word) for tag, word in added if tag in _UNLISTED) > settings.visits.void_residual


@lru_cache(maxsize=4096)
def _masked(note: str, settings: Settings) -> str:
    tokens = reader(settings).tokens(note)
    return "".join(_MASKS.get(tag, word) for tag, word in tokens if tag != BREAK)


def _plain(note: str) -> str:
    return "".join(filter(str.isalnum, folded(note)))
