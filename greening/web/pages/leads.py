"""Leads: what is offered to me and why, one lead with everybody who was considered, what has to be looked at, the doors."""

from collections.abc import Mapping

from flask import Blueprint, g, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from greening.domain.leads import State
from greening.domain.permissions import Action
from greening.domain.refusals import BadValue, Refusal
from greening.domain.refusals_leads import DeclineReasonMissing, DoorNameMissing
from greening.services import leads
from greening.services.leads import Door
from greening.web import links
from greening.web.auth import requires
from greening.web.errors import status_of
from greening.web.i18n import say
from greening.words.refusals import REFUSALS

bp = Blueprint("leads", __name__, url_prefix="/leads")


@bp.get("")
@requires(Action.READ_LEADS)
def page() -> str:
    """What is offered to me first, then what I had; for whoever looks after others all leads they may know of."""
    app, actor = g.wiring, g.actor
    asked = request.args.get("state", "")
    state = State(asked) if asked in set(State) else None
    after = request.args.get("after", type=int)
    mine = leads.mine(app.work, app.policy, actor=actor)
    listed = (
        leads.page(app.work, app.policy, actor=actor, state=state, after=after) if leads.looks_after(actor) else None
    )
    said = {"mine": mine, "listed": listed, "state": asked if state else "", "done": request.args.get("done", "")}
    return render_template(links.part("leads/page.html"), **said)


@bp.get("/<int:lead_id>")
@requires(Action.READ_LEADS)
def one(lead_id: int) -> str:
    """What was asked, whose it is and why."""
    return _one(lead_id)


@bp.post("/<int:lead_id>/offers/<int:offer_id>/accept")
@requires(Action.ANSWER_LEAD)
def accept(lead_id: int, offer_id: int) -> Response:
    """Take it; the page of the lead then shows how to reach the customer."""
    app = g.wiring
    try:
        leads.accept(app.work, app.policy, actor=g.actor, offer_id=offer_id, now=app.now())
    except Refusal as refused:
        return _refused(lead_id, refused, "offer")
    return redirect(url_for("leads.one", lead_id=lead_id, done="accepted"), 303)


@bp.post("/<int:lead_id>/offers/<int:offer_id>/decline")
@requires(Action.ANSWER_LEAD)
def decline(lead_id: int, offer_id: int) -> Response:
    """Say no, and why."""
    app, reason = g.wiring, request.form.get("reason", "")
    try:
        leads.decline(app.work, app.policy, actor=g.actor, offer_id=offer_id, reason=reason, now=app.now())
    except (DeclineReasonMissing, BadValue) as refused:
        return make_response(_one(lead_id, {"reason": say(REFUSALS, DeclineReasonMissing.code)}), status_of(refused))
    except Refusal as refused:
        return _refused(lead_id, refused, "offer")
    return redirect(url_for("leads.page", done="declined"), 303)


@bp.post("/<int:lead_id>/decide")
@requires(Action.DECIDE_LEAD)
def decide(lead_id: int) -> Response:
    """Say which customer it is about; none of those that are known is an answer too."""
    app, record_id = g.wiring, request.form.get("record_id", type=int)
    if record_id is None and "new" not in request.form:
        raise BadValue(field="record_id", value="")
    leads.decide(app.work, app.policy, actor=g.actor, lead_id=lead_id, record_id=record_id, now=app.now())
    return redirect(url_for("leads.one", lead_id=lead_id, done="decided"), 303)


@bp.post("/<int:lead_id>/close")
@requires(Action.DECIDE_LEAD)
def close(lead_id: int) -> Response:
    """Close what nobody needs to answer."""
    app, form = g.wiring, request.form
    said = {"closing": form.get("closing", ""), "note": form.get("note", "")}
    leads.close(app.work, app.policy, actor=g.actor, lead_id=lead_id, now=app.now(), **said)
    return redirect(url_for("leads.page", done="closed"), 303)


@bp.get("/doors")
@requires(Action.MANAGE_DOORS)
def doors() -> str:
    """Forms and tokens through which leads come in."""
    return _doors()


@bp.post("/doors/forms")
@requires(Action.MANAGE_DOORS)
def open_form() -> Response:
    """Make a form with an address of its own."""
    app = g.wiring
    try:
        leads.open_form(app.work, actor=g.actor, name=request.form.get("form_name", ""), now=app.now())
    except (DoorNameMissing, BadValue) as refused:
        return make_response(_doors({"form_name": say(REFUSALS, DoorNameMissing.code)}), status_of(refused))
    return redirect(url_for("leads.doors"), 303)


@bp.post("/doors/tokens")
@requires(Action.MANAGE_DOORS)
def open_token() -> Response:
    """Make a token and show it, this once."""
    app = g.wiring
    try:
        made = leads.open_token(app.work, actor=g.actor, name=request.form.get("token_name", ""), now=app.now())
    except (DoorNameMissing, BadValue) as refused:
        return make_response(_doors({"token_name": say(REFUSALS, DoorNameMissing.code)}), status_of(refused))
    return make_response(_doors(made=made))


@bp.post("/doors/<int:door_id>/close")
@requires(Action.MANAGE_DOORS)
def shut(door_id: int) -> Response:
    """Let nothing more in through it."""
    app = g.wiring
    leads.shut(app.work, actor=g.actor, door_id=door_id, now=app.now())
    return redirect(url_for("leads.doors"), 303)


def _one(lead_id: int, errors: Mapping[str, str] | None = None) -> str:
    app = g.wiring
    shown = leads.one(app.work, app.policy, actor=g.actor, lead_id=lead_id)
    said = {"errors": errors or {}, "typed": request.form.get("reason", ""), "done": request.args.get("done", "")}
    return render_template("leads/one.html", lead=shown, **said)


def _refused(lead_id: int, refused: Refusal, field: str) -> Response:
    """The lead as it stands now, with why not; somebody who may not even see it gets the refusal alone."""
    if refused.code in {"not_found", "denied"}:
        raise refused
    told = {field: say(REFUSALS, refused.code, refused.params)}
    return make_response(_one(lead_id, told), status_of(refused))


def _doors(errors: Mapping[str, str] | None = None, made: Door | None = None) -> str:
    every = leads.every(g.wiring.work, actor=g.actor)
    return render_template("leads/doors.html", doors=every, errors=errors or {}, made=made, form=request.form)
