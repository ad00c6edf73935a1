"""How are leads said? Why somebody was chosen or passed over in a sentence, how much time is left, what is wrong with a form."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from flask import Flask, g
from flask_babel import gettext

from greening.domain.inquiries import LIMITS
from greening.domain.lead_page import LeadPage, Who
from greening.web.i18n import day, local, say
from greening.words import leads as words

SOON = timedelta(hours=2)
"""What ends sooner is said in minutes."""


def init_app(app: Flask) -> None:
    """Let templates say them."""
    app.jinja_env.globals.update(
        lead_words=words, why_not=why_not, time_left=time_left, found_how=found_how, alike=alike
    )


def why_not(who: Who) -> str:
    """Why somebody was chosen or passed over; less for a reader who may not know more of them."""
    if not who.params and who.reason in words.BARE:
        return say(words.BARE, who.reason)
    turn = "chosen.owed" if who.params.get("owed") else "chosen.turn"
    code = turn if who.reason == "chosen" and "weight" in who.params else who.reason
    params = {name: _plain(value) if name == "until" else value for name, value in who.params.items()}
    return say(words.REASONS, code, params)


def alike(considered: Sequence[Who]) -> Iterator[tuple[Who, int]]:
    """Who was considered; colleagues without a name who follow each other for one reason are one row, with their number."""
    for is_nameless, some in groupby(considered, key=_nameless):
        row = list(some)
        yield from ([(row[0], len(row))] if is_nameless else ((who, 1) for who in row))


def _nameless(who: Who) -> tuple[str, str] | None:
    return None if who.is_me or who.name else (who.step.value, why_not(who))


def found_how(page: LeadPage) -> str:
    """How the customer was found."""
    return say(words.HOWS, page.how, {"percent": round(100 * (page.probability or 0))}) if page.how else ""


def time_left(until: datetime) -> str:
    """How many minutes are left, where they are few; nothing where the time is over or far."""
    rest = until - g.wiring.now()
    minutes = rest // timedelta(minutes=1)
    return str(gettext("%(count)s min left", count=minutes)) if timedelta() < rest <= SOON else ""


def wrong(faults: Mapping[str, str]) -> dict[str, str]:
    """The sentence for each field that is wrong, in the order of the form."""
    return {name: _fault(name, faults[name]) for name in LIMITS if name in faults}


def _fault(name: str, fault: str) -> str:
    if fault == "too_long":
        return say(words.FAULTS, fault, {"most": LIMITS[name]})
    return say(words.FAULTS, f"{name}.{fault}")


def _plain(until: str) -> str:
    there = local(datetime.fromisoformat(until))
    return f"{day(there.date())} {there:%H:%M}"
