"""Claims: asking for units of the pool, one's own or the team's by deadline, and giving one up."""

from datetime import datetime, timedelta

from flask import Blueprint, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from greening.domain.claim_list import Claims, Place
from greening.domain.permissions import Action
from greening.services import claims
from greening.web import links, scores
from greening.web.auth import may, requires
from greening.words import claims as words
from greening.words.refusals import REFUSALS

bp = Blueprint("claims", __name__, url_prefix="/claims")
LAST_MINUTE = timedelta(minutes=1)


@bp.app_context_processor
def tables() -> dict[str, object]:
    return {"claim_words": words, "refusal_words": REFUSALS, "last_minute": last_minute}


@bp.get("")
@requires(Action.READ_CLAIMS)
def page() -> str:
    """By deadline: a rep's own, a manager's team's."""
    after = request.args.get("after")
    found = _found(Place.read(after) if after else None)
    said = {"found": found, "scores": scores, "gone": request.args.get("gone"), "is_own": may(Action.CLAIM)}
    return render_template(links.part("claims/page.html"), **said)


@bp.post("")
@requires(Action.CLAIM)
def claim() -> Response:
    """Ask for the units that were chosen, then say of each what became of it."""
    app, asked = g.wiring, request.form.getlist("unit_ids", type=int)
    claims.claim(app.work, app.policy, actor=g.actor, unit_ids=asked, now=app.now())
    back = request.form.get("back", "")
    if "stay" in request.form:
        return redirect(links.local(back), 303)
    return redirect(url_for("claims.outcomes", unit=asked, back=back or None), 303)


@bp.get("/asked")
@requires(Action.CLAIM)
def outcomes() -> str:
    """What became of units that were asked for."""
    app, asked = g.wiring, request.args.getlist("unit", type=int)
    found = claims.outcomes(app.work, app.policy, actor=g.actor, unit_ids=asked, now=app.now())
    back = request.args.get("back", "")
    return render_template("claims/asked.html", found=found, back=links.local(back) if back else "")


@bp.post("/<int:claim_id>/withdraw")
@requires(Action.WITHDRAW_CLAIM)
def withdraw(claim_id: int) -> Response:
    """Give one up; the page has said what that costs."""
    app = g.wiring
    until = claims.withdraw(app.work, app.policy, actor=g.actor, claim_id=claim_id, now=app.now())
    return redirect(url_for("claims.page", gone="later" if until else "free"), 303)


def last_minute(at: datetime) -> datetime:
    """A day that ends at midnight is named by its last minute, as people say it."""
    return at - LAST_MINUTE


def _found(after: Place | None) -> Claims:
    app = g.wiring
    read = claims.mine if may(Action.CLAIM) else claims.of_team
    return read(app.work, app.policy, actor=g.actor, now=app.now(), after=after)
