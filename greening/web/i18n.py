"""In which language, zone and form does this person read? Codes become sentences here, times become words.

Times and numbers are written by patterns of ours: a formatter that looks up its locale for every cell took most of the
time of a list page.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask, g, request
from flask_babel import Babel, gettext, ngettext
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from greening.config import CHECKOUT
from greening.words import fields, jobs, records, saying
from greening.words import pages as words
from greening.words.saying import Tongue

LANGUAGES: Mapping[str, str] = {"en": "en", "zh_Hans": "zh-Hans"}
"""Our names and those that HTML knows."""
COOKIE = "language"
ENGLISH_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
CHINESE_DAYS = "一二三四五六日"
ENGLISH_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
ENGLISH, CHINESE = (Tongue(lambda said, values: str(gettext(said, **values)), comma) for comma in (", ", "、"))
HAN = range(0x4E00, 0x9FFF)


def init_app(app: Flask) -> None:
    """Give templates `_`, the filters for values, and the language of the page."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(CHECKOUT / "greening" / "translations")
    Babel(app, locale_selector=language)
    for name in (path_name, day, moment, ago, number, points, signed, lang_of):
        app.add_template_filter(_read_anew(name), name.__name__)
    app.add_template_global(say)
    app.add_template_global(say_all)
    app.add_template_global(language)
    app.add_template_global(listed)
    app.add_template_global(dot)
    app.add_template_global(local)
    app.jinja_env.globals.update(languages=LANGUAGES, words=words, fields=fields, job_words=jobs, record_words=records)


def _read_anew(told: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that is asked whenever a page is read: of a constant, templates would keep what it told the first reader."""

    @pass_context
    def said(_: Context, *values: Any) -> Any:
        return told(*values)

    return said


def language() -> str:
    """What the address asks for, else the person's choice, else the browser's last one here, else what it asks for."""
    if "language" not in g:
        actor = g.get("actor")
        chosen = request.args.get(COOKIE) or (actor and actor.language) or request.cookies.get(COOKIE, "")
        g.language = chosen if chosen in LANGUAGES else _asked_for()
    found: str = g.language
    return found


def say(words: Mapping[Any, str], code: Any, params: Mapping[str, Any] | None = None) -> str:
    """The sentence for a code in the reader's language; a code that nobody has words for is shown as it is."""
    if code not in words:
        return str(code)
    return str(gettext(words[code], **dict(params or {})))


def say_all(words: Mapping[Any, str]) -> list[tuple[Any, str]]:
    """Every code with its sentence, for a form to choose from."""
    return [(code, say(words, code)) for code in words]


def path_name(path: str) -> str:
    """What the part of a record at this path is called; an answer is called like the field that it answers."""
    return saying.path_text(path, tongue())


def listed(texts: Sequence[str]) -> str:
    """Several things one after the other."""
    return tongue().comma.join(texts)


def tongue() -> Tongue:
    """The reader's language, as sentences about findings are said in it."""
    return CHINESE if language() == "zh_Hans" else ENGLISH


def dot() -> str:
    """Between facts on one line; the Chinese one brings its own space."""
    return "·" if language() == "zh_Hans" else " · "


def local(at: datetime) -> datetime:
    """A time on the clock of the organisation."""
    return at.astimezone(ZoneInfo(g.wiring.policy.calendar.zone))


def said_at(typed: str) -> datetime | None:
    """What a field for day and time says, on the clock of the organisation; None where it says none."""
    try:
        return datetime.fromisoformat(typed).replace(tzinfo=ZoneInfo(g.wiring.policy.calendar.zone))
    except ValueError:
        return None


def day(at: date) -> str:
    """``Fri 20 Nov``, with the year where it is not this one's."""
    other_year = at.year != local(g.wiring.now()).year
    if language() == "zh_Hans":
        text = f"{at.month}月{at.day}日 周{CHINESE_DAYS[at.weekday()]}"
        return f"{at.year}年{text}" if other_year else text
    text = f"{ENGLISH_DAYS[at.weekday()]} {at.day} {ENGLISH_MONTHS[at.month - 1]}"
    return f"{text} {at.year}" if other_year else text


def moment(at: datetime) -> Markup:
    """Day and time of day, with the exact time for machines."""
    there = local(at)
    comma = " " if language() == "zh_Hans" else ", "
    text = f"{day(there.date())}{comma}{there:%H:%M}"
    return Markup('<time datetime="{}">{}</time>').format(there.isoformat(timespec="minutes"), text)


def ago(at: datetime) -> Markup:
    """How long ago in the largest whole unit, with the exact time for machines."""
    passed = max(g.wiring.now() - at, timedelta())
    return Markup('<time datetime="{}">{}</time>').format(local(at).isoformat(timespec="minutes"), _passed(passed))


def number(value: float) -> str:
    """With thousands set apart."""
    return f"{value:,}"


def points(value: float) -> str:
    """Points with at most one digit after the point: 12, 4.5."""
    return f"{value:.1f}".removesuffix(".0")


def signed(value: float) -> str:
    """Points that are gained or lost, with a true minus sign."""
    return f"+{points(value)}" if value > 0 else points(value).replace("-", "−")


def lang_of(text: str) -> str:
    """The language a value must be read and drawn in, where it is not that of the page; else nothing."""
    is_chinese = any(ord(sign) in HAN for sign in text)
    return "zh-Hans" if is_chinese and language() != "zh_Hans" else ""


def _passed(passed: timedelta) -> str:
    minutes, hours = passed // timedelta(minutes=1), passed // timedelta(hours=1)
    if minutes < 1:
        return str(gettext("just now"))
    if not hours:
        return str(ngettext("%(num)s min ago", "%(num)s min ago", minutes))
    if not passed.days:
        return str(ngettext("%(num)s h ago", "%(num)s h ago", hours))
    return str(ngettext("%(num)s d ago", "%(num)s d ago", passed.days))


def _asked_for() -> str:
    best = request.accept_languages.best_match(["en", "zh-Hans", "zh-CN", "zh-SG", "zh-TW", "zh-HK", "zh"])
    return "zh_Hans" if best and best.startswith("zh") else "en"
