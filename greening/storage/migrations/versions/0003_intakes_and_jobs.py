"""Files that come in, and work in the background."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "job",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("args", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False),
        sa.Column("state", sa.String(), server_default="open", nullable=False),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("fence", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("worker", sa.String(), server_default="", nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("run_after", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cursor", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False),
        sa.Column("result", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("failure", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(state = 'open') = (finished_at IS NULL)", name=op.f("ck__job__finished_when_closed")),
        sa.CheckConstraint("lease_until IS NULL OR state = 'open'", name=op.f("ck__job__leased_while_open")),
        sa.CheckConstraint("state IN ('open', 'done', 'dead')", name=op.f("ck__job__state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__job")),
    )
    op.create_index("ix__job__due", "job", ["run_after"], unique=False, postgresql_where=sa.text("state = 'open'"))
    op.create_index("ix__job__state_id", "job", ["state", "id"], unique=False)
    op.create_index(
        "uq__job__kind_key_open", "job", ["kind", "key"], unique=True, postgresql_where=sa.text("state = 'open'")
    )
    op.create_table(
        "staged_row",
        sa.Column("intake_id", sa.Integer(), nullable=False),
        sa.Column("row_no", sa.Integer(), nullable=False),
        sa.Column("blank", sa.Boolean(), nullable=False),
        sa.Column("system", sa.String(), nullable=False),
        sa.Column("source_id", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("region_key", sa.String(), nullable=False),
        sa.Column("draft", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("raw", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("intake_id", "row_no", name=op.f("pk__staged_row")),
        prefixes=["UNLOGGED"],
    )
    op.create_table(
        "sweep",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("every_seconds", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("kind", name=op.f("pk__sweep")),
    )
    op.create_table(
        "intake",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("byte_count", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("region", sa.String(), server_default="CN", nullable=False),
        sa.Column("mode", sa.String(), server_default="create", nullable=False),
        sa.Column("dialect", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False),
        sa.Column("mapping", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False),
        sa.Column("state", sa.String(), server_default="uploaded", nullable=False),
        sa.Column("failure", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("checked", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("author_id", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("created", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("updated", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("unchanged", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("skipped", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("rejected", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("judged", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.CheckConstraint("mode IN ('create', 'update', 'fill-empty')", name=op.f("ck__intake__mode")),
        sa.CheckConstraint(
            "state IN ('uploaded', 'staged', 'stored', 'judged', 'failed')", name=op.f("ck__intake__state")
        ),
        sa.CheckConstraint(
            "state NOT IN ('stored', 'judged') OR read = created + updated + unchanged + skipped + rejected",
            name=op.f("ck__intake__every_row_accounted"),
        ),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk__intake__author_id__person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__intake")),
    )
    op.create_table(
        "saved_mapping",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("mapping", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk__saved_mapping__author_id__person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__saved_mapping")),
        sa.UniqueConstraint("name", name=op.f("uq__saved_mapping__name")),
    )
    op.create_table(
        "intake_chunk",
        sa.Column("intake_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["intake_id"], ["intake.id"], name=op.f("fk__intake_chunk__intake_id__intake"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("intake_id", "position", name=op.f("pk__intake_chunk")),
    )
    op.create_table(
        "intake_row",
        sa.Column("intake_id", sa.BigInteger(), nullable=False),
        sa.Column("row_no", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=True),
        sa.Column("reason", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("problems", postgresql.JSONB(astext_type=sa.Text()), server_default="[]", nullable=False),
        sa.Column("raw", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.CheckConstraint(
            "outcome IN ('created', 'updated', 'unchanged', 'skipped', 'rejected')",
            name=op.f("ck__intake_row__outcome"),
        ),
        sa.ForeignKeyConstraint(
            ["intake_id"], ["intake.id"], name=op.f("fk__intake_row__intake_id__intake"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk__intake_row__record_id__record"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("intake_id", "row_no", name=op.f("pk__intake_row")),
    )
    op.create_index("ix__intake_row__intake_id_outcome", "intake_row", ["intake_id", "outcome", "row_no"], unique=False)
    op.create_index("ix__intake_row__record_id", "intake_row", ["record_id"], unique=False)
