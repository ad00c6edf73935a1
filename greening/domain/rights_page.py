"""What do pages show of rights and credit: one's own, and those of one record?"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from greening.domain.credits import Kind
from greening.domain.entitlements import State, Step
from greening.domain.submissions import Outcome


@dataclass(frozen=True, slots=True)
class RightShown:
    """A right that holds: `days_left` after today, live or paused."""

    id: int
    record_id: int
    company: str
    rep_id: int
    rep: str
    state: State
    began_at: datetime
    until: datetime
    days_left: int


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """What was paid or taken back, to whom, and for which value of which record; `cause` as the ledger has it."""

    id: int
    record_id: int
    company: str
    rep_id: int
    rep: str
    path: str
    kind: Kind
    points: Decimal
    cause: str
    at: datetime
    is_reversed: bool


@dataclass(frozen=True, slots=True)
class Mine:
    """Somebody's rights, what they have submitted, and their credit.

    `balance` is the sum of all their rows, of which `rows` are the newest; `pending` is what waits for a reviewer: the
    points that it can bring at most. `next` is the id to go on from, None on the last page.
    """

    rights: tuple[RightShown, ...]
    submissions: tuple[Outcome, ...]
    balance: Decimal
    pending: Decimal
    rows: tuple[LedgerRow, ...]
    next: int | None


@dataclass(frozen=True, slots=True)
class Part:
    """What somebody has been paid for one record, and their share of what it brings in, from 0 to 1; None is no share."""

    rep_id: int
    rep: str
    points: Decimal
    share: Decimal | None


@dataclass(frozen=True, slots=True)
class Completion:
    """Who completed a record, whose its leads are, and the newest rows of its ledger.

    `waiting_since` is set while what `claimant` has completed lies with its reviewer. For whoever completes it `claim_id`
    is the claim that can be submitted, `steps` what a pass asks for, and `outcome` what became of it the last time.
    """

    right: RightShown | None
    parts: tuple[Part, ...]
    rows: tuple[LedgerRow, ...]
    claimant: str = ""
    waiting_since: datetime | None = None
    claim_id: int | None = None
    steps: tuple[Step, ...] = ()
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """What asks for a rep's hand: came back from review, or runs out soon; the most pressing first, and how many there are."""

    returned: tuple[Outcome, ...]
    ending: tuple[RightShown, ...]
    count: int
