"""By which weights records are compared: what was learned from rulings, how good it is, and which version holds."""

from flask import Blueprint, g, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from greening.domain.permissions import Action
from greening.domain.refusals import BadValue
from greening.services import match_models
from greening.web.auth import requires
from greening.web.i18n import say
from greening.words.match_models import NEEDED

bp = Blueprint("match_models", __name__, url_prefix="/matching")


@bp.get("")
@requires(Action.READ_MATCH_MODELS)
def page() -> str:
    """Versions, this week's questions, and how far the machine is from merging by itself."""
    return _page({})


@bp.post("/choice")
@requires(Action.CHOOSE_MATCH_MODEL)
def choose() -> Response:
    """Have another version hold; 0 is the shipped one."""
    app, form = g.wiring, request.form
    model_id = form.get("model", -1, type=int)
    if model_id < 0:
        return make_response(_page({"model": say(NEEDED, "model")}), 422)
    try:
        match_models.choose(
            app.work, app.policy, actor=g.actor, model_id=model_id or None, reason=form.get("reason", ""), now=app.now()
        )
    except BadValue as refused:
        return make_response(_page({refused.params["field"]: say(NEEDED, refused.params["field"])}), 422)
    return redirect(url_for("match_models.page"), 303)


def _page(errors: dict[str, str]) -> str:
    app = g.wiring
    found = match_models.overview(app.work, app.policy, actor=g.actor, now=app.now())
    return render_template("matching/page.html", found=found, errors=errors, form=request.form)
