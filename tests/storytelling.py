"""What the story in the browser leaves to others: customers in the pool, a padded record, two who collide, time that passes."""

from dataclasses import dataclass
from datetime import UTC, datetime
from types import SimpleNamespace

from complaining import KP_NAME, KP_PHONE, Counter
from court import Court
from factories import Make
from processes import wait_until
from sqlalchemy import select

from greening.cli import _story
from greening.cli._story import PLAYED, Stage
from greening.domain.inspections import Answer, Said
from greening.services import complaints, entitlements
from greening.storage.people import Person
from greening.storage.records import Record as Stored
from greening.storage.records import Unit
from validators.record import Record

COMPANY, PADDED, NEXT = "杭州示例朗月办公用品有限公司", "杭州示例星渚包装有限公司", "杭州示例云栖文具有限公司"
MADE_UP = "赵大海"
CUSTOMER = _story.customer(COMPANY, 1)


@dataclass(frozen=True)
class Storyteller:
    """Plays what no page is looked at for, by the clock of the wall."""

    make: Make

    @property
    def stage(self) -> Stage:
        app = SimpleNamespace(work=self.make.work, policy=self.make.policy(), now=lambda: datetime.now(UTC))
        return Stage(app, app.now() - PLAYED)

    def in_the_pool(self, record: Record) -> int:
        return _story.enter(self.stage, self.make.person("Ops"), record)

    def settled(self, record_id: int) -> None:
        """Wait until a pass holds, as its reviewer could take it back for ten seconds."""
        ana = self.make.person("Ana")
        told = {"work": self.make.work, "policy": self.make.policy(), "actor": ana, "now": datetime.now(UTC)}
        wait_until(lambda: [one.record_id for one in entitlements.mine(**told).rights] == [record_id])

    def padded(self, rep: str) -> int:
        """A record that somebody has completed with a person who is not there, passed by a reviewer."""
        stage, actor = self.stage, self.make.person(rep)
        record_id = _story.enter(stage, self.make.person("Ops"), _story.customer(PADDED, 2))
        _story.complete(stage, actor, _story.claim(stage, actor, record_id), _story.buyer(MADE_UP, 2), 2)
        _story.passed(stage, self.make.person("Qi"), record_id, proven=(KP_PHONE,))
        return record_id

    def seconded(self, complaint_id: int) -> None:
        """A second inspector, who does not see the first answers, says the same."""
        counter = Counter(self.make.work, self.make.policy(), self.make, datetime.now(UTC))
        said = [Said(path, Answer.FABRICATED, "号码是空号") for path in (KP_NAME, KP_PHONE)]
        complaints.find(
            self.make.work, self.make.policy(), actor=counter.person("Quan"), complaint_id=complaint_id, said=said,
            now=datetime.now(UTC),
        )  # fmt: skip

    def collided(self) -> int:
        """Ana and Bo have entered one customer; she has typed padding, he has visited."""
        court = Court(self.make.work, self.make, datetime.now(UTC))
        pair = court.pair()
        first, second = court.records(pair)
        for days in (40, 22, 12):
            court.visit(first, "Ana", days, verdict="void", evidence="", note="继续跟进")
        court.visit(second, "Bo", 6, channel="visit")
        return pair

    def owners(self) -> set[str]:
        """Who owns the customer that two collided over."""
        with self.make.work() as unit:
            rows = select(Person.name).join(Unit, Unit.owner_id == Person.id).join(Stored, Stored.id == Unit.record_id)
            return set(unit.session.scalars(rows.where(Stored.company.notin_((COMPANY, NEXT, PADDED)))))
