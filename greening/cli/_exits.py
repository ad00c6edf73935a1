"""How does a command end? One place turns what went wrong into a sentence on stderr and an exit code."""

import sys
from enum import IntEnum

import click

from greening import config
from greening.cli import cli
from greening.cli._language import Language
from greening.domain.refusals import Refusal
from greening.embedded import NotStarted
from greening.words.refusals import REFUSALS


class Exit(IntEnum):
    DONE = 0
    FAILED = 1
    USAGE = 2
    NO_SERVER = 3
    INTERRUPTED = 130


class Failed(Exception):
    """A command could not do what it was asked; the message is for the person who asked."""


CODES: dict[type[Exception], Exit] = {
    config.Invalid: Exit.USAGE,
    NotStarted: Exit.NO_SERVER,
    Failed: Exit.FAILED,
    Refusal: Exit.FAILED,
}


def sentence(no: Refusal, language: Language | None = None) -> str:
    """The refusal in words, in English unless another language is given."""
    return (language or Language()).say(REFUSALS[no.code], **no.params)


def main() -> None:
    """Run the command line and exit."""
    sys.exit(_run())


def _run() -> int:
    try:
        ended_with = cli.main(prog_name="python -m greening", standalone_mode=False)
    except click.ClickException as wrong:
        wrong.show()
        return wrong.exit_code
    except click.Abort:
        return Exit.INTERRUPTED
    except tuple(CODES) as wrong:
        click.echo(f"greening: {_words(wrong)}", err=True)
        return next(code for kind, code in CODES.items() if isinstance(wrong, kind))
    except Exception as wrong:
        if not (said := _unanswered(wrong)):
            raise
        click.echo(f"greening: {said}", err=True)
        return Exit.NO_SERVER
    return ended_with if isinstance(ended_with, int) else Exit.DONE


def _words(wrong: Exception) -> str:
    """What a person reads; a refusal has its sentence, and where it lists problems, those too."""
    if not isinstance(wrong, Refusal):
        return str(wrong)
    problems = [f"  {one['path']}: {one['problem']}" for one in wrong.params.get("problems", ())]
    of_field = f"{wrong.params['field']}: " if "field" in wrong.params else ""
    return "\n".join((of_field + sentence(wrong), *problems))


def _unanswered(wrong: Exception) -> str:
    """Which given server did not answer, and what to do; empty for any other error.

    Nothing is imported to find out, for `check` needs no server: whoever raised it has been imported.
    """
    database, queue = sys.modules.get("sqlalchemy.exc"), sys.modules.get("redis.exceptions")
    if database and isinstance(wrong, database.OperationalError) and wrong.statement is None:
        server, variable, why = "database", "DATABASE_URL", str(wrong.orig)
    elif queue and isinstance(wrong, queue.ConnectionError | queue.TimeoutError):
        server, variable, why = "queue", "REDIS_URL", str(wrong)
    else:
        return ""
    first = next(iter(why.splitlines()), "")
    return (
        f"the {server} does not answer ({first}): see that {variable} is right and its server runs; `doctor` says more"
    )
