"""How does a judgement speak? In findings: a code, the value it is about, and what caused it. Words live elsewhere."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Severity(StrEnum):
    """How much a finding weighs. In doubt WARNING, never BLOCKER: calling a good value bad costs a rep more."""

    BLOCKER = "BLOCKER"
    WARNING = "WARNING"
    HINT = "HINT"


class Level(IntEnum):
    """How far a value is known to be true, in order. What each is worth is a setting (`score.levels`)."""

    EMPTY = 0
    FILLED = 1
    PLAUSIBLE = 2
    SUPPORTED = 3
    CORROBORATED = 4
    PROVEN = 5


Param = str | int | float | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of one value.

    `code` is ``<subject>.<fault>`` and stands in `validators.catalog`, which also knows its severity; `field` is a path
    of the record; `params` are the values that caused it, named as the catalog says.
    """

    code: str
    field: str
    severity: Severity
    params: Mapping[str, Param] = dataclasses.field(default_factory=dict)
