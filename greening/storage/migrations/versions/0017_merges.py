"""Two records become one, and can become two again."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

ONLY_UNDONE = """
    CREATE FUNCTION refuse_merge_change() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        undoing text[] := ARRAY['undone_at', 'undone_by', 'left_as_edited'];
    BEGIN
        IF OLD.undone_at IS NULL AND NEW.undone_at IS NOT NULL AND to_jsonb(OLD) - undoing = to_jsonb(NEW) - undoing THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'merge is append-only: % refused', TG_OP USING ERRCODE = 'restrict_violation';
    END $$
"""


def upgrade() -> None:
    op.create_table(
        "merge",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("kept_id", sa.BigInteger(), nullable=False),
        sa.Column("gone_id", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(), server_default="", nullable=False),
        sa.Column("by", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("snapshot", JSONB(), nullable=False),
        sa.Column("policy_version", sa.Integer(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by", sa.BigInteger(), nullable=True),
        sa.Column("left_as_edited", JSONB(), nullable=True),
        sa.CheckConstraint("kept_id <> gone_id", name=op.f("ck__merge__two_records")),
        sa.CheckConstraint("undone_at >= at", name=op.f("ck__merge__undone_after")),
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.{key}"], name=op.f(f"fk__merge__{column}__{table}"))
            for column, table, key in (
                ("kept_id", "record", "id"),
                ("gone_id", "record", "id"),
                ("by", "person", "id"),
                ("undone_by", "person", "id"),
                ("policy_version", "policy_version", "version"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__merge")),
    )
    op.create_index(op.f("ix__merge__kept_id"), "merge", ["kept_id"])
    standing = sa.text("undone_at IS NULL")
    op.create_index("uq__merge__gone_id_standing", "merge", ["gone_id"], unique=True, postgresql_where=standing)
    op.execute(ONLY_UNDONE)
    op.execute("CREATE TRIGGER only_undone BEFORE UPDATE ON merge FOR EACH ROW EXECUTE FUNCTION refuse_merge_change()")
    op.execute(
        "CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON merge FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )
