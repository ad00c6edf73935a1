"""What does the page of a record say about each value? Whence it is, what it is worth, and where it can be mended."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import Flask
from flask_babel import gettext
from markupsafe import Markup

from greening.domain.changes import LISTS, TEXTS, Change, values
from greening.domain.record_page import RecordPage
from greening.web import scores
from greening.web.i18n import ago, path_name, say
from greening.words.records import SOURCES
from validators import regions

FACTS = ("ids", "short_name", "former_names", "region", "address", "phones", "emails", "website", "industry", "scale",
         "business")  # fmt: skip
WEB = frozenset({"http", "https"})
FORM = frozenset({*TEXTS, *LISTS, "ids", "key_persons", "profile"})


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the facts: a value, or the price of an empty field and what somebody said of it."""

    path: str
    value: str = ""
    link: str = ""
    price: float = 0.0
    answer: str = ""


def init_app(app: Flask) -> None:
    """Let templates ask about values."""
    for name in (facts, whence, price, change_text):
        app.add_template_global(name)
    app.add_template_filter(is_in_form)


def facts(page: RecordPage) -> Iterator[Fact]:
    """What is known beside the name and the key persons, field by field; then what is not, the dearest first."""
    known = values(page.record)
    for name in FACTS:
        for path in (path for path in known if _base(path) == name and not path.endswith(".kind")):
            yield Fact(path, _shown(path, known[path]), _link(path, known[path]))
    yield from (Fact(path, value) for path, value in known.items() if path.startswith("profile."))
    yield from sorted(_open(page), key=lambda fact: -fact.price)


def whence(page: RecordPage, path: str) -> Markup:
    """Who a value is from, out of what, and how long ago; a value of its own stamp, else the record's."""
    stamp = page.stamps.get(path)
    by = page.people.get(stamp.by or 0, "") if stamp else page.author
    source, at = (stamp.source, stamp.at) if stamp else (page.source, page.created_at)
    if not by:
        return Markup("{} · {}").format(say(SOURCES, source), ago(at))
    return Markup("{} · {} · {}").format(by, say(SOURCES, source), ago(at))


def price(page: RecordPage, path: str) -> float:
    """The points that an empty field would bring; 0 where it is not empty or earns nothing."""
    if page.assessment is None:
        return 0.0
    field = scores.of_path(page.assessment.score, path)
    return field.of - field.got if field and not field.level else 0.0


def change_text(change: Change) -> str:
    """One line of the history."""
    said = {"field": path_name(change.path), "before": change.before, "after": change.after}
    if not change.before:
        return str(gettext("%(field)s: %(after)s", **said))
    if not change.after:
        return str(gettext("%(field)s: %(before)s taken away", **said))
    return str(gettext("%(field)s: %(before)s, now %(after)s", **said))


def is_in_form(path: str) -> bool:
    """Whether the form has a field for this path."""
    return _base(path) in FORM


def _base(path: str) -> str:
    return path.split(".", maxsplit=1)[0].split("[", maxsplit=1)[0]


def _shown(path: str, value: str) -> str:
    return regions.name(value) or value if path == "region" else value


def _link(path: str, value: str) -> str:
    """An address that can be followed; a website field may hold anything, such as a script."""
    if path != "website":
        return ""
    address = value if "://" in value else f"https://{value}"
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme in WEB and parts.hostname and "." in parts.hostname else ""


def _open(page: RecordPage) -> Iterator[Fact]:
    if page.assessment is None:
        return
    for field in scores.fields(page.assessment.score):
        if not field.level and _base(field.path) not in {"key_persons", "visits", "company"}:
            answer = page.record.answers.get(field.path)
            yield Fact(field.path, price=field.of - field.got, answer=answer.value if answer else "")
