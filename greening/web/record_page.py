"""What does the page of a record say about each value? Whence it is, what it is worth, and where it can be mended."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import Flask, g
from flask_babel import gettext
from markupsafe import Markup, escape

from greening.domain.changes import LISTS, TEXTS, Change, is_contact, values
from greening.domain.record_page import DraftJudgement, RecordPage
from greening.web import scores
from greening.web.i18n import ago, dot, path_name, say, signed
from greening.words import pages as words
from greening.words.fields import KINDS, SCORED, STAGES
from greening.words.imports import REGIONS
from greening.words.records import SOURCES
from validators import Record, regions

FACTS = ("kind", "ids", "short_name", "former_names", "region", "address", "phones", "emails", "website", "industry", "scale",
         "business")  # fmt: skip
CODED = {"country": REGIONS, "kind": KINDS}
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
    open_fields: tuple[str, ...] = ()
    """Small fields of one price that share a line."""


def init_app(app: Flask) -> None:
    """Let templates ask about values."""
    for name in (facts, whence, price, weighed_by, missing_texts, change_text, value_text):
        app.add_template_global(name)
    app.add_template_filter(is_in_form)
    app.add_template_test(is_in_form)
    app.add_template_filter(is_contact)


def facts(page: RecordPage) -> Iterator[Fact]:
    """What is known beside the name and the key persons, field by field; then what is not, the dearest first."""
    known = values(page.record)
    for name in FACTS:
        for path in (path for path in known if _base(path) == name and not path.endswith(".kind")):
            yield Fact(path, value_text(path, known[path]), _link(path, known[path]))
    yield from (Fact(path, value) for path, value in known.items() if path.startswith("profile."))
    yield from sorted(_open(page), key=lambda fact: -fact.price)
    if archive := [path for path, _ in _unanswered(page) if path.startswith("profile.")]:
        yield Fact("profile", price=price(page, archive[0]), open_fields=tuple(map(path_name, archive)))


def whence(page: RecordPage, path: str) -> Markup:
    """Who a value is from, out of what, and how long ago; a value of its own stamp, else the record's."""
    stamp = page.stamps.get(path)
    by = page.people.get(stamp.by or 0, "") if stamp else page.author
    source, at = (stamp.source, stamp.at) if stamp else (page.source, page.created_at)
    if not by:
        return escape(dot()).join([say(SOURCES, source), ago(at)])
    return escape(dot()).join([by, say(SOURCES, source), ago(at)])


def price(page: RecordPage, path: str) -> float:
    """The points that an empty field would bring; 0 where it is not empty or earns nothing."""
    if page.assessment is None:
        return 0.0
    field = scores.of_path(page.assessment.score, path)
    return scores.gain(field, g.wiring.policy.settings) if field and not field.level else 0.0


def weighed_by(record: Record | DraftJudgement) -> str:
    """By whose weights a record is scored: its kind of customer and its stage; empty where the plain ones hold."""
    settings = g.wiring.policy.settings
    if settings.fitted(record.kind, record.stage) is settings:
        return ""
    return dot().join([say(words, code) for words, code in ((KINDS, record.kind), (STAGES, record.stage)) if code])


def missing_texts(step: scores.Step) -> list[str]:
    """What a section lacks, each with what it would add: ``phone +7.2``."""
    return [
        gettext(
            "%(field)s %(points)s", field=say(SCORED, f"{step.section.key}.{one.field.key}"), points=signed(one.points)
        )
        for one in step.missing
    ]


def change_text(change: Change) -> str:
    """One line of the history."""
    before, after = (value_text(change.path, one) for one in (change.before, change.after))
    said = {"field": path_name(change.path), "before": before, "after": after}
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


def value_text(path: str, value: str) -> str:
    """A value as people read it: a region by its name, a code by its word."""
    if path == "region":
        return regions.name(value) or value
    if path.startswith("answers."):
        return say(words.ANSWERS, value)
    if path in CODED:
        return say(CODED[path], value)
    return say(words.DECISION_ROLES, value) if path.endswith(".role") else value


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
    answers = {path: answer.value for path, answer in page.record.answers.items()}
    yield from (Fact(path, answer=answer) for path, answer in answers.items() if _base(path) in {*FACTS, "profile"})
    yield from (Fact(path, price=points) for path, points in _unanswered(page) if _base(path) in FACTS)


def _unanswered(page: RecordPage) -> Iterator[tuple[str, float]]:
    """Empty fields that somebody may still fill in, with what each would bring."""
    fields = scores.fields(page.assessment.score) if page.assessment else ()
    return ((f.path, price(page, f.path)) for f in fields if not f.level and f.path not in page.record.answers)
