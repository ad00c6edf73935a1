"""What was completed and is submitted: an item of the review that belongs to a claim, a pass that proves values."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

ONE_AT_A_TIME = "uq__review__record_id_source_live"
LIVE = sa.text("state IN ('open', 'pending')")


def upgrade() -> None:
    op.add_column("review", sa.Column("claim_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(
        op.f("fk__review__claim_id__claim"), "review", "claim", ["claim_id"], ["id"], ondelete="CASCADE"
    )
    op.create_index(
        "ix__review__claim_id", "review", ["claim_id", "id"], postgresql_where=sa.text("claim_id IS NOT NULL")
    )
    op.create_check_constraint(
        op.f("ck__review__submitted_of_claim"), "review", "(source = 'submission') = (claim_id IS NOT NULL)"
    )
    op.create_check_constraint(
        op.f("ck__review__not_for_claimant"), "review", "claim_id IS NULL OR author_id = ANY (author_ids)"
    )
    op.drop_index(ONE_AT_A_TIME, "review")
    op.create_index(
        ONE_AT_A_TIME,
        "review",
        ["record_id", "source", "claim_id"],
        unique=True,
        postgresql_where=LIVE,
        postgresql_nulls_not_distinct=True,
    )
    op.add_column("verdict", _proven())
    op.create_check_constraint(op.f("ck__verdict__proven_by_pass"), "verdict", "kind = 'pass' OR proven = '{}'")
    op.add_column("review_draft", _proven())


def _proven() -> sa.Column[list[str]]:
    return sa.Column("proven", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False)
