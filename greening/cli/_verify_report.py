"""How is it told whether everything holds? A line a promise, under it each breach with its place; or one JSON object."""

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter

import click

from greening.cli._language import Language
from greening.domain.verifying import Answer
from greening.words.verifying import FAULTS, LEFT, PROMISES, REPORT, SIGNS

SHOWN = 20
"""Breaches of one kind that are shown; JSON has all."""
COLOURS = {True: "green", False: "red"}


def as_json(answers: Iterable[Answer]) -> bool:
    """Print one object; whether everything holds."""
    told = list(answers)
    holds = not any(one.faults for one in told)
    promises = [
        {
            "promise": one.promise,
            "checked": one.checked,
            "left": dict(one.left),
            "faults": [{"code": fault.code, **fault.params} for fault in one.faults],
        }
        for one in told
    ]
    click.echo(json.dumps({"holds": holds, "promises": promises}, ensure_ascii=False, default=str))
    return holds


def show(answers: Iterable[Answer], language: Language) -> bool:
    """Print a line a promise as soon as it is known, then the sum; whether everything holds."""
    breaches = 0
    for answer in answers:
        breaches += len(answer.faults)
        for line in _lines(answer, language):
            click.echo(line)
    click.echo(language.say(REPORT["broken" if breaches else "holds"], count=breaches))
    return not breaches


def _lines(answer: Answer, language: Language) -> Iterator[str]:
    holds = not answer.faults
    sign = click.style(language.say(SIGNS[holds]), fg=COLOURS[holds])
    looked = language.say(REPORT["checked"], count=f"{answer.checked:,}")
    left = [language.say(LEFT[why], count=f"{count:,}") for why, count in answer.left.items()]
    told = (looked, language.say(REPORT["left"], what="; ".join(left))) if left else (looked,)
    yield f"{sign}  {language.say(PROMISES[answer.promise])} ({'; '.join(told)})"
    of_one_kind = attrgetter("code")
    for code, faults in groupby(sorted(answer.faults, key=of_one_kind), key=of_one_kind):
        of_kind = list(faults)
        yield from (f"    {language.say(FAULTS[code], **fault.params)}" for fault in of_kind[:SHOWN])
        if (more := len(of_kind) - SHOWN) > 0:
            yield f"    {language.say(REPORT['more'], count=more)}"
