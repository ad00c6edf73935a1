"""Does a follow-up note tell the next person anything? Effective, weak or void, with the reasons."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """有效跟进, 待补充, 无效跟进."""

    EFFECTIVE = "effective"
    WEAK = "weak"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class VisitVerdict:
    """What a note is worth; `units` are the kinds of information found in it, `reason` why it is not effective."""

    verdict: Verdict
    units: tuple[str, ...] = ()
    reason: str = ""
