"""Called by Alembic: run the revisions on the connection that `greening.storage.migrate` gives."""

import importlib
import pkgutil

from alembic import context

from greening import storage
from greening.storage.base import Base

for module in pkgutil.iter_modules(storage.__path__, "greening.storage."):
    if not module.ispkg:
        importlib.import_module(module.name)

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    compare_server_default=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
