"""The private library: one's own customers, what drops first at the top."""

from flask import Blueprint, g, render_template, request

from greening.domain.permissions import Action
from greening.domain.record_list import Cursor
from greening.services import library
from greening.web import scores
from greening.web.auth import requires

bp = Blueprint("library", __name__)


@bp.get("/library")
@requires(Action.READ_LIBRARY)
def page() -> str:
    """A page of it; the place stands in the address."""
    app, after = g.wiring, request.args.get("after")
    found = library.page(
        app.work, app.policy, actor=g.actor, after=Cursor.read(after) if after else None, now=app.now()
    )
    return render_template("library/page.html", found=found, scores=scores)
