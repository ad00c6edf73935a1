"""What is left of a record when values are struck, and which of its values can be looked into at all?

The name of a company is not struck: without it there is no record. What a value was stands in the history.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from greening.domain.changes import LISTS, PERSON, TEXTS, Stamp, values
from greening.domain.inspections import VISITS, Fact
from greening.domain.records import tidied
from validators.record import DecisionRole, KeyPerson, Record

KEPT = frozenset({"company", "country"})
"""What a record cannot be without."""
LISTED = re.compile(r"(.*)\[(\d+)\](\.kind)?")


def facts(
    record: Record,
    visit_ids: Collection[int],
    stamps: Mapping[str, Stamp],
    entered_by: int | None,
    entered_at: datetime,
) -> Iterator[Fact]:
    """Every value that somebody can say true or false of, in the order of the form, then the follow-ups.

    A value without a stamp came with the record.
    """
    for path, value in values(record).items():
        if path not in KEPT and not path.endswith(".kind") and not path.startswith("answers."):
            stamp = stamps.get(path)
            by, at = (stamp.by, stamp.at) if stamp else (entered_by, entered_at)
            yield Fact(path, value, by, at)
    for visit_id, visit in zip(visit_ids, record.visits, strict=True):
        yield Fact(f"{VISITS}[{visit_id}]", visit.note, int(visit.rep) if visit.rep else None, visit.entered_at)


def without(record: Record, paths: Collection[str]) -> Record:
    """The record without the values at these paths; those behind a struck one of a list move up."""
    emptied: dict[str, Any] = {name: "" for name in TEXTS if name in paths and name not in KEPT}
    lists: dict[str, Any] = {name: _left(name, getattr(record, name), paths) for name in LISTS}
    return tidied(
        replace(
            record,
            **emptied,
            **lists,
            ids=tuple(_left("ids", record.ids, paths)),
            key_persons=tuple(
                person_without(f"key_persons[{n}]", one, paths) for n, one in enumerate(record.key_persons)
            ),
            profile={name: value for name, value in record.profile.items() if f"profile.{name}" not in paths},
        )
    )


def whence(record: Record, paths: Collection[str], stamps: Mapping[str, Stamp]) -> dict[str, Stamp]:
    """The stamps of what is left without the values at these paths, each where it stands then."""
    left = [place for place, one in enumerate(record.key_persons) if _is_left(place, one, paths)]
    places = {f"key_persons[{place}]": f"key_persons[{rest}]" for rest, place in enumerate(left)}
    return {
        PERSON.sub(lambda one: places.get(one[0], ""), _moved_up(path, paths)): stamp
        for path, stamp in stamps.items()
        if not {path, path.removesuffix(".kind")} & set(paths)
    }


def person_without(base: str, person: KeyPerson, paths: Collection[str]) -> KeyPerson:
    """A key person whose paths begin with `base`, without the values at these paths."""
    return replace(
        person,
        name="" if f"{base}.name" in paths else person.name,
        title="" if f"{base}.title" in paths else person.title,
        role=DecisionRole.UNSAID if f"{base}.role" in paths else person.role,
        phones=_left(f"{base}.phones", person.phones, paths),
        emails=_left(f"{base}.emails", person.emails, paths),
    )


def _left(base: str, listed: tuple[Any, ...], paths: Collection[str]) -> tuple[Any, ...]:
    return tuple(one for place, one in enumerate(listed) if f"{base}[{place}]" not in paths)


def _is_left(place: int, person: KeyPerson, paths: Collection[str]) -> bool:
    return person_without(f"key_persons[{place}]", person, paths) != KeyPerson()


def _moved_up(path: str, paths: Collection[str]) -> str:
    """Where a value of a list stands when those before it at these paths are gone."""
    one = LISTED.fullmatch(path)
    if one is None:
        return path
    gone = sum(f"{one[1]}[{place}]" in paths for place in range(int(one[2])))
    return f"{one[1]}[{int(one[2]) - gone}]{one[3] or ''}"
