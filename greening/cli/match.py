"""`match`: which rows of a file are one, or which of all that is stored? Nothing leaves the machine."""

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

import click
from click.core import ParameterSource
from rich.console import Console
from rich.progress import Progress

from greening.cli import (
    _language,
    _match_entities,
    _match_file,
    _match_labels,
    _match_report,
    _match_truth,
)
from greening.cli._language import Language
from greening.cli._match_order import FILE_ONLY, Order
from greening.cli._match_report import Measured
from greening.cli._match_rows import Rows
from greening.cli._match_truth import Truth
from greening.cli._parameters import FILE, NEW_FILE, country
from greening.domain.policy import Policy, shipped
from greening.files import FileRefused
from greening.matching import Kind
from greening.matching.uncollected import uncollected
from greening.words.files import REFUSALS as FILE_REFUSALS
from greening.words.matching import REFUSALS, REPORT

REFUSED = 3
PIPED_WIDTH = 120
"""Characters of a line where no terminal says how many it has."""

HELP = {
    "stored": "Compare all that is stored instead of a file, by the weights that hold and with what people ruled.",
    "truth": "True pairs to measure by: a table that begins with two columns of ids, id_l,id_r.",
    "labels": "Answers on pairs: id_l,id_r,same (yes or no). They hold, and what they teach holds for all pairs. Several files.",
    "ask": "Write the pairs there whose answers would teach most; fill in the column same, and give it as --labels.",
    "entities": "Keep the number of each row's entity there: id,entity. Read first, so that what was known keeps its number.",
    "questions": "How many pairs to ask about.",
    "kind": "What a row is that no column says it of; guessed from the headers by default.",
    "mapping": 'Where columns go: a JSON file such as {"raw": "phone", "key": "id", "list": "src"}, or a preset.',
    "engine": "Where to compare: on this machine, or on the Spark cluster of the environment (see docs/scale.md).",
    "against": "Rows that were compared before: rows of FILE are compared with them and with each other, they are not.",
    "work": "Keep there what was read and found: a run that was broken off goes on from it. For very many rows.",
    "link_only": "Pair only rows of different sources (column src): each source has nobody twice.",
    "out": "Write the pairs there, with probability and reasons: id_l,id_r,…",
    "threshold": "Probability from which a pair counts; the one shipped with the model by default.",
    "region": "Country in which numbers and ids are read that do not say theirs.",
    "lang": "Language of the answer.",
    "rows": "How many of the strongest and of the most doubtful pairs to show.",
    "json": "Print one JSON object with the figures, and nothing else.",
}


@click.command()
@click.argument("file", type=FILE, required=False)
@click.option("--stored", is_flag=True, help=HELP["stored"])
@click.option("--truth", type=FILE, metavar="PAIRS", help=HELP["truth"])
@click.option("--labels", type=FILE, multiple=True, metavar="ANSWERS", help=HELP["labels"])
@click.option("--ask", type=NEW_FILE, metavar="ANSWERS", help=HELP["ask"])
@click.option("--questions", default=20, show_default=True, type=click.IntRange(min=1), help=HELP["questions"])
@click.option("--entities", type=NEW_FILE, metavar="FILE", help=HELP["entities"])
@click.option("--kind", type=click.Choice([kind.value for kind in Kind]), help=HELP["kind"])
@click.option("--mapping", default="", metavar="FILE|NAME", help=HELP["mapping"])
@click.option(
    "--engine", type=click.Choice(["local", "spark"]), default="local", show_default=True, help=HELP["engine"]
)
@click.option("--against", type=FILE, metavar="FILE", help=HELP["against"])
@click.option("--work", type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER", help=HELP["work"])
@click.option("--link-only", is_flag=True, help=HELP["link_only"])
@click.option("--out", type=NEW_FILE, metavar="PAIRS", help=HELP["out"])
@click.option(
    "--threshold", type=click.FloatRange(0, 1, min_open=True, max_open=True), metavar="P", help=HELP["threshold"]
)
@click.option("--region", default="CN", show_default=True, callback=country, metavar="COUNTRY", help=HELP["region"])
@click.option("--lang", type=click.Choice(list(_language.CATALOGS)), default="en", show_default=True, help=HELP["lang"])
@click.option("--rows", "shown", default=10, show_default=True, type=click.IntRange(min=0), help=HELP["rows"])
@click.option("--json", "as_json", is_flag=True, help=HELP["json"])
@click.pass_context
def command(context: click.Context, /, **options: Any) -> None:
    """Find the rows of FILE (CSV, also packed with gzip, or .xlsx) that are about one company or one person.

    A table of companies or of persons, or of both if a column says which a row is. Columns are known by their headers; id,
    cluster and src, the order of rows, and columns that are not known never speak for or against a pair. Without a column
    of ids the number of a row is its id, 1 for the first under the header.

    With --truth: precision, recall and F1 of the pairs at or above the threshold, and again of all pairs inside the
    clusters that they are joined to. Pairs that --labels answers are left out of both.

    With --ask and --labels in turn, 20 questions a time, sixty answers make up for most of what the shipped weights do not
    know of these rows.

    With --entities, run after run: a row that comes belongs to a known entity, or is a new one. Two known entities are never
    made one but by an answer; which may be one is told.

    With --stored instead of FILE: all records of the database, by what was read of them when they were saved, so nothing is
    parsed again. Their ids are those of their pages, R-1 and so on.

    Exit codes: 0 the rows were compared, whatever was found; 1 the tables are of another version; 2 wrong usage; 3 the file,
    the mapping or the true pairs cannot be used, or of --stored no server answers; stderr says why and what to do.
    """
    order = Order(**options)
    _check(context, order)
    language = _language.load(order.lang)
    try:
        rows, run = _carry_out(order, language)
    except FileRefused as refused:
        said = language.say({**FILE_REFUSALS, **REFUSALS}[refused.code], **refused.params)
        click.echo(f"{refused.file or order.name}: {said}", err=True)
        context.exit(REFUSED)
    _write(order, rows, run, language)
    _show(order, rows, run, language)


def _check(context: click.Context, order: Order) -> None:
    """Raises: UsageError, when what is asked does not go together."""
    if (order.file is None) != order.stored:
        raise click.UsageError("Give FILE, or --stored.")
    given = (name for name in FILE_ONLY if context.get_parameter_source(name) is ParameterSource.COMMANDLINE)
    if order.stored and (said := ", ".join(f"--{name.replace('_', '-')}" for name in given)):
        raise click.UsageError(
            f"--stored goes without {said}: what is stored says what it is, and people rule on its pages."
        )
    if order.engine == "spark" and (order.against or order.work):
        raise click.UsageError("--engine spark goes without --against and --work")


def _write(order: Order, rows: Rows, run: Measured, language: Language) -> None:
    """Write the files that were asked for, and say on stderr what is in them."""
    if order.out:
        _match_report.write(order.out, rows, run.found)
        click.echo(language.say(REPORT["written"], name=order.out), err=True)
    if order.ask:
        _match_labels.write(order.ask, rows, run.found.questions)
        said = language.say(REPORT["asked"], count=len(run.found.questions), name=order.ask)
        click.echo(said, err=True)
    if order.entities and run.entities:
        _match_entities.write(order.entities, run.entities)
        told = _match_entities.told(order.entities, run.entities, run.found.bridges, rows, language, shown=order.shown)
        for line in told:
            click.echo(line, err=True)


def _show(order: Order, rows: Rows, run: Measured, language: Language) -> None:
    """Say on stdout what was found."""
    if order.as_json:
        click.echo(_match_report.as_json(run))
    else:
        console = Console(width=None if sys.stdout.isatty() else PIPED_WIDTH)
        _match_report.show(console, rows, run, language, shown=order.shown)


@uncollected()
def _carry_out(order: Order, language: Language) -> tuple[Rows, Measured]:
    """The rows and what was found among them.

    Raises: FileRefused; Failed, when what is stored cannot be read.
    """
    policy, begun = shipped(), perf_counter()
    watching = partial(_watch, language)
    if order.file:
        compared = _match_file.compare(order, order.file, policy, watching, language)
    else:
        from greening.cli import (
            _match_stored,
        )  # a file is matched without a database, and without waiting for what asks one

        compared = _match_stored.compare(order, policy, watching, language)
    rows, found, former, rulings = compared.rows, compared.found, compared.former, compared.rulings
    entities = _match_entities.carried(former, rows, found.clusters) if former else None
    run = Measured(found, perf_counter() - begun, entities=entities)
    if not order.truth:
        return rows, run
    true = _true(order.truth, rows, policy).without({*rulings.same, *rulings.different})
    return rows, _measured(true, run, language)


def _true(path: Path, rows: Rows, policy: Policy) -> Truth:
    with path.open("rb") as stream:
        return _match_truth.read(path.name, stream, rows.ids, policy)


def _measured(true: Truth, run: Measured, language: Language) -> Measured:
    if true.unknown:
        click.echo(language.say(REPORT["unknown_pairs"], count=true.unknown), err=True)
    pairs = _match_truth.measure(((pair.left, pair.right) for pair in run.found.pairs), true)
    clusters = _match_truth.measure(_match_truth.within(run.found.clusters), true)
    return replace(run, pairs=pairs, clusters=clusters, truth=true.count)


def _watch(language: Language, step: str) -> Callable[..., Iterator[Any]]:
    """Progress on stderr, where somebody looks at it; the end is known where it is told how many there are."""
    console = Console(stderr=True)

    def watch(things: Iterable[Any], count: int | None = None) -> Iterator[Any]:
        with Progress(console=console, disable=not console.is_terminal, transient=True) as progress:
            yield from progress.track(things, total=count, description=language.say(REPORT[step]))

    return watch
