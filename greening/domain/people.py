"""Who works here, what may a password be, and how long does a sign-in last?"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from greening.domain.policy import PasswordsPolicy, SessionsPolicy
from greening.domain.refusals import PasswordTooCommon, PasswordTooLong, PasswordTooShort

COMMON = ("password", "passwort", "123456", "qwert", "asdfgh", "abc123", "111111", "000000", "iloveyou", "woaini", "5201314",
          "admin", "letmein", "welcome", "greening", "customer", "crm")  # fmt: skip
DIFFERENT_SIGNS = 5
TELLING_LENGTH = 4
"""A shorter word of one's own (a two-letter name) may well be inside a good password by chance."""


class Role(StrEnum):
    REP = "rep"
    MANAGER = "manager"
    QC = "qc"
    ADJUDICATOR = "adjudicator"
    OPS = "ops"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who asks for something, as far as permissions and pages need to know them."""

    id: int
    role: Role
    name: str = ""
    employee_no: str = ""
    team_id: int | None = None
    region_id: int | None = None
    language: str = ""
    theme: str = ""


def check_password(password: str, own_words: tuple[str, ...], policy: PasswordsPolicy) -> None:
    """Length, and nothing that everybody would try first; no rules of composition.

    Raises: PasswordTooShort, PasswordTooLong, PasswordTooCommon.
    """
    if len(password) < policy.shortest:
        raise PasswordTooShort(shortest=policy.shortest)
    if len(password) > policy.longest:
        raise PasswordTooLong(longest=policy.longest)
    lowered = password.casefold()
    left = lowered
    for word in (*COMMON, *(w.casefold() for w in own_words if len(w) >= TELLING_LENGTH)):
        left = left.replace(word, "")
    if len(left) < policy.shortest // 2 or len(set(lowered)) < DIFFERENT_SIGNS:
        raise PasswordTooCommon


def session_is_over(created_at: datetime, seen_at: datetime, policy: SessionsPolicy, now: datetime) -> bool:
    """Idle for too long, or simply too old."""
    return now - seen_at >= policy.idle or now - created_at >= policy.absolute
