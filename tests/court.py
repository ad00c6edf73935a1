"""Two reps who collide, and whoever rules it: Ana holds a customer, Bo works them too, three adjudicators and Ops stand by."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from factories import Make
from likenesses import AGAIN, MILL
from sqlalchemy import select

from greening.domain.order import sort_key
from greening.domain.people import Actor, Role
from greening.domain.policy import Policy
from greening.services import conflicts
from greening.storage import conflicts as stored
from greening.storage import holdings, people, units
from greening.storage.candidates import Candidate
from greening.storage.conflicts import Conflict
from greening.storage.freezes import Freeze
from greening.storage.people import Person
from greening.storage.records import Unit as RecordUnit
from greening.storage.records import Visit
from greening.storage.session import Work

DAY = timedelta(days=1)
LATER = 3 * DAY
"""When whoever was to answer has let the time pass."""
NOTE = "电话沈砚秋, 要两台机器, 报价 8 万元, 周五回复"
JUDGES = ("Ada", "Abe", "Asa")


@dataclass(frozen=True)
class Court:
    """Brings up, answers and rules conflicts, and looks at what came of it."""

    work: Work
    make: Make
    now: datetime

    @cached_property
    def policy(self) -> Policy:
        return self.make.policy()

    @cached_property
    def _met(self) -> dict[str, Actor]:
        """Whoever has been asked for, so that nobody is looked up twice."""
        return {}

    def person(self, name: str) -> Actor:
        """One of the cast, or one of three adjudicators."""
        if name not in self._met:
            self._met[name] = self._adjudicator(name) if name in JUDGES[1:] else self.make.person(name)
        return self._met[name]

    def _adjudicator(self, name: str) -> Actor:
        said = {"employee_no": f"E-{name.upper()}", "name": name, "role": Role.ADJUDICATOR}
        with self.work() as unit:
            row = Person(**said, name_key=sort_key(name))
            unit.session.add(row)
            unit.session.flush()
            return Actor(id=row.id, **said)

    def sits(self) -> None:
        """Enough adjudicators to draw from."""
        for name in JUDGES:
            self.person(name)

    def pair(self, first: str = "Ana", second: str = "Bo") -> int:
        """Two records of one customer, of two owners, an hour apart; the candidate's id."""
        for hours, name, record in ((2, first, MILL), (1, second, AGAIN)):
            Make(self.work, self.now - timedelta(hours=hours)).record(name, **vars_of(record))
        with self.work() as unit:
            return unit.session.scalars(select(Candidate.id)).one()

    def visit(self, record_id: int, by: str, days_ago: float = 1, **said: Any) -> int:
        """A follow-up, as it was written down within the hour: captured and effective unless said otherwise."""
        at = self.now - timedelta(days=days_ago)
        told = {
            "note": NOTE,
            "verdict": "effective",
            "evidence": "call",
            "outcome": "reached",
            "channel": "phone",
        } | said
        entered = told.pop("entered_at", at + timedelta(minutes=30))
        with self.work() as unit:
            row = Visit(record_id=record_id, author_id=self.person(by).id, at=at, entered_at=entered, **told)
            unit.session.add(row)
            unit.session.flush()
            return row.id

    def file(
        self, by: str = "Bo", reason: str = "I have worked them since March.", at: datetime | None = None, **what: Any
    ) -> int:
        """Contest by ``unit_id``, ``candidate_id`` or ``record_id``."""
        if record_id := what.pop("record_id", None):
            what["unit_id"] = self.unit(record_id).id
        return conflicts.file(
            self.work,
            self.policy,
            actor=self.person(by),
            reason=reason,
            now=at or self.now + timedelta(hours=2),
            **what,
        )

    def rule(self, conflict_id: int, code: str, by: str = "", after: timedelta = LATER, **said: Any) -> int:
        """Rule as whoever was drawn, when the time to answer is over."""
        given = {"reason": "So the facts say.", "code": code, "now": self.now + after} | said
        return conflicts.rule(
            self.work, self.policy, actor=self.judge(conflict_id, by), conflict_id=conflict_id, **given
        )

    def undo(self, conflict_id: int, by: str = "", after: timedelta = LATER + DAY) -> tuple[str, ...]:
        told = {"reason": "A call was overlooked.", "now": self.now + after}
        return conflicts.undo(
            self.work, self.policy, actor=self.judge(conflict_id, by), conflict_id=conflict_id, **told
        )

    def judge(self, conflict_id: int, by: str = "") -> Actor:
        """Whoever was drawn for it."""
        if by:
            return self.person(by)
        self.sits()
        page = self.page(conflict_id, "Ops")
        return self.person(page.judges.name)

    def page(self, conflict_id: int, by: str = "Ada", after: timedelta = LATER) -> Any:
        return conflicts.one(
            self.work, self.policy, actor=self.person(by), conflict_id=conflict_id, now=self.now + after
        )

    def case(self, conflict_id: int) -> Conflict:
        with self.work() as unit:
            found = stored.one(unit.session, conflict_id)
            assert found
            return found

    def unit(self, record_id: int) -> RecordUnit:
        with self.work() as unit:
            return units.of_record(unit.session, record_id)[0]

    def owner(self, record_id: int) -> str:
        """Who has the customer; empty in the pool."""
        owner_id = self.unit(record_id).owner_id
        with self.work() as unit:
            return people.names(unit.session, [owner_id]).get(owner_id or 0, "")

    def records(self, candidate_id: int) -> tuple[int, int]:
        """The two records of a pair, the elder first."""
        with self.work() as unit:
            pair = unit.session.get_one(Candidate, candidate_id)
            return pair.left_id, pair.right_id

    def frozen(self) -> list[int]:
        """Units that a case freezes."""
        with self.work() as unit:
            return list(
                unit.session.scalars(select(Freeze.unit_id).where(Freeze.ended_at.is_(None)).order_by(Freeze.unit_id))
            )

    def counters(self) -> None:
        """What is counted along is what is there."""
        with self.work() as unit:
            assert holdings.wrong(unit.session) == []


def vars_of(record: Any) -> dict[str, Any]:
    """The fields of a record, to make it with."""
    return {name: getattr(record, name) for name in replace(record).__dataclass_fields__}
