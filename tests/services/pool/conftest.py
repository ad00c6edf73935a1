"""The pool's desk: who takes, asks and gives back what, and what the tables say of it."""

from dataclasses import dataclass, replace
from datetime import datetime

import pytest
from factories import Make
from sqlalchemy import select

from greening.domain.policy import Policy
from greening.services import pool
from greening.storage import holdings, units
from greening.storage.notices import Notice
from greening.storage.ownership import Ownership
from greening.storage.session import Work


@dataclass(frozen=True)
class Desk:
    """Acts as one of the cast, on the first unit of a record."""

    work: Work
    policy: Policy
    make: Make
    now: datetime

    def take(self, by: str, record_id: int, now: datetime | None = None) -> int:
        actor, unit_id = self.make.person(by), self.unit(record_id)
        return pool.take(self.work, self.policy, actor=actor, unit_id=unit_id, now=now or self.now)

    def ask(self, by: str, record_id: int, now: datetime | None = None) -> int:
        actor, unit_id = self.make.person(by), self.unit(record_id)
        return pool.ask(self.work, self.policy, actor=actor, unit_id=unit_id, now=now or self.now)

    def release(self, by: str, record_id: int, reason: str = "不在本区", now: datetime | None = None) -> int:
        actor, unit_id = self.make.person(by), self.unit(record_id)
        return pool.release(self.work, self.policy, actor=actor, unit_id=unit_id, reason=reason, now=now or self.now)

    def unit(self, record_id: int) -> int:
        with self.work() as unit:
            return units.of_record(unit.session, record_id)[0].id

    def owner(self, record_id: int) -> int | None:
        with self.work() as unit:
            return units.of_record(unit.session, record_id)[0].owner_id

    def owned(self, name: str) -> int:
        """What the counter says."""
        with self.work() as unit:
            return holdings.of(unit.session, self.make.person(name).id or 0).owned

    def wrong(self) -> list[object]:
        with self.work() as unit:
            return list(holdings.wrong(unit.session))

    def history(self, record_id: int) -> list[tuple[str, str, str]]:
        """How each ownership began and ended, and why, the oldest first."""
        rows = select(Ownership).where(Ownership.unit_id == self.unit(record_id)).order_by(Ownership.id)
        with self.work() as unit:
            return [(one.how, one.end_how, one.reason) for one in unit.session.scalars(rows)]

    def told(self, name: str) -> list[str]:
        """The codes of what somebody was told, the oldest first."""
        own = select(Notice.code).where(Notice.person_id == self.make.person(name).id).order_by(Notice.id)
        with self.work() as unit:
            return list(unit.session.scalars(own))

    def capped(self, cap: int) -> "Desk":
        """The same where a library holds so many."""
        return replace(self, policy=replace(self.policy, library=replace(self.policy.library, cap=cap)))


@pytest.fixture
def desk(work: Work, make: Make, now: datetime) -> Desk:
    return Desk(work, make.policy(), make, now)
