"""Which part of the review queue does the address ask for? Filters to and from a query string, one by one removable."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from flask import Flask, g, request, url_for
from flask_babel import gettext
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from greening.domain.permissions import Action
from greening.domain.review import Cursor, Filters, Source
from greening.services import review
from greening.web import review_item
from greening.web.auth import may
from greening.web.findings import finding_kind
from greening.web.i18n import local, number, say
from greening.web.record_list import region_name
from greening.words import pages as words
from greening.words import review as review_words
from validators.finding import Severity

SAID = {"author_id": "author", "points_from": "points"}
"""Shorter names for the address."""
WHOLE = re.compile(r"[0-9]{1,9}")


def init_app(app: Flask) -> None:
    """Let templates speak of reviews."""
    app.add_template_filter(age)
    app.add_template_filter(clock)
    app.add_template_global(keys_on)
    app.add_template_global(waiting, "reviews_waiting")
    app.jinja_env.globals.update(review_words=review_words, review_item=review_item)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address says, understood; `query` is the part of it that says something, without the place."""

    filters: Filters
    after: Cursor | None
    query: Mapping[str, Any]

    @property
    def address(self) -> str:
        """The queue with these filters."""
        return url_for("review.page", **self.query)

    @property
    def said(self) -> str:
        """The filters as they stand in an address, without the question mark."""
        return urlencode(self.query)

    def without(self, name: str) -> str:
        """The same queue with one filter off."""
        return url_for("review.page", **{key: value for key, value in self.query.items() if key != name})

    def from_here(self, after: Cursor) -> str:
        """The next page of the queue."""
        return url_for("review.page", **self.query, after=str(after))

    def text(self, name: str) -> str:
        """What a filter that is on says of itself."""
        return say(review_words.FILTERS, name, {"value": _shown(name, self.query[name])})


def asked(args: MultiDict[str, str]) -> Asked:
    """Understand an address; what nobody offers is left out, as if it had not been said.

    Raises: BadValue, for a place in the queue that is none.
    """
    said: dict[str, Any] = {
        "region": args.get("region", ""),
        "code": args.get("code", ""),
        "severity": _one_of(Severity, args.get("severity")),
        "source": _one_of(Source, args.get("source")),
        "author_id": _whole(args.get("author", "")),
        "points_from": _whole(args.get("points", "")),
    }
    filters = Filters(**{name: value for name, value in said.items() if value not in {None, ""}})
    after = args.get("after")
    return Asked(filters, Cursor.read(after) if after else None, query(filters))


def query(filters: Filters) -> dict[str, str]:
    """What the filters ask for, as an address says it; what asks for nothing is left out."""
    standard = Filters()
    return {
        SAID.get(field.name, field.name): str(value)
        for field in fields(Filters)
        if (value := getattr(filters, field.name)) != getattr(standard, field.name)
    }


def of_reader() -> dict[str, Any]:
    """What every page of the review says of whoever reads it: their day, their last verdict, the filters they kept."""
    app, actor = g.wiring, g.actor
    saved = review.filters(app.work, actor=actor)
    if not may(Action.REVIEW):
        return {"saved": saved}
    newest = review.mine(app.work, app.policy, actor=actor, limit=1)
    today = review.today(app.work, app.policy, actor=actor, now=app.now())
    return {"saved": saved, "today": today, "last": review_item.last(newest, app.now())}


def waiting() -> str:
    """How many items wait, for the menu of whoever reads the queue; asked once a page, though menus stand in it twice."""
    if "waiting" not in g:
        found, most = review.waiting(g.wiring.work, g.wiring.policy, actor=g.actor), g.wiring.policy.lists.counted
        g.waiting = f"{number(most)}+" if found > most else number(found)
    shown: str = g.waiting
    return shown


def keys_on() -> bool:
    """Whether single keys act in this browser; they do until somebody turns them off."""
    return request.cookies.get("keys") != "off"


def age(at: datetime) -> Markup:
    """How old in its largest whole unit and as few signs as a narrow list has room for: ``5 h``."""
    passed = max(g.wiring.now() - at, timedelta())
    hours, minutes = passed // timedelta(hours=1), passed // timedelta(minutes=1)
    if passed.days:
        text = gettext("%(num)s d", num=passed.days)
    else:
        text = gettext("%(num)s h", num=hours) if hours else gettext("%(num)s min", num=minutes)
    return Markup('<time datetime="{}">{}</time>').format(local(at).isoformat(timespec="minutes"), text)


def clock(at: datetime | str) -> Markup:
    """The time of day on the clock of the organisation; a refusal brings its times as ISO 8601."""
    there = local(datetime.fromisoformat(at) if isinstance(at, str) else at)
    return Markup('<time datetime="{}">{:%H:%M}</time>').format(there.isoformat(timespec="minutes"), there)


def _shown(name: str, value: str) -> str:
    tables: Mapping[str, Mapping[str, str]] = {"severity": words.SEVERITIES, "source": review_words.SOURCES}
    if name in tables:
        return say(tables[name], value)
    if name == "code":
        return finding_kind(value) if "." in value else say(review_words.SUBJECTS, value)
    return region_name(value) if name == "region" else value


def _one_of(kind: Any, said: str | None) -> Any:
    return kind(said) if said in set(kind) else None


def _whole(said: str) -> int | None:
    return int(said) if WHOLE.fullmatch(said) else None
