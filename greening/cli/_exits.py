"""How does a command end? One place turns what went wrong into a sentence on stderr and an exit code."""

import sys
from enum import IntEnum

import click

from greening import config
from greening.cli import cli
from greening.domain.refusals import Refusal
from greening.embedded import NotStarted


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
        click.echo(f"greening: {wrong}", err=True)
        return next(code for kind, code in CODES.items() if isinstance(wrong, kind))
    return ended_with if isinstance(ended_with, int) else Exit.DONE
