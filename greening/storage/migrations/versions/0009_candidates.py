"""Match keys beside the records, candidates, and what people ruled of them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _keys()
    _candidates()
    _rulings()


def _keys() -> None:
    op.create_table(
        "match_key",
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.BigInteger(), nullable=False),
        sa.Column("strong", sa.Boolean(), nullable=False),
        _of_record("match_key"),
        sa.PrimaryKeyConstraint("record_id", "hash", name=op.f("pk__match_key")),
    )
    op.create_index("ix__match_key__hash_record_id", "match_key", ["hash", "record_id"])
    op.create_table(
        "match_print",
        sa.Column("record_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("print", sa.String(), nullable=False),
        _of_record("match_print"),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk__match_print")),
    )


def _candidates() -> None:
    op.create_table(
        "candidate",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("left_id", sa.BigInteger(), nullable=False),
        sa.Column("right_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("probability", sa.Float(), nullable=False),
        sa.Column("bits", sa.Float(), nullable=False),
        sa.Column("terms", JSONB(), nullable=False),
        sa.Column("relation", sa.String(), server_default="", nullable=False),
        sa.Column("decider", sa.String(), server_default="", nullable=False),
        sa.Column("model_version", sa.String(), nullable=False),
        sa.Column("left_print", sa.String(), nullable=False),
        sa.Column("right_print", sa.String(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("found_by", sa.String(), nullable=False),
        sa.CheckConstraint("left_id < right_id", name=op.f("ck__candidate__one_order")),
        sa.CheckConstraint("state IN ('open', 'asleep', 'ruled')", name=op.f("ck__candidate__state")),
        sa.CheckConstraint("found_by IN ('save', 'import', 'sweep')", name=op.f("ck__candidate__found_by")),
        sa.CheckConstraint("probability BETWEEN 0 AND 1", name=op.f("ck__candidate__probability_range")),
        _of_record("candidate", "left_id"),
        _of_record("candidate", "right_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__candidate")),
    )
    op.create_index("uq__candidate__left_id_right_id", "candidate", ["left_id", "right_id"], unique=True)
    op.create_index(op.f("ix__candidate__right_id"), "candidate", ["right_id"])
    op.create_index("ix__candidate__state_bits_id", "candidate", ["state", "bits", "id"])


def _rulings() -> None:
    op.create_table(
        "candidate_ruling",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("candidate_id", sa.BigInteger(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("relation", sa.String(), server_default="", nullable=False),
        sa.Column("reason", sa.String(), server_default="", nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_print", sa.String(), nullable=False),
        sa.Column("right_print", sa.String(), nullable=False),
        sa.CheckConstraint(
            "verdict IN ('same', 'different', 'related', 'unsure')", name=op.f("ck__candidate_ruling__verdict")
        ),
        sa.CheckConstraint(
            "relation IN ('', 'same_boss', 'branch', 'agency', 'successor')",
            name=op.f("ck__candidate_ruling__relation"),
        ),
        sa.CheckConstraint(
            "(verdict = 'related') = (relation <> '')", name=op.f("ck__candidate_ruling__relation_of_related")
        ),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidate.id"], name=op.f("fk__candidate_ruling__candidate_id__candidate")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk__candidate_ruling__person_id__person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__candidate_ruling")),
    )
    op.create_index(op.f("ix__candidate_ruling__candidate_id"), "candidate_ruling", ["candidate_id"])
    op.execute(
        "CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON candidate_ruling FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )


def _of_record(table: str, column: str = "record_id") -> sa.ForeignKeyConstraint:
    name = op.f(f"fk__{table}__{column}__record")
    return sa.ForeignKeyConstraint([column], ["record.id"], name=name, ondelete="CASCADE")
