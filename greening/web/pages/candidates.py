"""Pairs of records that may be one company: the list, one pair side by side, and what a person says of it."""

from collections.abc import Mapping
from dataclasses import asdict
from itertools import product

from flask import Blueprint, g, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from greening.domain.candidates import CandidatePage
from greening.domain.match_models import week_of
from greening.domain.permissions import Action
from greening.domain.refusals import BadValue, Stale
from greening.services import candidates, conflicts
from greening.web import links
from greening.web.auth import requires
from greening.web.candidates import asked
from greening.web.i18n import say
from greening.words.candidates import NEEDED

FIELDS = ("verdict", "relation", "reason", "seen")

bp = Blueprint("candidates", __name__, url_prefix="/candidates")


@bp.get("")
@requires(Action.READ_RECORD)
def page() -> str:
    """The list; its filters and place stand in the address."""
    app = g.wiring
    want = asked(request.args, app.now())
    filters = asdict(want.wanted)
    found = candidates.page(app.work, app.policy, actor=g.actor, after=want.after, **filters)
    counted = candidates.count(app.work, app.policy, actor=g.actor, **filters)
    said = {"asked": want, "found": found, "counted": counted, "before": _just_ruled()}
    return render_template(links.part("candidates/page.html"), **said)


@bp.get("/<int:candidate_id>")
@requires(Action.READ_RECORD)
def one(candidate_id: int) -> str:
    """Two records side by side, why they may be one, and what was said of them. Whose they are is shown: that is logged."""
    app = g.wiring
    conflicts.saw_pair(app.work, actor=g.actor, candidate_id=candidate_id, now=app.now())
    return _one(candidate_id)


@bp.post("/<int:candidate_id>/ruling")
@requires(Action.RULE_CANDIDATE)
def rule(candidate_id: int) -> Response:
    """Say what the two are, then go on with the next pair; to say something else later is a ruling of its own."""
    app, form = g.wiring, request.form
    said = {name: form.get(name, "") for name in FIELDS}
    try:
        candidates.rule(app.work, app.policy, actor=g.actor, candidate_id=candidate_id, now=app.now(), **said)
    except BadValue as refused:
        return make_response(_one(candidate_id, {refused.params["field"]: say(NEEDED, refused.params["field"])}), 422)
    except Stale:
        return make_response(_one(candidate_id, {"rulings": say(NEEDED, "rulings")}), 409)
    return redirect(_next(candidate_id, ruled=candidate_id), 303)


@bp.get("/<int:candidate_id>/next")
@requires(Action.READ_RECORD)
def following(candidate_id: int) -> Response:
    """Leave a pair as it is, and go on."""
    return redirect(_next(candidate_id))


def _one(candidate_id: int, errors: Mapping[str, str] | None = None) -> str:
    app = g.wiring
    shown = candidates.one(app.work, app.policy, actor=g.actor, candidate_id=candidate_id)
    said = {"form": request.form, "errors": errors or {}, "before": _just_ruled()}
    return render_template("candidates/one.html", page=shown, **said)


def _just_ruled() -> CandidatePage | None:
    """The pair whose ruling led here, to change it where the hand was too quick."""
    app, ruled = g.wiring, request.args.get("ruled", type=int)
    return candidates.one(app.work, app.policy, actor=g.actor, candidate_id=ruled) if ruled else None


def _next(candidate_id: int, *, ruled: int | None = None) -> str:
    """The next pair that waits, else the first one, else the list that says there is none.

    Who was at this week's questions goes on with these, as long as there are any.
    """
    app = g.wiring
    shown = candidates.one(app.work, app.policy, actor=g.actor, candidate_id=candidate_id)
    of_week = [week_of(app.now())] if shown.asked_on == week_of(app.now()) else []
    for week, after in product([*of_week, None], (candidate_id, None)):
        found = candidates.page(app.work, app.policy, actor=g.actor, week=week, after=after)
        if found.rows:
            return url_for("candidates.one", candidate_id=found.rows[0].id, ruled=ruled)
    return url_for("candidates.page", ruled=ruled)
