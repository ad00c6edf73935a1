"""What is to be said about the follow-ups of a record? What each note is worth, and times that cannot be."""

from collections.abc import Iterator
from datetime import UTC, datetime

from validators.fault import Fault
from validators.finding import Finding, Severity
from validators.record import Record, Visit
from validators.settings import Settings
from validators.visits.verdict import VisitVerdict

WARNING, HINT = Severity.WARNING, Severity.HINT

FAULTS: tuple[Fault, ...] = (
    Fault(
        "visit.gibberish",
        WARNING,
        (),
        "No words: punctuation, digits alone, one thing over and over, or keys in a row.",
        "asdf",
        "SAP",
    ),
    Fault(
        "visit.boilerplate",
        WARNING,
        (),
        "Made of phrases that fit every customer; who comes next learns nothing.",
        "客户态度不错，后续保持跟进",
        "怕吵，隔壁厂家少收八百",
    ),
    Fault(
        "visit.thin",
        HINT,
        ("found",),
        "Something is said, but not enough to go on with: two of who, when, how much, what for, what against, who decides, what next.",
        "张经理周五有空",
        "张经理周五要样品",
    ),
    Fault(
        "visit.in_future",
        WARNING,
        ("at",),
        "The contact is said to have happened after the day of judging.",
        Record(visits=(Visit("采购经理要样品", at=datetime(2100, 1, 1, tzinfo=UTC)),)),
        Record(visits=(Visit("采购经理要样品", at=datetime(2026, 2, 1, tzinfo=UTC)),)),
    ),
    Fault(
        "visit.entered_late",
        HINT,
        ("days",),
        "Entered long after it happened, so from memory.",
        Record(
            visits=(
                Visit(
                    "采购经理要样品",
                    at=datetime(2026, 1, 2, tzinfo=UTC),
                    entered_at=datetime(2026, 1, 20, tzinfo=UTC),
                ),
            )
        ),
        Record(
            visits=(
                Visit(
                    "采购经理要样品",
                    at=datetime(2026, 1, 2, tzinfo=UTC),
                    entered_at=datetime(2026, 1, 3, tzinfo=UTC),
                ),
            )
        ),
    ),
)
BY_CODE = {fault.code: fault for fault in FAULTS}


def check(
    record: Record, verdicts: tuple[VisitVerdict, ...], settings: Settings, as_of: datetime | None
) -> Iterator[Finding]:
    """Say why a note is not effective; `verdicts` are those of the record's visits, in their order."""
    for at, (visit, verdict) in enumerate(zip(record.visits, verdicts, strict=True)):
        path = f"visits[{at}]"
        if verdict.reason == "visit.thin":
            yield BY_CODE["visit.thin"].at(path, found=verdict.units)
        elif verdict.reason:
            yield BY_CODE[verdict.reason].at(path)
        yield from _times(path, visit, settings, as_of)


def _times(path: str, visit: Visit, settings: Settings, as_of: datetime | None) -> Iterator[Finding]:
    if visit.at and as_of and visit.at > as_of:
        yield BY_CODE["visit.in_future"].at(path, at=visit.at.isoformat())
    if visit.at and visit.entered_at and visit.entered_at - visit.at > settings.visits.late:
        yield BY_CODE["visit.entered_late"].at(path, days=(visit.entered_at - visit.at).days)
