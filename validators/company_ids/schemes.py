"""How is a kind of number checked? By a module of python-stdnum, or by a pattern where there is no check digit."""

import importlib
import re
from collections.abc import Callable

from stdnum.exceptions import ValidationError


def validator(source: str) -> Callable[[str], str]:
    """What returns the compact number or raises a ValidationError of python-stdnum, which is a ValueError.

    `source` is the name of a module, or a pattern between slashes.
    """
    if source.startswith("/"):
        return _by_pattern(re.compile(source.strip("/")))
    validate: Callable[[str], str] = importlib.import_module(source).validate
    return validate


def _by_pattern(pattern: re.Pattern[str]) -> Callable[[str], str]:
    def validate(value: str) -> str:
        if pattern.fullmatch(value):
            return value
        raise ValidationError

    return validate
