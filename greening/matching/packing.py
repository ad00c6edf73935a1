"""How is what was read of a record kept as text? Short, exact, and quick to read again, so that nobody parses it twice.

A dataclass becomes the list of its fields in order: null stands for a field's default, and what is default at the end is
left out. So a field that is added at the end, with a default, leaves what was packed before readable.
"""

import json
from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")
Write = Callable[[Any], Any]
"""Turns a value into what JSON knows, or such a thing into the value again."""

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_DECODER = json.JSONDecoder()


def pack(value: object) -> str:
    """A frozen dataclass of texts, truths, numbers, tuples of one kind and other such dataclasses, as text.

    A field that may be None is None by default.
    """
    form: Any = type(value)
    return _ENCODER.encode(_writer(form)(value))


def unpack(form: type[T], packed: str) -> T:
    """The `form` that was packed.

    >>> from greening.matching.organisations.parts import Name
    >>> pack(Name("澜序机械", "澜序机械", "澜序", ("机械",), is_han=True))
    '["澜序机械","澜序机械","澜序",["机械"],null,null,null,null,null,true]'
    """
    known: Any = form
    value: T = _reader(known)(_DECODER.raw_decode(packed)[0])
    return value


@cache
def _writer(form: Any) -> Write:
    parts = [(one.name, _default(one), _inner(hint, _writer, list)) for one, hint in _fields(form)]

    def write(value: Any) -> list[Any]:
        given = [
            None if (own := getattr(value, name)) == default else own if inner is None else inner(own)
            for name, default, inner in parts
        ]
        while given and given[-1] is None:
            given.pop()
        return given

    return write


@cache
def _reader(form: Any) -> Write:
    parts = [(_default(one), _inner(hint, _reader, tuple)) for one, hint in _fields(form)]

    def read(given: list[Any]) -> Any:
        return form(
            *[
                default if own is None else own if inner is None else inner(own)
                for own, (default, inner) in zip(given, parts, strict=False)
            ]
        )

    return read


def _inner(hint: Any, of: Callable[[Any], Write], collect: Callable[[Any], Any]) -> Write | None:
    """What has to be done with the value of a field; None where it is what JSON knows."""
    if is_dataclass(hint):
        return of(hint)
    if get_origin(hint) is UnionType:
        return _inner(next(one for one in get_args(hint) if one is not NoneType), of, collect)
    if get_origin(hint) is not tuple:
        return None
    inner = _inner(get_args(hint)[0], of, collect)
    return collect if inner is None else lambda values: collect(map(inner, values))


def _fields(form: Any) -> list[tuple[Field[Any], Any]]:
    hints = get_type_hints(form)
    return [(one, hints[one.name]) for one in fields(form)]


def _default(one: Field[Any]) -> Any:
    """What the field is where nobody says; of one that always has to be given, something that no value equals."""
    return one.default if one.default is not MISSING else MISSING
