"""What can somebody do for a purchase, by the title? Decides, pays, uses, influences, or guards the door.

Which title tells which role is a table with its reasons: `data/titles.txt`.
"""

import re
from functools import cache, lru_cache

from validators.data import rows
from validators.record import DecisionRole
from validators.text import clean, folded, simplified

_AGENT = re.compile(
    r"代[账帐]|记[账帐]|外账|(?:代理|兼职|委托)会计|财税(?:公司|顾问|代理)|税务代理|(?:财务|会计|秘书)公司|会计师?事务所|代办|税理士"
    r"|bookkeep|(?:registered|tax) agent|accounting firm|steuerberater|expert-comptable",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)
def role_of(title: str) -> DecisionRole:
    """The decision role that a title stands for, in any script; `UNSAID` where it is unknown.

    >>> role_of("董事長特別助理"), role_of("Purchasing Manager"), role_of("法人")
    (<DecisionRole.INFLUENCES: 'influences'>, <DecisionRole.USES: 'uses'>, <DecisionRole.DECIDES: 'decides'>)
    """
    text = folded(title)
    return next((role for role, pattern in _patterns() if pattern.search(text)), DecisionRole.UNSAID)


def is_agents(title: str) -> bool:
    """Whether the title is one of a bookkeeping agent, who answers for many companies and buys for none."""
    return bool(_AGENT.search(simplified(clean(title))))


@cache
def _patterns() -> tuple[tuple[DecisionRole, re.Pattern[str]], ...]:
    return tuple((DecisionRole(role), re.compile(pattern)) for role, pattern in rows("titles.txt"))
