"""What a provider of number states has said of which number."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

STATES = (
    "active", "empty", "suspended", "off", "maybe_off", "silent", "risk", "nonexistent", "abnormal", "failed",
    "unsupported", "unknown",
)  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "number_state",
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ({})".format(", ".join(f"'{state}'" for state in STATES)), name=op.f("ck__number_state__state")
        ),
        sa.PrimaryKeyConstraint("value", name=op.f("pk__number_state")),
    )
    op.create_index("ix__number_state__asked_at", "number_state", ["asked_at"])
