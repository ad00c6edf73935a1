"""Two records that became one: how that is done, what it did, and the way back."""

from flask import Blueprint, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from greening.domain.permissions import Action
from greening.services import merges
from greening.web.auth import requires

bp = Blueprint("merges", __name__, url_prefix="/merges")


@bp.get("")
@requires(Action.MERGE)
def page() -> str:
    """The newest of them."""
    app = g.wiring
    return render_template("merges/page.html", rows=merges.page(app.work, app.policy, actor=g.actor, now=app.now()))


@bp.post("")
@requires(Action.MERGE)
def merge() -> Response:
    """Make one record of a pair."""
    app, form = g.wiring, request.form
    pair = {"candidate_id": form.get("candidate", 0, type=int), "kept_id": form.get("kept", 0, type=int)}
    done = merges.merge(app.work, app.policy, actor=g.actor, **pair, reason=form.get("reason", ""), now=app.now())
    return redirect(url_for("merges.one", merge_id=done), 303)


@bp.get("/<int:merge_id>")
@requires(Action.MERGE)
def one(merge_id: int) -> str:
    """What a merge did, and until when it can be taken back."""
    app = g.wiring
    shown = merges.one(app.work, app.policy, actor=g.actor, merge_id=merge_id, now=app.now())
    return render_template("merges/one.html", one=shown)


@bp.post("/<int:merge_id>/undo")
@requires(Action.MERGE)
def undo(merge_id: int) -> Response:
    """Make two records of one again."""
    app = g.wiring
    merges.undo(app.work, app.policy, actor=g.actor, merge_id=merge_id, now=app.now())
    return redirect(url_for("merges.one", merge_id=merge_id), 303)
