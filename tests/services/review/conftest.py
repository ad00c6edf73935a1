"""A queue and whoever works it: Qi and Quan of quality control, Ana whose records are doubted."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from greening.domain.order import sort_key
from greening.domain.people import Actor, Role
from greening.domain.policy import Policy
from greening.domain.review import Decided, Filters, ItemPage, Kind
from greening.services import records, review
from greening.storage.people import Person
from greening.storage.records import Record as Row
from greening.storage.review import Review
from greening.storage.session import Work
from validators.record import KeyPerson, Record

PADDED = {"phones": ("13800138000",), "key_persons": (KeyPerson("前台"),)}
"""A made-up number and nobody's name: two doubts."""


@dataclass
class Desk:
    """The review as one test uses it: everything by Qi and now, where it is not said otherwise."""

    work: Work
    policy: Policy
    make: Any
    now: datetime
    by: Actor
    _made: list[int] = field(default_factory=list)

    def later(self, **period: float) -> "Desk":
        return replace(self, now=self.now + timedelta(**period))

    def of(self, actor: Actor) -> "Desk":
        return replace(self, by=actor)

    def doubted(self, by: str = "Ana", **typed: Any) -> int:
        """The item of a record with two doubts, or with those of what is `typed`."""
        self._made.append(0)
        number = len(self._made)
        record_id = replace(self.make, now=self.now).record(
            by, **{"company": f"测{number}号餐饮有限公司", **PADDED, **typed}
        )
        return self.of_record(record_id).id

    def of_record(self, record_id: int) -> Review:
        """The newest item of a record."""
        with self.work() as unit:
            rows = select(Review).where(Review.record_id == record_id).order_by(Review.id.desc()).limit(1)
            return unit.session.scalars(rows).one()

    def stored(self, item_id: int) -> Review:
        with self.work() as unit:
            return unit.session.get_one(Review, item_id)

    def record(self, item_id: int) -> Row:
        with self.work() as unit:
            return unit.session.get_one(Row, unit.session.get_one(Review, item_id).record_id)

    def edit(self, item_id: int, **typed: Any) -> int:
        """What Ops changes of the record of an item; its new version."""
        row = self.record(item_id)
        before = records.one(self.work, self.policy, actor=self.make.person("Ops"), record_id=row.id)
        return records.edit(
            self.work,
            self.policy,
            actor=self.make.person("Ops"),
            record_id=row.id,
            version=row.version,
            record=replace(before.record, **typed),
            now=self.now,
        )

    def queue(self, **filters: Any) -> list[int]:
        page = review.queue(self.work, self.policy, actor=self.by, filters=Filters(**filters), now=self.now)
        return [row.id for row in page.rows]

    def item(self, item_id: int, **filters: Any) -> ItemPage:
        return review.item(
            self.work, self.policy, actor=self.by, review_id=item_id, filters=Filters(**filters), now=self.now
        )

    def next(self, after: int | None = None, **filters: Any) -> int | None:
        return review.next_item(
            self.work, self.policy, actor=self.by, filters=Filters(**filters), after=after, now=self.now
        )

    def take(self, item_id: int) -> Any:
        return review.take(self.work, self.policy, actor=self.by, review_id=item_id, now=self.now)

    def say(self, item_id: int, kind: Kind = Kind.PASS, *, shown: ItemPage | None = None, **said: Any) -> Decided:
        """Judge an item as it stands, or as it was `shown`."""
        shown = shown or self.item(item_id)
        versions = {"version": shown.version, "record_version": shown.record_version}
        given = {"actor": self.by, "review_id": item_id, "kind": kind, "now": self.now, **versions, **said}
        return review.decide(self.work, self.policy, **given)

    def settle(self, *verdict_ids: int) -> int:
        return review.settle(self.work, self.policy, verdict_ids=verdict_ids, now=self.now)

    def ruled(self, item_id: int, kind: Kind = Kind.PASS, **said: Any) -> int:
        """A verdict that has taken effect; its id."""
        verdict_id = self.say(item_id, kind, **said).verdict_id
        assert self.later(seconds=11).settle(verdict_id) == 1
        return verdict_id

    def undo(self, verdict_id: int) -> int:
        return review.undo(self.work, self.policy, actor=self.by, verdict_id=verdict_id, now=self.now)

    def draft(self, item_id: int, **said: Any) -> None:
        review.save_draft(self.work, self.policy, actor=self.by, review_id=item_id, **said, now=self.now)

    def skip(self, item_id: int, reason: str = "") -> None:
        review.skip(self.work, self.policy, actor=self.by, review_id=item_id, reason=reason, now=self.now)


@pytest.fixture
def qi(make) -> Actor:
    return make.person("Qi")


@pytest.fixture
def quan(work) -> Actor:
    """Another reviewer."""
    with work() as unit:
        row = Person(employee_no="E-QUAN", name="Quan", name_key=sort_key("Quan"), role=Role.QC)
        unit.session.add(row)
        unit.session.flush()
        return Actor(id=row.id, role=Role.QC, name="Quan", employee_no="E-QUAN")


@pytest.fixture
def desk(work, make, now, qi) -> Desk:
    return Desk(work, make.policy(), make, now, qi)


@pytest.fixture
def set_role(work):
    """Somebody changes over."""

    def change(actor: Actor, role: Role) -> Actor:
        with work() as unit:
            unit.session.execute(update(Person).where(Person.id == actor.id).values(role=role))
        return replace(actor, role=role)

    return change


__all__ = ["Desk", "Record"]
