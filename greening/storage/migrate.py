"""Is the database at the newest form of its tables, and how does it get there? Alembic, set up in code."""

import importlib
import pkgutil
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, MetaData, text

from greening.storage.base import Base

STORAGE = Path(__file__).parent
MIGRATIONS = STORAGE / "migrations"
LOCK = 4_711_008_001
"""The advisory lock of migrating: of several processes that start at once, one migrates and the others wait."""


class MadeByNewer(Exception):
    """The database is at a revision that this program does not know: a newer one has been here."""


def upgrade(engine: Engine) -> str:
    """Bring the tables to the newest form; the revision they are at. Safe to call twice and at once. Raises: MadeByNewer."""
    if not _is_known(current(engine)):
        raise MadeByNewer(f"the database is at {current(engine)}, this program knows nothing newer than {head()}")
    config = _config()
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        connection.execute(text("SET LOCAL lock_timeout = 0"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    return head()


def head() -> str:
    """The newest revision this program knows."""
    return str(ScriptDirectory.from_config(_config()).get_current_head())


def current(engine: Engine) -> str | None:
    """The revision the database is at; None when it was never migrated."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def _is_known(revision: str | None) -> bool:
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    return revision is None or revision in known


def differences(engine: Engine) -> list[Any]:
    """What the tables in code have that the database has not, and the other way round, as Alembic puts it."""
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        return list(compare_metadata(context, tables()))


def tables() -> MetaData:
    """All tables in code: every module of `greening.storage` has been imported."""
    for module in pkgutil.iter_modules([str(STORAGE)], "greening.storage."):
        if not module.ispkg:
            importlib.import_module(module.name)
    return Base.metadata


def draft(engine: Engine, message: str) -> None:
    """Write a revision from the difference between the tables in code and those in the database, for a person to finish."""
    config = _config()
    with engine.begin() as connection:
        config.attributes.update(connection=connection, metadata=tables())
        command.revision(config, message=message, autogenerate=True, rev_id=_next())


def _next() -> str:
    return f"{int(head()) + 1:04}"


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    return config
