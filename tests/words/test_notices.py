"""Whatever the system tells somebody has its words: the codes are looked for where notices are told."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import greening
from greening.words.notices import NOTICES, SAMPLES

HOME = Path(greening.__file__).parent
CODE = re.compile(r"[a-z_]+\.[a-z_]+")
MANY = 25


def _told(path: Path) -> Iterator[str]:
    """Codes that are handed to a function that tells: as they are, or by a name or a table of their module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = dict(_named(tree))
    for call in (one for one in ast.walk(tree) if isinstance(one, ast.Call) and _tells(one.func)):
        for argument in (*call.args, *(one.value for one in call.keywords if one.arg in {"code", "kind"})):
            yield from _codes(named.get(_name(argument), argument))


def _tells(function: ast.expr) -> bool:
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name.lstrip("_") == "tell"


def _named(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    for one in (one for one in tree.body if isinstance(one, ast.Assign)):
        target, value = one.targets[0], one.value
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            yield from ((name.id, each) for name, each in zip(target.elts, value.elts, strict=True))
        elif isinstance(target, ast.Name):
            yield target.id, value


def _name(argument: ast.expr) -> str:
    """The name that an argument, or the table that it is taken from, goes by."""
    return getattr(argument.value if isinstance(argument, ast.Subscript) else argument, "id", "")


def _codes(value: ast.expr) -> Iterator[str]:
    for one in ast.walk(value):
        if isinstance(one, ast.Constant) and isinstance(one.value, str) and CODE.fullmatch(one.value):
            yield one.value


def test_every_code_that_is_told_has_words_and_sample_values():
    told = {code for part in ("services", "storage") for path in (HOME / part).rglob("*.py") for code in _told(path)}
    assert len(told) >= MANY, "they are not found where they are told"
    assert told - set(NOTICES) == set()
    assert set(NOTICES) == set(SAMPLES)
