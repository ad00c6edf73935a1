"""What is each field of a judged record worth? A level, whether it is answered, and the findings that keep it low."""

from collections.abc import Callable, Iterable, Mapping, Sequence
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
    """One field of the schema: which of a key person's it is, else how it is read off a record."""

    key: str
    of_person: int | None
    of_profile: bool
    place: Place
    read: Callable[[Record], Values]


class Scale:
    """Weighs the fields of one judged record; `stated` is that of `fields`."""

    def __init__(
        self, record: Record, findings: Iterable[Finding], stated: Mapping[str, str], settings: Settings
    ) -> None:
        self._levels, self._answers, self._record, self._settings = record.levels, record.answers, record, settings
        self._stated = stated
        self._raised: dict[str, list[str]] = {}
        self._caps: dict[str, list[tuple[Level, str]]] = {}
        self._codes: set[str] = set()
        for finding in findings:
            code, path = finding.code, finding.field
            self._codes.add(code)
            self._raised.setdefault(path, []).append(code)
            if (cap := settings.cap(code, finding.severity)) < PLAUSIBLE:
                self._caps.setdefault(path, []).append((cap, code))

    def weigh_all(self) -> tuple[Worth, ...]:
        """What every field of the schema is worth, in its order. Of several key persons the one worth most counts."""
        person, record, stated = self._best_person(), self._record, self._stated
        doubted, is_blank = self._levels or self._caps, not record.profile and not self._answers
        worth = []
        for key, of_person, of_profile, place, read in _columns(self._settings):
            if of_person is not None:
                worth.append(person[of_person])
            elif of_profile and is_blank and place.path not in self._raised:
                worth.append(_empty(place.path, place.missing if self._codes.issuperset(place.missing) else ()))
            elif key not in stated:
                worth.append(self._unsaid(place, read(record)))
            elif doubted and (self._levels or stated[key] in self._caps):
                worth.append(self._weigh(place, read(record)))
            else:
                worth.append(_undoubted(stated[key], PLAUSIBLE))
        return tuple(worth)

    def _best_person(self) -> Sequence[Worth]:
        """The fields of the key person who is worth most, of equal ones the first, in the order of `fields.OF_PERSON`."""
        weighed = [
            [self._weigh(place, values) for place, values in fields.person_places(path, person)]
            for path, person in fields.persons(self._record)
        ]
        if not weighed:
            return [self._unsaid(fields.NOBODY, ())] * len(fields.OF_PERSON)
        return max(weighed, key=self._points) if len(weighed) > 1 else weighed[0]

    def _points(self, person: Sequence[Worth]) -> float:
        own = (field for field in self._settings.fields if field.section == fields.KEY_PERSON)
        return sum(field.weight * self._settings.levels[person[_PERSONS[field.key]].level] for field in own)

    def _weigh(self, place: Place, values: Values) -> Worth:
        """The best of a field's values, of equal ones the first; else the answer in its place."""
        best: Worth | None = None
        for path, value in values:
            if fields.says(value):
                worth = self._said(path, place.judged_at or (path,))
                if not self._levels and worth.level is PLAUSIBLE:
                    return worth
                if best is None or worth.level > best.level:
                    best = worth
        return best or self._unsaid(place, values)

    def _said(self, path: str, judged_at: tuple[str, ...]) -> Worth:
        """What evidence gives, unless a rule doubts the value and the evidence is no better than the author's own."""
        caps = [cap for at in judged_at if at in self._caps for cap in self._caps[at]]
        if not caps and not self._levels:
            return _undoubted(path, PLAUSIBLE)
        evidence = max(self._levels.get(path, PLAUSIBLE), PLAUSIBLE)
        aged = evidence > self._settings.aged and AGED in self._raised.get(path, ())
        if aged:
            evidence = self._settings.aged
        if not caps or evidence >= self._settings.overruled_from:
            return Worth(path, evidence, answered=True, codes=(AGED,)) if aged else _undoubted(path, evidence)
        return Worth(path, min(caps)[0], answered=True, codes=tuple(dict.fromkeys([code for _, code in caps])))

    def _unsaid(self, place: Place, values: Values) -> Worth:
        answer = self._answer(place.path) if self._answers else None
        level = self._settings.answers[answer] if answer else EMPTY
        codes = self._lacking(place, values) if level < PLAUSIBLE else ()
        return Worth(place.path, level, bool(answer), codes) if answer else _empty(place.path, codes)

    def _answer(self, path: str) -> Answer | None:
        return self._answers.get(path) or self._answers.get(path.partition("[")[0])

    def _lacking(self, place: Place, values: Values) -> tuple[str, ...]:
        """The codes that say a field is empty, behind those about a word for nothing that stands in it."""
        codes = dict.fromkeys(self._raised.get(place.path, ()))
        for path, value in values:
            if value:
                codes.update(dict.fromkeys(self._raised.get(path, ())))
        for code in place.missing:
            if code in self._codes:
                codes[code] = None
        return tuple(codes)


_PERSONS = {key: at for at, key in enumerate(fields.OF_PERSON)}


@lru_cache(maxsize=4096)
def _empty(path: str, codes: tuple[str, ...]) -> Worth:
    return Worth(path, EMPTY, answered=False, codes=codes)


@lru_cache(maxsize=4096)
def _undoubted(path: str, level: Level) -> Worth:
    return Worth(path, level, answered=True, codes=())


@lru_cache(maxsize=64)
def _columns(settings: Settings) -> tuple[_Column, ...]:
    return tuple(_column(one.section, one.key) for one in settings.fields)


def _column(section: str, key: str) -> _Column:
    of_person = _PERSONS[key] if section == fields.KEY_PERSON else None
    return _Column(key, of_person, fields.is_profile(key), fields.empty_place(key), fields.reader(key))
