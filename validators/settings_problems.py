"""What is wrong with a document of settings? Every problem at once, as a code with the values its words need."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Any

from validators.finding import Level
from validators.record import CustomerKind, Stage

Document = Mapping[str, Mapping[str, Any]]
Rows = Mapping[str, Mapping[str, Mapping[str, Any]]]

SAID = {
    "unknown_section": "unknown section",
    "unknown": "unknown name",
    "wrong_kind": "{value!r} is not a {kind}",
    "no_level": "{value!r} is no level",
    "out_of_range": "{value!r} is not within {min} and {max}",
    "blank": "an entry is blank",
    "none": "none is above 0",
    "out_of_order": "{value!r} is less than {other}",
}
RISING = {"levels": [level.name.lower() for level in Level], "repeats": ["suspect", "agent", "ignored"]}
"""Names of a section whose values must not fall."""


@dataclass(frozen=True, slots=True)
class Problem:
    """`code` is a key of `SAID`; `params` are the values that its words need."""

    path: str
    code: str
    params: Mapping[str, Any]

    def __str__(self) -> str:
        return f"{self.path}: {SAID[self.code].format(**self.params)}"


class BadSettings(ValueError):
    """A document that cannot be gone by; `problems` are all that is wrong with it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems


def problems(document: Document, known: Document, rows: Rows) -> Iterator[Problem]:
    """All problems of a document; `known` are the shipped values, `rows` their ranges."""
    if unweighed := next(_weighing_nothing(document, known), None):
        yield Problem(unweighed, "none", {})
    found = list(_of_values(document, known, rows))
    yield from found
    if not found:
        yield from _falling(document, known)


def fitted_weights(document: Document, kind: str, stage: str) -> dict[str, float]:
    """The weight of each field for a kind of customer at a stage; what the stage says goes before what the kind says."""
    return {
        **document["weights"],
        **_without_head(document["weights_by_kind"], kind),
        **_without_head(document["weights_by_stage"], stage),
    }


def _without_head(weights: Mapping[str, float], head: str) -> dict[str, float]:
    """``{"a.b.c": 1}`` as ``{"b.c": 1}``, of those that begin with ``a``."""
    parted = ((name.partition("."), weight) for name, weight in weights.items())
    return {rest: weight for (first, _, rest), weight in parted if first == head}


def _weighing_nothing(document: Document, known: Document) -> Iterator[str]:
    """The section after which some kind of customer at some stage is left without any weight."""
    sections = ("weights", "weights_by_kind", "weights_by_stage")
    merged = {section: {**known[section], **document.get(section, {})} for section in sections}
    for kind, stage in product(reversed(CustomerKind), reversed(Stage)):  # what is not said comes first
        if not any(fitted_weights(merged, kind, stage).values()):
            yield sections[2 if stage else 1 if kind else 0]


def _of_values(document: Document, known: Document, rows: Rows) -> Iterator[Problem]:
    for section, named in document.items():
        if section not in known:
            yield Problem(section, "unknown_section", {})
            continue
        for name, value in named.items():
            if name not in known[section]:
                yield Problem(f"{section}.{name}", "unknown", {})
            else:
                row = rows.get(section, {}).get(name, {})
                yield from _of_value(f"{section}.{name}", value, known[section][name], row)


def _of_value(path: str, value: Any, default: Any, row: Mapping[str, Any]) -> Iterator[Problem]:
    wanted = int | float if isinstance(default, float) else type(default)
    if not isinstance(value, wanted) or (isinstance(value, bool) and not isinstance(default, bool)):
        yield Problem(path, "wrong_kind", {"value": value, "kind": type(default).__name__})
    elif isinstance(value, str) and value.upper() not in Level.__members__:
        yield Problem(path, "no_level", {"value": value})
    elif isinstance(value, list | tuple):
        if not all(isinstance(entry, str) and entry.strip() for entry in value):
            yield Problem(path, "blank", {})
    elif "min" in row and not row["min"] <= value <= row["max"]:
        yield Problem(path, "out_of_range", {"value": value, "min": row["min"], "max": row["max"]})


def _falling(document: Document, known: Document) -> Iterator[Problem]:
    for section, names in RISING.items():
        held = {**known[section], **document.get(section, {})}
        for lower, higher in pairwise(names):
            if held[higher] < held[lower]:
                yield Problem(f"{section}.{higher}", "out_of_order", {"value": held[higher], "other": lower})
