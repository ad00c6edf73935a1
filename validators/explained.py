"""Why does a fault matter, how is it judged, where does that end, and who says so? `explanations.toml`, for people.

English, like the summaries of the catalog; judging never asks.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Explanation:
    """`why` is of the fault alone; `how`, `limits` and `source` are its subject's where it has none of its own."""

    why: str
    how: str
    limits: str
    source: str


def explained(code: str) -> Explanation:
    """What is to be said about a fault of the catalog; empty where nobody has said it yet."""
    subject, _, name = code.partition(".")
    about: Mapping[str, Any] = _all().get(subject, {})
    own = about.get("faults", {}).get(name, {})
    told = {"why": own} if isinstance(own, str) else own
    how, limits, source = (str(told.get(part, about.get(part, ""))) for part in ("how", "limits", "source"))
    return Explanation(told.get("why", ""), how, limits, source)


def codes() -> frozenset[str]:
    """Every code that something is said about."""
    return frozenset(f"{subject}.{name}" for subject, about in _all().items() for name in about["faults"])


@cache
def _all() -> dict[str, Any]:
    return tomllib.loads((files("validators") / "explanations.toml").read_text(encoding="utf-8"))
