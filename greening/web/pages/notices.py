"""What somebody has been told: the newest first, and that they have seen it."""

from flask import Blueprint, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from greening.services import notices
from greening.web.auth import signed_in

bp = Blueprint("notices", __name__, url_prefix="/notices")


@bp.get("")
@signed_in
def page() -> str:
    """One's own notices, a page at a time."""
    app, before = g.wiring, request.args.get("before", type=int)
    found = notices.page(app.work, app.policy, actor=g.actor, before=before)
    return render_template("notices/page.html", found=found)


@bp.post("")
@signed_in
def read() -> Response:
    """Mark as seen everything up to the newest one that was shown."""
    app = g.wiring
    notices.read(app.work, actor=g.actor, up_to=request.form.get("up_to", 0, int), now=app.now())
    return redirect(url_for("notices.page"), 303)
