"""Where does a judged record go: into the flow, to a human's look, or out of the way?"""

from collections.abc import Iterable
from enum import StrEnum
from fnmatch import fnmatchcase

from greening.domain.policy import Policy
from validators.finding import Finding, Severity


class Triage(StrEnum):
    """清洗分类: 可流转, 待复核, 隔离区."""

    FLOW = "flow"
    REVIEW = "review"
    QUARANTINE = "quarantine"


def triage(findings: Iterable[Finding], policy: Policy) -> Triage:
    """Any BLOCKER quarantines; a WARNING about a value that is there wants a human's look.

    What is merely missing flows: the pool is where it gets completed.
    """
    found = list(findings)
    if any(finding.severity is Severity.BLOCKER for finding in found):
        return Triage.QUARANTINE
    doubtful = (f for f in found if f.severity is Severity.WARNING and not _is_missing(f.code, policy))
    return Triage.REVIEW if any(doubtful) else Triage.FLOW


def _is_missing(code: str, policy: Policy) -> bool:
    return any(fnmatchcase(code, pattern) for pattern in policy.triage.missing)
