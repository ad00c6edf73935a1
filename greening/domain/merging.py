"""What stands when two records of one company become one, whose is each value then, and what does taking it back restore?

Nothing is lost: what only one of them says stays, what both say differently goes by how far it is proven, and the name
that gives way is kept as a former one.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from greening.domain import changes, intake_merging
from greening.domain.changes import TEXTS, Stamp
from greening.domain.intake import Mode
from validators.finding import Level
from validators.record import Answer, DecisionRole, Identifier, KeyPerson, Record

ALWAYS_KEPT = frozenset({"company", "country"})
"""What names the record that stays."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two records: its values without visits, and whence each is. `stamp` is of what has none of its own."""

    record: Record
    stamps: Mapping[str, Stamp]
    stamp: Stamp

    def of(self, path: str) -> Stamp:
        return self.stamps.get(path, self.stamp)


@dataclass(frozen=True, slots=True)
class United:
    """The record that stays, with the stamps that are not its own."""

    record: Record
    stamps: Mapping[str, Stamp]


@dataclass(frozen=True, slots=True)
class Restored:
    """The record that stayed as it was before. `edited` are the paths that somebody has changed since: they stand."""

    record: Record
    stamps: Mapping[str, Stamp]
    edited: tuple[str, ...]


def unite(kept: Side, gone: Side) -> United:
    """One record of two: lists together, of two texts the further proven one, of equals that of the record that stays."""
    record = intake_merging.merged(gone.record, kept.record, Mode.UPDATE)
    texts: dict[str, Any] = {name: _better(name, kept, gone) for name in TEXTS}
    record = replace(
        record,
        **texts,
        key_persons=_in_order(kept.record, record),
        profile={**gone.record.profile, **{name: value for name, value in kept.record.profile.items() if value}},
        answers=_answers(kept.record, gone.record, texts),
        levels={},
        verified={},
        rep=kept.record.rep,
        visits=(),
    )
    return United(record, _stamps(record, kept, gone))


def restore(before: Side, after: United, now: Side) -> Restored:
    """The record as it was before the merge, but for what has been changed since.

    Lists and key persons go back as a whole, or, where any of it was changed, not at all.
    """
    stands, united = changes.values(now.record), changes.values(after.record)
    edited = {_head(path) for path in {*stands, *united} if stands.get(path) != united.get(path)}
    back = {name: getattr(before.record, name) for name in changes.FORM if name not in edited}
    record = replace(now.record, **back, visits=(), levels={}, verified={})
    stamps = {path: stamp for path, stamp in before.stamps.items() if _head(path) not in edited}
    stamps |= {path: stamp for path, stamp in now.stamps.items() if _head(path) in edited}
    return Restored(record, stamps, tuple(sorted(edited, key=changes.form_order)))


def to_json(record: Record) -> dict[str, Any]:
    """The form of a record, its follow-ups and levels left out."""
    typed = asdict(replace(record, visits=()))
    return {name: typed[name] for name in changes.FORM}


def from_json(stored: Mapping[str, Any]) -> Record:
    """What `to_json` has made."""
    lists: dict[str, Any] = {name: tuple(stored[name]) for name in ("former_names", "phones", "emails")}
    return Record(
        **{name: stored.get(name, "") for name in TEXTS},
        **lists,
        ids=tuple(Identifier(**one) for one in stored["ids"]),
        key_persons=tuple(_person(one) for one in stored["key_persons"]),
        profile=stored["profile"],
        answers={path: Answer(answer) for path, answer in stored["answers"].items()},
    )


def _person(stored: Mapping[str, Any]) -> KeyPerson:
    reached = {name: tuple(stored[name]) for name in ("phones", "emails")}
    return KeyPerson(stored["name"], stored["title"], DecisionRole(stored["role"]), **reached)


def _head(path: str) -> str:
    """The part of the form that a path is in."""
    return path.partition(".")[0].partition("[")[0]


def _better(name: str, kept: Side, gone: Side) -> str:
    own, other = str(getattr(kept.record, name)), str(getattr(gone.record, name))
    if name in ALWAYS_KEPT or not other:
        return own
    return other if not own or _level(gone, name) > _level(kept, name) else own


def _level(side: Side, path: str) -> Level:
    return side.of(path).level


def _in_order(kept: Record, united: Record) -> tuple[KeyPerson, ...]:
    """The key persons of the record that stays first."""
    first = {person.name: place for place, person in reversed(list(enumerate(kept.key_persons)))}
    return tuple(sorted(united.key_persons, key=lambda person: first.get(person.name, len(first))))


def _answers(kept: Record, gone: Record, texts: Mapping[str, str]) -> dict[str, Answer]:
    """What one of them could not find out is no answer any more where the other has it."""
    return {path: answer for path, answer in {**gone.answers, **kept.answers}.items() if not texts.get(path)}


def _stamps(record: Record, kept: Side, gone: Side) -> dict[str, Stamp]:
    """Of a value that both have the one that proves more, of equals the earlier one."""
    origins = [(side, changes.origins(side.record, record)) for side in (kept, gone)]
    found: dict[str, Stamp] = {}
    for path in changes.values(record):
        stood = [side.of(origin[path]) for side, origin in origins if path in origin]
        if stood:
            found[path] = max(stood, key=lambda one: (one.level, -one.at.timestamp()))
    return found
