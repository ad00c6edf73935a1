"""How good is a record, and which part of it costs what? One sum, with its parts.

score = 100 x sum of weight x level / sum of weight. A record in which no rule doubts anything and nobody has proved
anything has 60. Counted in whole numbers and shown in tenths, so that the parts add up to the score that is shown.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from validators import fields
from validators.fields import Place
from validators.finding import Finding, Level
from validators.judging import Judgement
from validators.record import Record
from validators.settings import DEFAULTS, Field, Settings
from validators.sharing import half_up, shares

FULL, TENTHS = 100, 10
EXACT = 1000
"""Weights and levels are counted in thousandths."""


@dataclass(frozen=True, slots=True)
class FieldScore:
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


@dataclass(frozen=True, slots=True)
class SectionScore:
    """Points of one section: the sum of its fields."""

    key: str
    got: float
    of: float
    fields: tuple[FieldScore, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """`score` and `completeness` are whole numbers from 0 to 100, rounded half up; `completeness` is the share of the
    weight that is filled or answered. `got` of all sections sums to `score` and `of` to 100, to the tenth.
    """

    score: int
    completeness: int
    sections: tuple[SectionScore, ...] = ()


@dataclass(frozen=True, slots=True)
class _Worth:
    field: Field
    path: str
    level: Level
    answered: bool
    codes: tuple[str, ...]


def score(record: Record, judgement: Judgement, *, settings: Settings = DEFAULTS) -> Score:
    """Sum a judged record up. Of several key persons the one worth most counts, of equal ones the first."""
    scale = _Scale(record, judgement.findings, settings)
    return _sum([scale.weigh(field, place) for field, place in scale.places()], settings)


class _Scale:
    """Weighs the fields of one judged record."""

    def __init__(self, record: Record, findings: Iterable[Finding], settings: Settings) -> None:
        self._record, self._settings = record, settings
        self._raised: dict[str, list[str]] = defaultdict(list)
        self._caps: dict[str, list[tuple[Level, str]]] = defaultdict(list)
        for finding in findings:
            self._raised[finding.field].append(finding.code)
            cap = settings.cap(finding.code, finding.severity)
            if cap < Level.PLAUSIBLE:
                self._caps[finding.field].append((cap, finding.code))
        self._codes = {code for codes in self._raised.values() for code in codes}

    def places(self) -> Iterator[tuple[Field, Place]]:
        """Every field of the schema, in its order, and where it lies in this record."""
        person = self._best_person()
        for field in self._settings.fields:
            is_persons = field.section == fields.KEY_PERSON
            yield field, person[field.key] if is_persons else fields.place(self._record, field.key)

    def weigh(self, field: Field, place: Place) -> _Worth:
        """The best of a field's values, of equal ones the first; else the answer in its place."""
        said = [path for path, value in place.values if fields.says(value)]
        if said:
            path = max(said, key=self._level) if len(said) > 1 else said[0]
            return _Worth(field, path, self._level(path), answered=True, codes=self._doubts(path))
        answers = self._record.answers
        answer = answers.get(place.path) or answers.get(place.path.partition("[")[0])
        level = self._settings.answers[answer] if answer else Level.EMPTY
        return _Worth(field, place.path, level, answered=bool(answer), codes=self._lacking(place, level))

    def _best_person(self) -> Mapping[str, Place]:
        people = [fields.person_places(path, person) for path, person in fields.persons(self._record)]
        if len(people) > 1:
            return max(people, key=self._points)
        return people[0] if people else fields.nobody()

    def _points(self, places: Mapping[str, Place]) -> float:
        own = (field for field in self._settings.fields if field.section == fields.KEY_PERSON)
        return sum(f.weight * self._settings.levels[self.weigh(f, places[f.key]).level] for f in own)

    def _level(self, path: str) -> Level:
        """What evidence gives, unless a rule doubts the value and the evidence is no better than the author's own."""
        evidence = max(self._record.levels.get(path, Level.PLAUSIBLE), Level.PLAUSIBLE)
        if evidence >= self._settings.overruled_from:
            return evidence
        caps = (cap for at in fields.spoken_of(path) for cap, _ in self._caps.get(at, ()))
        return min(caps, default=evidence)

    def _doubts(self, path: str) -> tuple[str, ...]:
        if self._record.levels.get(path, Level.EMPTY) >= self._settings.overruled_from:
            return ()
        codes = (code for at in fields.spoken_of(path) for _, code in self._caps.get(at, ()))
        return tuple(dict.fromkeys(codes))

    def _lacking(self, place: Place, level: Level) -> tuple[str, ...]:
        """The codes that say a field is empty, among them those about a word for nothing that stands in it."""
        if level >= Level.PLAUSIBLE:
            return ()
        typed = [path for path, value in place.values if value]
        codes = [code for path in (place.path, *typed) for code in self._raised.get(path, ())]
        return tuple(dict.fromkeys((*codes, *(code for code in place.missing if code in self._codes))))


def _sum(worth: Sequence[_Worth], settings: Settings) -> Score:
    weights = [round(one.field.weight * EXACT) for one in worth]
    values = [weight * round(settings.levels[one.level] * EXACT) for weight, one in zip(weights, worth, strict=True)]
    full = [weight * EXACT for weight in weights]
    points = half_up(FULL * sum(values), sum(full))
    got = shares(values, full, points * TENTHS, FULL * TENTHS)
    of = shares(full, full, FULL * TENTHS, FULL * TENTHS)
    shown = [(one, got[at], of[at]) for at, one in enumerate(worth)]
    answered = sum(weight for weight, one in zip(weights, worth, strict=True) if one.answered)
    keys = dict.fromkeys(one.field.section for one in worth)
    sections = tuple(_section(key, [part for part in shown if part[0].field.section == key]) for key in keys)
    return Score(points, half_up(FULL * answered, sum(weights)), sections)


def _section(key: str, parts: Sequence[tuple[_Worth, int, int]]) -> SectionScore:
    return SectionScore(
        key,
        got=sum(got for _, got, _ in parts) / TENTHS,
        of=sum(of for _, _, of in parts) / TENTHS,
        fields=tuple(
            FieldScore(one.field.key, one.path, got / TENTHS, of / TENTHS, one.level, one.answered, one.codes)
            for one, got, of in parts
        ),
    )
