"""How does a stranger ask to be called? A form without an account, in both languages, that says nothing of whom we know.

It carries no rights of anybody, so that there is nothing to forge: what ties it to us is a signed ticket with a time and a
number of its own, which is also what makes a form that is sent twice one inquiry. What looks like a machine gets the same
thanks, and a person looks at it first.
"""

import re
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime

from flask import Blueprint, current_app, g, make_response, redirect, render_template, request, url_for
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.wrappers import Response

from greening.domain.inquiries import LIMITS, Channel, Inquiry
from greening.domain.leads import Doubt
from greening.domain.refusals_leads import InquiryBroken, LeadKeyTaken
from greening.services import leads
from greening.services.leads import Door
from greening.web.auth import open_to_all
from greening.web.i18n import language
from greening.web.leads import wrong
from greening.web.limits import inquiry_rate, limiter

bp = Blueprint("public_form", __name__, url_prefix="/f/<key>")
TRAP = "website"
"""A field that people do not see and machines like to fill in."""
TICKET = "ticket"
NUMBER = re.compile(r"L-[2-9A-Z]{4}-[2-9A-Z]{4}")


@bp.get("")
@open_to_all
def page(key: str) -> str:
    """The form, empty."""
    _door(key)
    return _form(key)


@bp.post("")
@open_to_all
@limiter.limit(inquiry_rate)
def send(key: str) -> Response:
    """Take it and say thanks, or show it again with what was typed and what is wrong."""
    app = g.wiring
    request.max_content_length = app.policy.pages.inquiry_bytes
    door, typed = _door(key), {name: request.form.get(name, "") for name in LIMITS}
    read = _read(request.form.get(TICKET, ""))
    if read is None:
        return make_response(_form(key, typed, is_old=True), 422)
    number, opened_at = read
    try:
        told = leads.receive(
            app.work,
            app.policy,
            inquiry=Inquiry.of(typed),
            idempotency_key=number,
            channel=Channel.FORM,
            door_id=door.id,
            language=language(),
            doubt=_doubt(opened_at),
            now=app.now(),
        )
    except InquiryBroken as refused:
        return make_response(_form(key, typed, wrong(refused.params["faults"])), 422)
    except LeadKeyTaken:
        return make_response(_form(key, typed, is_old=True), 422)
    return redirect(url_for("public_form.thanks", key=key, number=told.number), 303)


@bp.get("/thanks")
@open_to_all
def thanks(key: str) -> str:
    """The number of the inquiry, and what happens next."""
    _door(key)
    number = request.args.get("number", "")
    return render_template("public/thanks.html", key=key, number=number if NUMBER.fullmatch(number) else "")


def _door(key: str) -> Door:
    g.here = url_for("public_form.page", key=key)
    return leads.by_key(g.wiring.work, key=key)


def _form(
    key: str, typed: Mapping[str, str] | None = None, errors: Mapping[str, str] | None = None, *, is_old: bool = False
) -> str:
    said = {
        "key": key,
        "typed": typed or {},
        "errors": errors or {},
        "is_old": is_old,
        "ticket": _new_ticket(),
        "trap": TRAP,
    }
    return render_template("public/form.html", **said)


def _doubt(opened_at: datetime) -> Doubt | None:
    """What makes it look as if no person had filled it in."""
    if request.form.get(TRAP):
        return Doubt.TRAP
    return Doubt.TOO_FAST if g.wiring.now() - opened_at < g.wiring.policy.leads.form_seconds else None


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.secret_key), salt="inquiry")


def _new_ticket() -> str:
    return str(_signer().dumps([secrets.token_urlsafe(12), int(g.wiring.now().timestamp())]))


def _read(ticket: str) -> tuple[str, datetime] | None:
    """The own number of a ticket and when the form was opened; None where it is not ours, or too old."""
    try:
        number, seconds = _signer().loads(ticket)
    except (BadSignature, ValueError):
        return None
    opened_at = datetime.fromtimestamp(seconds, UTC)
    is_old = g.wiring.now() - opened_at >= g.wiring.policy.leads.form_hours
    return None if is_old else (number, opened_at)
