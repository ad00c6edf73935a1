"""How is a judgement kept? As JSON that says everything a page shows, and read back into what judging gave."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from greening.domain.policy import Policy
from greening.domain.triage import Triage, triage
from validators import CATALOG_VERSION, FieldScore, GroupScore, Judgement, Score, SectionScore
from validators.finding import Finding, Level, Severity


@dataclass(frozen=True, slots=True)
class Assessed:
    """What was found of one record at one time: enough to store it, to show it and to tell whether it is news."""

    score: int
    completeness: int
    triage: Triage
    findings: Sequence[Mapping[str, Any]]
    score_detail: Mapping[str, Any]
    visits: Sequence[Mapping[str, Any]]
    catalog_version: int
    policy_version: int

    @property
    def codes(self) -> list[str]:
        """What was found, each code once, in order of the alphabet."""
        return sorted({finding["code"] for finding in self.findings})


def assess(judgement: Judgement, score: Score, visit_ids: Sequence[int], policy: Policy) -> Assessed:
    """Make a judgement storable; `visit_ids` go with the judged visits."""
    return Assessed(
        score=score.score,
        completeness=score.completeness,
        triage=triage(judgement.findings, policy),
        findings=[finding_json(finding) for finding in judgement.findings],
        score_detail=score_json(score),
        visits=[
            {"visit": visit_id, "verdict": one.verdict.value, "units": list(one.units), "reason": one.reason}
            for visit_id, one in zip(visit_ids, judgement.visits, strict=True)
        ],
        catalog_version=CATALOG_VERSION,
        policy_version=policy.version,
    )


def finding_json(finding: Finding) -> dict[str, Any]:
    params = {name: list(value) if isinstance(value, tuple) else value for name, value in finding.params.items()}
    return {"code": finding.code, "field": finding.field, "severity": finding.severity.value, "params": params}


def read_findings(stored: Iterable[Mapping[str, Any]]) -> tuple[Finding, ...]:
    return tuple(
        Finding(one["code"], one["field"], Severity(one["severity"]), _params(one["params"])) for one in stored
    )


def score_json(score: Score) -> dict[str, Any]:
    return {
        "sections": [
            {"key": s.key, "got": s.got, "of": s.of, "fields": [_field_json(field) for field in s.fields]}
            for s in score.sections
        ],
        "groups": [one._asdict() for one in score.groups],
    }


def read_score(score: int, completeness: int, stored: Mapping[str, Any]) -> Score:
    sections = (
        SectionScore(one["key"], one["got"], one["of"], tuple(_read_field(field) for field in one["fields"]))
        for one in stored["sections"]
    )
    groups = tuple(GroupScore(**one) for one in stored.get("groups", ()))
    return Score(score, completeness, tuple(sections), groups)


def _field_json(field: FieldScore) -> dict[str, Any]:
    return {
        "key": field.key,
        "path": field.path,
        "got": field.got,
        "of": field.of,
        "level": field.level.name,
        "answered": field.answered,
        "codes": list(field.codes),
    }


def _read_field(stored: Mapping[str, Any]) -> FieldScore:
    return FieldScore(**{**stored, "level": Level[stored["level"]], "codes": tuple(stored["codes"])})


def _params(stored: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in stored.items()}
