"""How does somebody complain, with or without an account, and come back with a code?

Whoever is not signed in gets no cookie here, not even for the language. The code is typed into a form and stands in no
address; the pages that show it are sent once and kept by nobody.
"""

from collections.abc import Mapping

from flask import Blueprint, current_app, g, make_response, render_template, request
from werkzeug.wrappers import Response

from greening.domain.complaint_page import Talk
from greening.domain.complaints import Mode
from greening.domain.refusals import BadValue, Refusal
from greening.domain.refusals_complaints import CodeUnknown, ComplaintClosed, ComplaintEmpty, TooManyComplaints
from greening.services import complaints
from greening.web import errors
from greening.web.auth import open_to_all
from greening.web.complaints import kinds, mode
from greening.web.i18n import say
from greening.web.limits import code_rate, complaint_rate, limiter, salted_net
from greening.words.complaints import MISSING
from greening.words.refusals import REFUSALS

bp = Blueprint("complaining", __name__, url_prefix="/complaints")
WRONG = 422
FIELDS = ("mode", "named", "words")


@bp.before_request
def keep_nothing() -> None:
    """A browser that nobody is signed in with leaves no trace; one that is signed in proves that the form is ours."""
    g.without_cookies = g.actor is None
    if g.actor and request.method == "POST":
        current_app.extensions["csrf"].protect()


@bp.get("/new")
@open_to_all
def new() -> str:
    """The form; a record's page may name the record."""
    return _form({"named": request.args.get("about", ""), "mode": Mode.CONFIDENTIAL if g.actor else Mode.ANONYMOUS})


@bp.post("/new")
@open_to_all
@limiter.limit(complaint_rate, key_func=salted_net)
def send() -> Response:
    """Take a complaint and show its code, the only time; or the form again with what was typed and what is missing."""
    app, form = g.wiring, request.form
    wanted = mode(form) if g.actor else Mode.ANONYMOUS
    typed = {name: form.get(name, "") for name in FIELDS} | {"mode": wanted}
    try:
        filed = complaints.file(
            app.work,
            app.policy,
            actor=g.actor if wanted is Mode.CONFIDENTIAL else None,
            mode=wanted,
            named=typed["named"],
            kinds=kinds(form),
            words=typed["words"],
            now=app.now(),
        )
    except (ComplaintEmpty, BadValue, TooManyComplaints) as refused:
        return make_response(_form(typed, _errors(refused, "words")), errors.status_of(refused))
    return make_response(render_template("complaints/thanks.html", filed=filed, mode=wanted), 201)


@bp.get("/follow-up")
@open_to_all
def follow_up() -> str:
    """Where the code is typed."""
    return render_template("complaints/follow_up.html", errors={}, code="")


@bp.post("/follow-up")
@open_to_all
@limiter.limit(code_rate, key_func=salted_net, deduct_when=lambda answer: answer.status_code == WRONG)
def talk() -> Response:
    """How a complaint stands; what is typed besides the code is said to whoever looks into it."""
    app, form = g.wiring, request.form
    code, words = form.get("code", ""), form.get("words", "")
    try:
        if "words" not in form:
            return _talk(complaints.follow_up(app.work, app.policy, code=code), code)
        shown = complaints.write_back(app.work, app.policy, code=code, words=words, now=app.now())
    except (CodeUnknown, BadValue) as refused:
        wrong = _errors(refused, "code")
        return make_response(render_template("complaints/follow_up.html", errors=wrong, code=code), WRONG)
    except (ComplaintEmpty, ComplaintClosed) as refused:
        there = complaints.follow_up(app.work, app.policy, code=code)
        return _talk(there, code, _errors(refused, "words"), errors.status_of(refused))
    return _talk(shown, code)


def _form(typed: Mapping[str, str], wrong: Mapping[str, str] | None = None) -> str:
    ticked = {kind.value for kind in kinds(request.form)}
    return render_template("complaints/new.html", typed=typed, ticked=ticked, errors=wrong or {})


def _talk(shown: Talk, code: str, wrong: Mapping[str, str] | None = None, status: int = 200) -> Response:
    page = render_template("complaints/talk.html", talk=shown, code=code, errors=wrong or {})
    return make_response(page, status)


def _errors(refused: Refusal, where: str) -> dict[str, str]:
    """The sentences beside the fields that they are about."""
    if isinstance(refused, ComplaintEmpty):
        return {field: say(MISSING, field) for field in refused.params["fields"]}
    return {str(refused.params.get("field", where)): say(REFUSALS, refused.code, refused.params)}
