"""`check`: what is a file of records worth? Answered without a database; nothing leaves the machine."""

import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import click
from rich.console import Console
from rich.progress import Progress

from greening.cli import _language
from greening.cli._check_report import Report, notes, refusal
from greening.cli._check_run import Watch, judge, open_file
from greening.cli._language import Language
from greening.cli._parameters import FILE, country
from greening.domain.policy import shipped
from greening.files import FileRefused
from greening.files.table import Row
from greening.words.files import REPORT

REFUSED = 3
PIPED_WIDTH = 120
"""Characters of a line where no terminal says how many it has."""

HELP = {
    "region": "Country in which numbers, ids and addresses are read that do not say theirs.",
    "mapping": 'Where columns go: a JSON file such as {"raw": "phone"}, or a preset. Headers say the rest.',
    "as_of": "Judge as at the end of this day; as of now by default.",
    "lang": "Language of the answer.",
    "rows": "How many of the worst rows to show.",
    "jobs": "How many processes share the rows; the answer is the same.",
    "json": "Print one JSON object a row, in the order of the file, and nothing else.",
}


@click.command()
@click.argument("file", type=FILE)
@click.option("--region", default="CN", show_default=True, callback=country, metavar="COUNTRY", help=HELP["region"])
@click.option("--mapping", default="", metavar="FILE|NAME", help=HELP["mapping"])
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help=HELP["as_of"])
@click.option("--lang", type=click.Choice(list(_language.CATALOGS)), default="en", show_default=True, help=HELP["lang"])
@click.option("--rows", default=20, show_default=True, type=click.IntRange(min=0), help=HELP["rows"])
@click.option("--jobs", default=1, show_default=True, type=click.IntRange(min=1), help=HELP["jobs"])
@click.option("--json", "as_lines", is_flag=True, help=HELP["json"])
@click.pass_context
def command(  # noqa: PLR0917  click hands every option over by name
    context: click.Context,
    file: Path,
    region: str,
    mapping: str,
    as_of: datetime | None,
    lang: str,
    rows: int,
    jobs: int,
    as_lines: bool,  # noqa: FBT001  a switch of the command line
) -> None:
    """Judge every row of FILE (CSV, also packed with gzip, or .xlsx) and say what was found.

    Row 1 is the first under the header. A blank row is judged like any other and found to be empty.

    Exit codes: 0 every row was judged, whatever was found; 2 wrong usage; 3 the file or the mapping cannot be read, stderr
    says why and what to do.
    """
    policy = shipped()
    language = _language.load(lang)
    moment = _end_of(as_of, policy.calendar.zone) if as_of else datetime.now(UTC)
    report = Report(rows)
    try:
        with file.open("rb") as stream:
            reading = open_file(file.name, stream, country=region, mapping=mapping, policy=policy)
            for note in notes(reading.table, reading.mapping, language):
                click.echo(note, err=True)
            watch, lines = _watch(language), language if as_lines else None
            for row in judge(reading, as_of=moment, policy=policy, watch=watch, jobs=jobs, lines=lines):
                report.add(row)
                if as_lines:
                    sys.stdout.write(row.line + "\n")
    except FileRefused as refused:
        click.echo(f"{file.name}: {refusal(refused, language)}", err=True)
        context.exit(REFUSED)
    if not as_lines:
        report.show(Console(width=None if sys.stdout.isatty() else PIPED_WIDTH), language)


def _end_of(day: datetime, zone: str) -> datetime:
    return datetime.combine(day.date(), time.max, ZoneInfo(zone))


def _watch(language: Language) -> Watch:
    """Progress on stderr, where somebody looks at it; the second pass knows how many rows there are."""
    console = Console(stderr=True)
    rows = 0

    def watch(step: str, table: Iterable[Row]) -> Iterator[Row]:
        nonlocal rows
        with Progress(console=console, disable=not console.is_terminal, transient=True) as progress:
            task = progress.add_task(language.say(REPORT[step]), total=rows or None)
            for seen, row in enumerate(table, start=1):
                rows = max(rows, seen)
                progress.update(task, completed=seen)
                yield row

    return watch
