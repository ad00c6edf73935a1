"""How is a score shown? As a sum whose parts stand in a row, with what is missing and what each finding costs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from greening.domain.record_page import Assessment, RecordPage
from validators import FieldScore, Level, Score, SectionScore, Settings
from validators.finding import Finding, Severity
from validators.freshness import AGED

MISSING_SHOWN = 3
"""What is missing is named as long as it fits a line: the dearest first."""
Part = tuple[str, float]
"""A shade of the ramp of truth, and its share of the whole in percent."""


@dataclass(frozen=True, slots=True)
class Gain:
    """A field and the points that a value nobody doubts would add to it."""

    field: FieldScore
    points: float


@dataclass(frozen=True, slots=True)
class Step:
    """A section of the waterfall: where its slot begins and how wide it is, in points of 100, and how it is filled."""

    section: SectionScore
    start: float
    parts: tuple[Part, ...]
    missing: tuple[Gain, ...]


@dataclass(frozen=True, slots=True)
class Cost:
    """A finding and the points it keeps from the record; 0 where it is mere advice, or another one keeps them already."""

    finding: Finding
    points: float


def steps(score: Score, settings: Settings) -> Iterator[Step]:
    """The sections one after the other on one scale."""
    start = 0.0
    for section in score.sections:
        gains = [Gain(field, gain(field, settings)) for field in section.fields]
        missing = sorted((one for one in gains if one.points), key=lambda one: -one.points)
        yield Step(section, start, _parts(section.fields), tuple(missing[:MISSING_SHOWN]))
        start += section.of


def total(score: Score) -> tuple[Part, ...]:
    """All that was got, by how true it is."""
    return _parts([field for section in score.sections for field in section.fields])


def costs(assessment: Assessment, settings: Settings) -> list[Cost]:
    """Findings, the dearest first. A value that two findings doubt loses its points once, to the first of them."""
    counted: set[str] = set()
    found = []
    for finding in assessment.findings:
        keeps = [f for f in fields(assessment.score) if finding.code in f.codes and _lies_in(f.path, finding.field)]
        found.append(Cost(finding, sum(gain(field, settings) for field in keeps if field.path not in counted)))
        counted.update(field.path for field in keeps)
    return sorted(found, key=lambda one: (-one.points, _weight(one.finding)))


def gain(field: FieldScore, settings: Settings) -> float:
    """What a plausible value would add. To prove it adds more, but that is not done by typing."""
    return round(max(0.0, settings.levels[Level.PLAUSIBLE] * field.of - field.got), 1)


def by_path(score: Score) -> dict[str, FieldScore]:
    """The fields of a score by the path of the value they are about."""
    return {field.path: field for field in fields(score)}


def of_path(score: Score, path: str) -> FieldScore | None:
    """The field that a value stands in, or would stand in: an empty list is scored as a whole."""
    known = by_path(score)
    return known.get(path) or known.get(path.removesuffix("[0]"))


def level(page: RecordPage, *paths: str) -> Level:
    """How true a value is, or the least true of several."""
    return min(_level(page, path) for path in paths)


def _level(page: RecordPage, path: str) -> Level:
    """As evidence says, else plausible unless a warning or worse is about it."""
    stamp = page.stamps.get(path)
    aged = page.assessment and any(one.code == AGED and one.field == path for one in page.assessment.findings)
    if stamp and stamp.level > Level.PLAUSIBLE and not aged:
        return stamp.level
    if page.assessment is None:
        return Level.FILLED
    doubted = {one.field for one in page.assessment.findings if one.severity is not Severity.HINT}
    return Level.FILLED if path in doubted else Level.PLAUSIBLE


def fields(score: Score) -> Iterator[FieldScore]:
    """Every field that can earn something, section by section."""
    return (field for section in score.sections for field in section.fields)


def shares(score: int, completeness: int) -> Sequence[Part]:
    """A record in one bar: what it has earned, and what beyond that is filled in."""
    return [("true-3", score), ("true-1", max(0, completeness - score))]


def _parts(scored: Sequence[FieldScore]) -> tuple[Part, ...]:
    by_level: Mapping[Level, float] = {
        level: sum(field.got for field in scored if field.level == level) for level in reversed(Level)
    }
    return tuple((f"true-{level.value}", points) for level, points in by_level.items() if points)


def _lies_in(path: str, outer: str) -> bool:
    """Whether a path is another one or a part of it: ``profile.goods`` of ``profile``, ``phones[0]`` of ``phones``."""
    return path == outer or path.startswith((f"{outer}.", f"{outer}["))


def _weight(finding: Finding) -> int:
    return list(Severity).index(finding.severity)
