"""Which numbers and words does judging go by? `defaults.toml` and the word lists, or what a policy puts in their place.

A document is a mapping of section to name to value; the defaults say beside each value its unit, range and reason.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from validators.data import lines
from validators.finding import Level, Severity
from validators.record import Answer
from validators.settings_problems import BadSettings, Document, fitted_weights, problems

LEXICON = "lexicon"
LISTS = ("placeholder_names", "placeholder_companies", "visit_phrases", "visit_empty_words")
"""Lists of `validators/data` that a company may put its own in place of."""


@dataclass(frozen=True, slots=True)
class Field:
    """A part of a complete record; `weight` in points, whatever all of them sum to."""

    section: str
    key: str
    weight: float


@dataclass(frozen=True, slots=True)
class Repeats:
    """From how many unrelated subjects on a number is suspected, an agent's, or no clue at all; and from how many of one
    rep's on numbers that count up (`run`) and texts that are alike (`copied`) are. `namesakes` is a share of all records.
    """

    suspect: int
    agent: int
    ignored: int
    brand_characters: int
    namesakes: float
    run: int
    copied: int
    copied_characters: int
    copied_ratio: int
    allowed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Visits:
    void_residual: int
    effective_units: int
    short_note: int
    unlisted: int
    unlisted_beside: int
    specific_share: float
    unlisted_share: float
    unlisted_long: int
    copy_length: int
    copy_ratio: int
    template_customers: int
    oldest_year: int
    late: timedelta
    ahead: timedelta
    shortest_talk: timedelta


@dataclass(frozen=True, slots=True)
class Companies:
    shortest: int


@dataclass(frozen=True, eq=False)
class Settings:
    """Everything a rule may be told. Made once and shared: what rules compile from it is kept by identity.

    `fields` are those that weigh anything. `caps` holds the level that a finding leaves to its value, by code or else by
    severity; evidence from `overruled_from` on is not capped. `aged` is the level of what was proven longer ago than
    `verified_for`. `groups` names the sections, or fields as ``section.field``, that are a group of the score of their
    own. `words` are the word lists by name.
    """

    levels: Mapping[Level, float]
    caps: Mapping[str, Level]
    overruled_from: Level
    answers: Mapping[Answer, Level]
    fields: tuple[Field, ...]
    repeats: Repeats
    visits: Visits
    companies: Companies
    verified_for: timedelta
    aged: Level
    groups: Mapping[str, frozenset[str]]
    words: Mapping[str, tuple[str, ...]]
    document: Document

    @classmethod
    def from_mapping(cls, document: Document) -> "Settings":
        """The defaults with every value that the document gives in their place.

        Raises: BadSettings, a ValueError that names each section or name that nobody knows, each value of a wrong kind or
            range, and values that must rise and fall.
        """
        if found := tuple(problems(document, default_document(), rows())):
            raise BadSettings(found)
        merged = {section: {**named, **document.get(section, {})} for section, named in default_document().items()}
        return _typed(merged)

    def fitted(self, kind: str, stage: str) -> "Settings":
        """The same with the weights of a kind of customer at a stage; itself where neither weighs anything otherwise.

        Made once and shared too. What a stage says of a field goes before what a kind says of it.
        """
        return _fitted(self, kind, stage) if kind or stage else self

    def cap(self, code: str, severity: Severity) -> Level:
        """The most that a value with this finding can be, without evidence."""
        return self.caps[code] if code in self.caps else self.caps[severity.lower()]


@cache
def rows() -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
    """Each shipped number with unit, range (`min`, `max`, absent for words) and reason (`why`)."""
    return tomllib.loads((files("validators") / "defaults.toml").read_text(encoding="utf-8"))


@cache
def default_document() -> Document:
    """The shipped values alone, word lists included."""
    numbers = {section: {name: row["value"] for name, row in named.items()} for section, named in rows().items()}
    return {**numbers, LEXICON: {name: list(lines(f"{name}.txt")) for name in LISTS}}


def _typed(document: Document) -> Settings:
    caps = {name: Level[value.upper()] for name, value in document["caps"].items()}
    return Settings(
        levels={Level[name.upper()]: value for name, value in document["levels"].items()},
        overruled_from=caps.pop("overruled_from"),
        caps=caps,
        answers={Answer(name): Level[value.upper()] for name, value in document["answers"].items()},
        fields=_fields(document["weights"]),
        repeats=Repeats(**{**document["repeats"], "allowed": frozenset(document["repeats"]["allowed"])}),
        visits=_visits(document["visits"]),
        companies=Companies(**document["companies"]),
        verified_for=timedelta(days=document["freshness"]["verified_days"]),
        aged=Level[document["freshness"]["aged"].upper()],
        groups={name: frozenset(held) for name, held in document["groups"].items()},
        words={name: tuple(words) for name, words in document[LEXICON].items()},
        document=document,
    )


@lru_cache(maxsize=256)
def _fitted(settings: Settings, kind: str, stage: str) -> Settings:
    own = _fields(fitted_weights(settings.document, kind, stage))
    return settings if own == settings.fields else replace(settings, fields=own)


def _fields(weights: Mapping[str, float]) -> tuple[Field, ...]:
    parted = ((name.partition("."), weight) for name, weight in weights.items() if weight)
    return tuple(Field(section, key, weight) for (section, _, key), weight in parted)


def _visits(values: Mapping[str, Any]) -> Visits:
    spans: dict[str, Any] = {
        "late": timedelta(days=values["late_days"]),
        "ahead": timedelta(hours=values["ahead_hours"]),
        "shortest_talk": timedelta(seconds=values["shortest_talk_seconds"]),
    }
    return Visits(**spans, **{field.name: values[field.name] for field in fields(Visits) if field.name not in spans})


DEFAULTS = Settings.from_mapping({})
