"""Where a judged record goes."""

import pytest

from greening.domain.policy import shipped
from greening.domain.triage import Triage, triage
from validators.finding import Finding, Severity

FLOW, REVIEW, QUARANTINE = Triage


@pytest.mark.parametrize(
    ("found", "goes"),
    [
        ([], FLOW),
        ([("phone.several", Severity.HINT)], FLOW),
        ([("key_person.missing", Severity.WARNING)], FLOW),
        ([("phone.masked", Severity.WARNING)], REVIEW),
        ([("key_person.missing", Severity.WARNING), ("phone.masked", Severity.WARNING)], REVIEW),
        ([("phone.placeholder", Severity.BLOCKER), ("phone.masked", Severity.WARNING)], QUARANTINE),
        ([("company.missing", Severity.BLOCKER)], QUARANTINE),
    ],
)
def test_findings_decide(found, goes):
    findings = (Finding(code, "company", severity) for code, severity in found)
    assert triage(findings, shipped()) is goes
