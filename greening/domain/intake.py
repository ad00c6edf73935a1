"""What becomes of a row of a file? It meets a record, it is a new one, or it is turned away with a reason.

A row is known by up to three kinds of key, told in this order: its id in the system it comes from, its valid company
ids, its normalised name and region. The first key that somebody already has decides. Rows are decided in the order of
the file, so that of several rows about one company the first leads and the later ones meet it, also over a chain of
keys: a row that met somebody lends them the keys that nobody had.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum


class Mode(StrEnum):
    """What happens to a record that is there already: nothing, given values overwrite, or only gaps are filled."""

    CREATE = "create"
    UPDATE = "update"
    FILL_EMPTY = "fill-empty"


class State(StrEnum):
    """How far a run has come. A failed one keeps its file and says why."""

    UPLOADED = "uploaded"
    STAGED = "staged"
    STORED = "stored"
    JUDGED = "judged"
    FAILED = "failed"


class Outcome(StrEnum):
    """What became of a row; every row has exactly one."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    REJECTED = "rejected"


class Reason(StrEnum):
    """Why a row was skipped or rejected, or what of it could not be taken over although the row was."""

    BLANK = "row.blank"
    NO_COMPANY = "row.no_company"
    KEY_TOO_LONG = "intake.key_too_long"
    NAME_TAKEN_BY_OTHER_ID = "intake.name_taken_by_other_id"
    COMPANY_TAKEN = "intake.company_taken"
    OWNER_UNKNOWN = "intake.owner_unknown"
    OWNER_LEFT = "intake.owner_left"
    LIBRARY_FULL = "intake.library_full"
    UNIT_CLAIMED = "intake.unit_claimed"
    UNIT_CONTESTED = "intake.unit_contested"
    REP_UNKNOWN = "intake.rep_unknown"


class Rank(IntEnum):
    """Kinds of key, the most telling first."""

    SOURCE = 0
    COMPANY_ID = 1
    NAME = 2


@dataclass(frozen=True, slots=True)
class Target:
    """Whom a row meets: a stored record, or the earlier row that will become one."""

    record_id: int | None = None
    row_no: int | None = None


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a row.

    `number` is the same for equal keys of one file, None where no other row has it. `holder` is the stored record that
    has it, `holder_kinds` the kinds of valid company id which that record has. `kind` is the kind of company id.
    """

    rank: Rank
    number: int | None = None
    holder: int | None = None
    kind: str = ""
    holder_kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Row:
    """A row to decide, its keys by rank. `named` says whether it gives a company name."""

    row_no: int
    named: bool
    keys: tuple[Key, ...] = ()

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset(key.kind for key in self.keys if key.rank is Rank.COMPANY_ID)


@dataclass(frozen=True, slots=True)
class Decision:
    """A row without a `reason` and without a `target` is a new record; with a reason it is rejected."""

    row_no: int
    target: Target | None = None
    reason: Reason | None = None

    @property
    def outcome(self) -> Outcome:
        """What becomes of the row where nothing of it is taken over into the record that it meets."""
        if self.reason:
            return Outcome.REJECTED
        return Outcome.UNCHANGED if self.target else Outcome.CREATED


@dataclass(slots=True)
class _Seen:
    """Who has which key by now, as far as other rows of the file can ask for it."""

    holders: dict[int, Target] = field(default_factory=dict)
    kinds: dict[Target, frozenset[str]] = field(default_factory=dict)

    def target(self, key: Key) -> Target | None:
        if key.holder is not None:
            return Target(record_id=key.holder)
        return None if key.number is None else self.holders.get(key.number)

    def kinds_of(self, target: Target, key: Key) -> frozenset[str]:
        return key.holder_kinds | self.kinds.get(target, frozenset())

    def lend(self, row: Row, target: Target, kinds: frozenset[str] = frozenset()) -> None:
        """Give `target` every key of the row that nobody has, but no second company id of the `kinds` it has."""
        for key in row.keys:
            if key.number is not None and self.target(key) is None and key.kind not in kinds:
                self.holders[key.number] = target
        if row.kinds and any(key.number is not None for key in row.keys):
            self.kinds[target] = kinds | row.kinds


def decide(rows: Iterable[Row]) -> Iterator[Decision]:
    """One decision a row, in the order given, which has to be that of the file."""
    seen = _Seen()
    for row in rows:
        yield _decide(row, seen)


def _decide(row: Row, seen: _Seen) -> Decision:
    met = next(((key, target) for key in row.keys if (target := seen.target(key)) is not None), None)
    if met is None:
        if not row.named:
            return Decision(row.row_no, reason=Reason.NO_COMPANY)
        seen.lend(row, Target(row_no=row.row_no))
        return Decision(row.row_no)
    key, target = met
    kinds = seen.kinds_of(target, key)
    if key.rank is Rank.NAME and row.kinds & kinds:
        return Decision(row.row_no, target, Reason.NAME_TAKEN_BY_OTHER_ID)
    seen.lend(row, target, kinds)
    return Decision(row.row_no, target)
