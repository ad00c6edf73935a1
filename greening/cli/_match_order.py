"""What does somebody ask of `match`?"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Watching = Callable[[str], Callable[..., Iterator[Any]]]
"""Gives for a step, ``reading`` or ``comparing``, what passes things on and shows how far they have come."""
FILE_ONLY = ("labels", "ask", "questions", "kind", "mapping", "engine", "against", "link_only", "region")
"""What is asked of a file alone: of what is stored it is known, or people say it on its pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What the command line asks for; names as its options have them. Without a `file` it is what is `stored`."""

    file: Path | None
    stored: bool
    truth: Path | None
    labels: tuple[Path, ...]
    ask: Path | None
    questions: int
    entities: Path | None
    engine: str
    against: Path | None
    work: Path | None
    kind: str | None
    mapping: str
    link_only: bool
    out: Path | None
    threshold: float | None
    region: str
    lang: str
    shown: int
    as_json: bool

    @property
    def name(self) -> str:
        """The file by whose name a message calls what was asked."""
        return (self.file or self.entities or self.truth or Path()).name
