"""What records are searched and filtered by; failed sign-ins."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sign_in_try",
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk__sign_in_try")),
    )
    op.create_check_constraint(op.f("ck__person__employee_no_given"), "person", "employee_no <> ''")
    op.create_check_constraint(op.f("ck__number__channel"), "number", "channel IN ('phone', 'email')")
    op.add_column("record", sa.Column("search_key", sa.String(), nullable=False))
    op.add_column(
        "record",
        sa.Column("finding_codes", postgresql.ARRAY(sa.TEXT()), server_default="{}", nullable=False),
    )
    op.alter_column("record", "assessment_id", type_=sa.BigInteger())
    op.drop_index("uq__record__name_key_region_key", "record")
    op.create_index(
        "uq__record__name_key_region_key",
        "record",
        ["name_key", "region_key"],
        unique=True,
        postgresql_where=sa.text("name_key <> ''"),
    )
    op.drop_index("ix__record__company_trgm", "record")
    op.drop_index("ix__record__region", "record")
    op.drop_index("ix__record__score_id", "record")
    op.drop_index("ix__number__channel_value", "number")
    op.create_index("ix__number__channel_value", "number", ["channel", "value", "record_id"])
    op.create_index("ix__record__score_id", "record", [sa.text("coalesce(score, -1)"), "id"])
    op.create_index("ix__record__updated_at_id", "record", ["updated_at", "id"])
    op.create_index(
        "ix__record__region_key", "record", ["region_key"], postgresql_ops={"region_key": "text_pattern_ops"}
    )
    op.create_index("ix__record__finding_codes", "record", ["finding_codes"], postgresql_using="gin")
    op.create_index(
        "ix__record__search_key",
        "record",
        ["search_key"],
        postgresql_using="gin",
        postgresql_ops={"search_key": "gin_trgm_ops"},
    )
