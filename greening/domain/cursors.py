"""How does a place in a list stand in an address? Packed, so that nobody builds on what is inside."""

import base64
import binascii
import json
from collections.abc import Sequence
from typing import Any

from greening.domain.refusals import BadValue


def packed(place: Sequence[str | int]) -> str:
    """The place, in letters that an address can hold."""
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


def unpacked(text: str, parts: int) -> list[Any]:
    """The parts of a place. Raises: BadValue, for what `packed` has not made of so many."""
    try:
        place = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, binascii.Error) as error:
        raise BadValue(field="after", value=text) from error
    if not isinstance(place, list) or len(place) != parts:
        raise BadValue(field="after", value=text)
    return place
