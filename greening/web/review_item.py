"""How is one item shown? Its reasons as a sum, the record's values with what is doubted about them, the last verdict."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from greening.domain.changes import is_contact, values
from greening.domain.record_page import RecordPage
from greening.domain.review import ItemPage, Kind, Part, VerdictShown
from greening.web.record_page import value_text
from validators.finding import Severity

SHADES = {Severity.BLOCKER: "fill-block", Severity.WARNING: "fill-warn", Severity.HINT: "fill-info"}
FULL = 100
"""Points that fill the bar; an item with more fills it wholly."""
GAP = 0.4
"""Of the bar, in percent, between two reasons of one colour."""
UNSAID = ("company", "country")
"""Paths that the head of the page says already, or that say little."""
WORST = (Severity.BLOCKER, Severity.WARNING, Severity.HINT)


@dataclass(frozen=True, slots=True)
class Line:
    """One value of the record; `severity` is that of the gravest doubt about it, None where there is none."""

    path: str
    value: str
    severity: Severity | None
    is_contact: bool


@dataclass(frozen=True, slots=True)
class Last:
    """The reader's last verdict; `seconds` are left to undo it."""

    verdict: VerdictShown
    seconds: int


def lines(page: RecordPage, item: ItemPage) -> Iterator[Line]:
    """Every value that is given, in the order of the form, with what is doubted here about it.

    What a rep has completed stands above it, in a table of its own.
    """
    above = {one.path for one in item.submission.filled} if item.submission else set()
    doubts: dict[str, Severity] = {}
    for finding in (finding for part in item.parts for finding in part.findings):
        doubts[finding.field] = min(finding.severity, doubts.get(finding.field, finding.severity), key=WORST.index)
    for path, value in values(page.record).items():
        if path not in UNSAID and path not in above and not path.endswith(".kind"):
            yield Line(path, value_text(path, value), doubts.get(path), is_contact(path))


def shares(parts: Sequence[Part]) -> list[tuple[str, float]]:
    """The reasons as parts of one bar, in percent, set apart by gaps."""
    whole = max(FULL, sum(part.points for part in parts))
    bars = ((SHADES[part.severity], max(GAP, FULL * part.points / whole - GAP)) for part in parts)
    return [share for bar in bars for share in (bar, ("fill-paper", GAP))]


def origin(page: RecordPage, path: str) -> tuple[str, datetime]:
    """Whose a value is, and since when; a value without a stamp of its own is as old as the record."""
    stamp = page.stamps.get(path)
    return (page.people.get(stamp.by or 0, ""), stamp.at) if stamp else (page.author, page.created_at)


def begun(item: ItemPage) -> str:
    """The verdict whose tray is to stand open, for its reader had begun it; a pass needs none."""
    kind = item.draft.kind if item.draft else None
    return kind.value if kind in {Kind.RETURN, Kind.REJECT} else ""


def last(verdicts: Sequence[VerdictShown], now: datetime) -> Last | None:
    """The newest of somebody's verdicts as long as it can be undone without a trace."""
    newest = next(iter(verdicts), None)
    if newest is None or newest.undone_at or newest.undo_until is None or newest.undo_until <= now:
        return None
    return Last(newest, max(1, round((newest.undo_until - now).total_seconds())))
