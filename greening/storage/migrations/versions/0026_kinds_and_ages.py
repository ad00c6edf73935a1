"""What kind of customer a record is, and when the next of what is known of it grows old."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

AGEING = """
    UPDATE record SET ages_at = now()
    WHERE judged_version > 0 AND merged_into_id IS NULL
        AND (stamps::text LIKE '%"proven_at"%' OR EXISTS (SELECT FROM visit WHERE record_id = record.id))
"""
"""What was judged before is judged once more by the sweep, which learns then when it is due again."""


def upgrade() -> None:
    op.add_column("record", sa.Column("kind", sa.String(), server_default="", nullable=False))
    op.create_check_constraint(op.f("ck__record__kind"), "record", "kind IN ('', 'distributor', 'end_customer')")
    op.add_column("record", sa.Column("ages_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(AGEING)
    op.create_index("ix__record__ages_at", "record", ["ages_at", "id"], postgresql_where=sa.text("ages_at IS NOT NULL"))
