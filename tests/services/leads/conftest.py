"""Inquiries of strangers, and the people to whom they are offered."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from factories import Make
from sqlalchemy import select, text

from greening.domain.inquiries import Channel, Inquiry
from greening.domain.policy import Policy
from greening.services import leads
from greening.services.leads import Received
from greening.storage import entitlements, holdings
from greening.storage.entitlements import Entitlement
from greening.storage.lead_offers import LeadConsidered, LeadOffer, LeadRoute
from greening.storage.leads import Lead
from greening.storage.records import Unit
from greening.storage.session import Work
from greening.storage.suspensions import Suspension, What

ASK = {"company": "杭州西湖茶铺有限公司", "person": "李雷", "phone": "13900001236", "message": "请报价"}


@dataclass(frozen=True)
class Desk:
    """Receives and answers, and looks at what stands in the tables."""

    work: Work
    make: Make
    now: datetime
    policy: Policy

    def ask(self, key: str | None = None, at: datetime | None = None, **typed: str) -> Received:
        inquiry = Inquiry.of(ASK | typed)
        return leads.receive(
            self.work, self.policy, inquiry=inquiry, idempotency_key=key, channel=Channel.API, now=at or self.now
        )

    def accept(self, name: str, lead_id: int, after: timedelta = timedelta(minutes=1)) -> Any:
        actor, offer = self.make.person(name), self.offer(lead_id)
        return leads.accept(self.work, self.policy, actor=actor, offer_id=offer.id, now=self.now + after)

    def decline(self, name: str, lead_id: int, after: timedelta = timedelta(minutes=1)) -> None:
        actor, offer = self.make.person(name), self.offer(lead_id)
        at = self.now + after
        leads.decline(self.work, self.policy, actor=actor, offer_id=offer.id, reason="在出差", now=at)

    def sweep(self, after: timedelta) -> Any:
        return leads.sweep(self.work, self.policy, now=self.now + after)

    def lead(self, lead_id: int) -> Lead:
        with self.work() as unit:
            return unit.session.get_one(Lead, lead_id)

    def offer(self, lead_id: int) -> LeadOffer:
        """The newest offer of a lead."""
        with self.work() as unit:
            rows = select(LeadOffer).where(LeadOffer.lead_id == lead_id).order_by(LeadOffer.id.desc())
            return unit.session.scalars(rows).first() or pytest.fail("nobody was offered the lead")

    def considered(self, lead_id: int) -> list[tuple[str, str, str]]:
        """Who was looked at in the last round, on which rung, and what came of it."""
        newest = select(LeadRoute.id).where(LeadRoute.lead_id == lead_id).order_by(LeadRoute.round.desc()).limit(1)
        rows = select(LeadConsidered).where(LeadConsidered.route_id == newest.scalar_subquery())
        with self.work() as unit:
            found = unit.session.scalars(rows.order_by(LeadConsidered.place)).all()
            names = {self.make.person(name).id: name for name in ("Ana", "Bo", "Chen")}
            return [(names[one.person_id], one.step, one.reason) for one in found]

    def unit(self, record_id: int) -> Unit:
        with self.work() as unit:
            return unit.session.scalars(select(Unit).where(Unit.record_id == record_id)).one()

    def unit_of(self, lead_id: int) -> Unit:
        with self.work() as unit:
            return unit.session.get_one(Unit, unit.session.get_one(Lead, lead_id).unit_id)

    def give_right(self, name: str, record_id: int) -> None:
        """The right to the leads of a record, as a pass gives it."""
        with self.work() as unit:
            right = Entitlement(
                unit_id=self.unit(record_id).id,
                rep_id=self.make.person(name).id,
                began_at=self.now - timedelta(days=1),
                until=self.now + timedelta(days=180),
                policy_version=self.policy.version,
            )
            unit.session.add(right)
            holdings.move_pits(unit.session, {right.rep_id: 1})

    def has_right(self, record_id: int) -> bool:
        with self.work() as unit:
            return entitlements.live(unit.session, self.unit(record_id).id, self.now) is not None

    def suspend(self, name: str, what: What = What.LEADS, against: str | None = None) -> None:
        with self.work() as unit:
            unit.session.add(
                Suspension(
                    person_id=self.make.person(name).id,
                    what=what,
                    cause="penalty:1",
                    against_id=self.make.person(against).id if against else None,
                    began_at=self.now - timedelta(days=1),
                    until=self.now + timedelta(days=7),
                )
            )

    def count(self, table: str) -> int:
        with self.work() as unit:
            return unit.session.scalar(text(f"SELECT count(*) FROM {table}")) or 0


@pytest.fixture
def policy(make: Make) -> Policy:
    return make.policy()


@pytest.fixture
def desk(work: Work, make: Make, now: datetime, policy: Policy) -> Desk:
    for name in ("Ana", "Bo", "Chen"):
        make.person(name)
    return Desk(work, make, now, policy)


@pytest.fixture
def snapshot(work: Work) -> Any:
    """What stands in the tables that a lead touches, to see that nothing has changed."""
    tables = (
        "lead",
        "inquiry",
        "lead_offer",
        "lead_route",
        "lead_considered",
        "lead_door",
        "unit",
        "ownership",
        "event",
    )

    def take() -> list[str]:
        with work() as unit:
            return [
                unit.session.scalar(text(f"SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {one} t"))
                for one in tables
            ]

    return take
