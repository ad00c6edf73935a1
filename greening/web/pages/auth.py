"""Sign in, sign out, change one's password."""

from flask import Blueprint, g, make_response, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from greening.domain.refusals import (
    PasswordTooCommon,
    PasswordTooLong,
    PasswordTooShort,
    Refusal,
    SignInFailed,
    TooManyTries,
)
from greening.services import people
from greening.services.people import SignedIn
from greening.web import auth, errors, links
from greening.web.auth import open_to_all, signed_in
from greening.web.i18n import say
from greening.web.limits import limiter, sign_in_rate
from greening.words.refusals import REFUSALS

bp = Blueprint("auth", __name__)


@bp.get("/sign-in")
@open_to_all
def sign_in() -> str | Response:
    """The form; who is signed in already goes on."""
    target = links.local(request.args.get("next", ""))
    return redirect(target) if g.actor else render_template("auth/sign_in.html", next=target, errors={})


@bp.post("/sign-in")
@limiter.limit(sign_in_rate)
@open_to_all
def open_session() -> Response:
    """Open a session; the one this browser had ends."""
    app, form = g.wiring, request.form
    number, target = form.get("employee_no", ""), links.local(form.get("next", ""))
    try:
        opened = people.sign_in(
            app.work, app.policy,
            employee_no=number, password=form.get("password", ""), address=request.remote_addr or "",
            user_agent=request.user_agent.string, now=app.now(),
        )  # fmt: skip
    except (SignInFailed, TooManyTries) as refused:
        wrong = {"employee_no": say(REFUSALS, refused.code, refused.params)}
        page = render_template("auth/sign_in.html", next=target, employee_no=number, errors=wrong)
        return make_response(page, errors.status_of(refused))
    people.sign_out(app.work, token=auth.token())
    return _go_on(opened, target)


@bp.post("/sign-out")
@open_to_all
def sign_out() -> Response:
    """End this session."""
    people.sign_out(g.wiring.work, token=auth.token())
    session.clear()
    return auth.forget(redirect(url_for("auth.sign_in"), 303))


@bp.get("/password")
@signed_in
def password() -> str:
    return render_template("auth/password.html", errors={})


@bp.post("/password")
@signed_in
def change_password() -> Response:
    """Change it; every other session of this person ends."""
    app, form = g.wiring, request.form
    try:
        opened = people.change_password(
            app.work, app.policy, actor=g.actor, old=form.get("old", ""), new=form.get("new", ""), now=app.now()
        )
    except (SignInFailed, TooManyTries) as refused:
        return _wrong_password("old", refused)
    except (PasswordTooShort, PasswordTooLong, PasswordTooCommon) as refused:
        return _wrong_password("new", refused)
    return _go_on(opened, url_for("home.page"))


def _wrong_password(field: str, refused: Refusal) -> Response:
    code = "password.wrong" if isinstance(refused, SignInFailed) else refused.code
    wrong = {field: say(REFUSALS, code, refused.params)}
    return make_response(render_template("auth/password.html", errors=wrong), 422)


def _go_on(opened: SignedIn, target: str) -> Response:
    session.clear()  # a form token of before the sign-in is worth nothing after it
    return auth.remember(redirect(target, 303), opened)
