"""What does a reviewer see and say? The queue, an item with its reasons, a verdict and what became of it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from greening.domain.cursors import packed, unpacked
from greening.domain.record_page import UnitShown
from greening.domain.refusals import BadValue
from greening.domain.submissions import Submission
from validators.finding import Finding, Severity

PAGE = "review"
"""The page that the queue's saved filters belong to."""


class Source(StrEnum):
    """What brought an item into the queue."""

    FINDING = "finding"
    SUBMISSION = "submission"
    LOT = "lot"
    DETECTOR = "detector"
    COMPLAINT = "complaint"


class State(StrEnum):
    """Open waits for a verdict; pending has one that can still be undone; closed is over without one."""

    OPEN = "open"
    PENDING = "pending"
    DECIDED = "decided"
    CLOSED = "closed"


class Kind(StrEnum):
    """结论: 通过, 退回补充, 不通过; an undo takes one of them back."""

    PASS = "pass"  # noqa: S105  a verdict
    RETURN = "return"
    REJECT = "reject"
    UNDO = "undo"


VERDICTS = (Kind.PASS, Kind.RETURN, Kind.REJECT)


@dataclass(frozen=True, slots=True)
class Filters:
    """What all of the wanted items have in common; the defaults ask for nothing.

    `region` is the beginning of a region key (``CN-33``), `code` a finding (``phone.placeholder``) or the subject of
    some (``phone``), `author_id` whoever's values are doubted, `points_from` is included.
    """

    region: str = ""
    code: str = ""
    severity: Severity | None = None
    source: Source | None = None
    author_id: int | None = None
    points_from: int | None = None

    def to_json(self) -> dict[str, Any]:
        """What differs from the defaults."""
        return {name: value for name, value in asdict(self).items() if value not in ("", None)}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Filters":
        """Raises: BadValue, for a severity or source that there is not."""
        given = dict(stored)
        for name, kind in (("severity", Severity), ("source", Source)):
            if name in given:
                given[name] = _member(kind, name, given[name])
        return cls(**given)


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last row that was shown, by its place in the queue; the next page begins after it."""

    points: int
    opened_at: datetime
    id: int

    def __str__(self) -> str:
        return packed([self.points, self.opened_at.isoformat(), self.id])

    @classmethod
    def read(cls, text: str) -> "Cursor":
        """Raises: BadValue, for what `str` of a cursor has not made."""
        points, opened_at, item_id = unpacked(text, parts=3)
        try:
            cursor = cls(int(points), datetime.fromisoformat(opened_at), int(item_id))
        except (ValueError, TypeError) as error:
            raise BadValue(field="after", value=text) from error
        if cursor.opened_at.tzinfo is None:
            raise BadValue(field="after", value=text)
        return cursor


@dataclass(frozen=True, slots=True)
class Lease:
    """Who has an item open, and until when nobody else is given it. A lease keeps nobody from saving a draft."""

    person_id: int
    name: str
    until: datetime
    mine: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One item in the queue. `company` is masked as in every list; `is_own` items are for others to review."""

    id: int
    record_id: int
    company: str
    region_key: str
    source: Source
    points: int
    severity: Severity
    headline: str
    opened_at: datetime
    lease: Lease | None
    is_own: bool

    @property
    def cursor(self) -> Cursor:
        return Cursor(self.points, self.opened_at, self.id)


@dataclass(frozen=True, slots=True)
class QueuePage:
    """A page of the queue. `total` stops one beyond `policy.lists.counted`; `next` is None on the last page."""

    rows: tuple[Row, ...]
    total: int
    next: Cursor | None


@dataclass(frozen=True, slots=True)
class Part:
    """One reason why an item is here. `findings` are all of this code, with the values that caused them; a code counts once."""

    code: str
    severity: Severity
    points: int
    findings: tuple[Finding, ...]

    @property
    def field(self) -> str:
        """The path of the first value that is doubted."""
        return self.findings[0].field if self.findings else ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody has begun to say; `kind` is None until they lean to a verdict.

    `proven` are the paths of values that they have proven by a call, of what a rep has submitted.
    """

    kind: Kind | None = None
    confirmed: tuple[str, ...] = ()
    proven: tuple[str, ...] = ()
    note: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AuthorNumbers:
    """How the values of the person who is doubted here fared lately: `low` and `high` bound the share of false ones."""

    person_id: int
    name: str
    team: str
    checked: int
    false: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class VerdictShown:
    """A verdict on some item. `undo_until` is set while undoing leaves no trace in the record.

    `kind` is never an undo: a verdict that was taken back says so in `undone_at`. `may_undo` is for its own author.
    """

    id: int
    review_id: int
    record_id: int
    company: str
    kind: Kind
    confirmed: tuple[str, ...]
    proven: tuple[str, ...]
    note: str
    by: str
    at: datetime
    undo_until: datetime | None
    settled_at: datetime | None
    undone_at: datetime | None
    bulk_id: int | None
    may_undo: bool


@dataclass(frozen=True, slots=True)
class ItemPage:
    """Everything about one item but the record itself, which `services.records.one` gives in the same masking.

    Send `version` and `record_version` back with a verdict. `place` of `total` is where it stands under the filters,
    None where they do not find it; `before` and `after` are its neighbours there. `refusal` says why the reader cannot
    judge it: "" (can), "denied", "author", "held", "pending", "decided" or "closed". `submission` is what a rep has
    completed, None where a doubt brought it here.
    """

    id: int
    record_id: int
    company: str
    unit: UnitShown
    source: Source
    state: State
    version: int
    record_version: int
    points: int
    severity: Severity
    parts: tuple[Part, ...]
    submission: Submission | None
    opened_at: datetime
    lease: Lease | None
    draft: Draft | None
    author: AuthorNumbers | None
    verdicts: tuple[VerdictShown, ...]
    place: int | None
    total: int
    before: int | None
    after: int | None
    refusal: str


@dataclass(frozen=True, slots=True)
class Decided:
    """A verdict that has been given; until `undo_until` it has no effect yet."""

    verdict_id: int
    undo_until: datetime


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A filter by its owner's name for it; `query` as it stands in the address."""

    id: int
    name: str
    query: str


@dataclass(frozen=True, slots=True)
class Today:
    """How many items somebody has judged today, of how many; `must_say_why` where another skip wants a reason."""

    done: int
    goal: int
    skipped: int
    must_say_why: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """The verdict in effect on a record, for whoever reads it: what was confirmed, and the note that goes with it."""

    record_id: int
    company: str
    kind: Kind
    confirmed: tuple[str, ...]
    note: str
    by: str
    at: datetime


def _member(kind: type[Severity | Source], name: str, value: str) -> Severity | Source:
    try:
        return kind(value)
    except ValueError as error:
        raise BadValue(field=name, value=value) from error
