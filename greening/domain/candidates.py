"""Two records that may be one company: what does a page show of them, and what does a person say of them?

The machine suspects and explains (`Step`), a person rules. A ruling holds until what matching reads of either record
changes; that is what a record's print tells.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from greening.domain import masking
from greening.domain.refusals import BadValue

NUMBERS = ("phone", "email", "mail")
"""Beginnings of the fields whose steps name a number or a mail."""


class State(StrEnum):
    """Open waits for a person; asleep waits until one of the records moves; ruled waits for nobody."""

    OPEN = "open"
    ASLEEP = "asleep"
    RULED = "ruled"


class FoundBy(StrEnum):
    """What looked for it. Nobody has touched the records of an import or a sweep yet, so what these find sleeps."""

    SAVE = "save"
    IMPORT = "import"
    SWEEP = "sweep"


class Verdict(StrEnum):
    """What a person says. Unsure puts the candidate to sleep: until one side moves nobody would know more."""

    SAME = "same"
    DIFFERENT = "different"
    RELATED = "related"
    UNSURE = "unsure"


class Related(StrEnum):
    """How two customers belong together without being one: 同一老板, 总分公司, 代运营, 更名承继."""

    SAME_BOSS = "same_boss"
    BRANCH = "branch"
    AGENCY = "agency"
    SUCCESSOR = "successor"


@dataclass(frozen=True, slots=True)
class Step:
    """One reason: how many bits of evidence the comparison of one field adds to or takes from the likeness."""

    field: str
    code: str
    bits: float
    params: Mapping[str, Any]

    def to_json(self) -> dict[str, Any]:
        return {"field": self.field, "code": self.code, "bits": self.bits, "params": dict(self.params)}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Step":
        return cls(stored["field"], stored["code"], stored["bits"], stored["params"])


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two records, as the reader may see it; `owner` is empty in the public pool."""

    record_id: int
    company: str
    region_key: str
    owner: str
    sees_contacts: bool


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """A candidate in a list."""

    id: int
    state: State
    left: Side
    right: Side
    bits: float
    probability: float
    relation: str
    steps: tuple[Step, ...]
    found_at: datetime


@dataclass(frozen=True, slots=True)
class CandidateList:
    """One page, the likest first; `after` leads to the next one, None at the end."""

    rows: tuple[CandidateRow, ...]
    after: int | None


@dataclass(frozen=True, slots=True)
class Ruling:
    """What somebody said, and why. The newest one stands."""

    id: int
    verdict: Verdict
    relation: str
    reason: str
    person: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FieldPair:
    """The same field of both records. `equal` compares what stands, also where what is shown of it is masked."""

    path: str
    left: str
    right: str
    equal: bool


@dataclass(frozen=True, slots=True)
class CandidatePage:
    """Everything about one candidate, for one reader. `seen` goes back with a ruling and says what it was made on.

    `asked_on` is the Monday of the week in which people were asked about it, because the answer teaches much.

    A rule outside the score, named by `decider`, may make the probability another one than the bits do.
    """

    id: int
    state: State
    left: Side
    right: Side
    fields: tuple[FieldPair, ...]
    steps: tuple[Step, ...]
    bits: float
    probability: float
    relation: str
    decider: str
    model_version: str
    found_at: datetime
    found_by: FoundBy
    asked_on: date | None
    rulings: tuple[Ruling, ...]
    may_rule: bool
    seen: str


@dataclass(frozen=True, slots=True)
class Similar:
    """A record that resembles another one. Without a candidate the likeness is not enough to bother anybody with."""

    candidate_id: int | None
    state: State | None
    record_id: int
    company: str
    region_key: str
    probability: float
    relation: str
    decider: str
    steps: tuple[Step, ...]


def masked_steps(steps: Sequence[Step]) -> tuple[Step, ...]:
    """The reasons for whoever does not hold both records: a shared number is a reason, but none to dial."""
    return tuple(
        replace(one, params={name: _masked(one, value) for name, value in one.params.items()}) for one in steps
    )


def print_of(read: Any) -> str:
    """Tells whether what matching reads of a record has changed: 32 hexadecimal digits of a plain value."""
    document = json.dumps(read, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.blake2b(document.encode(), digest_size=16).hexdigest()


def settled(verdict: Verdict) -> State:
    """What becomes of a candidate that is ruled so."""
    return State.ASLEEP if verdict is Verdict.UNSURE else State.RULED


def ruled(verdict: str, relation: str) -> tuple[Verdict, Related | None]:
    """What a person says, read. Only related customers have a relation, and they have one.

    Raises: BadValue.
    """
    if verdict not in set(Verdict):
        raise BadValue(field="verdict", value=verdict)
    said = Verdict(verdict)
    if said is not Verdict.RELATED:
        return said, None
    if relation not in set(Related):
        raise BadValue(field="relation", value=relation)
    return said, Related(relation)


def seen(left_print: str, right_print: str, last_ruling: int | None) -> str:
    """A mark of all that a ruling goes by: the data of both sides and what was ruled before."""
    return f"{left_print}.{right_print}.{last_ruling or 0}"


def _masked(step: Step, value: Any) -> Any:
    is_number = step.field.startswith(NUMBERS) and isinstance(value, str)
    return masking.contact(value) if is_number else masking.anything(value)
