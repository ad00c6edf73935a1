"""One of everything, held by people near and far: what permission tests and the search for leaked numbers walk through.

Every record has a mobile number of its own, so that a number found on a page says whose record it leaked from.
"""

from dataclasses import dataclass, field
from typing import Any

from complaining import Counter
from factories import Make
from sqlalchemy import select

from greening.domain.inquiries import Channel, Inquiry
from greening.services import claims, conflicts, leads, records
from greening.storage import units
from greening.storage.candidates import Candidate
from greening.storage.claims import Claim
from greening.storage.lead_offers import LeadOffer
from greening.storage.review import Review
from validators.record import KeyPerson

OWNERS = ("Ana", "Amy", "Bo", "Wei", "Chen")
POOL, PIT = "pool", "pit"
NAMES = {"Ana": "杭州一号茶铺", "Amy": "杭州二号茶铺", "Bo": "杭州三号茶铺", "Wei": "广州四号茶铺", "Chen": "杭州五号茶铺", POOL: "杭州六号茶铺", PIT: "杭州七号茶铺"}  # fmt: skip


def number(name: str) -> str:
    """The mobile number of the key person of somebody's record."""
    return f"1390000{2200 + list(NAMES).index(name)}"


@dataclass(frozen=True)
class Neighbourhood:
    """Ids by whose it is: an owner's name, the pool, or the pit of Ana, who is completing it."""

    make: Make
    records: dict[str, int] = field(default_factory=dict)

    @classmethod
    def settled(cls, make: Make) -> "Neighbourhood":
        there = cls(make)
        for name in NAMES:
            there.records[name] = there._entered(name)
        there._claimed(PIT, "Ana")
        return there

    def unit(self, name: str) -> int:
        with self.make.work() as unit:
            return units.of_record(unit.session, self.records[name])[0].id

    def item(self, name: str) -> int:
        """The review item of a record."""
        with self.make.work() as unit:
            return unit.session.scalars(select(Review.id).filter_by(record_id=self.records[name])).one()

    def candidate(self) -> int:
        """A pair of which one side is somebody's."""
        with self.make.work() as unit:
            return unit.session.scalars(select(Candidate.id).order_by(Candidate.id).limit(1)).one()

    def _entered(self, name: str) -> int:
        dialled = number(name)
        person = KeyPerson("王雷", "老板", phones=(dialled,))
        told = {
            "company": f"{NAMES[name]}有限公司",
            "region": "330106",
            "website": "tea.example",
            "key_persons": (person,),
        }
        told |= {"business": f"找王雷 {dialled[:3]}-{dialled[3:7]}-{dialled[7:]}", "phones": (f"{dialled}/123",)}
        by = name if name in OWNERS else "Ops"
        record_id = self.make.record(by=by, **told)
        if by in OWNERS:
            note = {"note": f"打了{dialled}，王总说要两箱样品，周五寄", "at": self.make.now, "channel": "phone"}
            actor = self.make.person(by)
            records.add_visit(
                self.make.work, self.make.policy(), actor=actor, record_id=record_id, **note, now=self.make.now
            )
        return record_id

    def _claimed(self, name: str, rep: str) -> None:
        [done] = claims.claim(
            self.make.work,
            self.make.policy(),
            actor=self.make.person(rep),
            unit_ids=[self.unit(name)],
            now=self.make.now,
        )
        assert done.claim_id, done.refusal


@dataclass(frozen=True)
class Street:
    """What goes on between the people of a neighbourhood: claims, leads, penalties and conflicts, by whose they are."""

    there: Neighbourhood

    @property
    def told(self) -> dict[str, Any]:
        make = self.there.make
        return {"work": make.work, "policy": make.policy(), "now": make.now}

    def claims(self) -> dict[str, int]:
        """The claims of Ana and of three others, near and far."""
        with self.there.make.work() as unit:
            [of_ana] = unit.session.scalars(select(Claim.id))
        return {"Ana": of_ana} | {name: self._claimed(name) for name in ("Amy", "Bo", "Wei")}

    def offers(self) -> dict[str, tuple[int, int]]:
        """Lead and offer of whoever owns the customer that asks."""
        for name in ("Ana", "Wei"):
            inquiry = Inquiry(NAMES[name] + "有限公司", "王雷", number(name), message=f"请联系{name}")
            leads.receive(**self.told, inquiry=inquiry, idempotency_key=None, channel=Channel.FORM)
        with self.there.make.work() as unit:
            rows = unit.session.execute(select(LeadOffer.person_id, LeadOffer.lead_id, LeadOffer.id))
            by_rep = {row.person_id: (row.lead_id, row.id) for row in rows}
        return {name: by_rep[self.there.make.person(name).id] for name in ("Ana", "Wei")}

    def penalties(self) -> dict[str, int]:
        """What Ada has imposed on Ana and on Wei, whose key person two inspectors call made up."""
        counter = Counter(self.there.make.work, self.there.make.policy(), self.there.make, self.there.make.now)
        found = {}
        for name in ("Ana", "Wei"):
            counter.ruled(self.there.records[name], by="Amy", phone="fabricated")
            found[name] = counter.penalties(name)[-1].id
            counter.decide(found[name])
        return found

    def conflicts(self) -> dict[str, int]:
        """One that Bo has filed against Ana, one that Wei has filed against Amy."""
        return {"Ana": self._contested("Ana", "Bo"), "Amy": self._contested("Amy", "Wei")}

    def _claimed(self, name: str) -> int:
        make = self.there.make
        record_id = make.record("Ops", company=f"杭州{name}的茶铺有限公司")
        with make.work() as unit:
            ids = [units.of_record(unit.session, record_id)[0].id]
        [done] = claims.claim(**self.told, actor=make.person(name), unit_ids=ids)
        return done.claim_id

    def _contested(self, first: str, second: str) -> int:
        make, sides = self.there.make, sorted(self.there.records[name] for name in (first, second))
        with make.work() as unit:
            pair = unit.session.scalars(select(Candidate.id).filter_by(left_id=sides[0], right_id=sides[1])).one()
        return conflicts.file(**self.told, actor=make.person(second), candidate_id=pair, reason="一直由我跟进")
