"""Jobs that are noted again while they run."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("job", sa.Column("again", sa.Boolean(), server_default=sa.text("false"), nullable=False))
