"""Who asked to come after whoever completed a unit; imports that open the books."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _first_refusal()
    _opening()


def _first_refusal() -> None:
    op.create_table(
        "first_refusal",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("entitlement_id", sa.BigInteger(), nullable=False),
        sa.Column("asker_id", sa.BigInteger(), nullable=False),
        sa.Column("stay_id", sa.BigInteger(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["asker_id"], ["person.id"], name=op.f("fk__first_refusal__asker_id__person")),
        sa.ForeignKeyConstraint(
            ["entitlement_id"],
            ["entitlement.id"],
            name=op.f("fk__first_refusal__entitlement_id__entitlement"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk__first_refusal__unit_id__unit"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__first_refusal")),
    )
    op.create_index("ix__first_refusal__unit_id", "first_refusal", ["unit_id"], unique=False)
    op.create_index(
        "uq__first_refusal__once_a_stay",
        "first_refusal",
        ["entitlement_id", "asker_id", "stay_id"],
        unique=True,
        postgresql_nulls_not_distinct=True,
    )


def _opening() -> None:
    """Imports that may fill libraries beyond their cap; and industries to choose from."""
    op.add_column("intake", sa.Column("opening", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    op.create_index(
        "ix__record__industry",
        "record",
        ["industry"],
        unique=False,
        postgresql_where=sa.text("industry <> ''"),
        postgresql_ops={"industry": "text_pattern_ops"},
    )
