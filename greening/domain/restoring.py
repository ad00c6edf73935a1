"""What stands when struck values are given back, whence is each then, and which stay struck?

Only a field that nobody has written since is given back: a text, a list as a whole, the name or the numbers of one key
person. What nobody has touched stands as it stood, at its place.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from greening.domain.changes import Stamp, same_persons
from greening.domain.striking import person_without, without
from validators.record import KeyPerson, Record

PLACE = re.compile(r"\[\d+\]$")
PERSON_OF = re.compile(r"^key_persons\[\d+\]\.")
PROFILE, PERSONS, GONE = "profile.", "key_persons", "gone."
NOBODY = KeyPerson()
Stamps = Mapping[str, Stamp]


@dataclass(frozen=True, slots=True)
class Struck:
    """A record as it was before a strike, whence its values were, and the paths that are struck of it to this day."""

    record: Record
    stamps: Stamps
    paths: frozenset[str]


@dataclass(frozen=True, slots=True)
class Restored:
    """The record with what could be given back, whence its values are, and the paths of what was not."""

    record: Record
    stamps: Stamps
    left: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """The company, or one key person: as it was, as the strike left it, as it is meant to be, and now.

    With what its paths began before the strike, after it, and now.
    """

    before: Any
    after: Any
    target: Any
    now: Any
    was: str = ""
    left: str = ""
    stands: str = ""

    def fields(self, own: Collection[str]) -> list[str]:
        """The fields of this part that something was struck of."""
        paths = [path.removeprefix(self.was) for path in own if path.startswith(self.was)]
        return list(dict.fromkeys(_field(path) for path in paths if not path.startswith(PERSONS)))

    def free(self, own: Collection[str], answers: Mapping[str, Any], former: Mapping[str, Any]) -> list[str]:
        """Those that nobody has written since, nor answered that there is nothing to write."""
        return [
            field
            for field in self.fields(own)
            if _of(self.now, field) == _of(self.after, field)
            and answers.get(self.stands + field) == former.get(self.left + field)
        ]

    def given(self, fields: Collection[str]) -> Any:
        """What stands now, with these fields as they are meant to be."""
        texts = {field: _of(self.target, field) for field in fields if not field.startswith(PROFILE)}
        names = {field.removeprefix(PROFILE): _of(self.target, field) for field in fields if field.startswith(PROFILE)}
        return replace(self.now, **texts, **({"profile": {**self.now.profile, **names}} if names else {}))

    def stamps(self, field: str, struck: Struck, still: Collection[str], now: Stamps) -> Iterator[tuple[str, Stamp]]:
        """Whence the values of a field that is given back are, by their path within this part."""
        base, listed = self.was + field, _of(self.before, field)
        places = [f"[{at}]" for at in range(len(listed))] if isinstance(listed, tuple) else [""]
        stood = [place for place in places if base + place not in struck.paths]
        for at, place in enumerate(one for one in places if base + one not in still):
            for kind in ("", ".kind"):
                if place in stood:
                    found = now.get(f"{self.stands}{field}[{stood.index(place)}]{kind}")
                else:
                    found = struck.stamps.get(base + place + kind)
                if found:
                    yield f"{field}[{at}]{kind}" if place else field, found


def restore(struck: Struck, own: Collection[str], now: Record, stamps: Stamps) -> Restored:
    """Give back the values at the paths that are `own` of the struck ones; `stamps` are whence the values are now."""
    still = struck.paths - set(own)
    after, target = without(struck.record, struck.paths), without(struck.record, still)
    people = _persons(struck, still, after, now)
    company = _Part(struck.record, after, target, now)
    parts = {"": company, **{_person(at): part for at, (_, part) in enumerate(people) if part}}
    free = {comes: part.free(own, now.answers, struck.record.answers) for comes, part in parts.items()}
    persons = [
        part.given(free[_person(at)]) if part else now.key_persons[place or 0]
        for at, (place, part) in enumerate(people)
    ]
    whence = _moved(stamps, {place: at for at, (place, _) in enumerate(people) if place is not None})
    for comes, part in parts.items():
        back = {field: part.stamps(field, struck, still, stamps) for field in free[comes]}
        whence = {path: one for path, one in whence.items() if _field(path) not in {comes + field for field in back}}
        whence |= {comes + path: one for found in back.values() for path, one in found}
    given = {part.was + field for comes, part in parts.items() for field in free[comes]}
    record = replace(company.given(free[""]), key_persons=tuple(persons), levels={})
    return Restored(record, whence, tuple(path for path in own if _field(path) not in given))


def _persons(
    struck: Struck, still: Collection[str], after: Record, now: Record
) -> list[tuple[int | None, _Part | None]]:
    """The key persons that will stand: where each stands now, and what is given back of them.

    Of whom nothing was left comes in again, unless somebody has written another person since, or that there is none.
    """
    stood = {old: new for new, old in same_persons(after.key_persons, now.key_persons).items()}
    found: list[tuple[int | None, _Part | None]] = [(place, None) for place in range(len(now.key_persons))]
    is_open = len(stood) == len(found) and PERSONS not in now.answers
    at = rest = 0
    for place, person in enumerate(struck.record.key_persons):
        was = f"{PERSONS}[{place}]"
        left, meant = (person_without(was, person, paths) for paths in (struck.paths, still))
        if left == NOBODY and meant != NOBODY and is_open:
            found.insert(at, (None, _Part(person, left, meant, NOBODY, f"{was}.", GONE, GONE)))
            at += 1
        elif left != NOBODY and (stands := stood.get(rest)) is not None:
            at = found.index((stands, None))
            there = now.key_persons[stands]
            found[at] = (stands, _Part(person, left, meant, there, f"{was}.", _person(rest), _person(stands)))
            at += 1
        rest += left != NOBODY
    return found


def _moved(stamps: Stamps, places: Mapping[int, int]) -> dict[str, Stamp]:
    """Stamps of key persons by where these will stand."""
    persons = {_person(old): _person(new) for old, new in places.items()}
    return {PERSON_OF.sub(lambda one: persons.get(one[0], GONE), path): stamp for path, stamp in stamps.items()}


def _person(place: int) -> str:
    """What the paths of a key person begin with."""
    return f"{PERSONS}[{place}]."


def _field(path: str) -> str:
    """The field that a path is of: all of a list is one."""
    return PLACE.sub("", path.removesuffix(".kind"))


def _of(part: Any, field: str) -> Any:
    return part.profile.get(field.removeprefix(PROFILE), "") if field.startswith(PROFILE) else getattr(part, field)
