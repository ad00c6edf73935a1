"""What completing a record leaves behind: answers, what came of calls, and what was undone of them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

APPEND_ONLY = """
    CREATE TRIGGER append_only
    BEFORE UPDATE OF id, key, record_id, claim_id, person_id, path, said, undoes_id, at OR DELETE OR TRUNCATE ON answer
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
"""
"""What was typed may hold names and numbers: one day somebody has a right to have them taken out."""


def upgrade() -> None:
    op.create_table(
        "answer",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.Column("claim_id", sa.BigInteger(), nullable=True),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("value", sa.String(), server_default="", nullable=False),
        sa.Column("before", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False),
        sa.Column("undoes_id", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("key <> ''", name=op.f("ck__answer__key_given")),
        sa.CheckConstraint(
            "said IN ('value', 'has_none', 'not_found', 'reached', 'no_answer', 'wrong_number', 'do_not_call', 'undo')",
            name=op.f("ck__answer__said"),
        ),
        sa.CheckConstraint("(said = 'undo') = (undoes_id IS NOT NULL)", name=op.f("ck__answer__undoes")),
        sa.CheckConstraint(
            "said IN ('has_none', 'not_found', 'undo') OR value <> ''", name=op.f("ck__answer__value_given")
        ),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk__answer__claim_id__claim")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk__answer__person_id__person")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk__answer__record_id__record")),
        sa.ForeignKeyConstraint(["undoes_id"], ["answer.id"], name=op.f("fk__answer__undoes_id__answer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__answer")),
    )
    op.create_index("uq__answer__person_id_key", "answer", ["person_id", "key"], unique=True)
    op.create_index("uq__answer__undoes_id", "answer", ["undoes_id"], unique=True)
    op.create_index("ix__answer__record_id_person_id_id", "answer", ["record_id", "person_id", "id"], unique=False)
    op.create_index(
        "ix__answer__calls",
        "answer",
        ["record_id", "value", "id"],
        unique=False,
        postgresql_where=sa.text("said IN ('reached', 'no_answer', 'wrong_number', 'do_not_call')"),
    )
    op.execute(APPEND_ONLY)
