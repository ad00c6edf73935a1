"""A library with clocks: customers of Ana, what she notes of them, and the sweep that looks at them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update

from greening.domain.policy import Policy
from greening.domain.protection import Protection
from greening.services import protection, records
from greening.services.protection import Swept
from greening.storage import holidays
from greening.storage import protection as clocks
from greening.storage.notices import Notice
from greening.storage.ownership import Ownership
from greening.storage.protection import Drop
from greening.storage.records import Unit, Visit
from greening.storage.session import Work

NOTES = (
    "王经理周五要样品，预算三万",
    "韩梅说六月开新店，要二十箱龙井",
    "赵总嫌价格高，下周三带报价再谈",
    "采购李雷要看检测报告，月底定",
    "钱经理十月换供应商，先试两箱",
    "孙总要改包装，首批三百盒，周一签字",
)
"""Effective ones, none like another."""


@dataclass
class Library:
    """Protection as one test uses it: everything by Ana and at `now`, where it is not said otherwise."""

    work: Work
    policy: Policy
    make: Any
    now: datetime
    _made: list[int] = field(default_factory=list)

    def at(self, now: datetime) -> "Library":
        return replace(self, now=now)

    def later(self, **period: float) -> "Library":
        return self.at(self.now + timedelta(**period))

    def ruled(self, **numbers: Any) -> "Library":
        """The same under other numbers of protection."""
        return replace(self, policy=replace(self.policy, protection=replace(self.policy.protection, **numbers)))

    def owned(self, by: str = "Ana") -> int:
        """The unit of a new customer of somebody."""
        self._made.append(0)
        record_id = replace(self.make, now=self.now).record(by, company=f"西湖{len(self._made)}号茶铺有限公司")
        with self.work() as unit:
            return unit.session.scalars(select(Unit.id).where(Unit.record_id == record_id)).one()

    def visit(self, unit_id: int, note: str = NOTES[0], by: str = "Ana", **said: Any) -> int:
        given = {"at": self.now, "channel": "phone", "now": self.now, "note": note, **said}
        return records.add_visit(
            self.work, self.policy, actor=self.make.person(by), record_id=self.record_of(unit_id), **given
        )

    def captured(self, unit_id: int, note: str = NOTES[0], **said: Any) -> int:
        """A visit that a system knows of."""
        visit_id = self.visit(unit_id, note, **said)
        with self.work() as unit:
            unit.session.execute(update(Visit).where(Visit.id == visit_id).values(evidence="phone"))
        return visit_id

    def record_of(self, unit_id: int) -> int:
        return self.unit(unit_id).record_id

    def unit(self, unit_id: int) -> Unit:
        with self.work() as unit:
            return unit.session.get_one(Unit, unit_id)

    def stands(self, unit_id: int) -> Protection:
        with self.work() as unit:
            calendar = holidays.of_organisation(unit.session, self.policy)
            row = unit.session.get_one(Unit, unit_id)
            found = clocks.of_unit(unit.session, row, self.policy, calendar, self.now)
        assert found is not None, "nobody's"
        return found

    def sweep(self) -> Swept:
        return protection.sweep(self.work, self.policy, now=self.now)

    def told(self, by: str = "Ana") -> Sequence[tuple[str, int]]:
        """What somebody has been told, in order: the code, and the days left."""
        with self.work() as unit:
            own = select(Notice).where(Notice.person_id == self.make.person(by).id).order_by(Notice.id)
            return [(one.code, one.params.get("days")) for one in unit.session.scalars(own)]

    def drops(self) -> Sequence[Drop]:
        with self.work() as unit:
            return unit.session.scalars(select(Drop).order_by(Drop.id)).all()

    def import_all(self) -> None:
        """As if everything had come with a file."""
        with self.work() as unit:
            unit.session.execute(update(Ownership).values(how="import"))
