"""Penalties: one's own, what waits for a decision, and one of them with its case, its numbers and its appeal."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, g, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from greening.domain.permissions import Action
from greening.domain.refusals import BadValue
from greening.domain.refusals_complaints import DecisionReasonMissing
from greening.services import penalties
from greening.web import errors
from greening.web.auth import requires
from greening.web.i18n import say
from greening.words.refusals import REFUSALS

bp = Blueprint("penalties", __name__, url_prefix="/penalties")


@bp.get("")
@requires(Action.READ_PENALTY)
def page() -> str:
    """One's own; for whoever decides what waits, and what was decided lately."""
    app = g.wiring
    return render_template("penalties/page.html", found=penalties.penalties(app.work, app.policy, actor=g.actor))


@bp.get("/<int:penalty_id>")
@requires(Action.READ_PENALTY)
def one(penalty_id: int) -> str:
    """One penalty, with what led to it and what can be done about it."""
    return _one(penalty_id)


@bp.post("/<int:penalty_id>/decision")
@requires(Action.DECIDE_PENALTY)
def decide(penalty_id: int) -> Response:
    """Impose it or waive it."""
    app, form = g.wiring, request.form
    given: dict[str, Any] = {"imposed": form.get("decision") == "impose", "reason": form.get("reason", "")}
    return _do(penalty_id, lambda: penalties.decide(app.work, app.policy, **given, **_about(penalty_id)), "reason")


@bp.post("/<int:penalty_id>/appeal")
@requires(Action.APPEAL)
def appeal(penalty_id: int) -> Response:
    """Say what speaks against one's own."""
    app, words = g.wiring, request.form.get("words", "")
    return _do(penalty_id, lambda: penalties.appeal(app.work, app.policy, words=words, **_about(penalty_id)), "words")


@bp.post("/<int:penalty_id>/appeal/decision")
@requires(Action.DECIDE_PENALTY)
def decide_appeal(penalty_id: int) -> Response:
    """Say whether the appeal is won."""
    app, form = g.wiring, request.form
    given: dict[str, Any] = {"won": form.get("decision") == "win", "reason": form.get("reason", "")}
    return _do(
        penalty_id, lambda: penalties.decide_appeal(app.work, app.policy, **given, **_about(penalty_id)), "reason"
    )


def _about(penalty_id: int) -> dict[str, Any]:
    return {"actor": g.actor, "penalty_id": penalty_id, "now": g.wiring.now()}


def _do(penalty_id: int, act: Callable[[], None], field: str) -> Response:
    """Do it and come back to the page; without a reason nothing is done."""
    try:
        act()
    except (DecisionReasonMissing, BadValue) as refused:
        wrong = {field: say(REFUSALS, refused.code, refused.params)}
        return make_response(_one(penalty_id, wrong), errors.status_of(refused))
    return redirect(url_for("penalties.one", penalty_id=penalty_id), 303)


def _one(penalty_id: int, wrong: Mapping[str, str] | None = None) -> str:
    app = g.wiring
    shown = penalties.one(app.work, app.policy, actor=g.actor, penalty_id=penalty_id)
    return render_template("penalties/one.html", page=shown, form=request.form, errors=wrong or {})
