"""Filters of the queue that somebody comes back to."""

from flask import Blueprint, g, redirect, request
from werkzeug.wrappers import Response

from greening.domain.permissions import Action
from greening.services import review
from greening.web import review as queues
from greening.web.auth import requires

bp = Blueprint("review_filters", __name__, url_prefix="/review/filters")


@bp.post("")
@requires(Action.READ_REVIEWS)
def save() -> Response:
    """Keep the filters of the address under a name; the same name again takes the new ones."""
    app, asked = g.wiring, queues.asked(request.args)
    name = request.form.get("name", "")
    review.save_filter(app.work, app.policy, actor=g.actor, name=name, query=asked.said, now=app.now())
    return redirect(asked.address, 303)


@bp.post("/<int:filter_id>/forget")
@requires(Action.READ_REVIEWS)
def forget(filter_id: int) -> Response:
    review.forget_filter(g.wiring.work, actor=g.actor, filter_id=filter_id, now=g.wiring.now())
    return redirect(queues.asked(request.args).address, 303)
