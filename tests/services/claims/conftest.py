"""A desk at which reps claim: records of the pool, the cast, and the claims services at one moment."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from factories import Make

from greening.domain.claim_list import Outcome
from greening.domain.people import Actor
from greening.domain.policy import Policy
from greening.services import claims
from greening.storage import holdings
from greening.storage.claims import Claim
from greening.storage.events import Event
from greening.storage.notices import Notice
from greening.storage.records import Record, Unit
from greening.storage.session import Work


@dataclass
class Desk:
    make: Make
    policy: Policy
    now: datetime

    @property
    def work(self) -> Work:
        return self.make.work

    def at(self, now: datetime) -> "Desk":
        return replace(self, now=now)

    def after(self, **passed: float) -> "Desk":
        return self.at(self.now + timedelta(**passed))

    def unit(self, company: str = "西湖茶铺有限公司", by: str = "Ops", **typed: Any) -> int:
        """A record that somebody entered; its unit. That of operations lies in the pool."""
        record_id = self.make.record(by=by, company=company, **typed)
        with self.work() as unit:
            return unit.session.query(Unit.id).filter_by(record_id=record_id).scalar()

    def units(self, count: int) -> list[int]:
        return [self.unit(f"样例工厂{number}有限公司") for number in range(count)]

    def who(self, person: str | Actor) -> Actor:
        return self.make.person(person) if isinstance(person, str) else person

    def claim(self, *unit_ids: int, by: str | Actor = "Ana") -> tuple[Outcome, ...]:
        return claims.claim(self.work, self.policy, actor=self.who(by), unit_ids=unit_ids, now=self.now)

    def claimed(self, unit_id: int, by: str | Actor = "Ana") -> int:
        """The id of the claim that one gets."""
        [outcome] = self.claim(unit_id, by=by)
        assert outcome.claim_id is not None, outcome.refusal
        return outcome.claim_id

    def refused(self, unit_id: int, by: str | Actor = "Ana") -> tuple[str, dict[str, Any]]:
        """Code and values of the refusal that one gets."""
        [outcome] = self.claim(unit_id, by=by)
        assert outcome.refusal is not None
        return outcome.refusal.code, outcome.refusal.params

    def withdraw(self, claim_id: int, by: str | Actor = "Ana") -> datetime | None:
        return claims.withdraw(self.work, self.policy, actor=self.who(by), claim_id=claim_id, now=self.now)

    def sweep(self) -> tuple[int, int, int]:
        """How many ended, were told of, were kept."""
        swept = claims.sweep(self.work, self.policy, now=self.now)
        return swept.ended, swept.told, swept.kept

    def stored(self, claim_id: int) -> Claim:
        with self.work() as unit:
            return unit.session.get_one(Claim, claim_id)

    def change(self, table: type, row_id: int, **values: Any) -> None:
        with self.work() as unit:
            row = unit.session.get_one(table, row_id)
            for name, value in values.items():
                setattr(row, name, value)

    def record_of(self, unit_id: int) -> Record:
        with self.work() as unit:
            return unit.session.get_one(Record, unit.session.get_one(Unit, unit_id).record_id)

    def pits(self, person: str = "Ana") -> int:
        with self.work() as unit:
            return holdings.of(unit.session, self.who(person).id or 0).pits

    def miscounted(self) -> list[Any]:
        with self.work() as unit:
            return holdings.wrong(unit.session)

    def notices(self, person: str = "Ana") -> list[tuple[str, dict[str, Any]]]:
        with self.work() as unit:
            own = unit.session.query(Notice).filter_by(person_id=self.who(person).id).order_by(Notice.id)
            return [(one.code, one.params) for one in own]

    def acts(self, kind: str) -> list[Event]:
        with self.work() as unit:
            return unit.session.query(Event).filter_by(kind=kind).order_by(Event.id).all()


@pytest.fixture
def desk(make: Make, now: datetime) -> Desk:
    """A Monday morning in March."""
    return Desk(make, make.policy(), now)
