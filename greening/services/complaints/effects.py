"""What follows at once when a complaint is upheld? Everything in one transaction, and only for whoever entered the fact.

Whoever inherited what another had entered loses nothing: a value carries its author.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from greening.domain import complaints as rules
from greening.domain import faults, penalties
from greening.domain.calendar import Calendar
from greening.domain.entitlements import End
from greening.domain.faults import Effect
from greening.domain.inspections import Answer, Fact, does
from greening.domain.policy import Policy
from greening.storage import (
    complaint_seals,
    entitlements,
    events,
    freezes,
    holidays,
    notices,
    penalising,
    proving,
    striking,
    suspensions,
    units,
)
from greening.storage.complaints import Complaint
from greening.storage.freezes import Cause
from greening.storage.records import Unit as RecordUnit
from greening.storage.session import Unit


@dataclass(frozen=True, slots=True)
class Wrong:
    """A fact that was ruled wrong in one of the four ways."""

    fact: Fact
    ruled: Answer


@dataclass(frozen=True, slots=True)
class Upheld:
    """A complaint that was upheld at `now`, in the transaction that rules it; `reviewer_ids` are who looked."""

    unit: Unit
    policy: Policy
    case: Complaint
    record_id: int
    wrong: Collection[Wrong]
    reviewer_ids: Collection[int]
    now: datetime

    def authors(self, effect: Effect) -> Sequence[int]:
        """Whose facts have this effect, by id; of legacy data nobody is known."""
        own = (one for one in self.wrong if does(one.ruled, effect))
        return sorted({one.fact.author_id for one in own if one.fact.author_id})

    def paths(self, author_id: int, effect: Effect) -> list[str]:
        """Where the facts of one author stand that have this effect."""
        own = (one for one in self.wrong if one.fact.author_id == author_id)
        return [one.fact.path for one in own if does(one.ruled, effect)]

    def calendar(self) -> Calendar:
        return holidays.of_organisation(self.unit.session, self.policy)


def follow(it: Upheld) -> None:
    """Take back credit, strike, end rights, close the units, tell the authors, bar who must not gain, propose penalties."""
    there = units.of_record(it.unit.session, it.record_id, lock=True)
    for author_id in it.authors(Effect.REVERSE_CREDIT):
        _reverse(it, there, author_id)
    ended = [right_id for author_id in it.authors(Effect.END_RIGHT) for right_id in _end_rights(it, there, author_id)]
    _strike(it, ended)
    until = rules.closed_until(it.now, it.calendar(), it.policy.complaints)
    for one in there:
        freezes.begin(it.unit.session, one.id, Cause.CLOSED, it.case.id, until=until, now=it.now)
    for author_id in it.authors(Effect.STRIKE):
        _tell(it, author_id)
        _bar(it, author_id)
        _propose(it, author_id)


def _reverse(it: Upheld, there: Sequence[RecordUnit], author_id: int) -> None:
    """What was paid for it goes back, and the price of a lie on top of it, once."""
    paths = it.paths(author_id, Effect.REVERSE_CREDIT)
    price = penalising.price(it.unit.session, it.policy, author_id, paths, it.now)
    for place, one in enumerate(there):
        proving.take_back(
            it.unit,
            it.policy,
            unit_id=one.id,
            rep_id=author_id,
            paths=paths,
            cause=f"complaint:{it.case.id}",
            price=None if place else price,
            now=it.now,
        )


def _strike(it: Upheld, ended: Sequence[int]) -> None:
    struck = {one.fact.path: one.fact.value for one in it.wrong if does(one.ruled, Effect.STRIKE)}
    striking.strike(
        it.unit,
        it.policy,
        it.record_id,
        struck,
        complaint_id=it.case.id,
        right_ids=ended,
        by=it.case.closed_by,
        now=it.now,
    )


def _end_rights(it: Upheld, there: Sequence[RecordUnit], author_id: int) -> Iterator[int]:
    """End what an author has of the leads of this customer; the ids of the rights."""
    session = it.unit.session
    for one in there:
        right = entitlements.live(session, one.id, it.now, lock=True)
        if right is not None and right.rep_id == author_id:
            entitlements.end(session, right, End.FABRICATED, it.now)
            after = {"right": right.id, "rep": author_id, "how": End.FABRICATED}
            events.add(
                session, "right.ended", subject="record", subject_id=it.record_id, actor_id=None, at=it.now, after=after
            )
            yield right.id


def _tell(it: Upheld, author_id: int) -> None:
    """Each author hears once what of theirs was struck, and until when it is theirs to put right."""
    code = "facts.made_up" if it.paths(author_id, Effect.END_RIGHT) else "facts.reopened"
    until = faults.reopened_until(it.now, it.calendar(), it.policy.penalties)
    params = {"facts": len(it.paths(author_id, Effect.STRIKE)), "until": until.isoformat()}
    key = f"{code}:{it.case.id}"
    notices.tell(it.unit.session, author_id, code, key=key, params=params, record_id=it.record_id, now=it.now)


def _bar(it: Upheld, author_id: int) -> None:
    """Nobody who complained or looked into it gets the leads that pass by the author for a while."""
    until = penalties.barred_until(it.now, it.policy.penalties)
    if until <= it.now:
        return
    complaint_seals.bar(it.unit.session, it.case.id, author_id, until=until, now=it.now)
    for reviewer_id in sorted({*it.reviewer_ids} - {author_id}):
        suspensions.bar(it.unit.session, reviewer_id, author_id, until=until, now=it.now)


def _propose(it: Upheld, author_id: int) -> None:
    penalising.put_forward(
        it.unit,
        it.policy,
        person_id=author_id,
        fabricated=len(it.paths(author_id, Effect.PROPOSE_PENALTY)),
        complaint_id=it.case.id,
        reviewer_ids=it.reviewer_ids,
        now=it.now,
    )
