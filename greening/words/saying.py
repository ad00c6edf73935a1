"""How is a finding said? One sentence, with the values that caused it and the names of the fields, on a page as in a terminal."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from greening.words import fields
from greening.words.findings import FINDINGS, NUMBER_STATES, UNITS
from validators.finding import Finding

NAMED: Mapping[str, Mapping[Any, str]] = {"fields": fields.PROFILE, "found": UNITS, "state": NUMBER_STATES}
"""Values of findings that are codes themselves."""
PATHS = frozenset({"change", "earlier"})
"""Values of findings that are paths of the record."""


@dataclass(frozen=True, slots=True)
class Tongue:
    """A reader's language: `say` gives an English sentence in it, with values; `comma` stands between things of a list."""

    say: Callable[[str, Mapping[str, Any]], str]
    comma: str


def finding_text(finding: Finding, tongue: Tongue) -> str:
    """What was found, with the values that caused it, and what to do about it; a code without words is shown as it is."""
    if finding.code not in FINDINGS:
        return finding.code
    values = {name: _value(name, value, tongue) for name, value in finding.params.items()}
    return tongue.say(FINDINGS[finding.code], values)


def path_text(path: str, tongue: Tongue) -> str:
    """What the part of a record at this path is called; an answer is called like the field that it answers."""
    shape, places = fields.shape(path.removeprefix("answers."))
    profile = shape.removeprefix("profile.")
    words = fields.PROFILE if profile != shape else fields.PATHS
    return tongue.say(words[profile], places) if profile in words else profile


def _value(name: str, value: Any, tongue: Tongue) -> Any:
    if name in PATHS:
        return path_text(str(value), tongue)
    table = NAMED.get(name, {})
    if isinstance(value, tuple | list):
        return tongue.comma.join(_named(one, table, tongue) for one in value)
    return _named(value, table, tongue) if value in table else value


def _named(value: Any, table: Mapping[Any, str], tongue: Tongue) -> str:
    return tongue.say(table[value], {}) if value in table else str(value)
