"""What is each field of a judged record worth? A level, whether it is answered, and the findings that keep it low."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from validators import fields
from validators.fields import Place, Values
from validators.finding import Finding, Level
from validators.freshness import AGED
from validators.record import Answer, Record
from validators.settings import Settings

EMPTY, PLAUSIBLE = Level.EMPTY, Level.PLAUSIBLE


class Worth(NamedTuple):
    """`path` is that of the value that counts; of an empty field, where an answer to it is kept."""

    path: str
    level: Level
    answered: bool
    codes: tuple[str, ...]


class _Column(NamedTuple):
    """One field of the schema, and how it is read off a record."""

    key: str
    of_person: bool
    place: Place
    read: Callable[[Record], Values]


class Scale:
    """Weighs the fields of one judged record."""

    def __init__(self, record: Record, findings: Iterable[Finding], settings: Settings) -> None:
        self._levels, self._answers, self._record, self._settings = record.levels, record.answers, record, settings
        self._raised: dict[str, list[str]] = {}
        self._caps: dict[str, list[tuple[Level, str]]] = {}
        for finding in findings:
            self._raised.setdefault(finding.field, []).append(finding.code)
            cap = settings.cap(finding.code, finding.severity)
            if cap < PLAUSIBLE:
                self._caps.setdefault(finding.field, []).append((cap, finding.code))
        self._codes = {code for codes in self._raised.values() for code in codes}

    def weigh_all(self) -> list[Worth]:
        """What every field of the schema is worth, in its order. Of several key persons the one worth most counts."""
        person, record = self._best_person(), self._record
        worth = []
        for key, of_person, place, read in _columns(self._settings):
            if of_person:
                worth.append(person[key])
            elif (values := read(record)) or self._answers:
                worth.append(self._weigh(place, values))
            else:
                worth.append(_empty(place.path, self._lacking(place, values)))
        return worth

    def _best_person(self) -> Mapping[str, Worth]:
        people = [fields.person_places(path, person) for path, person in fields.persons(self._record)]
        weighed = [
            {key: self._weigh(place, values) for key, (place, values) in one.items()}
            for one in people or [fields.nobody()]
        ]
        return max(weighed, key=self._points) if len(weighed) > 1 else weighed[0]

    def _points(self, person: Mapping[str, Worth]) -> float:
        own = (field for field in self._settings.fields if field.section == fields.KEY_PERSON)
        return sum(field.weight * self._settings.levels[person[field.key].level] for field in own)

    def _weigh(self, place: Place, values: Values) -> Worth:
        """The best of a field's values, of equal ones the first; else the answer in its place."""
        best: Worth | None = None
        if len(values) == 1 and not self._levels and not place.judged_at:
            ((path, value),) = values
            if path not in self._caps and fields.says(value):
                return _undoubted(path, PLAUSIBLE)
        for path, value in values:
            if fields.says(value):
                worth = self._said(path, place.judged_at)
                if best is None or worth.level > best.level:
                    best = worth
        return best or self._unsaid(place, values)

    def _said(self, path: str, judged_at: tuple[str, ...]) -> Worth:
        """What evidence gives, unless a rule doubts the value and the evidence is no better than the author's own."""
        evidence = max(self._levels.get(path, PLAUSIBLE), PLAUSIBLE) if self._levels else PLAUSIBLE
        aged = evidence > self._settings.aged and AGED in self._raised.get(path, ())
        if aged:
            evidence = self._settings.aged
        caps = [cap for at in judged_at or (path,) if at in self._caps for cap in self._caps[at]]
        if not caps or evidence >= self._settings.overruled_from:
            return Worth(path, evidence, answered=True, codes=(AGED,)) if aged else _undoubted(path, evidence)
        return Worth(path, min(caps)[0], answered=True, codes=tuple(dict.fromkeys([code for _, code in caps])))

    def _unsaid(self, place: Place, values: Values) -> Worth:
        answer = self._answer(place.path) if self._answers else None
        level = self._settings.answers[answer] if answer else EMPTY
        codes = self._lacking(place, values) if level < PLAUSIBLE else ()
        return Worth(place.path, level, bool(answer), codes)

    def _answer(self, path: str) -> Answer | None:
        return self._answers.get(path) or self._answers.get(path.partition("[")[0])

    def _lacking(self, place: Place, values: Values) -> tuple[str, ...]:
        """The codes that say a field is empty, among them those about a word for nothing that stands in it."""
        codes = [code for code in place.missing if code in self._codes]
        if values or place.path in self._raised:
            paths = [place.path, *[path for path, value in values if value]]
            raised = [code for path in paths for code in self._raised.get(path, ())]
            codes = list(dict.fromkeys([*raised, *codes]))
        return tuple(codes)


@lru_cache(maxsize=4096)
def _empty(path: str, codes: tuple[str, ...]) -> Worth:
    return Worth(path, EMPTY, answered=False, codes=codes)


@lru_cache(maxsize=4096)
def _undoubted(path: str, level: Level) -> Worth:
    return Worth(path, level, answered=True, codes=())


@lru_cache(maxsize=64)
def _columns(settings: Settings) -> tuple[_Column, ...]:
    return tuple(_column(field.key, of_person=field.section == fields.KEY_PERSON) for field in settings.fields)


def _column(key: str, *, of_person: bool) -> _Column:
    return _Column(key, of_person, fields.empty_place(key), fields.reader(key))
