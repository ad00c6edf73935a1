"""How does a page say what was found? Codes of the catalog and of an import, as sentences with their values."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Flask

from greening.web.i18n import listed, say, tongue
from greening.words import saying
from greening.words.files import KINDS_OF_PROBLEM, PROBLEMS
from greening.words.finding_kinds import KINDS
from greening.words.imports import REASONS
from greening.words.intake import ROWS
from validators import CATALOG, regions
from validators.finding import Finding
from validators.repairing import SUGGESTION, repaired

KINDS_IN_A_ROW = 3
"""More would say less."""


def init_app(app: Flask) -> None:
    """Let templates speak of codes."""
    for name in (severity_of, finding_text, offered, finding_kind, kinds_text, visit_reason, reason):
        app.add_template_global(name)
    app.add_template_test(is_missing)
    app.add_template_filter(is_missing)


def finding_text(finding: Finding) -> str:
    """What was found, with the values that caused it, and what to do about it."""
    return saying.finding_text(finding, tongue())


def offered(finding: Finding, typed: str) -> str:
    """What the finding's field would hold if what it offers were taken; nothing where it offers none."""
    if finding.field == "region":
        return regions.name(str(finding.params.get(SUGGESTION, "")))
    return repaired(typed, finding) or ""


def finding_kind(code: str) -> str:
    """What findings of this code have in common, without the values of one."""
    return say(KINDS, code)


def kinds_text(codes: Sequence[str]) -> str:
    """What stands out on a record: its gravest findings, what is only missing last."""
    ranked = sorted(codes, key=lambda code: (is_missing(code), list(_SEVERITIES).index(severity_of(code))))
    return listed([finding_kind(code) for code in ranked[:KINDS_IN_A_ROW]])


def visit_reason(code: str) -> str:
    """Why a follow-up is not effective."""
    return finding_kind(code)


def severity_of(code: str) -> str:
    """How much a finding of this code weighs; a code of an older catalog, whose fault is gone, is a hint."""
    return CATALOG[code].severity.value if code in CATALOG else "HINT"


def is_missing(code: str) -> bool:
    """Whether nothing stands there, rather than something doubtful."""
    return ".missing" in code


def reason(code: str, params: Mapping[str, Any] | None = None) -> str:
    """Why a row was not taken, or not wholly; with its values where they are given, else what such rows have in common."""
    if params and (one := next((words for words in (ROWS, PROBLEMS) if code in words), None)):
        return say(one, code, params)
    return say(REASONS if code in REASONS else KINDS_OF_PROBLEM, code, params)


_SEVERITIES = ("BLOCKER", "WARNING", "HINT")
