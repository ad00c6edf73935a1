"""What the clocks of a unit need: what became of a visit, from when a clock counts, and why something dropped."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

JUDGED = """
    UPDATE visit SET verdict = judged.verdict
    FROM (
        SELECT (one ->> 'visit')::bigint AS id, one ->> 'verdict' AS verdict
        FROM record JOIN assessment ON assessment.id = record.assessment_id,
            LATERAL jsonb_array_elements(assessment.visits) AS one
    ) judged
    WHERE visit.id = judged.id AND NOT visit.historic AND visit.author_id IS NOT NULL
"""
"""What was noted before counts as it was judged last."""
OPENING = "UPDATE ownership SET clock_from = now() WHERE ended_at IS NULL AND how = 'import'"
"""Whoever owned something before there were clocks has them start today."""


def upgrade() -> None:
    _visit()
    op.add_column("ownership", sa.Column("clock_from", sa.DateTime(timezone=True), nullable=True))
    op.create_check_constraint(op.f("ck__ownership__clock_from"), "ownership", "clock_from >= began_at")
    _unit_drop()
    op.execute(JUDGED)
    op.execute(OPENING)


def _visit() -> None:
    for name in ("verdict", "outcome", "evidence"):
        op.add_column("visit", sa.Column(name, sa.String(), server_default="", nullable=False))
    op.add_column("visit", sa.Column("copied", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    op.create_check_constraint(op.f("ck__visit__verdict"), "visit", "verdict IN ('', 'effective', 'weak', 'void')")
    op.create_check_constraint(op.f("ck__visit__outcome"), "visit", "outcome IN ('', 'reached', 'nobody')")


def _unit_drop() -> None:
    op.create_table(
        "unit_drop",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("ownership_id", sa.BigInteger(), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("clock", sa.String(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opening", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("visit_id", sa.BigInteger(), nullable=True),
        sa.Column("policy_version", sa.Integer(), nullable=False),
        sa.CheckConstraint("at >= due_at", name=op.f("ck__unit_drop__not_before_it_is_due")),
        sa.CheckConstraint("clock IN ('follow_up', 'deal')", name=op.f("ck__unit_drop__clock")),
        sa.ForeignKeyConstraint(
            ["ownership_id"], ["ownership.id"], name=op.f("fk__unit_drop__ownership_id__ownership"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk__unit_drop__owner_id__person")),
        sa.ForeignKeyConstraint(
            ["policy_version"], ["policy_version.version"], name=op.f("fk__unit_drop__policy_version__policy_version")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk__unit_drop__unit_id__unit"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visit.id"], name=op.f("fk__unit_drop__visit_id__visit"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__unit_drop")),
    )
    op.create_index("ix__unit_drop__owner_id_at", "unit_drop", ["owner_id", "at"])
    op.create_index("ix__unit_drop__unit_id_id", "unit_drop", ["unit_id", "id"])
    op.create_index("uq__unit_drop__ownership_id", "unit_drop", ["ownership_id"], unique=True)
