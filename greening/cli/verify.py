"""`verify`: does everything that is promised still hold?"""

import click

from greening.cli import _language
from greening.cli import _verify_report as report
from greening.cli._exits import Exit
from greening.cli._installation import looking
from greening.domain.verifying import Promise
from greening.services import verifying

ONLY = "Look at this promise alone; may be given several times."


@click.command()
@click.option("--only", multiple=True, type=click.Choice([one.value for one in Promise]), metavar="PROMISE", help=ONLY)
@click.option("--lang", type=click.Choice(list(_language.CATALOGS)), default="en", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
@click.pass_context
def command(context: click.Context, *, only: tuple[str, ...], lang: str, as_json: bool) -> None:
    """Look through the whole database for a broken promise: two owners, a counter that is wrong, a lead in two hands; and
    replay credit, routes, recommendations and scores from what was stored with them.

    Nothing is changed, and nobody waits. Promises: owners, claims, rights, counters, caps, leads, conflicts, credits,
    routings, rulings, scores. Exit codes: 0 everything holds; 1 something is broken, or the tables are of another version.
    """
    language = _language.load(lang)
    with looking() as work:
        answers = verifying.verify(work, promises=[Promise(one) for one in only] or tuple(Promise))
        holds = report.as_json(answers) if as_json else report.show(answers, language)
    if not holds:
        context.exit(Exit.FAILED)
