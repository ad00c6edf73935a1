"""`up`: the two servers, and nothing else."""

import signal

import click

from greening.cli._installation import servers


@click.command()
def command() -> None:
    """Run PostgreSQL and Valkey until Ctrl-C, and print their addresses.

    Other commands of the same data folder use them meanwhile and start sooner. Ctrl-C is the normal end: exit code 0.
    """
    try:
        with servers() as settings:
            click.echo("running until Ctrl-C", err=True)
            click.echo(f"DATABASE_URL={settings.database_url}")
            click.echo(f"REDIS_URL={settings.redis_url}")
            while True:
                signal.pause()
    except KeyboardInterrupt:
        return
