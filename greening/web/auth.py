"""Who asks, and may they be here? A session of ours in a cookie; every route says whom it is for, or nobody enters.

A route is open to all, for whoever is signed in, or for roles that a row of `domain.permissions` names. Rights on one
record are not asked here: the service does, on the record it has loaded.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from flask import Flask, current_app, g, request
from werkzeug.exceptions import Forbidden, Unauthorized
from werkzeug.wrappers import Response

from greening.config import Mode
from greening.domain.people import Actor
from greening.domain.permissions import TABLE, Action
from greening.domain.refusals import SignedOut
from greening.services import people
from greening.services.people import SignedIn
from greening.wiring import Wiring

COOKIE = "greening"


class Door(StrEnum):
    """Routes that need no action of the table."""

    OPEN = "open"
    SIGNED_IN = "signed_in"


View = TypeVar("View", bound=Callable[..., Any])


def requires(access: Action | Door) -> Callable[[View], View]:
    """Say whom a route is for."""

    def mark(view: View) -> View:
        view.access = access  # type: ignore[attr-defined]
        return view

    return mark


open_to_all = requires(Door.OPEN)
signed_in = requires(Door.SIGNED_IN)


def init_app(app: Flask, wiring: Wiring) -> None:
    """Find out who asks before anything else happens; `guard` comes when the form's token has been checked."""

    @app.before_request
    def identify() -> None:
        g.wiring = wiring if request.endpoint == "assets.file" else wiring.current()
        g.actor = None if request.endpoint == "assets.file" else _who(g.wiring)

    app.add_template_global(may, "may")


def guard(app: Flask) -> None:
    """Let nobody into a route that is not for them."""

    @app.before_request
    def admit() -> None:
        _admit(g.actor, access_of(app, request.endpoint))


def access_of(app: Flask, endpoint: str | None) -> Action | Door | None:
    """Whom a route is for; None where it does not say, which nobody passes. No route at all is open: it is a 404."""
    if endpoint is None:
        return Door.OPEN
    access: Action | Door | None = getattr(app.view_functions[endpoint], "access", None)
    return access


def may(action: Action | str) -> bool:
    """Whether this person's role can do it to anything at all, so that a page offers it."""
    actor: Actor | None = g.get("actor")
    return actor is not None and actor.role in TABLE[Action(action)]


def remember(response: Response, opened: SignedIn) -> Response:
    """Give the browser its session; scripts cannot read it, other sites cannot send it."""
    longest = g.wiring.policy.sessions.absolute
    response.set_cookie(
        _cookie(), opened.token, max_age=longest, secure=is_secure(g.wiring), httponly=True, samesite="Lax", path="/"
    )
    return response


def forget(response: Response) -> Response:
    """Take the session back from the browser."""
    response.delete_cookie(_cookie(), secure=is_secure(g.wiring), httponly=True, samesite="Lax", path="/")
    return response


def token() -> str:
    """The session this browser claims to have, or nothing."""
    return request.cookies.get(_cookie(), "")


def is_secure(wiring: Wiring) -> bool:
    """Whether browsers reach us by https. On this machine alone they need not."""
    return wiring.settings.mode is Mode.PRODUCTION


def cookie_name(name: str, wiring: Wiring) -> str:
    """A cookie that only this host can have set, where browsers can tell."""
    return f"__Host-{name}" if is_secure(wiring) else name


def _cookie() -> str:
    return cookie_name(COOKIE, g.wiring)


def _who(wiring: Wiring) -> Actor | None:
    if not token():
        return None
    try:
        return people.who(wiring.work, wiring.policy, token=token(), now=wiring.now())
    except SignedOut:
        return None


def _admit(actor: Actor | None, access: Action | Door | None) -> None:
    if access is Door.OPEN:
        return
    if actor is None:
        raise Unauthorized
    if access is None or (isinstance(access, Action) and actor.role not in TABLE[access]):
        current_app.logger.info("denied %s to person %s", request.endpoint, actor.id)
        raise Forbidden
