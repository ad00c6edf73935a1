"""Which records does the address ask for? Filters to and from a query string, each of which can be taken away."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from flask import Flask, url_for
from werkzeug.datastructures import MultiDict

from greening.domain.record_list import Cursor, Filters, Owner, Sort
from greening.domain.triage import Triage
from greening.web.findings import finding_kind
from greening.web.i18n import say, say_all
from greening.words import pages as words
from greening.words.imports import REGIONS
from greening.words.records import FILTERS, OWNERS
from validators import regions
from validators.regions.tree import divisions

SCORE = range(101)
LONGEST_TEXT = 200
SAID = {"text": "q", "score_from": "from", "score_to": "to"}
"""Shorter names for the address."""


def init_app(app: Flask) -> None:
    """Let templates name filters and regions."""
    app.add_template_global(filter_text)
    app.add_template_global(provinces)
    app.add_template_filter(region_name)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address says, understood; `query` is the part of it that says something, without the place."""

    filters: Filters
    after: Cursor | None
    query: Mapping[str, str]

    @property
    def narrows(self) -> dict[str, str]:
        """The filters that are on, by name."""
        return {name: value for name, value in self.query.items() if name != "sort"}

    def without(self, name: str) -> str:
        """The same list with one filter off."""
        return _address({key: value for key, value in self.query.items() if key != name})

    def sorted_by(self, sort: str) -> str:
        """The same records in another order."""
        return _address({**self.query, "sort": sort})

    def from_here(self, after: Cursor) -> str:
        """The next page."""
        return _address({**self.query, "after": str(after)})


def asked(args: MultiDict[str, str]) -> Asked:
    """Understand an address; what nobody offers is left out, as if it had not been said.

    Raises: BadValue, for a place in the list that is none.
    """
    said: dict[str, Any] = {
        "text": args.get("q", "").strip()[:LONGEST_TEXT],
        "region": args.get("region", ""),
        "triage": _one_of(Triage, args.get("triage")),
        "code": args.get("code", ""),
        "score_from": _score(args.get("from", "")),
        "score_to": _score(args.get("to", "")),
        "owner": _one_of(Owner, args.get("owner")),
        "sort": _one_of(Sort, args.get("sort")),
    }
    filters = Filters(**{name: value for name, value in said.items() if value not in {None, ""}})
    after = args.get("after")
    return Asked(filters, Cursor.read(after) if after else None, _query(filters))


def address(filters: Filters) -> str:
    """Where the list with these filters is."""
    return _address(_query(filters))


def filter_text(name: str, value: str) -> str:
    """What a filter that is on says of itself."""
    tables = {"triage": words.TRIAGE, "owner": OWNERS}
    shown = say(tables[name], value) if name in tables else value
    if name == "code":
        shown = finding_kind(value)
    elif name == "region":
        shown = region_name(value)
    return say(FILTERS, name, {"value": shown})


def region_name(region_key: str) -> str:
    """The name of a region key such as ``CN-3301``; of a country alone the country."""
    country, _, code = region_key.partition("-")
    return regions.name(code) if code else say(REGIONS, country)


def provinces() -> list[tuple[str, str]]:
    """The mainland's provinces by region key, then the countries that pages know, for a form to choose from."""
    codes = dict.fromkeys(code[:2] for code in divisions() if code.isdigit())
    here = [(f"CN-{code}", regions.name(code)) for code in codes]
    return [*here, *((key, text) for key, text in say_all(REGIONS) if key != "CN")]


def _query(filters: Filters) -> dict[str, str]:
    """What the filters ask for, as an address says it; what asks for nothing is left out."""
    standard = Filters()
    return {
        SAID.get(field.name, field.name): str(value)
        for field in fields(Filters)
        if (value := getattr(filters, field.name)) != getattr(standard, field.name)
    }


def _address(query: Mapping[str, Any]) -> str:
    return url_for("records.page", **query)


def _one_of(kind: Any, said: str | None) -> Any:
    return kind(said) if said in set(kind) else None


def _score(said: str) -> int | None:
    return int(said) if said.isascii() and said.isdigit() and int(said) in SCORE else None
