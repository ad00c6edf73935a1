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
    found = doubts(findings, policy)
    if any(finding.severity is Severity.BLOCKER for finding in found):
        return Triage.QUARANTINE
    return Triage.REVIEW if found else Triage.FLOW


def doubts(findings: Iterable[Finding], policy: Policy) -> list[Finding]:
    """The findings for which a record does not flow by itself."""
    return [
        one
        for one in findings
        if one.severity is Severity.BLOCKER or (one.severity is Severity.WARNING and not _is_missing(one.code, policy))
    ]


def _is_missing(code: str, policy: Policy) -> bool:
    return any(fnmatchcase(code, pattern) for pattern in policy.triage.missing)
