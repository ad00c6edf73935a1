"""`states`: what has a provider found out about our numbers? Its file, taken in."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import click

from greening.cli import _language
from greening.cli._check_report import refusal
from greening.cli._exits import Failed
from greening.cli._installation import installation
from greening.cli._parameters import FILE, country
from greening.domain.number_states import state_of
from greening.domain.people import OPERATOR
from greening.files import FileRefused, Limits, Table, open_table
from greening.services import number_states
from greening.wiring import wired
from greening.words.files import NUMBER_STATES as WORDS
from validators.phones import read
from validators.record import NumberState

SAMPLED = 200
"""Rows that are looked at to find out which column is which."""
SHOWN = 10
"""Rows that could not be read, by number."""


@click.command()
@click.argument("file", type=FILE)
@click.option(
    "--region",
    default="CN",
    show_default=True,
    callback=country,
    metavar="COUNTRY",
    help="Where numbers are read that do not say theirs.",
)
@click.option("--provider", default=number_states.FILE, metavar="NAME", help="Who said it; kept with each answer.")
@click.option(
    "--lang",
    type=click.Choice(list(_language.CATALOGS)),
    default="en",
    show_default=True,
    help="Language of the answer.",
)
def command(file: Path, region: str, provider: str, lang: str) -> None:
    """Take in what a provider of number states (空号检测) says: FILE has a column of numbers and one of states.

    Which columns these are, their values say. Records that it concerns are judged again by the workers.

    Exit codes: 0 taken; 1 refused, stderr says why; 2 wrong usage.
    """
    language = _language.load(lang)
    try:
        with installation() as settings, wired(settings) as app, file.open("rb") as stream:
            table = open_table(file.name, stream, limits=Limits.of(app.policy.intake))
            rows = list(_rows(table, region))
            taken = number_states.take(
                app.work,
                app.policy,
                actor=OPERATOR,
                rows=rows,
                country=region,
                provider=provider,
                now=app.now(),
            )
    except FileRefused as refused:
        raise Failed(f"{file.name}: {refusal(refused, language)}") from refused
    click.echo(language.say(WORDS["taken"], numbers=taken.numbers, news=taken.news))
    if taken.unread:
        said = {"rows": len(taken.unread), "shown": taken.unread[:SHOWN]}
        click.echo(language.say(WORDS["unread"], **said), err=True)


def _rows(table: Table, region: str) -> Iterator[tuple[int, str, str]]:
    """Row number, number and word of each row. Raises: FileRefused."""
    sample = table.sample(SAMPLED)
    number = _best(sample, lambda cell: any(one.e164 for one in read(cell, country=region)))
    state = _best(sample, lambda cell: bool(cell.strip()) and state_of(cell) is not NumberState.UNKNOWN)
    if number is None or state is None or number == state:
        raise FileRefused("file.no_states", columns=table.header)
    for row_no, cells in table:
        yield row_no, cells[number], cells[state]


def _best(sample: Sequence[Sequence[str]], says: Callable[[str], bool]) -> int | None:
    """The column in which most cells say something of that kind."""
    counted = Counter(at for cells in sample for at, cell in enumerate(cells) if says(cell))
    return counted.most_common(1)[0][0] if counted else None
