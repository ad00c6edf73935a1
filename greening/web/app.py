"""What is the web application made of? One factory; every part of it is set up here, in the order they act."""

from flask import Flask
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from greening import config
from greening.config import CHECKOUT
from greening.web import (
    assets,
    auth,
    candidates,
    collisions,
    errors,
    findings,
    headers,
    i18n,
    limits,
    links,
    pool_list,
    record_list,
    record_page,
    review,
)
from greening.web import complaints as complaint_words
from greening.web import leads as lead_words
from greening.web import notices as notice_words
from greening.web import policy as policy_words
from greening.web import protection as clock_words
from greening.web import quest as quest_words
from greening.web import rights as right_words
from greening.web.api import checks as checks_api
from greening.web.api import leads as leads_api
from greening.web.compiling import COMPILED
from greening.web.forms import dom_id
from greening.web.pages import auth as auth_pages
from greening.web.pages import calendar as calendar_pages
from greening.web.pages import candidates as candidate_pages
from greening.web.pages import claims as claim_pages
from greening.web.pages import (
    complaining,
    home,
    imports,
    jobs,
    leads,
    library,
    match_models,
    merges,
    notices,
    penalties,
    policy,
    pool,
    preferences,
    progress,
    protection,
    public_form,
    quest,
    records,
    review_bulk,
    review_filters,
    rules,
)
from greening.web.pages import complaints as complaint_pages
from greening.web.pages import conflicts as conflict_pages
from greening.web.pages import review as review_pages
from greening.web.pages import rights as right_pages
from greening.wiring import Wiring

PAGES = (
    home,
    auth_pages,
    preferences,
    records,
    candidate_pages,
    match_models,
    conflict_pages,
    pool,
    library,
    claim_pages,
    right_pages,
    leads,
    quest,
    calendar_pages,
    merges,
    protection,
    notices,
    progress,
    imports,
    jobs,
    review_pages,
    review_bulk,
    review_filters,
    public_form,
    leads_api,
    checks_api,
    complaining,
    complaint_pages,
    penalties,
    policy,
    rules,
)

WITHOUT_SESSION = (public_form, leads_api, complaining)
"""They act for nobody who is signed in, so that another site has nothing to forge: one signs its forms, one asks for a token,
one asks itself for the form's token where somebody is signed in.
"""


def create_app(wiring: Wiring) -> Flask:
    """The application over one wiring. Nothing is asked of a server before the first request."""
    app = Flask("greening.web", static_folder=None, template_folder=str(CHECKOUT / "templates"))
    _configure(app, wiring)
    headers.init_app(app)
    i18n.init_app(app)
    quest_words.init_app(app)
    links.init_app(app)
    for speaking in (
        findings,
        record_list,
        pool_list,
        record_page,
        candidates,
        review,
        right_words,
        clock_words,
        lead_words,
        complaint_words,
        notice_words,
        policy_words,
        collisions,
    ):
        speaking.init_app(app)
    errors.init_app(app)
    auth.init_app(app, wiring)
    limits.init_app(app, wiring)
    protected = CSRFProtect(app)
    auth.guard(app)
    assets.init_app(app)
    for pages in PAGES:
        app.register_blueprint(pages.bp)
    for pages in WITHOUT_SESSION:
        protected.exempt(pages.bp)
    if wiring.settings.trusted_proxies:
        _believe_proxies(app, wiring.settings.trusted_proxies)
    return app


def _configure(app: Flask, wiring: Wiring) -> None:
    app.config.update(
        SECRET_KEY=config.secret_key(wiring.settings),
        TRUSTED_HOSTS=list(wiring.settings.trusted_hosts),
        SESSION_COOKIE_NAME=auth.cookie_name("form", wiring),  # holds what ties a form to this browser
        SESSION_COOKIE_SECURE=auth.is_secure(wiring),
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,  # a form may stay open as long as the session lives
    )
    app.add_template_filter(dom_id)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.bytecode_cache = COMPILED


def _believe_proxies(app: Flask, count: int) -> None:
    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count)  # type: ignore[method-assign]
