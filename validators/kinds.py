"""What kind of customer is somebody called, and at which stage, in whatever words? Tables of words, nothing guessed."""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from validators.data import rows
from validators.record import Stage
from validators.text import folded

NUMBERED = re.compile(r"^[a-z]?\d{1,2}(?=\D)")
KINDS, STAGES = "customer_kinds.txt", "customer_stages.txt"


def kind_of(text: str) -> str:
    """The code of `CustomerKind` that a text names; empty where it names none that is known.

    >>> kind_of("2. 終端客戶")
    'end_customer'
    """
    return _read(text, KINDS)


def stage_of(text: str) -> str:
    """The code of `Stage` that a text names; empty where it names none that is known."""
    return _read(text, STAGES)


def furthest(texts: Iterable[str]) -> str:
    """Of several stages, as of the lines of one customer, the one that lies furthest; empty where none is known."""
    known = {stage_of(text) for text in texts}
    return next((str(stage) for stage in reversed(Stage) if stage and stage in known), "")


@lru_cache(maxsize=4096)
def _read(text: str, table: str) -> str:
    plain = "".join(filter(str.isalnum, folded(text).replace("_", "")))
    words = _words(table)
    return words.get(plain) or words.get(NUMBERED.sub("", plain), "")


@cache
def _words(table: str) -> Mapping[str, str]:
    return {word: code for word, code in rows(table)}  # noqa: C416  mypy reads no pairs out of rows
