"""`serve`: the pages, and the background work with them where that is wanted."""

from collections.abc import Callable
from dataclasses import replace

import click

from greening.cli import _processes
from greening.cli._installation import installation
from greening.config import Settings


@click.command()
@click.option("--host", help="Address to listen on.  [default: GREENING_HOST or 127.0.0.1]")
@click.option(
    "--port", type=click.IntRange(1, 65535), help="Port.  [default: GREENING_PORT or the next free one from 8000]"
)
@click.option("--workers", type=click.IntRange(1, 64), help="Web processes.  [default: GREENING_WEB_WORKERS or 2]")
@click.option("--with-jobs", is_flag=True, help="Do the background work too, as `worker` does.")
def command(host: str | None, port: int | None, workers: int | None, *, with_jobs: bool) -> None:
    """Serve the pages until Ctrl-C, which is the normal end: exit code 0."""
    with installation() as found:
        settings = replace(
            found, host=host or found.host, port=port or found.port, web_workers=workers or found.web_workers
        )
        serve(settings, with_jobs=with_jobs, started=click.echo)


def serve(settings: Settings, *, with_jobs: bool, started: Callable[[str], None]) -> None:
    """Serve until interrupted; `started` is told the address."""
    with _processes.listening(settings) as listener:
        processes = [_processes.web(listener, settings), *([_processes.workers(settings)] if with_jobs else ())]
        _processes.run_together(processes, started=lambda: started(_processes.address(listener)))
