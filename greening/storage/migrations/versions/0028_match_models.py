"""What people's rulings teach matching: versions of its weights, which one holds, and which pairs are asked about."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

JSONB = postgresql.JSONB(astext_type=sa.Text())
TIME = sa.DateTime(timezone=True)
ADDED_TO = ("match_model", "match_model_choice")


def upgrade() -> None:
    op.create_table(
        "match_model",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("document", JSONB, nullable=False),
        sa.Column("labels", sa.Integer(), nullable=False),
        sa.Column("upto_ruling", sa.BigInteger(), nullable=False),
        sa.Column("learned_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__match_model")),
        sa.UniqueConstraint("version", name=op.f("uq__match_model__version")),
    )
    op.create_table(
        "match_model_choice",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("model_id", sa.BigInteger(), nullable=True),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck__match_model_choice__says_why")),
        sa.ForeignKeyConstraint(
            ["model_id"], ["match_model.id"], name=op.f("fk__match_model_choice__model_id__match_model")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk__match_model_choice__person_id__person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__match_model_choice")),
    )
    for table in ADDED_TO:
        op.execute(
            f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
    op.add_column("candidate_ruling", sa.Column("case", JSONB, nullable=True))
    op.add_column("candidate", sa.Column("asked_on", sa.Date(), nullable=True))
    asked = sa.text("asked_on IS NOT NULL")
    op.create_index("ix__candidate__asked_on_id", "candidate", ["asked_on", "id"], postgresql_where=asked)
