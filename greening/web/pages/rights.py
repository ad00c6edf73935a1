"""Rights and credit: whose leads are mine, what I was paid for, and the way of a claim to its reviewer."""

from flask import Blueprint, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from greening.domain.permissions import Action
from greening.services import entitlements, submissions
from greening.web import links
from greening.web.auth import requires

bp = Blueprint("rights", __name__)


@bp.get("/rights")
@requires(Action.READ_RIGHTS)
def page() -> str:
    """The reader's rights with their countdown, what they have submitted, and their ledger, a page at a time."""
    app, before = g.wiring, request.args.get("before", type=int)
    mine = entitlements.mine(app.work, app.policy, actor=g.actor, before=before, now=app.now())
    return render_template("rights/page.html", mine=mine, is_later=before is not None, gone="gone" in request.args)


@bp.post("/rights/<int:right_id>/let-go")
@requires(Action.LET_GO_RIGHT)
def let_go(right_id: int) -> Response:
    """Give a right up; the page has said what that means."""
    app = g.wiring
    entitlements.let_go(app.work, actor=g.actor, right_id=right_id, now=app.now())
    return redirect(url_for("rights.page", gone=1), 303)


@bp.post("/claims/<int:claim_id>/submit")
@requires(Action.SUBMIT_CLAIM)
def submit(claim_id: int) -> Response:
    """Hand what was completed to review, and look at what waits; a form may say where to go on."""
    app = g.wiring
    submissions.submit(app.work, app.policy, actor=g.actor, claim_id=claim_id, now=app.now())
    back = request.form.get("next", "")
    return redirect(links.local(back) if back else url_for("quest.all_fields", claim_id=claim_id), 303)
