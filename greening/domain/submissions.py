"""What has a rep completed since the claim was opened, and what became of it once it was submitted?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from greening.domain.changes import CONTACTS, Stamp, values
from greening.domain.entitlements import Step
from validators.finding import Level
from validators.record import Record

UNPROVABLE = ("answers.",)
"""That something was not found out, or is not there, no call proves."""


class Stage(StrEnum):
    """Waiting for its reviewer; returned with a note, to be put right; passed; or rejected."""

    WAITING = "waiting"
    RETURNED = "returned"
    PASSED = "passed"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Filled:
    """A value as the reviewer sees it: what stood there `before`, "" for nothing, and how far it is proven.

    `completed` ones are the claimant's; the others are ways to a key person that a call can prove as well.
    """

    path: str
    before: str
    after: str
    level: Level
    completed: bool

    @property
    def provable(self) -> bool:
        return self.level < Level.PROVEN and not self.path.startswith(UNPROVABLE)


@dataclass(frozen=True, slots=True)
class Submission:
    """What an item of the review is about, where a rep has submitted it: whose claim, since when, and what a pass asks."""

    claim_id: int
    rep_id: int
    rep: str
    claimed_at: datetime
    submitted_at: datetime
    filled: tuple[Filled, ...]
    steps: tuple[Step, ...]

    @property
    def passes(self) -> bool:
        return all(step.holds for step in self.steps)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a submission, for its rep: since when, what the reviewer said, what it brought.

    `until` is the end of the right that came of it, None where somebody else has it or it did not come.
    """

    claim_id: int
    record_id: int
    company: str
    stage: Stage
    at: datetime
    note: str = ""
    due_at: datetime | None = None
    until: datetime | None = None


def filled(
    record: Record, stamps: Mapping[str, Stamp], rep_id: int, since: datetime, before: Mapping[str, str]
) -> tuple[Filled, ...]:
    """What `rep_id` has written of a record since then, in the order of the form, and the other ways to a key person.

    `before` says what stood at a path when they began.
    """
    return tuple(_filled(record, stamps, rep_id, since, before))


def _filled(
    record: Record, stamps: Mapping[str, Stamp], rep_id: int, since: datetime, before: Mapping[str, str]
) -> Iterator[Filled]:
    for path, value in values(record).items():
        stamp = stamps.get(path)
        is_new = stamp is not None and stamp.by == rep_id and stamp.at >= since
        if path.endswith(".kind") or not (is_new or (path.startswith("key_persons") and CONTACTS.search(path))):
            continue
        level = max(stamp.level if stamp else Level.PLAUSIBLE, Level.PLAUSIBLE)
        yield Filled(path, before.get(path, "") if is_new else value, value, level, completed=is_new)
