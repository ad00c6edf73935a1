"""Which units of the pool does the address ask for? The filters of every list of records, and those of this one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask, g, url_for
from werkzeug.datastructures import MultiDict

from greening.domain.pool_list import Missing, PoolFilters, PoolRow
from greening.domain.record_list import Cursor, Sort
from greening.web import record_list, scores
from greening.web.i18n import listed, say
from greening.words import pool as words
from greening.words.fields import SCORED

OWN = ("industry", "missing", "touched")
LACKS_SHOWN = 3
"""What is missing is named as long as it fits a line: the dearest first."""


def init_app(app: Flask) -> None:
    """Let templates name filters and what a record lacks."""
    for name in (pool_filter_text, lacks_text, worth):
        app.add_template_global(name)
    app.jinja_env.globals.update(pool_words=words)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address says, understood; `query` is the part of it that says something, without the place."""

    filters: PoolFilters
    after: Cursor | None
    query: Mapping[str, str]

    @property
    def narrows(self) -> dict[str, str]:
        """The filters that are on, by name."""
        return {name: value for name, value in self.query.items() if name != "sort"}

    def without(self, name: str) -> str:
        """The same list with one filter off."""
        return _address({key: value for key, value in self.query.items() if key != name})

    def from_here(self, after: Cursor) -> str:
        """The next page."""
        return _address({**self.query, "after": str(after)})


def asked(args: MultiDict[str, str]) -> Asked:
    """Understand an address; what nobody offers is left out, as if it had not been said.

    Raises: BadValue, for a place in the list that is none.
    """
    known = MultiDict((name, value) for name, value in args.items() if name not in {"owner", "triage", "code"})
    known.setdefault("sort", Sort.WORST.value)
    common = record_list.asked(known)
    own = {name: value for name in OWN if (value := args.get(name, "").strip()[: record_list.LONGEST_TEXT])}
    own = {name: value for name, value in own.items() if _is_offered(name, value)}
    touched = own.get("touched", "")
    filters = PoolFilters(
        records=common.filters,
        industry=own.get("industry", ""),
        missing=Missing(own["missing"]) if "missing" in own else None,
        untouched=int(touched) if touched.isdigit() else None,
        never=touched == "never",
    )
    query = {name: value for name, value in common.query.items() if (name, value) != ("sort", Sort.WORST.value)}
    return Asked(filters, common.after, _sorted_out(common.filters.sort, query) | own)


def pool_filter_text(name: str, value: str) -> str:
    """What a filter that is on says of itself."""
    if name == "touched":
        return say(words.TOUCHED, value)
    if name not in words.FILTERS:
        return record_list.filter_text(name, value)
    return say(words.FILTERS, name, {"value": say(words.MISSING, value)})


def lacks_text(row: PoolRow) -> str:
    """What a record lacks, the dearest first; of a key person whom nobody knows nothing more is said."""
    known = {lack.key for lack in row.lacks}
    shown = [
        lack
        for lack in sorted(row.lacks, key=lambda one: -_gain(one))
        if lack.key == Missing.PERSON or Missing.PERSON not in known or not lack.key.startswith("key_person.")
    ]
    names = [say(words.MISSING if lack.key in words.MISSING else SCORED, lack.key) for lack in shown[:LACKS_SHOWN]]
    return listed([*names, "…"] if len(shown) > LACKS_SHOWN else names)


def worth(row: PoolRow) -> float:
    """The points that a record would have more if all that it lacks stood there and nobody doubted it."""
    return sum(map(_gain, row.lacks))


def _address(query: Mapping[str, Any]) -> str:
    return url_for("pool.page", **query)


def _gain(lack: Any) -> float:
    return scores.gain(lack.field, g.wiring.policy.settings)


def _is_offered(name: str, value: str) -> bool:
    tables: Mapping[str, Mapping[str, str]] = {"missing": words.MISSING, "touched": words.TOUCHED}
    return name not in tables or value in tables[name]


def _sorted_out(sort: Sort, query: Mapping[str, str]) -> dict[str, str]:
    """By name is what other lists do by themselves; here it has to be said."""
    return {**query, "sort": sort.value} if sort is Sort.NAME else dict(query)
