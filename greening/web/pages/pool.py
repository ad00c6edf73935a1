"""The public pool: the list, and what somebody does with one unit of it."""

from flask import Blueprint, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from greening.domain.permissions import Action
from greening.services import pool
from greening.web import links, pool_list, scores
from greening.web.auth import requires

bp = Blueprint("pool", __name__)


@bp.context_processor
def tables() -> dict[str, object]:
    return {"scores": scores}


@bp.get("/pool")
@requires(Action.READ_RECORD)
def page() -> str:
    """What lies in the pool; filters, order and place stand in the address."""
    app, asked = g.wiring, pool_list.asked(request.args)
    found = pool.page(app.work, app.policy, actor=g.actor, filters=asked.filters, after=asked.after, now=app.now())
    counted = pool.count(app.work, app.policy, actor=g.actor, filters=asked.filters, now=app.now())
    places = pool.places(app.work, app.policy, actor=g.actor, now=app.now())
    known = () if "HX-Request" in request.headers else pool.industries(app.work, app.policy, actor=g.actor)
    said = {"asked": asked, "found": found, "counted": counted, "places": places, "industries": known}
    return render_template(links.part("pool/page.html"), **said)


@bp.post("/units/<int:unit_id>/take")
@requires(Action.TAKE_UNIT)
def take(unit_id: int) -> Response:
    """Take it into the library; its page shows it whole from now on."""
    app = g.wiring
    record_id = pool.take(app.work, app.policy, actor=g.actor, unit_id=unit_id, now=app.now())
    return _to(record_id, "taken")


@bp.post("/units/<int:unit_id>/ask")
@requires(Action.TAKE_UNIT)
def ask(unit_id: int) -> Response:
    """Ask whoever completed it whether they want it."""
    app = g.wiring
    record_id = pool.ask(app.work, app.policy, actor=g.actor, unit_id=unit_id, now=app.now())
    return _to(record_id, "asked")


@bp.post("/units/<int:unit_id>/release")
@requires(Action.RELEASE_UNIT)
def release(unit_id: int) -> Response:
    """Give it back, and say why."""
    app, reason = g.wiring, request.form.get("reason", "")
    record_id = pool.release(app.work, app.policy, actor=g.actor, unit_id=unit_id, reason=reason, now=app.now())
    return _to(record_id, "released")


def _to(record_id: int, done: str) -> Response:
    return redirect(url_for("records.one", record_id=record_id, done=done), 303)
