"""What drops next, and contacts that quality control has rung back for."""

from flask import Blueprint, g, redirect, render_template, url_for
from werkzeug.wrappers import Response

from greening.domain.permissions import Action
from greening.services import protection
from greening.web.auth import requires

bp = Blueprint("protection", __name__)


@bp.get("/drops")
@requires(Action.READ_PROTECTION)
def page() -> str:
    """What drops within the next weeks, the nearest first: one's own, the team's, or everybody's."""
    app = g.wiring
    found = protection.coming(app.work, app.policy, actor=g.actor, now=app.now())
    return render_template("protection/page.html", found=found)


@bp.post("/records/<int:record_id>/visits/<int:visit_id>/confirm")
@requires(Action.CONFIRM_VISIT)
def confirm(record_id: int, visit_id: int) -> Response:
    """Say that a contact took place."""
    app = g.wiring
    protection.confirm(app.work, actor=g.actor, record_id=record_id, visit_id=visit_id, now=app.now())
    return redirect(url_for("records.one", record_id=record_id, _anchor="visits"), 303)
