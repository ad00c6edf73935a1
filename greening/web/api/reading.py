"""What did another program send? One object of JSON, or a refusal that says what to send instead."""

import json
from collections.abc import Mapping
from typing import Any

from flask import request
from werkzeug.exceptions import BadRequest, UnsupportedMediaType


def document() -> Mapping[str, Any]:
    """The document that was sent. Raises: UnsupportedMediaType; BadRequest, where it is no object of JSON."""
    if request.mimetype != "application/json":
        raise UnsupportedMediaType
    try:
        sent = json.loads(request.get_data())
    except (ValueError, RecursionError):
        raise BadRequest from None
    if not isinstance(sent, dict):
        raise BadRequest
    return sent
