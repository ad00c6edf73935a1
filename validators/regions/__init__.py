"""Which region is meant, what is it called, and which area codes are dialled there? GB/T 2260 and its neighbours."""

from validators.regions.areas import area_codes, regions_of
from validators.regions.finder import Place, beginning, find
from validators.regions.former import formers
from validators.regions.tree import CODE_LENGTH, divisions, full_name, line_of

__all__ = [
    "Place",
    "area_codes",
    "beginning",
    "find",
    "is_current",
    "is_known",
    "name",
    "province",
    "regions_of",
    "successor",
    "within",
]


def name(code: str) -> str:
    """The full name of a region, province first; of a former one the name it had; empty for an unknown code."""
    code = _padded(code)
    return full_name(code) or (formers()[code].name if code in formers() else "")


def is_current(code: str) -> bool:
    """Whether the code is in force."""
    return _padded(code) in divisions()


def is_known(code: str) -> bool:
    """Whether the code is in force or ever was since 1980."""
    return is_current(code) or _padded(code) in formers()


def successor(code: str) -> str:
    """The code that took the place of a former one; the code itself where it is in force, empty where unknown."""
    code = _padded(code)
    if code in divisions():
        return code
    return formers()[code].successor if code in formers() else ""


def province(code: str) -> str:
    """The province that a region lies in, a former one by its successor or its first digits; empty where unknown."""
    line = line_of(successor(code) or _padded(code[:2]))
    return line[0].code if line else ""


def within(code: str, outer: str) -> bool:
    """Whether a region lies in another or is it; former codes count as their successor."""
    outer = successor(outer)
    return bool(outer) and any(division.code == outer for division in line_of(successor(code)))


def _padded(code: str) -> str:
    return code if code.startswith("TW-") else code.ljust(CODE_LENGTH, "0")
