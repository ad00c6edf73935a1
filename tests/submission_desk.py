"""A desk at which a claim goes from its rep through review to the right: Ana completes, Qi reviews."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from factories import USCC, Make
from sqlalchemy import select

from greening.domain.people import Actor
from greening.domain.policy import Policy
from greening.domain.review import Decided, Filters, ItemPage, Kind
from greening.services import claims, entitlements, records, review, submissions
from greening.storage import credits as ledger
from greening.storage import holdings
from greening.storage.claims import Claim
from greening.storage.credits import Credit
from greening.storage.entitlements import Entitlement
from greening.storage.notices import Notice
from greening.storage.record_loading import load
from greening.storage.records import Unit
from greening.storage.review import Review
from greening.storage.session import Work
from validators.finding import Level
from validators.record import DecisionRole, KeyPerson

PHONE = "key_persons[0].phones[0]"
KP = KeyPerson("陈青", "采购经理", DecisionRole.DECIDES, ("13900001236",), ("chen.qing@xihu-tea.example",))
FULL = {
    "address": "浙江省杭州市西湖区文三路 18 号",
    "website": "http://www.xihu-tea.example",
    "industry": "餐饮",
    "scale": "20-49",
    "business": "自营茶馆与茶叶批发",
    "ids": (USCC,),
    "phones": ("0571-88880000",),
    "emails": ("tea@xihu-tea.example",),
    "key_persons": (KP,),
}
"""What Ana completes: enough for a pass once the number of the key person is proven."""


@dataclass
class Desk:
    make: Make
    policy: Policy
    now: datetime
    reviewer: Actor

    @property
    def work(self) -> Work:
        return self.make.work

    def later(self, **period: float) -> "Desk":
        return replace(self, now=self.now + timedelta(**period))

    def of(self, reviewer: Actor) -> "Desk":
        return replace(self, reviewer=reviewer)

    def claimed(self, company: str = "西湖茶铺有限公司", by: str = "Ana", **typed: Any) -> int:
        """A claim on a record of the pool that says little."""
        record_id = self.make.record(by="Ops", company=company, region="330106", **typed)
        with self.work() as unit:
            unit_id = unit.session.scalars(select(Unit.id).where(Unit.record_id == record_id)).one()
        who = {"actor": self.make.person(by), "unit_ids": [unit_id], "now": self.now}
        [outcome] = claims.claim(self.work, self.policy, **who)
        assert outcome.claim_id is not None, outcome.refusal
        return outcome.claim_id

    def complete(self, claim_id: int, by: str = "Ana", **typed: Any) -> None:
        """What the rep types into the record of a claim; all of `FULL` unless something else is said."""
        record_id, actor = self.record_id(claim_id), self.make.person(by)
        shown = records.one(self.work, self.policy, actor=actor, record_id=record_id)
        record = replace(shown.record, **(typed or FULL))
        who = {"actor": actor, "record_id": record_id, "version": shown.version, "now": self.now}
        records.edit(self.work, self.policy, **who, record=record)

    def submit(self, claim_id: int, by: str = "Ana") -> int:
        """The item that the claim becomes."""
        actor = self.make.person(by)
        return submissions.submit(self.work, self.policy, actor=actor, claim_id=claim_id, now=self.now)

    def submitted(self, company: str = "西湖茶铺有限公司", by: str = "Ana") -> int:
        """The item of a claim that was completed and submitted."""
        claim_id = self.claimed(company, by)
        self.complete(claim_id, by)
        return self.submit(claim_id, by)

    def item(self, item_id: int) -> ItemPage:
        who = {"actor": self.reviewer, "filters": Filters(), "now": self.now}
        return review.item(self.work, self.policy, review_id=item_id, **who)

    def say(self, item_id: int, kind: Kind = Kind.PASS, **said: Any) -> Decided:
        """A verdict; a pass that says nothing else proves the number of the key person by a call."""
        shown = self.item(item_id)
        said = said or ({"proven": (PHONE,)} if kind is Kind.PASS else {"note": "门牌号对不上"})
        versions = {"version": shown.version, "record_version": shown.record_version}
        who = {"actor": self.reviewer, "review_id": item_id, "kind": kind, "now": self.now}
        return review.decide(self.work, self.policy, **who, **versions, **said)

    def settle(self, *verdict_ids: int) -> int:
        return review.settle(self.work, self.policy, verdict_ids=verdict_ids, now=self.now)

    def ruled(self, item_id: int, kind: Kind = Kind.PASS, **said: Any) -> int:
        """A verdict that has taken effect; its id."""
        verdict_id = self.say(item_id, kind, **said).verdict_id
        assert self.later(seconds=11).settle(verdict_id) == 1
        return verdict_id

    def undo(self, verdict_id: int) -> int:
        return review.undo(self.work, self.policy, actor=self.reviewer, verdict_id=verdict_id, now=self.now)

    def mine(self, by: str = "Ana") -> Any:
        return entitlements.mine(self.work, self.policy, actor=self.make.person(by), now=self.now)

    def balance(self, by: str = "Ana") -> Decimal:
        rep_id = self.make.person(by).id or 0
        with self.work() as unit:
            return ledger.balances(unit.session, [rep_id]).get(rep_id, Decimal())

    def pits(self, by: str = "Ana") -> int:
        with self.work() as unit:
            assert holdings.wrong(unit.session) == []
            return holdings.of(unit.session, self.make.person(by).id or 0).pits

    def claim_of(self, item_id: int) -> Claim:
        with self.work() as unit:
            return unit.session.get_one(Claim, unit.session.get_one(Review, item_id).claim_id)

    def stored(self, item_id: int) -> Review:
        with self.work() as unit:
            return unit.session.get_one(Review, item_id)

    def record_id(self, claim_id: int) -> int:
        with self.work() as unit:
            of = select(Unit.record_id).join(Claim, Claim.unit_id == Unit.id).where(Claim.id == claim_id)
            return unit.session.scalars(of).one()

    def level(self, item_id: int, path: str = PHONE) -> Level:
        with self.work() as unit:
            record_id = unit.session.get_one(Review, item_id).record_id
            return load(unit.session, [record_id], visits=0)[record_id].stamps[path].level

    def unit_id(self, item_id: int) -> int:
        return self.claim_of(item_id).unit_id

    def rows(self) -> list[Credit]:
        with self.work() as unit:
            return list(unit.session.scalars(select(Credit).order_by(Credit.id)))

    def rights(self) -> list[Entitlement]:
        with self.work() as unit:
            return list(unit.session.scalars(select(Entitlement).order_by(Entitlement.id)))

    def told(self, by: str = "Ana") -> dict[str, Any]:
        """What somebody was told, by code."""
        with self.work() as unit:
            own = select(Notice).where(Notice.person_id == self.make.person(by).id).order_by(Notice.id)
            return {one.code: one.params for one in unit.session.scalars(own)}
