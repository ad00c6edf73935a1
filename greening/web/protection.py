"""How does a page speak of clocks? The last day of an end, the cases that defer it, what a visit did."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from flask import Flask

from greening.domain.countdown import VisitEffect
from greening.web.i18n import day, local, say
from greening.words import protection as words

MOMENT = timedelta(microseconds=1)


def init_app(app: Flask) -> None:
    """Let templates speak of clocks."""
    for name in (last_day, cases_text, clock_text):
        app.add_template_global(name)
    app.jinja_env.globals.update(protection_words=words)


def last_day(ends_at: datetime) -> date:
    """The day with whose end something ends."""
    return local(ends_at - MOMENT).date()


def cases_text(cases: Iterable[str]) -> list[str]:
    """What is open about a customer."""
    return [say(words.CASES, case) for case in sorted(cases)]


def clock_text(effect: VisitEffect) -> str:
    """What a visit did to the clock, or why it did nothing."""
    return say(words.EFFECTS, effect.code, {"day": day(effect.last_day)})
