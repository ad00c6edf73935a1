"""Masked contacts that were shown to somebody are counted in the log."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix__event__reveals", "event", ["actor_id", "at"], postgresql_where=sa.text("kind = 'record.revealed'")
    )
