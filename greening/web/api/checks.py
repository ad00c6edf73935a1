"""What is a record worth that is still being typed? One call, judged among all that is stored; nothing is written."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, g

from greening.domain.assessments import finding_json, score_json
from greening.domain.permissions import Action
from greening.domain.record_page import DraftJudgement
from greening.services import records
from greening.web.api.problems import problem
from greening.web.api.reading import document
from greening.web.auth import requires
from greening.web.findings import finding_text, offered
from greening.web.forms import MOST_CHARACTERS, RecordForm
from greening.web.limits import advice_rate, asker, limiter
from greening.web.record_page import is_in_form
from validators import CATALOG_VERSION
from validators.finding import Finding

bp = Blueprint("checks_api", __name__, url_prefix="/api/v1/check")
BROKEN = "check.broken"
KNOWN = frozenset({"values", "record_id"})


@bp.post("")
@limiter.limit(advice_rate, key_func=asker)
@requires(Action.CREATE_RECORD)
def check() -> Response | tuple[Mapping[str, Any], int]:
    """Judge ``{"values": {path: text}, "record_id": the record that is being changed, if any}``."""
    asked = document()
    if faults := _faults(asked):
        return problem(422, BROKEN, errors=faults)
    form, app = RecordForm(asked.get("values", {})), g.wiring
    judged = records.draft_judgement(
        app.work, app.policy, actor=g.actor, record=form.record(), record_id=asked.get("record_id"), now=app.now()
    )
    return _answer(form, judged), 200


def _faults(asked: Mapping[str, Any]) -> list[dict[str, str]]:
    """What cannot be judged as it was sent: nothing is quietly left out."""
    values, record_id = asked.get("values", {}), asked.get("record_id")
    if not isinstance(values, dict):
        return [{"field": "values", "code": "no_object"}]
    unknown = [{"field": str(name)[:80], "code": "unknown"} for name in asked if name not in KNOWN]
    if record_id is not None and (not isinstance(record_id, int) or isinstance(record_id, bool)):
        unknown.append({"field": "record_id", "code": "no_number"})
    return unknown + [
        {"field": path[:80], "code": code} for path, text in values.items() if (code := _fault(path, text))
    ]


def _fault(path: str, text: object) -> str:
    if not (RecordForm.takes(path) and is_in_form(path)):
        return "unknown"
    if not isinstance(text, str):
        return "no_text"
    return "too_long" if len(text) > MOST_CHARACTERS else ""


def _answer(form: RecordForm, judged: DraftJudgement) -> Mapping[str, Any]:
    return {
        "score": judged.score.score,
        "completeness": judged.score.completeness,
        "triage": judged.triage.value,
        **score_json(judged.score),
        "findings": [_finding(one, form, judged) for one in judged.findings],
        "passing": [{"check": step.check.value, "needed": step.needed, "got": step.got} for step in judged.passing],
        "catalog_version": CATALOG_VERSION,
        "policy_version": g.wiring.policy.version,
    }


def _finding(finding: Finding, form: RecordForm, judged: DraftJudgement) -> Mapping[str, Any]:
    """A finding with its sentence, and what its field would hold if what it offers were taken."""
    repaired = offered(finding, form.value(finding.field)) if judged.sees_contacts else ""
    return {**finding_json(finding), "message": finding_text(finding), "repaired": repaired or None}
