"""How good is a record, and which part of it costs what? One sum, with its parts.

score = 100 x sum of weight x level / sum of weight. A record in which no rule doubts anything and nobody has proved
anything has 60. Counted in whole numbers and shown in tenths, so that the parts add up to the score that is shown.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from validators import fields
from validators.fields import Place
from validators.finding import Finding, Level
from validators.judging import Judgement
from validators.record import Answer, Record
from validators.settings import DEFAULTS, Settings
from validators.sharing import half_up, shares

FULL, TENTHS = 100, 10
EXACT = 1000
"""Weights and levels are counted in thousandths."""


class FieldScore(NamedTuple):
    """Points of one field. `codes` are the findings that keep it below plausible; from there on only evidence adds.

    `path` is that of the value that counts; of an empty field, where an answer to it is kept.
    """

    key: str
    path: str
    got: float
    of: float
    level: Level
    answered: bool
    codes: tuple[str, ...] = ()


class SectionScore(NamedTuple):
    """Points of one section: the sum of its fields."""

    key: str
    got: float
    of: float
    fields: tuple[FieldScore, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """`score` and `completeness` are whole numbers from 0 to 100, rounded half up; `completeness` is the share of the
    weight that is filled or answered. `got` of all sections sums, to the tenth, to the points that `score` rounds, and
    `of` to 100.
    """

    score: int
    completeness: int
    sections: tuple[SectionScore, ...] = ()


class _Worth(NamedTuple):
    path: str
    level: Level
    answered: bool
    codes: tuple[str, ...]


def score(record: Record, judgement: Judgement, *, settings: Settings = DEFAULTS) -> Score:
    """Sum a judged record up. Of several key persons the one worth most counts, of equal ones the first."""
    return _sum(_Scale(record, judgement.findings, settings).weigh_all(), settings)


class _Scale:
    """Weighs the fields of one judged record."""

    def __init__(self, record: Record, findings: Iterable[Finding], settings: Settings) -> None:
        self._levels, self._answers, self._record, self._settings = record.levels, record.answers, record, settings
        self._raised: dict[str, list[str]] = {}
        self._caps: dict[str, list[tuple[Level, str]]] = {}
        for finding in findings:
            self._raised.setdefault(finding.field, []).append(finding.code)
            cap = settings.cap(finding.code, finding.severity)
            if cap < Level.PLAUSIBLE:
                self._caps.setdefault(finding.field, []).append((cap, finding.code))
        self._codes = {code for codes in self._raised.values() for code in codes}

    def weigh_all(self) -> list[_Worth]:
        """What every field of the schema is worth, in its order."""
        person = self._best_person()
        return [
            person[field.key]
            if field.section == fields.KEY_PERSON
            else self._weigh(fields.place(self._record, field.key))
            for field in self._settings.fields
        ]

    def _best_person(self) -> Mapping[str, _Worth]:
        people = [fields.person_places(path, person) for path, person in fields.persons(self._record)]
        weighed = [{key: self._weigh(place) for key, place in one.items()} for one in people or [fields.nobody()]]
        return max(weighed, key=self._points) if len(weighed) > 1 else weighed[0]

    def _points(self, person: Mapping[str, _Worth]) -> float:
        own = (field for field in self._settings.fields if field.section == fields.KEY_PERSON)
        return sum(field.weight * self._settings.levels[person[field.key].level] for field in own)

    def _weigh(self, place: Place) -> _Worth:
        """The best of a field's values, of equal ones the first; else the answer in its place."""
        if said := [path for path, value in place.values if fields.says(value)]:
            found = [(path, *self._level(path, place.judged_at or (path,))) for path in said]
            path, level, codes = max(found, key=_level) if len(found) > 1 else found[0]
            return _Worth(path, level, answered=True, codes=codes)
        answer = self._answer(place.path) if self._answers else None
        level = self._settings.answers[answer] if answer else Level.EMPTY
        return _Worth(place.path, level, answered=bool(answer), codes=self._lacking(place, level))

    def _answer(self, path: str) -> Answer | None:
        return self._answers.get(path) or self._answers.get(path.partition("[")[0])

    def _level(self, path: str, judged_at: tuple[str, ...]) -> tuple[Level, tuple[str, ...]]:
        """What evidence gives, unless a rule doubts the value and the evidence is no better than the author's own."""
        evidence = max(self._levels.get(path, Level.PLAUSIBLE), Level.PLAUSIBLE)
        caps = [cap for at in judged_at if at in self._caps for cap in self._caps[at]]
        if not caps or evidence >= self._settings.overruled_from:
            return evidence, ()
        return min(caps)[0], tuple(dict.fromkeys(code for _, code in caps))

    def _lacking(self, place: Place, level: Level) -> tuple[str, ...]:
        """The codes that say a field is empty, among them those about a word for nothing that stands in it."""
        if level >= Level.PLAUSIBLE:
            return ()
        typed = [path for path, value in place.values if value]
        codes = [code for path in (place.path, *typed) for code in self._raised.get(path, ())]
        return tuple(dict.fromkeys((*codes, *(code for code in place.missing if code in self._codes))))


def _level(found: tuple[str, Level, tuple[str, ...]]) -> Level:
    return found[1]


def _sum(worth: Sequence[_Worth], settings: Settings) -> Score:
    full, of, exact = _full(settings)
    values = [share * exact[one.level] // EXACT for share, one in zip(full, worth, strict=True)]
    tenths = half_up(FULL * TENTHS * sum(values), sum(full))
    got = shares(values, full, tenths, FULL * TENTHS)
    parts: dict[str, list[tuple[FieldScore, int, int]]] = {}
    for field, one, own, whole in zip(settings.fields, worth, got, of, strict=True):
        shown = FieldScore(field.key, one.path, own / TENTHS, whole / TENTHS, one.level, one.answered, one.codes)
        parts.setdefault(field.section, []).append((shown, own, whole))
    answered = sum(share for share, one in zip(full, worth, strict=True) if one.answered)
    sections = tuple(
        SectionScore(
            key,
            sum(own for _, own, _ in part) / TENTHS,
            sum(of for _, _, of in part) / TENTHS,
            tuple(f for f, _, _ in part),
        )
        for key, part in parts.items()
    )
    return Score(half_up(tenths, TENTHS), half_up(FULL * answered, sum(full)), sections)


@lru_cache(maxsize=8)
def _full(settings: Settings) -> tuple[list[int], list[int], dict[Level, int]]:
    """What each field would be worth if it were proven, exactly and in tenths of a point that sum to 100; and the levels
    in thousandths.
    """
    full = [round(field.weight * EXACT) * EXACT for field in settings.fields]
    exact = {level: round(value * EXACT) for level, value in settings.levels.items()}
    return full, shares(full, full, FULL * TENTHS, FULL * TENTHS), exact
