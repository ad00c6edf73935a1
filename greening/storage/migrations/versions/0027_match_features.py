"""What matching reads of a record is kept beside its keys; the sweep that writes keys anew fills it."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("match_print", sa.Column("features", sa.String(), server_default="", nullable=False))
