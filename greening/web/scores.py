"""How is a score shown? As a sum whose parts stand in a row, with what is missing and what each finding costs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from greening.domain.record_page import Assessment, RecordPage
from validators import FieldScore, Level, Score, SectionScore, Settings
from validators.finding import Finding, Severity

MISSING_SHOWN = 3
"""What is missing is named as long as it fits a line: the dearest first."""
Part = tuple[str, float]
"""A shade of the ramp of truth, and its share of the whole in percent."""


@dataclass(frozen=True, slots=True)
class Step:
    """A section of the waterfall: where its slot begins and how wide it is, in points of 100, and how it is filled."""

    section: SectionScore
    start: float
    parts: tuple[Part, ...]
    missing: tuple[FieldScore, ...]


@dataclass(frozen=True, slots=True)
class Cost:
    """A finding and the points it keeps from the record; None where another finding of the same value keeps them."""

    finding: Finding
    points: float | None


def steps(score: Score) -> Iterator[Step]:
    """The sections one after the other on one scale."""
    start = 0.0
    for section in score.sections:
        missing = sorted((f for f in section.fields if _open(f) > 0), key=_open, reverse=True)
        yield Step(section, start, _parts(section.fields), tuple(missing[:MISSING_SHOWN]))
        start += section.of


def total(score: Score) -> tuple[Part, ...]:
    """All that was got, by how true it is."""
    return _parts([field for section in score.sections for field in section.fields])


def costs(assessment: Assessment, settings: Settings) -> list[Cost]:
    """Findings, the dearest first. A value that two findings doubt loses its points once."""
    lost = {field.path: (field, _lost(field, settings)) for field in fields(assessment.score)}
    found: list[Cost] = []
    for finding in assessment.findings:
        field, points = lost.get(finding.field, (None, 0.0))
        counted = field is not None and finding.code in field.codes
        found.append(Cost(finding, points if counted else None if field and field.codes else 0.0))
        if counted:
            lost.pop(finding.field)
    return sorted(found, key=lambda one: (-(one.points or 0.0), _weight(one.finding)))


def by_path(score: Score) -> dict[str, FieldScore]:
    """The fields of a score by the path of the value they are about."""
    return {field.path: field for field in fields(score)}


def of_path(score: Score, path: str) -> FieldScore | None:
    """The field that a value stands in, or would stand in: an empty list is scored as a whole, a role by its title."""
    known = by_path(score)
    wholes = (path, path.removesuffix("[0]"), path.replace(".role", ".title"))
    return next((known[one] for one in wholes if one in known), None)


def level(page: RecordPage, path: str) -> Level:
    """How true a value is: as evidence says, else plausible unless a warning or worse is about it."""
    stamp = page.stamps.get(path)
    if stamp and stamp.level > Level.PLAUSIBLE:
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


def _lost(field: FieldScore, settings: Settings) -> float:
    return max(0.0, settings.levels[Level.PLAUSIBLE] * field.of - field.got)


def _open(field: FieldScore) -> float:
    return field.of - field.got if field.level < Level.PLAUSIBLE else 0.0


def _weight(finding: Finding) -> int:
    return list(Severity).index(finding.severity)
