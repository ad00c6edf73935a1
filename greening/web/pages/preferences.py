"""Language, theme and single keys: kept for the browser; language and theme for the person where one is signed in."""

from flask import Blueprint, g, redirect, request
from werkzeug.wrappers import Response

from greening.services import people
from greening.services.people import CHOICES
from greening.web import auth, i18n, links
from greening.web.auth import open_to_all

bp = Blueprint("preferences", __name__)
COOKIES = {"language": i18n.COOKIE, "theme": "theme", "keys": "keys"}
KEYS = frozenset({"on", "off"})
"""Of the browser alone: whether keys are hit by chance depends on what somebody sits at."""
YEAR_SECONDS = 31_536_000


@bp.post("/preferences")
@open_to_all
def choose() -> Response:
    """Take what was chosen and go back to the page."""
    offered = {**CHOICES, "keys": KEYS}
    chosen = {name: request.form[name] for name in offered if request.form.get(name) in offered[name]}
    if g.actor:
        of_person = {name: value for name, value in chosen.items() if name in CHOICES}
        people.choose(g.wiring.work, actor=g.actor, **of_person)
    response = redirect(links.local(request.form.get("next", "")), 303)
    for name, value in chosen.items():
        _keep(response, COOKIES[name], value)
    return response


def _keep(response: Response, name: str, value: str) -> None:
    secure = auth.is_secure(g.wiring)
    response.set_cookie(name, value, max_age=YEAR_SECONDS, secure=secure, httponly=True, samesite="Lax")
