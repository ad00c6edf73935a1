"""What a route and a recommendation were made from, so that anybody can make them again."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

KEPT = (("lead_route", "facts"), ("conflict", "basis"), ("conflict_ruling", "basis"))


def upgrade() -> None:
    """Rows from before have none: nobody can say any more what they were made from."""
    for table, column in KEPT:
        op.add_column(table, sa.Column(column, postgresql.JSONB(astext_type=sa.Text()), nullable=True))
