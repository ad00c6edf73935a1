"""`user`: accounts."""

import sys
from typing import Any

import click

from greening.cli._installation import installation


@click.group()
def command() -> None:
    """Accounts of people."""


@command.command()
@click.option("--employee-no", required=True, help="What they sign in with.")
@click.option("--name", required=True)
@click.option("--role", required=True, type=click.Choice(["rep", "manager", "qc", "adjudicator", "ops"]))
@click.option("--region", default="", help="Sales region; needed where a team is given.")
@click.option("--team", default="")
@click.option("--manager", default="", help="Employee number of who leads them.")
@click.option("--mobile", default="")
@click.option("--email", default="")
@click.option(
    "--password-stdin", is_flag=True, help="Read the password from the first line of stdin instead of asking."
)
def add(*, password_stdin: bool, role: str, **told: Any) -> None:
    """Add one person who can sign in, and print their id.

    Exit codes: 0 added; 1 refused (number taken, password too short or too common).
    """
    from greening.domain.people import OPERATOR, Employment, Role
    from greening.services import staff
    from greening.wiring import wired

    if told["team"] and not told["region"]:
        raise click.UsageError("Say the --region of the --team.")
    password = (
        _from_stdin()
        if password_stdin
        else click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    )
    person = Employment(role=Role(role), **told)
    with installation() as settings, wired(settings) as app:
        added = staff.add(app.work, app.policy, actor=OPERATOR, person=person, password=password, now=app.now())
    click.echo(added)


def _from_stdin() -> str:
    return sys.stdin.readline().rstrip("\r\n")
