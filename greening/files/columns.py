"""Which column of this file means what? Each header has its readings; the file as a whole decides between them.

A field that has room for one column is given to the surest header, then to the word that stands first in the table; the
loser takes its next reading or stays open, for a person to decide. Nothing is dropped without being named.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from greening.files.headers import Reading, Sure, fold, read
from greening.files.target import REPEATED, Target

ALONE = ""


@dataclass(frozen=True, slots=True)
class Guess:
    """Where one column probably goes; `candidates` are the fields it could mean when it goes nowhere."""

    target: Target | None = None
    sure: Sure = Sure.NO
    candidates: tuple[str, ...] = ()
    constants: tuple[tuple[str, str], ...] = ()
    """Paths and values that the header itself states: the kind of an id, the title of a 董事長."""


@dataclass(frozen=True, slots=True)
class _Group:
    """The columns of one person: who, with which number, from which column on, and whether the header says the title."""

    person: str
    index: int
    column: int
    titled: bool


@dataclass(slots=True)
class _Places:
    """The next free index of every list, beside what a mapping has taken already."""

    taken: frozenset[Target]
    last: defaultdict[str, int] = field(default_factory=lambda: defaultdict(lambda: -1))

    def next(self, name: str) -> int:
        used = {target.index for target in self.taken if target.field == name}
        self.last[name] += 1
        while self.last[name] in used:
            self.last[name] += 1
        return self.last[name]


def assign(headers: Sequence[str], taken: Iterable[Target] = ()) -> tuple[Guess, ...]:
    """One guess a header, in their order; `taken` targets are left to whoever has them."""
    places = _Places(frozenset(taken))
    chosen = _apart(_choose([read(header) for header in headers], places.taken), headers)
    groups = list(_groups(chosen))
    owners = {column: _owner(column, reading, groups) for column, reading in chosen.items() if _is_personal(reading)}
    guesses = [
        *_fields({column: reading for column, reading in chosen.items() if not owners.get(column)}, places),
        *_people(chosen, {column: owner for column, owner in sorted(owners.items()) if owner}, places),
        *_visits(chosen, places),
    ]
    found = dict(guesses)
    return tuple(found.get(column) or _open(read(header)) for column, header in enumerate(headers))


def _choose(readings: Sequence[Sequence[Reading]], taken: frozenset[Target]) -> dict[int, Reading]:
    """Give each column its first reading that nobody surer has, the surest columns first."""
    used = {target.path for target in taken}
    order = sorted(
        (each[0].sure is not Sure.SURE, each[0].rank, column) for column, each in enumerate(readings) if each
    )
    chosen: dict[int, Reading] = {}
    for *_, column in order:
        reading = next((each for each in readings[column] if _has_room(each, used)), None)
        if reading:
            chosen[column] = reading
            used.add(reading.path)
    return chosen


def _apart(chosen: dict[int, Reading], headers: Sequence[str]) -> dict[int, Reading]:
    """Two columns under one word for a person are two persons, each with the columns behind it: 联系人, 手机, 联系人, 手机."""
    times: Counter[tuple[str, int]] = Counter()
    words: set[tuple[str, int, str]] = set()
    told = dict(chosen)
    for column, reading in sorted(chosen.items()):
        if not _is_personal(reading) or reading.person == ALONE:
            continue
        who, word = (reading.person, reading.index), (reading.person, reading.index, fold(headers[column]))
        times[who] += reading.path == "person.name" and word in words
        words.add(word)
        if times[who]:
            told[column] = replace(reading, person=f"{reading.person}+{times[who]}")
    return told


def _has_room(reading: Reading, used: set[str]) -> bool:
    """What is repeated always has; a note that is only likely gives way to a sure one."""
    is_repeated = "[]" in reading.path or reading.path.startswith("person.")
    is_remark = reading.path == "visits[].note" and reading.sure is Sure.LIKELY
    return (is_repeated and not is_remark) or reading.path not in used


def _is_personal(reading: Reading) -> bool:
    return reading.path.startswith("person.")


def _fields(chosen: dict[int, Reading], places: _Places) -> Iterator[tuple[int, Guess]]:
    """What is the company's; also a mobile that stands alone in a file that names nobody it could belong to."""
    for column, reading in sorted(chosen.items()):
        path = "phones[]" if reading.path == "person.phone" else reading.path
        if path.startswith(("person.", "visits[]")):
            continue
        name = path.removesuffix("[]")
        target = Target(name, places.next(name)) if path.endswith("[]") else Target.parse(path)
        constants = tuple((f"{target.path}.{part}", value) for part, value in reading.constants)
        yield column, Guess(target, reading.sure, constants=constants)


def _groups(chosen: dict[int, Reading]) -> Iterator[_Group]:
    """The people that headers name, and whoever a title or name that stands alone belongs to if they name nobody."""
    seen: set[tuple[str, int]] = set()
    people = [(column, each) for column, each in sorted(chosen.items()) if _is_personal(each)]
    named = [(column, each) for column, each in people if each.person != ALONE]
    for column, each in named or [pair for pair in people if pair[1].path != "person.phone"]:
        if (each.person, each.index) not in seen:
            seen.add((each.person, each.index))
            yield _Group(each.person, each.index, column, titled="title" in dict(each.constants))


def _owner(column: int, reading: Reading, groups: Sequence[_Group]) -> _Group | None:
    """Whose attribute it is: of the person it names, or of the nearest to the left, with the same number if there is one.

    A number that stands alone is no matter of a chairman whose name a register gives, unless it stands beside it.
    """
    if reading.person != ALONE:
        return next(group for group in groups if (group.person, group.index) == (reading.person, reading.index))
    near = [group for group in groups if group.index == reading.index] or groups
    if reading.path == "person.phone":
        near = [group for group in near if not group.titled or group.column == column - 1]
    left = [group for group in near if group.column < column]
    return left[-1] if left else next(iter(near), None)


def _people(chosen: dict[int, Reading], owners: dict[int, _Group], places: _Places) -> Iterator[tuple[int, Guess]]:
    at: dict[_Group, int] = {}
    used: defaultdict[tuple[_Group, str], int] = defaultdict(int)
    for column, owner in owners.items():
        if owner not in at:
            at[owner] = places.next("key_persons")
        reading = chosen[column]
        name = reading.path.removeprefix("person.")
        part = {"phone": "phones", "email": "emails"}.get(name, name)
        target = Target("key_persons", at[owner], part, used[owner, part])
        used[owner, part] += 1
        if target.position and part not in REPEATED:
            yield column, Guess(candidates=(target.path,))
            continue
        person = Target("key_persons", at[owner])
        constants = tuple((f"{person.path}.{fact}", value) for fact, value in reading.constants)
        yield column, Guess(target, reading.sure, constants=constants)


def _visits(chosen: dict[int, Reading], places: _Places) -> Iterator[tuple[int, Guess]]:
    """The first note goes with the first time, channel and rep, the second with the second."""
    parts: defaultdict[str, list[int]] = defaultdict(list)
    for column, reading in sorted(chosen.items()):
        if reading.path.startswith("visits[]."):
            parts[reading.path.removeprefix("visits[].")].append(column)
    said = sorted(target.index for target in places.taken if target.field == "visits" and target.part == "note")
    visits = [*said, *(places.next("visits") for _ in parts["note"])]
    for part, columns in parts.items():
        targets = (Target("visits", index, part) for index in visits)
        for target, column in zip((each for each in targets if each not in places.taken), columns, strict=False):
            yield column, Guess(target, chosen[column].sure)


def _open(readings: Sequence[Reading]) -> Guess:
    return Guess(candidates=tuple(dict.fromkeys(each.path for each in readings)))
