"""How does a page put a question? Its words, who sees the answer, what a pass still needs, and where it leads."""

import secrets
from collections.abc import Iterable, Sequence
from typing import Any

from flask import Flask, g, request, url_for
from flask_babel import gettext

from greening.domain.answers import is_dialled
from greening.domain.changes import is_contact
from greening.domain.enriching import NAME, Kind, Known, Question
from greening.domain.entitlements import Check, Step
from greening.services.enriching import Done, Quest
from greening.web.i18n import path_name, say
from greening.web.record_page import value_text
from greening.words import quest as words

INPUTS = {"phone": "tel", "email": "email", "website": "url"}
"""The keyboard that a phone opens, by the field of the score."""
KEY_BYTES = 12


def init_app(app: Flask) -> None:
    """Let templates put questions."""
    for one in (question_text, seen_text, done_text, lacking, short_of, quest_address, quest_key, keyboard, segments):
        app.add_template_global(one)
    app.add_template_filter(is_dialled)
    app.jinja_env.globals["quest_words"] = words


def question_text(quest: Quest, question: Question) -> str:
    """The question about a field, with the name of whom it is about."""
    named = next((one.value for one in quest.known if one.field == NAME and one.value), "")
    asked = words.CALLED if question.kind is Kind.CALL else words.QUESTIONS[question.field]
    return str(gettext(asked, name=named or gettext(words.SOMEBODY)))


def seen_text(path: str) -> str:
    """Who sees what is typed there, and from when."""
    return say(words.SEEN, "contact" if is_contact(path) else "fact")


def done_text(done: Done) -> str:
    """An answer by name."""
    return say(words.DONE, done.said.value, {"field": path_name(done.path), "value": value_text(done.path, done.value)})


def lacking(steps: Iterable[Step]) -> list[str]:
    """What a pass still asks for, a sentence each; nothing where it would pass."""
    return [
        say(words.LACKING, step.check.value, {"missing": step.needed - step.got}) for step in steps if not step.holds
    ]


def short_of(steps: Iterable[Step]) -> int:
    """The points that are missing to the pass; 0 where there are enough."""
    return sum(max(0, step.needed - step.got) for step in steps if step.check is Check.SCORE)


def keyboard(field: str) -> str:
    """The keyboard for a field of the score."""
    return INPUTS.get(field.rpartition(".")[2], "")


def quest_address(claim_id: int | None, record_id: int, *, skipped: Sequence[str] = (), at: str = "") -> str:
    """Where the questions of a record are asked: under the claim, or under the record where it is one's own."""
    asked: dict[str, Any] = {"skip": list(skipped) or None, "at": at or None}
    if claim_id is None:
        return url_for("quest.of_record", record_id=record_id, **asked)
    return url_for("quest.of_claim", claim_id=claim_id, **asked)


def quest_key() -> str:
    """What an answer is known by, however often it is sent."""
    return secrets.token_hex(KEY_BYTES)


def skipped() -> tuple[str, ...]:
    """What the address says was put off."""
    return tuple(dict.fromkeys(request.args.getlist("skip")))[: g.wiring.policy.lists.page]


def segments(quest: Quest) -> list[tuple[Known, bool]]:
    """The fields, known ones first, as dots of progress: each with whether it is the one that is asked for."""
    asked = quest.question.field if quest.question else ""
    ordered = sorted(quest.known, key=lambda one: (one.is_open, one.field != asked, -one.level))
    return [(one, one.field == asked) for one in ordered]
