"""What does a person read about a rule? The catalog, its explanations and what a policy makes of it, as plain values."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

from validators import CATALOG
from validators.catalog import records
from validators.explained import Explanation, explained
from validators.fault import Example, Fault
from validators.finding import Level
from validators.settings import Settings

UNSAID: tuple[Any, ...] = ("", (), {}, None)
UNTOLD = {"country": "CN"}
"""What every example has, and what therefore says nothing."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An example: the paths of the record that hold something, and how many more records it is judged with."""

    values: Sequence[tuple[str, str]]
    others: int


@dataclass(frozen=True, slots=True)
class Rule:
    """One fault. `level` is the most that a value with it can be, and `share` what that is worth of its weight."""

    code: str
    severity: str
    summary: str
    about: Explanation
    example: Shown
    counter_example: Shown
    level: Level
    share: float


def rules(settings: Settings) -> dict[str, list[Rule]]:
    """Every rule of the catalog by its subject, in the catalog's order."""
    found: dict[str, list[Rule]] = {}
    for code, fault in CATALOG.items():
        found.setdefault(code.partition(".")[0], []).append(_rule(fault, settings))
    return found


def _rule(fault: Fault, settings: Settings) -> Rule:
    level = settings.cap(fault.code, fault.severity)
    return Rule(
        code=fault.code,
        severity=fault.severity.value,
        summary=fault.summary,
        about=explained(fault.code),
        example=_shown(fault.code, fault.example),
        counter_example=_shown(fault.code, fault.counter_example),
        level=level,
        share=settings.levels[level],
    )


def _shown(code: str, example: Example) -> Shown:
    if isinstance(example, str):  # a value of the subject, wherever it stands
        return Shown([("", example)] if example else [], 0)
    together = records(code, example)
    told = [(path, value) for path, value in _told("", together[0]) if UNTOLD.get(path) != value]
    return Shown(told, len(together) - 1)


def _told(path: str, value: Any) -> Iterator[tuple[str, str]]:
    """The parts of a value that say something, by path."""
    if value in UNSAID:
        return
    if is_dataclass(value):
        for field in fields(value):
            yield from _told(f"{path}.{field.name}".lstrip("."), getattr(value, field.name))
    elif isinstance(value, Mapping):
        for name, one in value.items():
            yield from _told(f"{path}.{name}", one)
    elif isinstance(value, tuple):
        for place, one in enumerate(value):
            yield from _told(f"{path}[{place}]", one)
    else:
        yield path, _text(value)


def _text(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, timedelta):
        return f"{value.total_seconds():g} s"
    return str(value.name.lower() if isinstance(value, Level) else value.value if isinstance(value, Enum) else value)
