"""How does a command end? One place turns what went wrong into a sentence on stderr and an exit code."""

import sys
from enum import IntEnum

import click

from greening import config
from greening.cli import cli
from greening.embedded import NotStarted


class Exit(IntEnum):
    DONE = 0
    FAILED = 1
    USAGE = 2
    NO_SERVER = 3
    INTERRUPTED = 130


class Failed(Exception):
    """A command could not do what it was asked; the message is for the person who asked."""


def main() -> None:
    """Run the command line and exit."""
    sys.exit(_run())


def _run() -> int:
    try:
        cli.main(prog_name="python -m greening", standalone_mode=False)
    except click.Abort:
        return Exit.INTERRUPTED
    except click.ClickException as wrong:
        wrong.show()
        return wrong.exit_code
    except config.Invalid as wrong:
        return _say(wrong, Exit.USAGE)
    except NotStarted as wrong:
        return _say(wrong, Exit.NO_SERVER)
    except Failed as wrong:
        return _say(wrong, Exit.FAILED)
    return Exit.DONE


def _say(wrong: Exception, code: Exit) -> Exit:
    click.echo(f"greening: {wrong}", err=True)
    return code
