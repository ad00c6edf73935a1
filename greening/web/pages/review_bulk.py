"""Judge everything that a filter finds: what would happen, do it, take it back."""

from datetime import datetime

from flask import Blueprint, g, make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from greening.domain.permissions import Action
from greening.domain.refusals import BadValue, ReasonMissing
from greening.domain.review import VERDICTS, Kind
from greening.services import review
from greening.web import review as queues
from greening.web.auth import requires
from greening.web.i18n import say
from greening.words.refusals import REFUSALS

bp = Blueprint("review_bulk", __name__, url_prefix="/review/bulk")


@bp.get("")
@requires(Action.REVIEW)
def preview() -> str:
    """What would become of each, counted, with the first of them to look into."""
    return _preview()


@bp.post("")
@requires(Action.REVIEW)
def judge() -> Response:
    """Judge them; what came or changed since the preview is left alone."""
    app, form, asked = g.wiring, request.form, queues.asked(request.args)
    try:
        done = review.bulk(
            app.work, app.policy, actor=g.actor, filters=asked.filters, as_of=_as_of(form.get("as_of", "")),
            kind=_kind(form.get("kind", "")), note=form.get("note", ""), now=app.now(),
        )  # fmt: skip
    except ReasonMissing as refused:
        errors = {"note": say(REFUSALS, refused.code)}
        return make_response(_preview(errors=errors, chosen=form.get("kind", "")), 422)
    left = review.queue(app.work, app.policy, actor=g.actor, filters=asked.filters, now=app.now())
    return make_response(render_template("review/bulk_done.html", done=done, left=left, asked=asked))


@bp.post("/<int:bulk_id>/undo")
@requires(Action.REVIEW)
def undo(bulk_id: int) -> Response:
    """Take back all verdicts of one act."""
    app = g.wiring
    review.undo_bulk(app.work, app.policy, actor=g.actor, bulk_id=bulk_id, now=app.now())
    return redirect(queues.asked(request.args).address, 303)


def _preview(**told: object) -> str:
    app, asked = g.wiring, queues.asked(request.args)
    found = review.bulk_preview(app.work, app.policy, actor=g.actor, filters=asked.filters, now=app.now())
    return render_template("review/bulk.html", preview=found, asked=asked, **{"errors": {}, **told})


def _kind(said: str) -> Kind:
    if said not in VERDICTS:
        raise BadValue(field="kind", value=said)
    return Kind(said)


def _as_of(said: str) -> datetime:
    """When the preview was made. Raises: BadValue."""
    try:
        at = datetime.fromisoformat(said)
    except ValueError as error:
        raise BadValue(field="as_of", value=said) from error
    if at.tzinfo is None:
        raise BadValue(field="as_of", value=said)
    return at
