"""`python -m workers`: do the work in the background until told to stop (SIGTERM, Ctrl-C)."""

from dataclasses import replace

import click

from greening import config, embedded
from greening.wiring import use
from workers import supervisor


@click.command()
@click.option("--count", type=click.IntRange(1, 64), help="How many worker processes; default GREENING_JOB_WORKERS.")
def main(count: int | None) -> None:
    """Do the work in the background until told to stop (SIGTERM, Ctrl-C). Exit code 0."""
    settings = config.load()
    with embedded.servers(settings.data_dir, database_url=settings.database_url, redis_url=settings.redis_url) as urls:
        app = supervisor.wire_when_ready(replace(settings, database_url=urls.database, redis_url=urls.redis))
        use(app)
        supervisor.run(app, count=count or settings.job_workers)


if __name__ == "__main__":
    main()
