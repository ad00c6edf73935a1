"""`doctor`: is everything here that Greening needs?"""

from collections.abc import Iterator
from itertools import chain

import click
import redis
from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

from greening import config
from greening.cli._exits import Exit
from greening.cli._health import Sign, State, signs
from greening.cli._installation import servers
from greening.config import Settings
from greening.embedded import NotStarted
from greening.storage import migrate
from greening.storage.session import make_engine

OLDEST_POSTGRESQL = 150_000
EXTENSIONS = ("pg_trgm", "btree_gist")
"""Version 15, as `server_version_num` counts."""
COLOURS = {State.OK: "green", State.LACK: "yellow", State.FAULT: "red"}


@click.command()
@click.pass_context
def command(context: click.Context) -> None:
    """Say what is wrong with the environment and how to mend it.

    Servers that do not run are started, and stopped again. Exit codes: 0 nothing keeps Greening from running; 1 something does.
    """
    states = set()
    for sign in chain(signs(), _of_servers()):
        states.add(sign.state)
        click.echo(f"{click.style(f'{sign.state:5}', fg=COLOURS[sign.state])}  {sign.subject:12} {sign.found}")
        if sign.mend:
            click.echo(f"       {'':12} -> {sign.mend}")
    if State.FAULT in states:
        context.exit(Exit.FAILED)


def _of_servers() -> Iterator[Sign]:
    """What only running servers can tell."""
    try:
        with servers() as settings:
            yield _database(settings)
            yield _queue(settings)
    except config.Invalid:
        return  # said already
    except NotStarted as wrong:
        yield Sign(State.FAULT, "servers", str(wrong), "read the log that is named there")


def _database(settings: Settings) -> Sign:
    engine = make_engine(settings.database_url)
    try:
        return _tables(engine)
    except SQLAlchemyError as wrong:
        return Sign(
            State.FAULT,
            "database",
            str(getattr(wrong, "orig", wrong)).splitlines()[0],
            "see that DATABASE_URL is right and its server runs",
        )
    finally:
        engine.dispose()


def _tables(engine: Engine) -> Sign:
    with engine.connect() as connection:
        number = int(connection.scalar(text("SHOW server_version_num")) or 0)
        there = connection.scalars(text("SELECT name FROM pg_available_extensions")).all()
    version = f"PostgreSQL {number // 10_000}.{number % 10_000}"
    if number < OLDEST_POSTGRESQL:
        return Sign(State.FAULT, "database", version, "use PostgreSQL 15 or newer")
    if missing := [name for name in EXTENSIONS if name not in there]:
        lacks = f"{version} without {' and '.join(missing)}"
        return Sign(State.FAULT, "database", lacks, "install postgresql-contrib on the database's host")
    found, wanted = migrate.current(engine), migrate.head()
    if found != wanted:
        return Sign(State.LACK, "database", f"{version}, tables at {found or 'nothing'}", "python -m greening migrate")
    return Sign(State.OK, "database", f"{version}, tables at {found}")


def _queue(settings: Settings) -> Sign:
    try:
        with redis.Redis.from_url(settings.redis_url, socket_connect_timeout=5) as client:
            policy = client.config_get("maxmemory-policy")["maxmemory-policy"]
    except redis.RedisError as wrong:
        return Sign(State.FAULT, "queue", str(wrong), "see that REDIS_URL is right and its server runs")
    if policy != "noeviction":
        return Sign(
            State.LACK, "queue", f"may forget jobs ({policy}): they come late", "CONFIG SET maxmemory-policy noeviction"
        )
    return Sign(State.OK, "queue", "answers and forgets nothing")
