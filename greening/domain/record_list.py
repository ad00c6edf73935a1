"""Which records does somebody want to see, in which order, and from where on? What stands in the address of the list."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from greening.domain.cursors import packed, unpacked
from greening.domain.records import search_words
from greening.domain.refusals import BadValue
from greening.domain.triage import Triage


class Owner(StrEnum):
    """Whose records: anybody's, one's own, or nobody's."""

    ANY = "any"
    ME = "me"
    POOL = "pool"


class Sort(StrEnum):
    """By name, by score from either end, by age, by last change. What is not judged yet counts below 0."""

    NAME = "name"
    WORST = "worst"
    BEST = "best"
    NEWEST = "newest"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Filters:
    """What all of the wanted records have in common; the defaults ask for nothing.

    `text` is part of a name or a whole company id, `region` the beginning of a region key (``CN-33``), `code` one of
    the newest findings. `score_from` and `score_to` are both included; a record that is not judged yet has no score.
    """

    text: str = ""
    region: str = ""
    triage: Triage | None = None
    code: str = ""
    score_from: int | None = None
    score_to: int | None = None
    owner: Owner = Owner.ANY
    sort: Sort = Sort.NAME

    @property
    def folded(self) -> str:
        """The text in the form of a record's search key."""
        return search_words(self.text)


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last row that was shown, by what the list is sorted by and its id; the next page begins after it."""

    value: str | int
    id: int

    def __str__(self) -> str:
        return packed([self.value, self.id])

    @classmethod
    def read(cls, text: str) -> "Cursor":
        """Raises: BadValue, for what `str` of a cursor has not made."""
        value, row_id = unpacked(text, parts=2)
        if not isinstance(value, str | int) or not isinstance(row_id, int):
            raise BadValue(field="after", value=text)
        return cls(value, row_id)


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One record in a list. `region_key` is country and city; `owner_name` is empty in the pool."""

    id: int
    company: str
    short_name: str
    region_key: str
    industry: str
    score: int | None
    completeness: int | None
    triage: Triage | None
    codes: tuple[str, ...]
    owner_id: int | None
    owner_name: str
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class RecordList:
    """One page of a list; `next` is None on the last one."""

    rows: tuple[RecordRow, ...]
    next: Cursor | None
