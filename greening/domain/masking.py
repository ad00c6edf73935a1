"""What does somebody see of a number that is not theirs? Enough to recognise it, too little to dial it.

>>> text("王总 139-1234-5566, 前台 0571 8888 0000, 2026-11-22 见面, wang.wei@example.com")
'王总 139-****-5566, 前台 0571 **** 0000, 2026-11-22 见面, w***@example.com'

Masking errs on the safe side: any run of seven digits counts as a number, whatever separates them, full-width and
Chinese digits included. Only a date is let through.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

DIGIT = "[0-9０-９〇零一二三四五六七八九幺]"
GAP = r"[\s\-‐-―－.·()（）]{0,3}"
MAIL = re.compile(r"([\w.+-])[\w.+-]*(@[\w-]+(?:\.[\w-]+)+)")
DATE_OR_NUMBER = re.compile(
    rf"(?P<date>(?<!\d)(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])(?!\d))|{DIGIT}(?:{GAP}{DIGIT}){{6,}}"
)
AREA_CODE = re.compile(r"(?:86|0086)?(0(?:10|2\d|[3-9]\d\d))")
HEADS = (AREA_CODE, re.compile(r"(?:86|0086)?1\d\d(?=\d{8}$)"), re.compile(r"[48]00(?=\d{7}$)"))
SHOWN_AT_END = 4
HIDDEN_AT_LEAST = 4
MASK = "***"


def text(value: str) -> str:
    """Mask every number and mail in free text; the rest stays as it is."""
    return DATE_OR_NUMBER.sub(lambda m: m[0] if m["date"] else _number(m[0]), MAIL.sub(rf"\1{MASK}\2", value))


def contact(value: str) -> str:
    """Mask a contact field: like free text, and what is no number at all keeps its first character only."""
    masked = text(value)
    return masked if masked != value or not value else f"{value[0]}{MASK}"


def anything(value: Any) -> Any:
    """Mask every text in a value made for JSON, however deep; keys stay."""
    if isinstance(value, str):
        return text(value)
    if isinstance(value, Mapping):
        return {key: anything(one) for key, one in value.items()}
    if isinstance(value, Sequence):
        return type(value)(anything(one) for one in value)  # type: ignore[call-arg]
    return value


def unmask(typed: Sequence[str], stored: Sequence[str]) -> tuple[str, ...]:
    """Put back what a form showed masked: a typed value that is the mask of a stored one stands for it.

    The stored value of the same place is preferred, so that two numbers with one mask keep their order.
    """
    return tuple(_unmasked(value, (*stored[place : place + 1], *stored)) for place, value in enumerate(typed))


def _unmasked(value: str, stored: Sequence[str]) -> str:
    return next((one for one in stored if contact(one) == value), value)


def _number(run: str) -> str:
    """Hide the digits between a recognisable head (area code, 139, 400) and the last four; separators stay."""
    places = [place for place, sign in enumerate(run) if re.fullmatch(DIGIT, sign)]
    digits = "".join(run[place] for place in places)
    head = next((len(m[0]) for pattern in HEADS if (m := pattern.match(digits))), 0)
    tail = max(0, min(SHOWN_AT_END, len(digits) - head - HIDDEN_AT_LEAST))
    hidden = set(places[head : len(places) - tail])
    return "".join("*" if place in hidden else sign for place, sign in enumerate(run))
