"""The policy for operations: versions, a form for words, weights and thresholds, its effect, and saving it."""

from collections.abc import Mapping

from flask import Blueprint, g, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from greening.domain.permissions import Action
from greening.domain.refusals import BadValue, PolicyBroken, PolicyMoved, PolicyStart, PolicyUnchanged, Refusal
from greening.services import policies
from greening.web.auth import requires
from greening.web.i18n import said_at, say
from greening.web.links import part
from greening.web.policy import problems
from greening.words.policy import MISSING
from greening.words.refusals import REFUSALS

bp = Blueprint("policy", __name__, url_prefix="/policy")


@bp.get("")
@requires(Action.SET_POLICY)
def page() -> str:
    """What holds, what is to come, what is drafted, and every version."""
    app, before = g.wiring, request.args.get("before", type=int)
    found = policies.overview(app.work, app.policy, actor=g.actor, before=before, now=app.now())
    return render_template("policy/page.html", found=found)


@bp.get("/edit")
@requires(Action.SET_POLICY)
def edit() -> str:
    """The form over the newest version; with the changes of a draft where the address names one."""
    return _form(request.args.get("draft", type=int))


@bp.post("/drafts")
@requires(Action.SET_POLICY)
def draft() -> Response:
    """Keep what was typed, and have it found out what it would change."""
    app = g.wiring
    base = request.form.get("base", 0, type=int)
    typed = {path: text for path, text in request.form.items() if path.startswith("validators.")}
    try:
        made = policies.draft(app.work, app.policy, actor=g.actor, base_version=base, typed=typed, now=app.now())
    except PolicyBroken as broken:
        return make_response(_form(None, problems(broken.params["problems"])), 422)
    except (PolicyMoved, PolicyUnchanged) as refused:
        return make_response(_form(None, {"base": say(REFUSALS, refused.code, refused.params)}), 409)
    return redirect(url_for("policy.one_draft", draft_id=made), 303)


@bp.get("/drafts/<int:draft_id>")
@requires(Action.SET_POLICY)
def one_draft(draft_id: int) -> str:
    """A draft, what it would change, and saving it."""
    return _draft(draft_id)


@bp.post("/drafts/<int:draft_id>/save")
@requires(Action.SET_POLICY)
def save(draft_id: int) -> Response:
    """Make the draft a version."""
    app, form = g.wiring, request.form
    later = form.get("when") == "later"
    starts_at = said_at(form.get("starts_at", "")) if later else None
    if later and starts_at is None:
        return make_response(_draft(draft_id, {"starts_at": say(MISSING, "starts_at")}), 422)
    told = {"draft_id": draft_id, "reason": form.get("reason", ""), "starts_at": starts_at, "now": app.now()}
    try:
        version = policies.save(app.work, app.policy, actor=g.actor, **told)
    except (BadValue, PolicyStart, PolicyMoved) as refused:
        return make_response(_draft(draft_id, _refused(refused)), 409 if isinstance(refused, PolicyMoved) else 422)
    app.in_force.forget()
    return redirect(url_for("policy.version", version=version), 303)


@bp.get("/<int:version>")
@requires(Action.SET_POLICY)
def version(version: int) -> str:
    """A version: who, when, why, what changed, and what it has moved."""
    app = g.wiring
    found = policies.one_version(app.work, actor=g.actor, version=version, now=app.now())
    return render_template(part("policy/version.html"), page=found)


def _form(draft_id: int | None, errors: Mapping[str, str] | None = None) -> str:
    found = policies.form(g.wiring.work, actor=g.actor, draft_id=draft_id)
    return render_template("policy/edit.html", found=found, errors=errors or {}, form=request.form)


def _draft(draft_id: int, errors: Mapping[str, str] | None = None) -> str:
    found = policies.one_draft(g.wiring.work, actor=g.actor, draft_id=draft_id)
    return render_template(part("policy/draft.html"), page=found, errors=errors or {}, form=request.form)


def _refused(refused: Refusal) -> dict[str, str]:
    if isinstance(refused, BadValue):
        return {"reason": say(MISSING, "reason")}
    return {"starts_at": say(REFUSALS, refused.code, refused.params)}
