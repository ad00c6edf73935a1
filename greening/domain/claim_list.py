"""What does a page show of claims? Plain values: the outcome of asking for one, one's own by deadline, a card, a day's work."""

from dataclasses import dataclass
from datetime import datetime

from greening.domain.claims import Act, State
from greening.domain.cursors import packed, unpacked
from greening.domain.refusals import BadValue, Refusal
from greening.domain.triage import Triage

PLACE = 2


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of asking for one unit: a claim, or the reason why not. `company` is as the asker may read it."""

    unit_id: int
    claim_id: int | None = None
    refusal: Refusal | None = None
    record_id: int | None = None
    company: str = ""
    due_at: datetime | None = None
    other: str = ""
    """Who has it, where it is somebody's."""

    @property
    def since(self) -> datetime | None:
        """Since when it is somebody else's, where the refusal says so."""
        return self._said("since")

    @property
    def until(self) -> datetime | None:
        """Until when the refusal holds, where it says so."""
        return self._said("until")

    def _said(self, name: str) -> datetime | None:
        said = self.refusal.params.get(name) if self.refusal else None
        return datetime.fromisoformat(said) if said else None


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A look on the way, after so many working days."""

    days: int
    at: datetime
    passed: bool


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One live claim. It goes back by itself at `ends_at`, by `act`: the due date, or nothing saved for too long.

    `days_left` counts working days after today. Withdrawn now, it costs a pause until `cooling_until`; None is free.
    `points` are of a hundred; `missing` are the codes of what is not there.
    """

    id: int
    unit_id: int
    record_id: int
    company: str
    region_key: str
    rep_id: int
    rep: str
    state: State
    opened_at: datetime
    saved_at: datetime
    due_at: datetime
    submitted_at: datetime | None
    ends_at: datetime
    act: Act
    days_left: int
    checkpoints: tuple[Checkpoint, ...]
    free_until: datetime
    cooling_until: datetime | None
    score: int | None
    completeness: int | None
    triage: Triage | None
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Room:
    """How many pits somebody has, how many they may have now, and the most that anybody may."""

    held: int
    limit: int
    most: int
    passes: int

    @property
    def free(self) -> int:
        return max(0, self.limit - self.held)


@dataclass(frozen=True, slots=True)
class Place:
    """After which claim a page begins: the one that ends then, and its id."""

    ends_at: datetime
    id: int

    def __str__(self) -> str:
        return packed([self.ends_at.isoformat(), self.id])

    @classmethod
    def read(cls, text: str) -> "Place":
        """Raises: BadValue, for what is no place."""
        ends_at, claim_id = unpacked(text, PLACE)
        try:
            return cls(datetime.fromisoformat(ends_at), int(claim_id))
        except (TypeError, ValueError) as error:
            raise BadValue(field="after", value=text) from error


@dataclass(frozen=True, slots=True)
class Claims:
    """A page of live claims by deadline; `total` is all of them, `next` leads on. `room` is the reader's, if they claim."""

    rows: tuple[ClaimRow, ...]
    total: int
    room: Room | None = None
    next: Place | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """How a record stands to claims, for one reader: the `claim` that runs, or whether they may have one, or why not."""

    unit_id: int
    claim: ClaimRow | None = None
    is_own: bool = False
    may_claim: bool = False
    refusal: Refusal | None = None
    due_at: datetime | None = None
    """When a claim that is opened now would be due."""
    room: Room | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for somebody among their claims: the first to end, and how many there are."""

    rows: tuple[ClaimRow, ...]
    count: int
    room: Room
