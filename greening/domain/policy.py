"""Which numbers hold? The policy document, read, checked against its own ranges, and typed.

A document is a mapping of section to name to value. `greening/policy.toml` ships the default one together with what a
reader needs to argue: unit, range and reason of each row. Durations are `timedelta` here and numbers in the document.
What judging goes by stands in it under `validators`, in the form of `validators.settings`, so that one version holds all.
"""

import hashlib
import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from functools import cache
from importlib import resources
from typing import Any
from zoneinfo import available_timezones

from greening.domain import calendar
from greening.domain.policy_sections import Sections
from greening.domain.refusals import PolicyBroken
from validators.settings import DEFAULTS, Settings
from validators.settings_problems import BadSettings

JUDGING = "validators"
Document = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Row:
    """One arguable number: its value, its unit, the range it may be moved in, and why it is what it is."""

    value: Any
    unit: str
    why: str
    min: float | None = None
    max: float | None = None


@dataclass(frozen=True, slots=True)
class Policy(Sections):
    """The numbers in force, a section each, and what judging goes by; `version` is 0 until it has been stored."""

    settings: Settings
    document: Document
    version: int = 0


SECTIONS: Mapping[str, type] = {f.name: f.type for f in fields(Sections) if isinstance(f.type, type)}


@cache
def shipped_text() -> str:
    return resources.files("greening").joinpath("policy.toml").read_text(encoding="utf-8")


@cache
def rows() -> Mapping[str, Mapping[str, Row]]:
    """Every row of the shipped document with its unit, range and reason."""
    shipped = tomllib.loads(shipped_text())
    return {section: {name: Row(**row) for name, row in named.items()} for section, named in shipped.items()}


@cache
def shipped() -> Policy:
    """The policy a fresh installation has."""
    return load(shipped_text())


def load(text: str) -> Policy:
    """Read a document written like `greening/policy.toml`; only the `value` of a row counts.

    Raises: PolicyBroken, with every problem.
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PolicyBroken(problems=[{"path": "", "problem": "not_toml", "detail": str(error)}]) from error
    judging = {section: _values(named) for section, named in document.pop(JUDGING, {}).items()}
    return read({section: _values(named) for section, named in document.items()} | {JUDGING: judging})


def read(document: Document, version: int = 0) -> Policy:
    """Type a document as it is stored.

    Raises: PolicyBroken, with every problem: a section or name too many or too few, a value of the wrong kind or range.
    """
    own = {section: named for section, named in document.items() if section != JUDGING}
    settings, doubts = _settings(document.get(JUDGING, {}))
    if problems := [*_problems(own), *doubts]:
        raise PolicyBroken(problems=problems)
    sections = {name: _section(kind, name, own[name]) for name, kind in SECTIONS.items()}
    return Policy(**sections, settings=settings, document=own | {JUDGING: settings.document}, version=version)


def digest(document: Document) -> str:
    """Tells whether two documents say the same, whatever their order."""
    return hashlib.sha256(json.dumps(document, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _settings(judging: Document) -> tuple[Settings, list[dict[str, Any]]]:
    """The defaults themselves where nothing differs: what rules compile from settings is kept by identity."""
    if judging in ({}, DEFAULTS.document):
        return DEFAULTS, []
    try:
        return Settings.from_mapping(judging), []
    except BadSettings as bad:
        return DEFAULTS, [{"path": f"{JUDGING}.{one.path}", "problem": one.code, **one.params} for one in bad.problems]


def _values(named: Any) -> Any:
    if not isinstance(named, dict):
        return named
    return {name: row.get("value") if isinstance(row, dict) else row for name, row in named.items()}


def _section(kind: type, section: str, values: Mapping[str, Any]) -> Any:
    wanted = {field.name: field.type for field in fields(kind)}
    return kind(**{name: _typed(value, wanted[name], rows()[section][name].unit) for name, value in values.items()})


def _typed(value: Any, wanted: Any, unit: str) -> Any:
    if wanted is timedelta:
        return timedelta(**{unit: value})
    return tuple(value) if isinstance(value, list) else value


def _problems(document: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    yield from ({"path": name, "problem": "unknown"} for name in document if name not in rows())
    for section, known in rows().items():
        given = document.get(section, {})
        if not isinstance(given, Mapping):
            yield {"path": section, "problem": "wrong_kind", "value": given}
            continue
        yield from ({"path": f"{section}.{name}", "problem": "unknown"} for name in given if name not in known)
        for name, row in known.items():
            yield from _row_problems(f"{section}.{name}", given.get(name), row)


def _row_problems(path: str, value: Any, row: Row) -> Iterator[dict[str, Any]]:
    if value is None:
        yield {"path": path, "problem": "missing"}
    elif type(value) is not type(row.value):
        yield {"path": path, "problem": "wrong_kind", "value": value}
    elif row.unit == "time zone" and value not in _zones():
        yield {"path": path, "problem": "unknown_zone", "value": value}
    elif row.unit == "country" and value != row.value and not calendar.knows(value):
        yield {"path": path, "problem": "unknown_country", "value": value}
    elif isinstance(value, Mapping):
        for name, number in value.items():
            yield from _row_problems(f"{path}.{name}", number, replace(row, value=0))
    elif isinstance(value, list) and row.min is not None:
        yield from _list_problems(path, value, row)
    elif row.min is not None and row.max is not None and not row.min <= value <= row.max:
        yield {"path": path, "problem": "out_of_range", "value": value, "min": row.min, "max": row.max}


@cache
def _zones() -> set[str]:
    """Of this machine; looking through its folders takes longer than reading everything else that a policy says."""
    return available_timezones()


def _list_problems(path: str, value: list[Any], row: Row) -> Iterator[dict[str, Any]]:
    """Of a list of numbers, each of which is in the row's range."""
    if not value:
        yield {"path": path, "problem": "missing"}
    for place, number in enumerate(value):
        yield from _row_problems(f"{path}[{place}]", number, replace(row, value=row.value[0]))
