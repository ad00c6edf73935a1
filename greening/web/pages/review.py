"""The review queue: what waits, one item after the other, and what somebody says of it."""

from typing import Any

from flask import Blueprint, g, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from greening.domain.permissions import Action
from greening.domain.refusals import BadValue, ReasonMissing, ReviewHeld, ReviewStale, SkipReasonMissing
from greening.domain.refusals_units import PassLacking
from greening.domain.review import Kind
from greening.services import candidates, records, review
from greening.web import review as queues
from greening.web import review_item, rights, scores
from greening.web.auth import requires
from greening.web.i18n import say
from greening.words.refusals import REFUSALS

bp = Blueprint("review", __name__, url_prefix="/review")


@bp.get("")
@requires(Action.READ_REVIEWS)
def page() -> str:
    """The queue; its filters and place stand in the address."""
    app, asked = g.wiring, queues.asked(request.args)
    found = review.queue(app.work, app.policy, actor=g.actor, filters=asked.filters, after=asked.after, now=app.now())
    return render_template("review/page.html", asked=asked, queue=found, **queues.of_reader())


@bp.post("/next")
@requires(Action.REVIEW)
def following() -> Response:
    """Take the next item that nobody has open."""
    return _go_on()


@bp.get("/<int:review_id>")
@requires(Action.READ_REVIEWS)
def one(review_id: int) -> str:
    """One item: why it is here, what its record says, and the verdicts. To look takes nothing."""
    return _one(review_id)


@bp.post("/<int:review_id>/lease")
@requires(Action.REVIEW)
def take(review_id: int) -> Response:
    """Have it open, or go on having it open; a page with scripts asks by itself and is told in its own place."""
    app, quietly = g.wiring, "HX-Request" in request.headers
    try:
        lease = review.take(app.work, app.policy, actor=g.actor, review_id=review_id, now=app.now())
    except ReviewHeld as held:
        return make_response(render_template("review/_held.html", held=held.params)) if quietly else _back_to(review_id)
    told = {"review_id": review_id, "lease": lease, "asked": _asked()}
    return make_response(render_template("review/_lease.html", **told)) if quietly else _back_to(review_id)


@bp.post("/<int:review_id>/release")
@requires(Action.REVIEW)
def release(review_id: int) -> Response:
    """Give it back; a browser that leaves the page does so by itself and waits for no page."""
    review.release(g.wiring.work, actor=g.actor, review_id=review_id)
    return Response(status=204) if "leaving" in request.form else redirect(_asked().address, 303)


@bp.post("/<int:review_id>/note")
@requires(Action.REVIEW)
def note(review_id: int) -> Response:
    """Keep what somebody has begun to say; asked at every pause in typing, and by whoever wants to go on later."""
    app, said = g.wiring, _said()
    review.save_draft(app.work, app.policy, actor=g.actor, review_id=review_id, **said, now=app.now())
    return Response(status=204) if "HX-Request" in request.headers else _back_to(review_id)


@bp.post("/<int:review_id>/skip")
@requires(Action.REVIEW)
def skip(review_id: int) -> Response:
    """Leave it to others; who does so often says why."""
    app, reason = g.wiring, request.form.get("reason", "")
    try:
        review.skip(app.work, app.policy, actor=g.actor, review_id=review_id, reason=reason, now=app.now())
    except SkipReasonMissing:
        return make_response(_one(review_id, asks_why=True), 422)
    return _go_on(review_id)


@bp.post("/<int:review_id>/verdict")
@requires(Action.REVIEW)
def decide(review_id: int) -> Response:
    """Say what it is and go on to the next one; where that cannot be, nothing that was typed is lost."""
    app, form, said = g.wiring, request.form, _said()
    if said["kind"] is None:
        raise BadValue(field="kind", value=form.get("kind", ""))
    seen: dict[str, Any] = {name: form.get(name, 0, int) for name in ("version", "record_version")}
    try:
        review.decide(app.work, app.policy, actor=g.actor, review_id=review_id, **seen, **said, now=app.now())
    except ReviewStale as stale:
        return make_response(_one(review_id, template="review/stale.html", stale=stale.params, said=said), 409)
    except PassLacking as refused:
        lacked = [rights.step_of(one) for one in refused.params["steps"]]
        return make_response(_one(review_id, wrong=say(REFUSALS, refused.code), lacked=lacked), 422)
    except (ReasonMissing, ReviewHeld) as refused:
        wrong = say(REFUSALS, refused.code, refused.params)
        return make_response(_one(review_id, wrong=wrong, opened=said["kind"]), 422)
    return _go_on(review_id)


@bp.post("/verdicts/<int:verdict_id>/undo")
@requires(Action.REVIEW)
def undo(verdict_id: int) -> Response:
    """Take a verdict back, and look at its item again."""
    app = g.wiring
    return _back_to(review.undo(app.work, app.policy, actor=g.actor, verdict_id=verdict_id, now=app.now()))


@bp.get("/mine")
@requires(Action.REVIEW)
def mine() -> str:
    """What somebody has judged, the newest first, and what of it can be taken back."""
    app, before = g.wiring, request.args.get("before", type=int)
    verdicts = review.mine(app.work, app.policy, actor=g.actor, before=before)
    return render_template("review/mine.html", verdicts=verdicts, **queues.of_reader())


def _one(review_id: int, template: str = "review/one.html", **told: object) -> str:
    app, asked = g.wiring, _asked()
    found: dict[str, Any] = {"actor": g.actor, "filters": asked.filters, "now": app.now()}
    item = review.item(app.work, app.policy, review_id=review_id, **found)
    told = {
        "item": item,
        "page": records.one(app.work, app.policy, actor=g.actor, record_id=item.record_id),
        "similar": candidates.similar(app.work, app.policy, actor=g.actor, record_id=item.record_id),
        "queue": review.queue(app.work, app.policy, **found),
        "opened": review_item.begun(item),
        **queues.of_reader(),
        **told,
    }
    return render_template(template, asked=asked, scores=scores, **told)


def _asked() -> queues.Asked:
    return queues.asked(request.args)


def _said() -> dict[str, Any]:
    """What the form says of an item."""
    form = request.form
    kind = form.get("kind", "")
    ticked = {"confirmed": form.getlist("confirmed"), "proven": form.getlist("proven")}
    return {"kind": Kind(kind) if kind in set(Kind) else None, **ticked, "note": form.get("note", "")}


def _back_to(review_id: int) -> Response:
    return redirect(url_for("review.one", review_id=review_id, **_asked().query), 303)


def _go_on(after: int | None = None) -> Response:
    """To the next item behind this one that is free, else to the first; to the queue, which says why, where none is."""
    app, asked = g.wiring, _asked()
    who: dict[str, Any] = {"actor": g.actor, "filters": asked.filters, "now": app.now()}
    found = review.next_item(app.work, app.policy, after=after, **who)
    if found is None and after is not None:
        found = review.next_item(app.work, app.policy, **who)
    return redirect(asked.address, 303) if found is None else _back_to(found)
