"""`migrate`: the tables."""

import click

from greening.cli._exits import Failed
from greening.cli._installation import servers
from greening.storage import migrate
from greening.storage.session import make_engine


@click.command()
@click.option(
    "--draft",
    metavar="MESSAGE",
    help="Write a revision from what the tables in code have changed, to be finished by hand.",
)
def command(draft: str | None) -> None:
    """Bring the database to the newest form of its tables and print the revision. Safe to run twice and at once."""
    with servers() as settings:
        engine = make_engine(settings.database_url)
        try:
            revision = migrate.upgrade(engine)
            if draft:
                migrate.draft(engine, draft)
        except migrate.MadeByNewer as newer:
            raise Failed(str(newer)) from None
        finally:
            engine.dispose()
    click.echo(revision)
