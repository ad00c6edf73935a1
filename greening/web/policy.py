"""How does a page speak of the policy? Names, units and reasons of values, and what is wrong with a draft."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import Flask
from flask_babel import gettext

from greening.domain.policy import JUDGING
from greening.domain.policy_effects import moves
from greening.web.i18n import dot, listed, say
from greening.words import fields, pages, policy, rules
from greening.words.finding_kinds import KINDS
from validators.finding import Level
from validators.settings import rows as settings_rows


def init_app(app: Flask) -> None:
    """Let templates speak of the policy."""
    app.jinja_env.globals.update(
        policy_words=policy, rule_words=rules, LEVEL_NAMES={level.value: level.name.lower() for level in Level}
    )
    for speaking in (value_name, value_unit, value_said, level_name, changes_said, moves, english):
        app.add_template_global(speaking)


def english(text: str) -> str:
    """What the catalog or the settings say in English, in the reader's language."""
    return str(gettext(text)) if text else ""


def value_name(path: str) -> str:
    """What a value of the document is called; one that has no name yet is called by its path."""
    section, name = _judging(path)
    if section == "weights":
        return _field_name(name)
    if section in fields.HEADS:
        head, _, field = name.partition(".")
        return dot().join([say(fields.HEADS[section], head), _field_name(field)])
    if section == "levels":
        return level_name(name)
    if section == "caps" and name in KINDS:
        return say(KINDS, name)
    return (
        say(policy.ROWS, f"{section}.{name}")
        if f"{section}.{name}" in policy.ROWS
        else path.removeprefix(f"{JUDGING}.")
    )


def _field_name(name: str) -> str:
    part = say(fields.SECTIONS, name.partition(".")[0])
    return f"{part}{dot()}{say(fields.SCORED, name)}"


def value_unit(path: str) -> str:
    """In what a value is counted; of a level nothing."""
    section, name = _judging(path)
    unit = settings_rows().get(section, {}).get(name, {}).get("unit", "")
    return "" if unit == "level" else english(str(unit))


def value_said(value: Any) -> str:
    """A value as a page shows it."""
    if isinstance(value, str) and value.upper() in Level.__members__:
        return level_name(value)
    if isinstance(value, list | tuple):
        return listed([str(one) for one in value])
    return f"{value:g}" if isinstance(value, float) else str(value)


def level_name(name: str) -> str:
    return say(pages.LEVELS, int(Level[name.upper()]))


def changes_said(changes: Mapping[str, Any]) -> str:
    """What a draft or a version changes, in a line."""
    return listed([value_name(path) for path in changes])


def problems(found: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """By path: what is wrong, in the reader's language; the first of several about one value."""
    said: dict[str, str] = {}
    for problem in found:
        text = say(policy.PROBLEMS, problem["problem"], {name: _shown(value) for name, value in problem.items()})
        said.setdefault(str(problem["path"]), f"{value_name(str(problem['path']))}: {text}")
    return said


def _shown(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _judging(path: str) -> tuple[str, str]:
    section, _, name = path.removeprefix(f"{JUDGING}.").partition(".")
    return section, name
