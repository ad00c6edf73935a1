"""A judgement survives storage, and says what pages need."""

import json
from dataclasses import asdict
from datetime import UTC, datetime

from factories import TEA

from greening.domain.assessments import assess, read_findings, read_score
from greening.domain.policy import shipped
from greening.domain.triage import Triage
from validators import Visit, check, score
from validators.record import Record

NOW = datetime(2026, 3, 2, tzinfo=UTC)
BAD = Record(company="测试", phones=("13800138000", "139****5566"), visits=(Visit("已跟进", at=NOW), Visit("", at=NOW)))


def judged(record, visit_ids=()):
    judgement = check(record, as_of=NOW)
    return judgement, score(record, judgement), assess(judgement, score(record, judgement), visit_ids, shipped())


def test_findings_and_points_come_back_from_json_as_they_were():
    for record, visits in ((TEA, ()), (BAD, (7, 8))):
        judgement, points, assessed = judged(record, visits)
        stored = json.loads(json.dumps(asdict(assessed)))
        assert read_findings(stored["findings"]) == judgement.findings
        assert read_score(stored["score"], stored["completeness"], stored["score_detail"]) == points


def test_codes_stand_once_in_order():
    _, _, assessed = judged(BAD, (7, 8))
    assert assessed.codes == sorted(set(assessed.codes))
    assert "phone.placeholder" in assessed.codes


def test_verdicts_know_their_visit():
    _, _, assessed = judged(BAD, (7, 8))
    assert [one["visit"] for one in assessed.visits] == [7, 8]
    assert assessed.visits[0]["verdict"] == "void"


def test_versions_go_with_it():
    _, _, assessed = judged(BAD, (7, 8))
    assert (assessed.policy_version, assessed.catalog_version > 0, assessed.triage) == (0, True, Triage.QUARANTINE)
