"""Who and what are tests about? One cast, made in the database without asking anybody's permission.

Ana is a rep, Bo her rival of another team, Chen her manager, Qi of quality control, Ada adjudicates, Ops operates.
"""

from dataclasses import dataclass
from datetime import datetime

from greening.domain.order import sort_key
from greening.domain.passwords import hashed
from greening.domain.people import Actor, Role
from greening.domain.policy import Policy, shipped
from greening.services import policies
from greening.storage import people
from greening.storage.people import Person
from greening.storage.session import Work

CAST = {
    "Ana": (Role.REP, "Hangzhou 1"),
    "Bo": (Role.REP, "Hangzhou 2"),
    "Chen": (Role.MANAGER, "Hangzhou 1"),
    "Qi": (Role.QC, ""),
    "Ada": (Role.ADJUDICATOR, ""),
    "Ops": (Role.OPS, ""),
}


@dataclass(frozen=True)
class Make:
    """Makes what a test needs to be there before it begins."""

    work: Work
    now: datetime

    def policy(self) -> Policy:
        """The shipped policy, stored."""
        return policies.ensure_current(self.work, shipped(), now=self.now)

    def person(self, name: str, password: str | None = None) -> Actor:
        """One of the cast, the same one if asked for again."""
        role, team = CAST[name]
        number = f"E-{name.upper()}"
        with self.work() as unit:
            team_id = people.team_id(unit.session, "East", team)
            row = people.by_employee_no(unit.session, number)
            if row is None:
                row = Person(employee_no=number, name=name, name_key=sort_key(name), role=role, team_id=team_id)
                row.password_hash = password and hashed(password, shipped().passwords)
                unit.session.add(row)
                unit.session.flush()
            region_id = people.region_of(unit.session, team_id)
            return Actor(id=row.id, role=role, name=name, employee_no=number, team_id=team_id, region_id=region_id)
