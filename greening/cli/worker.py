"""`worker`: the background work."""

from dataclasses import replace

import click

from greening.cli import _processes
from greening.cli._installation import installation


@click.command()
@click.option("--processes", type=click.IntRange(1, 64), help="How many.  [default: GREENING_JOB_WORKERS or 1]")
def command(processes: int | None) -> None:
    """Do what was noted for the background until Ctrl-C, which is the normal end: exit code 0."""
    with installation() as found:
        settings = replace(found, job_workers=processes or found.job_workers)
        _processes.run_together([_processes.workers(settings)])
