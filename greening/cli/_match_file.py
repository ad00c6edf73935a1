"""Which rows of a file are one, or one with those of another? Answered without a database."""

from pathlib import Path

import click

from greening.cli import (
    _match_entities,
    _match_labels,
    _match_report,
    _match_rows,
    _match_run,
    _match_spark,
    _match_work,
)
from greening.cli._language import Language
from greening.cli._match_order import Order, Watching
from greening.cli._match_rows import Rows
from greening.cli._match_run import Compared, Engine
from greening.domain.policy import Policy
from greening.files import FileRefused
from greening.matching import Kind, match


def compare(order: Order, file: Path, policy: Policy, watching: Watching, language: Language) -> Compared:
    """The rows and what was found among them.

    Raises: FileRefused.
    """
    rows = _read(order, file, policy, watching, language)
    former = _match_entities.read(order.entities, policy) if order.entities else None
    rulings = _match_labels.read_all(order.labels, rows.ids, policy)
    found = _match_run.run(
        rows,
        threshold=order.threshold,
        link_only=order.link_only,
        watch=watching("comparing"),
        rulings=rulings,
        questions=order.questions if order.ask else 0,
        known=former.known(rows.ids) if former else None,
        engine=_engine(order),
        new=rows.new,
    )
    return Compared(rows, found, former, rulings)


def _engine(order: Order) -> Engine:
    """What compares: in memory, by way of a folder, or on Spark.

    Raises: FileRefused, when Spark is not there.
    """
    if order.engine == "spark":
        return _match_spark.engine()
    return _match_work.engine(order.work) if order.work else match


def _read(order: Order, file: Path, policy: Policy, watching: Watching, language: Language) -> Rows:
    """The rows that were compared before, if any are given, and behind them those of the file.

    Raises: FileRefused.
    """
    rows = _read_file(order, file, policy, watching, language)
    if not order.against:
        return rows
    try:
        return _read_file(order, order.against, policy, watching, language).followed_by(rows)
    except FileRefused as refused:
        refused.file = order.against.name
        raise


def _read_file(order: Order, path: Path, policy: Policy, watching: Watching, language: Language) -> Rows:
    with path.open("rb") as stream:
        said = Kind(order.kind) if order.kind else None
        reading = _match_rows.open_file(path.name, stream, mapping=order.mapping, kind=said, policy=policy)
        if order.link_only and "src" not in reading.columns.rows:
            raise FileRefused("match.no_source", first=reading.columns.header[0])
        rows = _match_rows.read(reading, country=order.region, policy=policy, watch=watching("reading"))
        for note in _match_report.notes(reading.columns, rows, language):
            click.echo(note, err=True)
    return rows
