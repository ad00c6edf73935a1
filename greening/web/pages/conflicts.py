"""Conflicts: the list by deadline, one of them with its evidence, and bringing up, answering, ruling and taking back."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, g, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from greening.domain.conflict_page import State
from greening.domain.permissions import Action
from greening.domain.refusals import BadValue, Refusal
from greening.domain.refusals_conflicts import ConflictReasonMissing
from greening.services import candidates, conflicts, records
from greening.web import links
from greening.web.auth import requires
from greening.web.errors import status_of
from greening.web.i18n import say
from greening.words.conflicts import NEEDED
from greening.words.refusals import REFUSALS

bp = Blueprint("conflicts", __name__, url_prefix="/conflicts")


@bp.get("")
@requires(Action.READ_CONFLICTS)
def page() -> str:
    """The list; its state and place stand in the address."""
    app, asked = g.wiring, request.args.get("state", "")
    state = State(asked) if asked in set(State) else State.OPEN
    after = request.args.get("after", type=int)
    found = conflicts.page(app.work, app.policy, actor=g.actor, state=state, after=after, now=app.now())
    counted = conflicts.count(app.work, app.policy, actor=g.actor, state=state)
    return render_template(links.part("conflicts/page.html"), state=state.value, found=found, counted=counted)


@bp.get("/<int:conflict_id>")
@requires(Action.READ_CONFLICTS)
def one(conflict_id: int) -> str:
    """Both sides, the evidence on one line, what the rules say, and what was ruled."""
    return _one(conflict_id)


@bp.get("/new")
@requires(Action.FILE_CONFLICT)
def new() -> Response:
    """What bringing it up means, and the form; it is about a record or a pair, where one is named."""
    if not {"record_id", "candidate_id"} & request.args.keys():
        return redirect(url_for("conflicts.page"))
    return make_response(_form())


@bp.post("/new")
@requires(Action.FILE_CONFLICT)
def file() -> Response:
    """Contest a customer whom somebody else holds."""
    app, form = g.wiring, request.form
    about = {name: form.get(name, type=int) for name in ("unit_id", "candidate_id")}
    try:
        conflict_id = conflicts.file(
            app.work, app.policy, actor=g.actor, reason=form.get("reason", ""), now=app.now(), **about
        )
    except (ConflictReasonMissing, BadValue) as refused:
        return make_response(_form({"reason": _needed("reason", refused)}), status_of(refused))
    return redirect(url_for("conflicts.one", conflict_id=conflict_id), 303)


@bp.post("/from/<int:candidate_id>")
@requires(Action.OPEN_CONFLICT)
def begin(candidate_id: int) -> Response:
    """Open the conflict of two records that were ruled to be one customer of two owners."""
    app = g.wiring
    opened = conflicts.open_from_candidate(
        app.work, app.policy, actor=g.actor, candidate_id=candidate_id, now=app.now()
    )
    return redirect(url_for("conflicts.one", conflict_id=opened), 303)


@bp.post("/<int:conflict_id>/answer")
@requires(Action.ANSWER_CONFLICT)
def answer(conflict_id: int) -> Response:
    """Say what the logs do not show."""
    app, said = g.wiring, request.form.get("said", "")
    try:
        conflicts.answer(app.work, app.policy, actor=g.actor, conflict_id=conflict_id, said=said, now=app.now())
    except (ConflictReasonMissing, BadValue) as refused:
        return _again(conflict_id, "said", refused)
    return _back(conflict_id)


@bp.post("/<int:conflict_id>/withdraw")
@requires(Action.ANSWER_CONFLICT)
def withdraw(conflict_id: int) -> Response:
    """Give up what one has brought up."""
    app = g.wiring
    conflicts.withdraw(app.work, actor=g.actor, conflict_id=conflict_id, now=app.now())
    return _back(conflict_id)


@bp.post("/<int:conflict_id>/ruling")
@requires(Action.RULE_CONFLICT)
def rule(conflict_id: int) -> Response:
    """Rule it, and carry that out."""
    app, form = g.wiring, request.form
    said: dict[str, Any] = {
        "code": form.get("code", ""),
        "reason": form.get("reason", ""),
        "cites": form.getlist("cites"),
    }
    try:
        conflicts.rule(app.work, app.policy, actor=g.actor, conflict_id=conflict_id, now=app.now(), **said)
    except ConflictReasonMissing as refused:
        return _again(conflict_id, "reason", refused)
    except BadValue as refused:
        return _again(conflict_id, refused.params["field"], refused)
    return _back(conflict_id)


@bp.post("/<int:conflict_id>/undo")
@requires(Action.RULE_CONFLICT)
def undo(conflict_id: int) -> Response:
    """Take the ruling back."""
    app, reason = g.wiring, request.form.get("reason", "")
    try:
        conflicts.undo(app.work, app.policy, actor=g.actor, conflict_id=conflict_id, reason=reason, now=app.now())
    except (ConflictReasonMissing, BadValue) as refused:
        return _again(conflict_id, "reason", refused)
    return _back(conflict_id)


def _one(conflict_id: int, errors: Mapping[str, str] | None = None) -> str:
    app = g.wiring
    shown = conflicts.one(app.work, app.policy, actor=g.actor, conflict_id=conflict_id, now=app.now())
    return render_template("conflicts/one.html", page=shown, form=request.form, errors=errors or {})


def _form(errors: Mapping[str, str] | None = None) -> str:
    """About a record that the reader works, or a pair of which they own one."""
    app, asked = g.wiring, request.values
    said: dict[str, Any] = {"form": request.form, "errors": errors or {}, "pair": None, "offered": None, "shown": None}
    if candidate_id := asked.get("candidate_id", type=int):
        said["pair"] = candidates.one(app.work, app.policy, actor=g.actor, candidate_id=candidate_id)
    else:
        record_id = asked.get("record_id", 0, int)
        said["shown"] = records.one(app.work, app.policy, actor=g.actor, record_id=record_id)
        said["offered"] = conflicts.offer(app.work, app.policy, actor=g.actor, record_id=record_id, now=app.now())
    return render_template("conflicts/new.html", **said)


def _again(conflict_id: int, field: str, refused: Refusal) -> Response:
    return make_response(_one(conflict_id, {field: _needed(field, refused)}), status_of(refused))


def _needed(field: str, refused: Refusal) -> str:
    if isinstance(refused, BadValue):
        return say(NEEDED, "too_long" if field in {"reason", "said"} else field)
    return say(NEEDED, field) if field in NEEDED else say(REFUSALS, refused.code)


def _back(conflict_id: int) -> Response:
    return redirect(url_for("conflicts.one", conflict_id=conflict_id), 303)
