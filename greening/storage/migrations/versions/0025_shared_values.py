"""What records have in common besides numbers: doors, key persons, endings, texts and notes, by their hashes."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "shared_value",
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("hash", sa.BigInteger(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.String(), server_default="", nullable=False),
        sa.CheckConstraint(
            "channel IN ('address', 'reps_person', 'ending', 'wording', 'note')", name=op.f("ck__shared_value__channel")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk__shared_value__record_id__record"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("channel", "hash", "record_id", "text", name=op.f("pk__shared_value")),
    )
    op.create_index("ix__shared_value__record_id", "shared_value", ["record_id"])
