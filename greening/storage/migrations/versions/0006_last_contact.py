"""When a customer was last spoken to, as the file says that they came with."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("unit", sa.Column("last_contact_at", sa.DateTime(timezone=True), nullable=True))
