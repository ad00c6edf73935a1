"""What tests of complaints and penalties share: a counter that takes complaints, and whoever looks into them.

Qi and Quan are of quality control, Ana wrote what is complained about, Bo complains, Ada decides.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from greening.domain.complaint_page import Case, Filed, Queue
from greening.domain.complaints import Kind, Mode, State
from greening.domain.inspections import Answer, Said
from greening.domain.order import sort_key
from greening.domain.people import Actor, Role
from greening.domain.policy import Policy
from greening.services import complaints, penalties
from greening.storage import proving, units
from greening.storage.complaints import Complaint
from greening.storage.penalties import Penalty
from greening.storage.people import Person
from greening.storage.records import Record
from greening.storage.session import Work
from greening.storage.suspensions import Suspension

KP_PHONE, KP_NAME = "key_persons[0].phones[0]", "key_persons[0].name"


def quick(policy: Policy) -> Policy:
    """The same with codes that are hashed in no time."""
    return replace(policy, passwords=replace(policy.passwords, hash_memory=8, hash_rounds=1))


@dataclass(frozen=True)
class Counter:
    """Complaints as one test makes and looks into them."""

    work: Work
    policy: Policy
    make: Any
    now: datetime

    def later(self, **period: float) -> "Counter":
        return replace(self, now=self.now + timedelta(**period), make=replace(self.make, now=self.now))

    def person(self, name: str, role: Role = Role.QC) -> Actor:
        """Somebody more than the cast, of no team."""
        number = f"E-{name.upper()}"
        with self.work() as unit:
            row = unit.session.scalar(select(Person).where(Person.employee_no == number))
            if row is None:
                row = Person(employee_no=number, name=name, name_key=sort_key(name), role=role)
                unit.session.add(row)
                unit.session.flush()
            return Actor(id=row.id, role=role, name=name, employee_no=number)

    def filed(self, record_id: int | None = None, by: str = "Bo", **said: Any) -> Filed:
        """A complaint, in confidence where it is not said otherwise, that a number reaches nobody."""
        given = {
            "mode": Mode.CONFIDENTIAL,
            "named": f"R-{record_id}",
            "kinds": {Kind.NUMBER},
            "words": "打了两次电话,接的是一家记账公司,不认识这家店,也没有这个人。",
        }
        actor = self.make.person(by) if by else None
        return complaints.file(self.work, self.policy, actor=actor, **{**given, **said}, now=self.now)

    def complaint(self, record_id: int | None = None, by: str = "Bo", **said: Any) -> int:
        """The number of a complaint."""
        return int(self.filed(record_id, by, **said).code.partition(" ")[0].removeprefix("C-"))

    def taken(self, record_id: int, by: str = "Bo", **said: Any) -> int:
        """A complaint that Qi looks into."""
        complaint_id = self.complaint(record_id, by, **said)
        self.take(complaint_id)
        return complaint_id

    def take(self, complaint_id: int, actor: Actor | None = None) -> int:
        actor = actor or self.make.person("Qi")
        return complaints.inspect(self.work, self.policy, actor=actor, complaint_id=complaint_id, now=self.now)

    def find(self, complaint_id: int, actor: Actor | None = None, **answers: str) -> State | None:
        """What somebody, Qi where nobody is named, says of the key person's phone and name, or of the company's phone."""
        paths = {"phone": KP_PHONE, "name": KP_NAME, "switchboard": "phones[0]"}
        said = [Said(paths[name], Answer(answer), "照着号码打过去了") for name, answer in answers.items()]
        return self.say(complaint_id, said, actor)

    def say(self, complaint_id: int, said: list[Said], actor: Actor | None = None) -> State | None:
        actor = actor or self.make.person("Qi")
        return complaints.find(self.work, self.policy, actor=actor, complaint_id=complaint_id, said=said, now=self.now)

    def ruled(self, record_id: int, by: str = "Bo", **answers: str) -> int:
        """A complaint that Qi, and where it needs two Quan as well, has found that of; its number."""
        complaint_id = self.taken(record_id, by)
        if self.find(complaint_id, **answers) is None:
            self.find(complaint_id, self.person("Quan"), **answers)
        return complaint_id

    def case(self, complaint_id: int, actor: Actor | None = None) -> Case:
        actor = actor or self.make.person("Qi")
        return complaints.one(self.work, self.policy, actor=actor, complaint_id=complaint_id, now=self.now)

    def queue(self) -> Queue:
        return complaints.queue(self.work, self.policy, actor=self.make.person("Qi"))

    def stored(self, complaint_id: int) -> Complaint:
        with self.work() as unit:
            return unit.session.get_one(Complaint, complaint_id)

    def record(self, record_id: int) -> Record:
        with self.work() as unit:
            return unit.session.get_one(Record, record_id)

    def unit(self, record_id: int) -> int:
        with self.work() as unit:
            return units.of_record(unit.session, record_id)[0].id

    def proven(self, record_id: int, *paths: str, cause: str = "verdict:1") -> None:
        """Values that quality control has proven, and their authors been paid for."""
        with self.work() as unit:
            where = {"unit_id": units.of_record(unit.session, record_id)[0].id, "paths": paths or (KP_PHONE,)}
            proving.prove(unit, self.policy, **where, cause=cause, verifier_id=None, now=self.now)

    def suspended(self, record_id: int, *, by: str = "Bo") -> int:
        """The penalty that Ada has imposed on Ana for what two have found made up; its id."""
        self.ruled(record_id, by, phone="fabricated")
        penalty = self.penalties()[-1]
        self.decide(penalty.id)
        return penalty.id

    def appealed(self, record_id: int, *, won: bool = True, after: float = 0) -> "tuple[int, Counter]":
        """A suspension that Ana appealed against, decided by Abe so many days later; its id, and the counter then."""
        penalty_id = self.suspended(record_id)
        self.appeal(penalty_id)
        then = self.later(days=after)
        then.decide_appeal(penalty_id, won=won)
        return penalty_id, then

    def appeal(self, penalty_id: int, by: str = "Ana") -> None:
        actor = self.make.person(by)
        penalties.appeal(
            self.work, self.policy, actor=actor, penalty_id=penalty_id, words="号码是展会上要来的", now=self.now
        )

    def decide_appeal(self, penalty_id: int, actor: Actor | None = None, *, won: bool = True) -> None:
        actor = actor or self.person("Abe", Role.ADJUDICATOR)
        penalties.decide_appeal(
            self.work, self.policy, actor=actor, penalty_id=penalty_id, won=won, reason="名片找到了", now=self.now
        )

    def penalties(self, name: str = "Ana") -> list[Penalty]:
        person_id = self.make.person(name).id
        with self.work() as unit:
            rows = select(Penalty).where(Penalty.person_id == person_id).order_by(Penalty.id)
            return list(unit.session.scalars(rows))

    def decide(self, penalty_id: int, actor: Actor | None = None, *, imposed: bool = True) -> None:
        actor = actor or self.make.person("Ada")
        penalties.decide(
            self.work,
            self.policy,
            actor=actor,
            penalty_id=penalty_id,
            imposed=imposed,
            reason="两人都查实了",
            now=self.now,
        )

    def suspensions(self, name: str = "Ana", what: str = "leads") -> list[Suspension]:
        person_id = self.make.person(name).id
        with self.work() as unit:
            rows = select(Suspension).where(Suspension.person_id == person_id, Suspension.what == what)
            return list(unit.session.scalars(rows.order_by(Suspension.id)))

    def count(self, table: Any, **having: Any) -> int:
        with self.work() as unit:
            return unit.session.scalar(select(func.count()).select_from(table).filter_by(**having)) or 0
