"""What does a browser get instead of a page? The right status, a sentence, a way on, and a number to ask about.

Refusals of the business become statuses here and nowhere else.
"""

import logging
import secrets
from collections.abc import Mapping

from flask import Flask, Response, g, make_response, redirect, render_template, request, url_for
from sqlalchemy.exc import DataError, InterfaceError, OperationalError
from werkzeug.exceptions import HTTPException, SecurityError, Unauthorized
from werkzeug.wrappers import Response as AnyResponse

from greening.domain.refusals import NotFound, Refusal
from greening.domain.refusals_units import MergedAlready
from greening.web import links
from greening.web.api import problems
from greening.web.i18n import say
from greening.words.errors import ERRORS
from greening.words.refusals import REFUSALS

STATUS: Mapping[str, int] = {
    "not_found": 404,
    "denied": 403,
    "signed_out": 401,
    "sign_in.failed": 422,
    "sign_in.too_many_tries": 429,
    "contact.too_many_reveals": 429,
    "field.bad_value": 422,
    "record.company_missing": 422,
    "release.reason_missing": 422,
    "inquiry.broken": 422,
    "lead.reason_missing": 422,
    "lead.door_name_missing": 422,
    "review.reason_missing": 422,
    "conflict.reason_missing": 422,
    "complaint.empty": 422,
    "complaint.too_many": 429,
    "complaint.code_unknown": 422,
    "complaint.record_missing": 422,
    "inspection.answer_missing": 422,
    "penalty.reason_missing": 422,
    "review.skip_reason_missing": 422,
}
CONFLICT = 409
"""What any other refusal is: the request does not fit how things stand."""
WORTH_ANOTHER_TRY = {429, 503}
RETRY_SECONDS = "60"
OUT_OF_RANGE = "22003"
"""What PostgreSQL says of a number that is too great for its column."""

log = logging.getLogger(__name__)


def init_app(app: Flask) -> None:
    """Answer whatever is raised."""
    app.register_error_handler(SecurityError, not_our_name)
    app.register_error_handler(Unauthorized, signed_out)
    app.register_error_handler(HTTPException, refused_by_http)
    app.register_error_handler(Refusal, refused)
    app.register_error_handler(OperationalError, no_database)
    app.register_error_handler(InterfaceError, no_database)
    app.register_error_handler(DataError, no_such_number)
    app.register_error_handler(Exception, broken)


def status_of(refusal: Refusal) -> int:
    """The HTTP status of a refusal."""
    return STATUS.get(refusal.code, CONFLICT)


def refused(refusal: Refusal) -> AnyResponse:
    """The business said no. The address of a record that is part of another leads there for ever."""
    if refusal.code == MergedAlready.code and request.method in {"GET", "HEAD"}:
        return redirect(url_for("records.one", record_id=refusal.params["into"], was=refusal.params["record_id"]))
    why = say(REFUSALS, refusal.code, refusal.params)
    return (
        problems.problem(status_of(refusal), refusal.code, why) if problems.wanted() else _page(status_of(refusal), why)
    )


def refused_by_http(error: HTTPException) -> Response:
    """No such page, too large, too often, a form without its token."""
    response = _page(error.code or 500)
    response.headers.extend((name, value) for name, value in error.get_headers() if name == "Allow")
    return response


def not_our_name(_: HTTPException) -> Response:
    """Asked for under a name that is not ours: nothing of us is shown there, addresses cannot even be built."""
    return Response("This name is not served here.\n", 400, mimetype="text/plain")


def signed_out(_: HTTPException) -> AnyResponse:
    """To the sign-in and back again; a form that was sent is told so instead, for its text must not be lost unseen."""
    if request.method in {"GET", "HEAD"} and "HX-Request" not in request.headers and not problems.wanted():
        return redirect(url_for("auth.sign_in", next=links.here()))
    return _page(401)


def no_database(error: Exception) -> Response:
    """The database is away or too slow: worth another try in a minute."""
    log.warning("the database does not answer: %s", type(error).__name__)
    return _page(503)


def no_such_number(error: DataError) -> AnyResponse:
    """An id that is greater than any row's is of nothing that is there; other values that do not fit are a bug."""
    return refused(NotFound()) if getattr(error.orig, "sqlstate", "") == OUT_OF_RANGE else broken(error)


def broken(error: Exception) -> Response:
    """A bug. The page says a number, the log says the rest under it."""
    reference = secrets.token_hex(4).upper()
    log.error("error %s at %s", reference, request.endpoint, exc_info=error)
    return _page(500, reference=reference)


def _page(status: int, why: str = "", reference: str = "") -> Response:
    """A whole page, or a note where htmx swaps a part. It asks nothing of the database, which may be what is away."""
    if problems.wanted():
        return _problem(status, why, reference)
    g.setdefault("actor", None)
    part = "errors/_note.html" if "HX-Request" in request.headers else "errors/page.html"
    words = ERRORS.get(status, ERRORS[500])
    page = render_template(part, status=status, told=words, why=why, reference=reference)
    return make_response(page, status, {"Retry-After": RETRY_SECONDS} if status in WORTH_ANOTHER_TRY else {})


def _problem(status: int, why: str, reference: str) -> Response:
    more = {"reference": reference} if reference else {}
    answer = problems.problem(status, detail=why, **more)
    answer.headers.extend({"Retry-After": RETRY_SECONDS} if status in WORTH_ANOTHER_TRY else {})
    return answer
