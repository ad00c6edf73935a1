"""Which mappings ship with the program? One JSON file each, for files of which everybody has the same."""

import json
from collections.abc import Mapping
from importlib import resources
from typing import Any


def names() -> tuple[str, ...]:
    """Names of the presets, in the order of the alphabet."""
    files = (file.name for file in resources.files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(".json") for name in files if name.endswith(".json")))


def preset(name: str) -> Mapping[str, Any] | None:
    """The document of a preset, as `greening.files.fit` takes it; None where there is none of that name."""
    if name not in names():
        return None
    document: dict[str, Any] = json.loads((resources.files(__name__) / f"{name}.json").read_text(encoding="utf-8"))
    return document
