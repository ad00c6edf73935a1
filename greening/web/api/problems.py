"""What does another system get instead of an answer? A problem document with a code it can act on."""

from http import HTTPStatus
from typing import Any

from flask import Response, json, request

PREFIX = "/api/"
JSON = "application/problem+json"


def wanted() -> bool:
    """Whether it is another system that asks."""
    return request.path.startswith(PREFIX)


def problem(status: int, code: str = "", detail: str = "", **more: Any) -> Response:
    """A problem document; `code` says what a program can act on, `detail` what a person reads."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code or HTTPStatus(status).phrase.lower().replace(" ", "_"),
        **({"detail": detail} if detail else {}),
        **more,
    }
    answer = Response(json.dumps(body), status, mimetype=JSON)
    if status == HTTPStatus.UNAUTHORIZED:
        answer.headers["WWW-Authenticate"] = "Bearer"
    return answer
