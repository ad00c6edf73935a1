"""Was a note written for this visit, or copied from another? From the rep's own last one, or as a template for many.

Digits, days and, for other customers, names are masked, so that a copy with one day changed is still one. A second visit
that builds on the first is not: what it adds is looked at, not what it repeats.
"""

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from rapidfuzz import fuzz

from validators import names
from validators.record import Record
from validators.settings import Settings
from validators.text import clean, simplified
from validators.visits.forms import NUMBER, PERSON, QUANTITY, WHEN, WORD
from validators.visits.reading import reader
from validators.visits.tokens import BREAK, EMPTY, FILLING, IS, LIGHT, NOT, SPECIFIC, Token

SHINGLE = 4  # characters of a masked note that are hashed together
SKETCH = 6
"""Hashes by which a note is found again: the smallest of its shingles. Two notes that agree in nine shingles of ten have
at least one in common in all but one of a million cases."""
KEPT = 50
"""Notes that `FileNotes` keeps of a hash: more than any threshold asks for."""

_MASKS = {WHEN: "~", QUANTITY: "#", NUMBER: "#", PERSON: "@"}
_NO_NEWS = frozenset({WHEN, QUANTITY, NUMBER, BREAK, EMPTY, FILLING, IS, LIGHT, NOT})
_UNLISTED = frozenset({SPECIFIC, WORD})


@dataclass(frozen=True, slots=True)
class Written:
    """A note that stands on some customer's record: whose, by whom, and what it says."""

    subject: str
    rep: str
    note: str


class Notes(Protocol):
    """The notes among which one is judged."""

    def like(self, sketch: frozenset[int]) -> Iterable[Written]:
        """Notes with at least one hash of the sketch (see `sketch`), of whatever customer and rep, in any order."""


class NoNotes:
    """Nobody else's notes are known."""

    def like(self, sketch: frozenset[int]) -> Iterable[Written]:  # noqa: ARG002  the protocol's
        return ()


NO_NOTES = NoNotes()


class FileNotes:
    """The notes of a file, read in one pass."""

    def __init__(self, records: Iterable[Record], settings: Settings) -> None:
        self._by_hash: defaultdict[int, list[Written]] = defaultdict(list)
        for record in records:
            for visit in record.visits:
                written = Written(subject(record), visit.rep or record.rep, visit.note)
                for one in sketch(visit.note, settings):
                    self._keep(one, written)

    def like(self, sketch: frozenset[int]) -> Iterable[Written]:
        return {written: None for one in sketch for written in self._by_hash.get(one, ())}

    def _keep(self, one: int, written: Written) -> None:
        """The first of each customer, as many as are asked for."""
        kept = self._by_hash[one]
        if len(kept) < KEPT and written not in kept:
            kept.append(written)


def subject(record: Record) -> str:
    """Whose record it is, for telling its notes from those of others."""
    return names.normalise(record.company)


def sketch(note: str, settings: Settings) -> frozenset[int]:
    """The hashes (32 bits) under which a note meets notes that are like it; none for one too short to be compared."""
    return _sketch(_masked(_tokens(note, settings)), settings)


def earlier(note: str, before: Sequence[str], settings: Settings) -> int | None:
    """Which of the notes written before about the same customer this one copies; None where it has news."""
    text, tokens = _plain(note), _tokens(note, settings)
    for at, other in enumerate(before):
        if text == _plain(other) or (
            _is_near(_masked(tokens), _masked(_tokens(other, settings)), settings)
            and not _has_news(tokens, _tokens(other, settings), settings)
        ):
            return at
    return None


def customers(note: str, own: str, notes: Notes, settings: Settings) -> int:
    """On how many customers the note stands with other names, days and numbers; 1 is its own."""
    masked = _masked(_tokens(note, settings))
    keys = _sketch(masked, settings)
    alike = {
        written.subject
        for written in (notes.like(keys) if keys else ())
        if written.subject != own and _is_near(masked, _masked(_tokens(written.note, settings)), settings)
    }
    return 1 + len(alike)


def _sketch(masked: str, settings: Settings) -> frozenset[int]:
    if len(masked) < settings.visits.copy_length:
        return frozenset()
    hashes = {zlib.crc32(masked[at : at + SHINGLE].encode()) for at in range(len(masked) - SHINGLE + 1)}
    return frozenset(sorted(hashes)[:SKETCH])


def _is_near(one: str, other: str, settings: Settings) -> bool:
    bar = settings.visits
    return min(len(one), len(other)) >= bar.copy_length and fuzz.ratio(one, other, score_cutoff=bar.copy_ratio) > 0


def _has_news(tokens: Sequence[Token], before: Sequence[Token], settings: Settings) -> bool:
    """Whether a note tells something that the one before had not: another word that announces something, or words enough
    that no list knows. Another day or another figure is none.
    """
    added = list((Counter(tokens) - Counter(before)).elements())
    if any(tag not in _NO_NEWS and tag not in _UNLISTED for tag, _ in added):
        return True
    return sum(len(word) for tag, word in added if tag in _UNLISTED) > settings.visits.void_residual


def _masked(tokens: Sequence[Token]) -> str:
    return "".join(_MASKS.get(tag, word) for tag, word in tokens if tag != BREAK)


def _tokens(note: str, settings: Settings) -> Sequence[Token]:
    return reader(settings).tokens(note)


def _plain(note: str) -> str:
    return "".join(filter(str.isalnum, simplified(clean(note)).casefold()))
