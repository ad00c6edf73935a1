"""What did somebody type into the forms of complaints and penalties, and how are their values said?"""

from flask import Flask
from werkzeug.datastructures import MultiDict

from greening.domain.complaints import Kind, Mode
from greening.domain.inspections import Answer, Said, visit_id
from greening.domain.penalty_page import Row
from greening.web.i18n import path_name, say
from greening.words import complaints as words

ANSWER, EVIDENCE = "answer.", "evidence."


def init_app(app: Flask) -> None:
    """Let templates say facts and penalties."""
    app.jinja_env.globals.update(complaint_words=words)
    app.add_template_filter(fact_name)
    app.add_template_global(level_text)
    app.add_template_global(cause_text)


def kinds(form: MultiDict[str, str]) -> set[Kind]:
    """What was ticked; what is no kind was not."""
    return {Kind(one) for one in form.getlist("kinds") if one in set(Kind)}


def mode(form: MultiDict[str, str]) -> Mode:
    """Nobody is named who has not asked for it."""
    return Mode.CONFIDENTIAL if form.get("mode") == Mode.CONFIDENTIAL else Mode.ANONYMOUS


def said(form: MultiDict[str, str]) -> list[Said]:
    """The answers that were given, in the order of the form; a fact that nobody answered was not looked at."""
    given = [(name.removeprefix(ANSWER), value) for name, value in form.items() if name.startswith(ANSWER)]
    return [
        Said(path, Answer(value), form.get(EVIDENCE + path, "").strip())
        for path, value in given
        if value in set(Answer)
    ]


def fact_name(path: str) -> str:
    """What a fact is called: a field, or a follow-up by its number."""
    number = visit_id(path)
    return path_name(path) if number is None else say(words.VISIT, "visit", {"number": number})


def level_text(row: Row) -> str:
    """What a penalty is."""
    return say(words.LEVELS, int(row.level), {"days": row.days})


def cause_text(row: Row) -> str:
    """What it is for, with the numbers that led to it."""
    return say(words.TRIGGERS, row.trigger.value, row.params)
