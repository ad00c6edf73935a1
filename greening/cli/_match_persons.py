"""Which column of a table of persons means what, and which person does a row describe?"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from greening.files.countries import country_code
from greening.files.headers import fold
from greening.files.marks import is_mark
from greening.matching.persons import Person, PersonalId

LISTS = frozenset({"other_names", "streets", "phones", "emails"})


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a person that a column goes to; `kind` is the kind of an id, `rank` orders words of one field."""

    path: str
    kind: str = ""
    rank: int = 0

    @property
    def is_list(self) -> bool:
        return self.path == "ids" or self.path in LISTS


@dataclass(frozen=True, slots=True)
class PersonMapping:
    """The columns of a file that say something of a person, in their order."""

    columns: tuple[Field | None, ...]

    @property
    def paths(self) -> frozenset[str]:
        return frozenset(one.path for one in self.columns if one)

    def person(self, cells: Sequence[str], country: str) -> Person:
        """Read a row; cells that only mark that there is nothing are empty. `country` holds where the row names none."""
        values: dict[str, Any] = {"country": country}
        for one, cell in zip(self.columns, cells, strict=False):
            if one is None or is_mark(cell):
                continue
            if one.path == "country":
                values["country"] = country_code(cell) or country
            elif one.path == "ids":
                values["ids"] = (*values.get("ids", ()), PersonalId(cell, one.kind))
            else:
                values[one.path] = (*values.get(one.path, ()), cell) if one.is_list else cell
        return Person(**values)


def read(wishes: Sequence[str | None]) -> PersonMapping:
    """Map columns, each named by its header or by what a mapping says instead; None is left out.

    Of two columns that mean the same field the surer word has it, then the first; lists take all.
    """
    found = [None if wish is None else known(wish) for wish in wishes]
    best: dict[str, int] = {}
    for at, one in sorted(enumerate(found), key=lambda pair: (pair[1].rank if pair[1] else 0, pair[0])):
        if one and not one.is_list:
            best.setdefault(one.path, at)
    kept = (one if one and (one.is_list or best[one.path] == at) else None for at, one in enumerate(found))
    return PersonMapping(tuple(kept))


def known(word: str) -> Field | None:
    """What a header or a path means; a trailing number counts the columns of a list."""
    folded = fold(word)
    return _words().get(folded) or _list(_words().get(folded.rstrip("0123456789")))


def _list(one: Field | None) -> Field | None:
    return one if one and one.is_list else None


@cache
def _words() -> Mapping[str, Field]:
    text = resources.files("greening.matching.persons").joinpath("synonyms.toml").read_text(encoding="utf-8")
    found: dict[str, Field] = {}
    for row in tomllib.loads(text)["field"]:
        path = row["path"].removesuffix("[]")
        for rank, word in enumerate([path, *row["words"]]):
            found.setdefault(fold(word), Field(path, row.get("kind", ""), rank))
    return found
