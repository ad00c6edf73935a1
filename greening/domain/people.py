"""Who works here, until when, and how long does a sign-in last?"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from ipaddress import ip_address, ip_network
from unicodedata import normalize
from zoneinfo import ZoneInfo

from greening.domain.policy import Policy
from greening.domain.policy_sections import SessionsPolicy
from greening.domain.refusals import BadValue

IPV4 = 4


class Role(StrEnum):
    REP = "rep"
    MANAGER = "manager"
    QC = "qc"
    ADJUDICATOR = "adjudicator"
    OPS = "ops"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who asks for something, as far as permissions and pages need to know them."""

    id: int | None
    """None is whoever has the command line of the server."""
    role: Role
    name: str = ""
    employee_no: str = ""
    team_id: int | None = None
    region_id: int | None = None
    language: str = ""
    theme: str = ""


OPERATOR = Actor(id=None, role=Role.OPS)
"""Whoever has the command line of the server; no row of `person` stands for them."""


@dataclass(frozen=True, slots=True)
class Employment:
    """What the organisation says of one of its people; empty says nothing. `manager` is an employee number or a name.

    Raises: BadValue, where number or name is empty, or a team is of no region.
    """

    employee_no: str
    name: str
    role: Role | None = None
    region: str = ""
    team: str = ""
    manager: str = ""
    mobile: str = ""
    email: str = ""
    hired_on: date | None = None
    left_on: date | None = None

    def __post_init__(self) -> None:
        needed = ("employee_no", "name", "region") if self.team else ("employee_no", "name")
        for name in needed:
            if not getattr(self, name):
                raise BadValue(field=name, value="")


def employee_number(typed: str) -> str:
    """One number, however it is typed: ``ｅ1001`` on a full-width keyboard, with blanks, in small letters."""
    return "".join(normalize("NFKC", typed).split()).upper()


def today(policy: Policy, now: datetime) -> date:
    """The day it is in the organisation."""
    return now.astimezone(ZoneInfo(policy.calendar.zone)).date()


def has_left(left_on: date | None, day: date) -> bool:
    """The leave date is the last day at work."""
    return left_on is not None and left_on < day


def net(address: str) -> str:
    """The net that one attacker is likely to own: /24 of IPv4, /64 of IPv6; what is no address stands for itself.

    >>> net("203.0.113.77"), net("2001:db8::1:2")
    ('203.0.113.0/24', '2001:db8::/64')
    """
    try:
        bits = 24 if ip_address(address).version == IPV4 else 64
    except ValueError:
        return address
    return str(ip_network(f"{address}/{bits}", strict=False))


def session_is_over(created_at: datetime, seen_at: datetime, policy: SessionsPolicy, now: datetime) -> bool:
    """Idle for too long, or simply too old."""
    return now - seen_at >= policy.idle or now - created_at >= policy.absolute
