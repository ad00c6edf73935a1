"""What differs between two versions of a record, path by path, and whose is what stands afterwards?

A value that is equal after normalising keeps its author wherever it moves in a list; a changed one is its editor's and
has to be proven anew.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from unicodedata import normalize

from validators.finding import Level
from validators.record import KeyPerson, Record

TEXTS = ("company", "short_name", "country", "region", "address", "website", "industry", "scale", "business", "kind")
LISTS = ("former_names", "phones", "emails")
FORM = (*TEXTS[:2], *LISTS[:1], *TEXTS[2:], *LISTS[1:], "ids", "key_persons", "profile", "answers")
HEAD = re.compile(r"\w+")
CONTACTS = re.compile(r"(?:phones|emails)\[\d+\]$")
PLACE = re.compile(r"\[\d+\]$")
PERSON = re.compile(r"key_persons\[(\d+)\]")
DIALLED = re.compile(r"[-‐-―()·./]")


@dataclass(frozen=True, slots=True)
class Stamp:
    """Whence a value is: who, when (aware), out of what, and how far it has been proven.

    `proof` names what proved it (``verdict:7``), empty where nothing did, and `proven_at` says when; `before` is the level
    that it had until then.
    """

    by: int | None
    at: datetime
    source: str
    level: Level = Level.FILLED
    proof: str = ""
    before: Level = Level.FILLED
    proven_at: datetime | None = None

    def to_json(self) -> dict[str, Any]:
        stored = {"by": self.by, "at": self.at.isoformat(), "source": self.source, "level": self.level.name}
        if self.proof:
            stored |= {"proof": self.proof, "before": self.before.name}
        return stored | ({"proven_at": self.proven_at.isoformat()} if self.proven_at else {})

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Stamp":
        before = Level[stored.get("before", Level.FILLED.name)]
        level, proof = Level[stored["level"]], stored.get("proof", "")
        proven_at = datetime.fromisoformat(stored["proven_at"]) if "proven_at" in stored else None
        at = datetime.fromisoformat(stored["at"])
        return cls(stored["by"], at, stored["source"], level, proof, before, proven_at)

    def proven(self, cause: str, at: datetime | None = None) -> "Stamp":
        """The stamp of a value that something has proven; nobody knows how old a proof without a time is."""
        return replace(self, level=Level.PROVEN, proof=cause, before=self.level, proven_at=at)

    def unproven(self, cause: str) -> "Stamp":
        """The stamp when that proof no longer holds; what something else has proven meanwhile stays so."""
        if self.proof != cause:
            return self
        return replace(self, level=self.before, proof="", before=Level.FILLED, proven_at=None)


@dataclass(frozen=True, slots=True)
class Change:
    """One path that differs; empty means that nothing stands there."""

    path: str
    before: str
    after: str


def values(record: Record) -> dict[str, str]:
    """Every value that is given, by its path, in the order of the form. Visits are no part of the form."""
    return {path: value for path, value in _paths(record) if value}


def changes(before: Record, after: Record) -> tuple[Change, ...]:
    """What an edit changes, in the order of the form, what falls away last."""
    stood, stands = values(before), values(after)
    paths = dict.fromkeys((*stands, *stood))
    return tuple(
        Change(path, stood.get(path, ""), stands.get(path, ""))
        for path in paths
        if stood.get(path, "") != stands.get(path, "")
    )


def form_order(path: str) -> tuple[int, str]:
    """What to sort paths by so that they stand as in the form; a path that is none stands last."""
    head = HEAD.match(path)
    return (FORM.index(head[0]) if head and head[0] in FORM else len(FORM), path)


def stamps(before: Record, after: Record, stood: Mapping[str, Stamp], new: Stamp) -> dict[str, Stamp]:
    """The stamps after an edit: a kept value brings its own along, a changed one gets `new`."""
    origin = origins(before, after)
    moved = {path: stood[origin[path]] for path in origin if origin[path] in stood}
    return moved | {path: new for path in values(after) if path not in origin}


def origins(before: Record, after: Record) -> dict[str, str]:
    """Where each value that stands afterwards stood before; a value without an origin is new or changed."""
    stood = values(before)
    free = dict(stood)
    found: dict[str, str] = {}
    pairs = same_persons(before.key_persons, after.key_persons)
    for path, value in values(after).items():
        old = PERSON.sub(lambda m: f"key_persons[{pairs.get(int(m[1]), 'new')}]", path)
        origin = next((one for one in _candidates(old, free) if _folded(one, free[one]) == _folded(path, value)), None)
        if origin:
            found[path] = origin
            del free[origin]
    return found


def levels(stood: Mapping[str, Stamp]) -> dict[str, Level]:
    """The levels that evidence has given; what is merely filled is for judging to grade."""
    return {path: stamp.level for path, stamp in stood.items() if stamp.level > Level.PLAUSIBLE}


def verified(stood: Mapping[str, Stamp]) -> dict[str, datetime]:
    """Since when values are known to be true, where that is known."""
    return {path: stamp.proven_at for path, stamp in stood.items() if stamp.proven_at}


def is_contact(path: str) -> bool:
    """Whether a number or a mail stands there, of the company or of a key person."""
    return CONTACTS.search(path) is not None


def _paths(record: Record) -> Iterator[tuple[str, str]]:
    yield from ((name, getattr(record, name)) for name in TEXTS)
    for name in LISTS:
        yield from _numbered(name, getattr(record, name))
    for place, one in enumerate(record.ids):
        yield f"ids[{place}]", one.value
        yield f"ids[{place}].kind", one.kind
    for place, person in enumerate(record.key_persons):
        yield from _person_paths(f"key_persons[{place}]", person)
    yield from ((f"profile.{name}", value) for name, value in record.profile.items())
    yield from ((f"answers.{name}", str(answer)) for name, answer in record.answers.items())


def _person_paths(base: str, person: KeyPerson) -> Iterator[tuple[str, str]]:
    yield from ((f"{base}.{name}", str(getattr(person, name))) for name in ("name", "title", "role"))
    yield from _numbered(f"{base}.phones", person.phones)
    yield from _numbered(f"{base}.emails", person.emails)


def _numbered(base: str, listed: Sequence[str]) -> Iterator[tuple[str, str]]:
    return ((f"{base}[{place}]", value) for place, value in enumerate(listed))


def _candidates(path: str, free: Mapping[str, str]) -> Iterator[str]:
    """The same place first, then the other places of the same list."""
    if path in free:
        yield path
    base = PLACE.sub("[", path)
    if base != path:
        yield from (one for one in free if one != path and one.startswith(base) and PLACE.search(one))


def same_persons(before: Sequence[KeyPerson], after: Sequence[KeyPerson]) -> dict[int, int]:
    """Which key person stood where: by name, else whoever stands at the same place and is nobody else."""
    free = {place: _folded("name", person.name) for place, person in enumerate(before)}
    pairs: dict[int, int] = {}
    for place, person in enumerate(after):
        named = next((old for old, name in free.items() if name and name == _folded("name", person.name)), None)
        if named is not None:
            pairs[place] = named
            del free[named]
    return pairs | {place: place for place in range(len(after)) if place in free and place not in pairs}


def _folded(path: str, value: str) -> str:
    folded = "".join(normalize("NFKC", value).casefold().split())
    return DIALLED.sub("", folded) if "phones[" in path else folded
