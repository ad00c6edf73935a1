"""How does another system hand over an inquiry? One call, safe to send again, that never says whom we know."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, g, make_response, request
from werkzeug.exceptions import BadRequest, Unauthorized

from greening.domain.inquiries import LIMITS, Channel, Inquiry
from greening.domain.refusals import NotFound
from greening.domain.refusals_leads import InquiryBroken
from greening.services import leads
from greening.services.leads import Door
from greening.web.api.problems import problem
from greening.web.api.reading import document
from greening.web.auth import open_to_all
from greening.web.limits import call_rate, limiter

bp = Blueprint("leads_api", __name__, url_prefix="/api/leads")
KEY = "Idempotency-Key"
LONGEST_KEY = 200
CREATED, THERE = 201, 200


@bp.post("")
@open_to_all
@limiter.limit(call_rate)
def receive() -> Response:
    """Take an inquiry: 201, and 200 with the same body whenever it comes again."""
    app = g.wiring
    request.max_content_length = app.policy.pages.inquiry_bytes
    door, key, typed = _door(), _key(), document()
    if strange := _strange(typed):
        return problem(422, InquiryBroken.code, errors=strange)
    try:
        told = leads.receive(
            app.work,
            app.policy,
            inquiry=Inquiry.of(typed),
            idempotency_key=key,
            channel=Channel.API,
            door_id=door.id,
            now=app.now(),
        )
    except InquiryBroken as refused:
        faults = [{"field": name, "code": code} for name, code in refused.params["faults"].items()]
        return problem(422, refused.code, errors=faults)
    body = {"number": told.number, "received_at": told.received_at.isoformat()}
    return make_response(body, THERE if told.again else CREATED)


def _door() -> Door:
    """The door that the token opens. Raises: Unauthorized."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not token.strip():
        raise Unauthorized
    try:
        return leads.by_token(g.wiring.work, token=token.strip())
    except NotFound:
        raise Unauthorized from None


def _key() -> str | None:
    key = request.headers.get(KEY)
    if key is not None and not (key.isprintable() and 0 < len(key.strip()) <= LONGEST_KEY):
        raise BadRequest
    return key.strip() if key else None


def _strange(typed: Mapping[str, Any]) -> list[dict[str, str]]:
    """Fields that are not ours, and values that are no text."""
    unknown = [{"field": str(name)[:LONGEST_KEY], "code": "unknown"} for name in typed if name not in LIMITS]
    no_text = [
        {"field": name, "code": "no_text"}
        for name, value in typed.items()
        if name in LIMITS and value is not None and not isinstance(value, str)
    ]
    return unknown + no_text
