"""Complaints for quality control: the queue by evidence, and one complaint with everything that can be done with it."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, g, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from greening.domain.permissions import Action
from greening.domain.refusals import BadValue, Refusal
from greening.domain.refusals_complaints import (
    AnswerMissing,
    ComplaintEmpty,
    ComplaintRecordMissing,
    InspectionStale,
)
from greening.services import complaints
from greening.web import errors
from greening.web.auth import requires
from greening.web.complaints import said
from greening.web.i18n import say
from greening.words.complaints import MISSING
from greening.words.refusals import REFUSALS

bp = Blueprint("complaints", __name__, url_prefix="/complaints")
TYPED = (AnswerMissing, BadValue, ComplaintEmpty, ComplaintRecordMissing, InspectionStale)
"""Refusals of what was typed: the page comes back with it."""


@bp.get("")
@requires(Action.READ_COMPLAINTS)
def page() -> str:
    """What waits, the best evidence first, and what was answered lately."""
    app = g.wiring
    return render_template("complaints/page.html", queue=complaints.queue(app.work, app.policy, actor=g.actor))


@bp.get("/<int:complaint_id>")
@requires(Action.READ_COMPLAINTS)
def one(complaint_id: int) -> str:
    """One complaint, its talk, and the facts that somebody may answer."""
    return _one(complaint_id)


@bp.post("/<int:complaint_id>/take")
@requires(Action.INSPECT)
def take(complaint_id: int) -> Response:
    """Look into it."""
    app = g.wiring
    return _do(complaint_id, lambda: complaints.inspect(app.work, app.policy, **_about(complaint_id)), "take")


@bp.post("/<int:complaint_id>/leave")
@requires(Action.INSPECT)
def leave(complaint_id: int) -> Response:
    """Leave it to others."""
    return _do(complaint_id, lambda: complaints.leave(g.wiring.work, **_about(complaint_id)), "take")


@bp.post("/<int:complaint_id>/record")
@requires(Action.INSPECT)
def identify(complaint_id: int) -> Response:
    """Say which record it is about."""
    app, named = g.wiring, request.form.get("named", "")
    return _do(
        complaint_id, lambda: complaints.identify(app.work, app.policy, named=named, **_about(complaint_id)), "named"
    )


@bp.post("/<int:complaint_id>/message")
@requires(Action.INSPECT)
def write(complaint_id: int) -> Response:
    """Ask or tell whoever complained."""
    app, words = g.wiring, request.form.get("words", "")
    return _do(
        complaint_id, lambda: complaints.write(app.work, app.policy, words=words, **_about(complaint_id)), "words"
    )


@bp.post("/<int:complaint_id>/shelve")
@requires(Action.INSPECT)
def shelve(complaint_id: int) -> Response:
    """Put it aside, and say why."""
    app, reply = g.wiring, request.form.get("reply", "")
    return _do(
        complaint_id, lambda: complaints.shelve(app.work, app.policy, reply=reply, **_about(complaint_id)), "reply"
    )


@bp.post("/<int:complaint_id>/findings")
@requires(Action.INSPECT)
def find(complaint_id: int) -> Response:
    """Say what was found of each fact."""
    app, answers = g.wiring, said(request.form)
    return _do(
        complaint_id, lambda: complaints.find(app.work, app.policy, said=answers, **_about(complaint_id)), "facts"
    )


def _about(complaint_id: int) -> dict[str, Any]:
    return {"actor": g.actor, "complaint_id": complaint_id, "now": g.wiring.now()}


def _do(complaint_id: int, act: Callable[[], object], field: str) -> Response:
    """Do it and come back to the page; what was typed wrongly stands on it still."""
    try:
        act()
    except TYPED as refused:
        return make_response(_one(complaint_id, {field: _sentence(refused, field)}), errors.status_of(refused))
    return redirect(url_for("complaints.one", complaint_id=complaint_id), 303)


def _sentence(refused: Refusal, field: str) -> str:
    if isinstance(refused, ComplaintEmpty):
        return say(MISSING, field)
    return say(REFUSALS, refused.code, refused.params)


def _one(complaint_id: int, wrong: Mapping[str, str] | None = None) -> str:
    app = g.wiring
    case = complaints.one(app.work, app.policy, **_about(complaint_id))
    return render_template("complaints/one.html", case=case, form=request.form, errors=wrong or {})
