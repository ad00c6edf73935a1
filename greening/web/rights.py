"""How do pages speak of rights, credit and submissions? What a row of the queue is about, what a step asks for, why a row was paid."""

from decimal import Decimal
from typing import Any

from flask import Flask, g

from greening.domain.entitlements import Check, Step
from greening.domain.review import Source
from greening.web import i18n
from greening.web.findings import finding_kind
from greening.web.i18n import number, say
from greening.words import pages as words
from greening.words import review as review_words
from greening.words import rights as rights_words


def init_app(app: Flask) -> None:
    """Let templates speak of rights."""
    app.add_template_filter(credit)
    app.add_template_filter(cause_text)
    app.add_template_global(headline)
    app.jinja_env.globals.update(rights_words=rights_words, asked_text=asked_text, step_of=step_of)


def headline(row: Any) -> str:
    """What a row of the review queue is about: the heaviest doubt, or what a rep has submitted."""
    is_submitted = row.source is Source.SUBMISSION
    return say(review_words.SOURCES, row.source.value) if is_submitted else finding_kind(row.headline)


def credit(points: Decimal) -> str:
    """Points of the ledger as they are read, a reversal with a true minus."""
    shown = i18n.points(float(abs(points)))
    return f"−{shown}" if points < 0 else shown


def cause_text(cause: str) -> str:
    """What proved a value, or took back what was paid for it."""
    return say(rights_words.CAUSES, cause.partition(":")[0])


def step_of(stored: dict[str, Any]) -> Step:
    """A step as a refusal carries it."""
    return Step(Check(stored["check"]), stored["needed"], stored["got"])


def asked_text(percent: int, check: str) -> str:
    """What a step needs or has got: points of the score, or how true a way to a key person is."""
    if check != Check.CHANNEL:
        return number(percent)
    levels = g.wiring.policy.settings.levels
    reached = max((level for level, worth in levels.items() if round(worth * 100) <= percent), default=min(levels))
    return say(words.LEVELS, int(reached))
