"""`rules`: every rule by which records are judged, as a document; `docs/rules.md` is what it prints."""

from collections.abc import Iterator

import click

from greening.cli import _language
from greening.cli._language import Language
from greening.domain.rule_page import Rule, Shown, rules
from greening.words.finding_kinds import KINDS
from greening.words.pages import LEVELS, SEVERITIES
from greening.words.rules import COSTS, HEAD, MADE, OTHERS, PARTS, SUBJECTS
from validators import CATALOG_VERSION, DEFAULTS

LANG = "Language of the document."


@click.command()
@click.option("--lang", type=click.Choice(list(_language.CATALOGS)), default="en", show_default=True, help=LANG)
def command(lang: str) -> None:
    """Print every rule of the catalog as Markdown: what it says, why, how, an example, what it costs, and where it ends."""
    click.echo(document(_language.load(lang)), nl=False)


def document(language: Language) -> str:
    """The whole document, under the shipped policy."""
    return "\n".join(_lines(language)) + "\n"


def _lines(language: Language) -> Iterator[str]:
    say = language.say
    yield f"# {say(HEAD)}"
    yield ""
    yield say(MADE, version=CATALOG_VERSION)
    for subject, found in rules(DEFAULTS).items():
        about = found[0].about
        yield from ("", f"## {say(SUBJECTS.get(subject, subject))}")
        yield from _told(language, ("how", about.how), ("limits", about.limits), ("source", about.source))
        for rule in found:
            yield from ("", f"### `{rule.code}` {say(KINDS.get(rule.code, rule.code))}")
            yield from ("", f"*{say(SEVERITIES[rule.severity])}.* {say(rule.summary)}")
            yield from _of_rule(language, rule, found[0])


def _of_rule(language: Language, rule: Rule, first: Rule) -> Iterator[str]:
    say, about, same = language.say, rule.about, first.about
    level = say(LEVELS[rule.level.value])
    yield from _told(
        language,
        ("why", about.why),
        ("how", about.how if about.how != same.how else ""),
        ("example", _said(language, rule.example)),
        ("counter_example", _said(language, rule.counter_example)),
        ("weight", say(COSTS, level=level, share=round(rule.share * 100))),
        ("limits", about.limits if about.limits != same.limits else ""),
        ("source", about.source if about.source != same.source else ""),
    )


def _told(language: Language, *parts: tuple[str, str]) -> Iterator[str]:
    told = [f"- {language.say(PARTS[part])}: {language.say(text)}" for part, text in parts if text]
    if told:
        yield ""
        yield from told


def _said(language: Language, shown: Shown) -> str:
    """The values as code; with their paths where there is more than one."""
    values = [f"{f'{path} ' if len(shown.values) > 1 else ''}{_code(value)}" for path, value in shown.values]
    others = f" {language.say(OTHERS, count=shown.others)}" if shown.others else ""
    return (", ".join(values) or "∅") + others


def _code(value: str) -> str:
    """As it is typed, whatever signs it holds, on one line."""
    fence = "``" if "`" in value else "`"
    return f"{fence}{value.replace(chr(10), '⏎')}{fence}"
