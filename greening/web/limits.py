"""How much and how often may one address ask? Large bodies only where files are taken, few tries where guessing pays.

The counts are in Redis; while it is away each process counts for itself.
"""

import hashlib
import hmac
from collections.abc import Callable
from typing import TypeVar

from flask import Flask, current_app, g, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from greening.domain.people import net, today
from greening.wiring import Wiring

limiter = Limiter(get_remote_address)
FORM_OVERHEAD_BYTES = 65_536
"""What a form adds to the file it carries."""

View = TypeVar("View", bound=Callable[..., object])


def takes_file(view: View) -> View:
    """Let this route have a body as long as the policy lets a file be."""
    view.takes_file = True  # type: ignore[attr-defined]
    return view


def asker() -> str:
    """Who asks: a person wherever they are, for a whole office has one address; else that."""
    return f"person:{g.actor.id}" if g.actor else get_remote_address()


def sign_in_rate() -> str:
    return f"{g.wiring.policy.pages.sign_in_per_minute}/minute"


def advice_rate() -> str:
    return f"{g.wiring.policy.pages.advice_per_minute}/minute"


def inquiry_rate() -> str:
    return f"{g.wiring.policy.pages.inquiries_per_minute}/minute"


def call_rate() -> str:
    return f"{g.wiring.policy.pages.calls_per_minute}/minute"


def complaint_rate() -> str:
    return f"{g.wiring.policy.complaints.an_hour}/hour"


def code_rate() -> str:
    return f"{g.wiring.policy.complaints.tries}/hour"


def salted_net() -> str:
    """Where a request comes from, for counting what nobody is to be traced by: a net, hashed, another hash each day."""
    salt = f"{current_app.config['SECRET_KEY']}:{today(g.wiring.policy, g.wiring.now())}"
    return hmac.new(salt.encode(), net(request.remote_addr or "").encode(), hashlib.sha256).hexdigest()


def init_app(app: Flask, wiring: Wiring) -> None:
    """To be called after who asks is known and before anything reads a body."""
    app.config.update(
        MAX_CONTENT_LENGTH=wiring.policy.pages.form_bytes,
        MAX_FORM_MEMORY_SIZE=wiring.policy.pages.form_bytes,
        RATELIMIT_STORAGE_URI=_for_limits(wiring.settings.redis_url),
        RATELIMIT_IN_MEMORY_FALLBACK_ENABLED=True,
        RATELIMIT_KEY_PREFIX="greening",
    )
    limiter.init_app(app)

    @app.before_request
    def let_files_through() -> None:
        view = app.view_functions.get(request.endpoint or "")
        if g.actor and getattr(view, "takes_file", False):
            request.max_content_length = wiring.policy.intake.file_bytes + FORM_OVERHEAD_BYTES


def _for_limits(redis_url: str) -> str:
    return f"redis+{redis_url}" if redis_url.startswith("unix:") else redis_url
