"""Who and what are tests about? One cast, made in the database without asking anybody's permission.

Ana is a rep, Amy of her team, Bo her rival of another team, Wei of another region, Chen her manager, Qi of quality
control, Ada adjudicates, Ops operates.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from greening.domain import claims as rules
from greening.domain.order import sort_key
from greening.domain.passwords import hashed
from greening.domain.people import Actor, Role
from greening.domain.policy import Policy, shipped
from greening.services import policies, records
from greening.storage import claims, holdings, holidays, people, units
from greening.storage.claims import Claim
from greening.storage.entitlements import Entitlement
from greening.storage.people import Person
from greening.storage.session import Work
from validators.record import Answer, DecisionRole, Identifier, KeyPerson, Record

CAST = {
    "Ana": (Role.REP, "Hangzhou 1"),
    "Amy": (Role.REP, "Hangzhou 1"),
    "Bo": (Role.REP, "Hangzhou 2"),
    "Wei": (Role.REP, "Guangzhou 1"),
    "Chen": (Role.MANAGER, "Hangzhou 1"),
    "Qi": (Role.QC, ""),
    "Ada": (Role.ADJUDICATOR, ""),
    "Ops": (Role.OPS, ""),
}

REGIONS = {"Guangzhou 1": "South"}
"""Of teams that are not of the East."""
USCC = Identifier("91330106MA27Y5C217", "uscc")
OTHER_USCC = Identifier("91330106MA27Y5C22A", "uscc")
TEA = Record(
    company="杭州西湖茶铺有限公司",
    short_name="西湖茶铺",
    former_names=("杭州老茶铺",),
    region="330106",
    address="浙江省杭州市西湖区文三路 1 号",
    phones=("0571-88880000 转 801", "13900001234"),
    emails=("tea@example.com",),
    website="http://www.tea.example",
    key_persons=(
        KeyPerson("李雷", "老板", DecisionRole.DECIDES, ("13900001236",), ("li.lei@example.com",)),
        KeyPerson("韩梅", "店长", phones=("13900001237",)),
    ),
    profile={"brands": "龙井"},
    answers={"scale": Answer.NOT_FOUND},
)
"""A record with a bit of everything."""


@cache
def kept(password: str) -> str:
    """What is kept of a password, as expensive to guess as everybody's and the same each time: made once."""
    return hashed(password, shipped().passwords)


@dataclass(frozen=True)
class Make:
    """Makes what a test needs to be there before it begins."""

    work: Work
    now: datetime
    _cast: dict[str, Actor] = field(default_factory=dict, repr=False)
    """Who has come so far: a test asks for the same few people again and again."""

    def policy(self) -> Policy:
        """The shipped policy, stored."""
        return policies.ensure_current(self.work, shipped(), now=self.now)

    def record(self, by: str | Actor = "Ops", **typed: Any) -> int:
        """A record as somebody entered it, judged; a rep's is theirs, Ops' lies in the pool."""
        actor = self.person(by) if isinstance(by, str) else by
        record = Record(**{"company": "西湖茶铺有限公司", **typed})
        saved = records.create(self.work, self.policy(), actor=actor, record=record, now=self.now)
        assert not saved.existing, "the test meant another company"
        return saved.record_id

    def claim(self, record_id: int, by: str = "Ana", state: str = "open") -> int:
        """A claim on the first unit of a record, with its pit; ``submitted`` waits for a reviewer."""
        rep, policy = self.person(by), self.policy()
        with self.work() as unit:
            there = units.of_record(unit.session, record_id, lock=True)[0]
            calendar = holidays.of_organisation(unit.session, policy)
            assert rep.id
            assert holdings.dig_pit(unit.session, rep.id, limit=250)
            term = rules.term(self.now, calendar, policy.claims)
            about, version = (there.id, there.record_id), policy.version
            claim_id = claims.open_(unit.session, *about, rep.id, term, policy_version=version, now=self.now)
            if state == "submitted":
                row = unit.session.get_one(Claim, claim_id)
                row.state, row.submitted_at = state, self.now
            return claim_id

    def right(self, record_id: int, by: str = "Ana", days: int = 180) -> int:
        """The right to the leads of the first unit of a record, with its pit."""
        rep, policy = self.person(by), self.policy()
        with self.work() as unit:
            there = units.of_record(unit.session, record_id)[0]
            assert rep.id
            assert holdings.dig_pit(unit.session, rep.id, limit=250)
            until = self.now + timedelta(days=days)
            own = {"unit_id": there.id, "rep_id": rep.id, "policy_version": policy.version}
            row = Entitlement(**own, began_at=self.now, until=until)
            unit.session.add(row)
            unit.session.flush()
            return row.id

    def person(self, name: str, password: str | None = None) -> Actor:
        """One of the cast, the same one if asked for again."""
        if password or name not in self._cast:
            self._cast[name] = self._hired(name, password)
        return self._cast[name]

    def _hired(self, name: str, password: str | None) -> Actor:
        role, team = CAST[name]
        number = f"E-{name.upper()}"
        with self.work() as unit:
            team_id = people.team_id(unit.session, REGIONS.get(team, "East"), team)
            row = people.by_employee_no(unit.session, number)
            if row is None:
                row = Person(employee_no=number, name=name, name_key=sort_key(name), role=role, team_id=team_id)
                unit.session.add(row)
            if password and not row.password_hash:
                row.password_hash = kept(password)
            unit.session.flush()
            region_id = people.region_of(unit.session, team_id)
            return Actor(id=row.id, role=role, name=name, employee_no=number, team_id=team_id, region_id=region_id)
