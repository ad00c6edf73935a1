"""`demo`: an invented organisation to look at and to play with."""

import click
from rich.console import Console

from greening.cli import _demo_people, _demo_records, _demo_summary, _processes, _story_told
from greening.cli._installation import installation
from greening.cli._language import load
from greening.cli._watching import watch
from greening.cli.serve import serve
from greening.config import Settings
from greening.wiring import wired

SAMPLE_FOLDER = "sample"


@click.command()
@click.option("--no-serve", is_flag=True, help="End after the summary instead of serving.")
def command(*, no_serve: bool) -> None:
    """Import and judge 2,000 invented records, say what was found, and serve them with one login a role.

    The first start makes them, later ones find them as you left them. Nothing of it is real, nothing is ever sent.
    Ctrl-C is the normal end. Exit codes: 0 done; 1 failed, stderr says why; 3 a server did not start.
    """
    with installation() as settings:
        passwords = _demo_people.logins(settings.data_dir)
        console = Console(highlight=False)
        _prepare(settings, passwords, console)
        _demo_summary.show_logins(console, _demo_people.first_of_each_role(), passwords)
        if not no_serve:
            serve(
                settings,
                with_jobs=True,
                started=lambda address: console.print(f"\n[bold]{address}[/bold]  Ctrl-C ends"),
            )


def _prepare(settings: Settings, passwords: dict[str, str], console: Console) -> None:
    """Everything is there, every record judged and compared, when this ends."""
    folder = settings.data_dir / SAMPLE_FOLDER
    language = load("en")
    with wired(settings) as app:
        _demo_people.hire(app, passwords, app.now())
        stored = _demo_records.is_stored(app)
        if not stored or _demo_records.is_under_way(app):
            with _processes.running([_processes.workers(settings)]):
                if not stored:
                    _demo_records.fill(app, folder, language, watch(language))
                _demo_records.settle(app)
        standing = _demo_records.standing(app)
        _demo_summary.show_records(console, standing, _demo_records.found(standing, folder))
        _demo_summary.show_relatives(console, _demo_records.relatives(standing, folder))
        _story_told.tell(app, console)
