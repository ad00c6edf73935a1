"""What people review: items, verdicts, drafts, skips, acts on many, saved filters."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

ONLY_SETTLED = """
    CREATE FUNCTION refuse_verdict_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF OLD.settled_at IS NULL AND to_jsonb(OLD) - 'settled_at' = to_jsonb(NEW) - 'settled_at' THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'verdict is append-only: % refused', TG_OP USING ERRCODE = 'restrict_violation';
    END $$
"""

NOT_BY_AUTHOR = """
    CREATE FUNCTION refuse_own_verdict() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.kind <> 'undo' AND EXISTS (
            SELECT FROM review WHERE review.id = NEW.review_id AND NEW.person_id = ANY (review.author_ids)
        ) THEN
            RAISE EXCEPTION 'nobody reviews what they wrote' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END $$
"""


def upgrade() -> None:
    _items()
    _verdicts()
    _beside()


def _items() -> None:
    op.create_table(
        "review",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("state", sa.String(), server_default="open", nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("parts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("severity", sa.String(), nullable=False),
        sa.Column("headline", sa.String(), nullable=False),
        sa.Column("codes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("region_key", sa.String(), server_default="", nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=True),
        sa.Column("author_ids", postgresql.ARRAY(sa.BigInteger()), server_default="{}", nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("record_version", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("lease_by", sa.BigInteger(), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision", sa.String(), server_default="", nullable=False),
        sa.Column("decided_version", sa.Integer(), nullable=True),
        sa.Column("passed", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.CheckConstraint(
            "(decision <> '') = (decided_version IS NOT NULL)", name=op.f("ck__review__decided_version")
        ),
        sa.CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name=op.f("ck__review__closed_at")),
        sa.CheckConstraint("(state = 'decided') = (decision <> '')", name=op.f("ck__review__decided_by_verdict")),
        sa.CheckConstraint("decision = 'pass' OR passed = '{}'", name=op.f("ck__review__passed_by_pass")),
        sa.CheckConstraint("decision IN ('', 'pass', 'return', 'reject')", name=op.f("ck__review__decision")),
        sa.CheckConstraint("lease_by IS NULL OR state = 'open'", name=op.f("ck__review__leased_while_open")),
        sa.CheckConstraint("severity IN ('BLOCKER', 'WARNING', 'HINT')", name=op.f("ck__review__severity")),
        sa.CheckConstraint(
            "source IN ('finding', 'submission', 'lot', 'detector', 'complaint')", name=op.f("ck__review__source")
        ),
        sa.CheckConstraint("state IN ('open', 'pending', 'decided', 'closed')", name=op.f("ck__review__state")),
        sa.CheckConstraint("(lease_by IS NULL) = (lease_until IS NULL)", name=op.f("ck__review__lease_of_somebody")),
        sa.CheckConstraint("NOT lease_by = ANY (author_ids)", name=op.f("ck__review__not_leased_by_author")),
        sa.CheckConstraint("points >= 0", name=op.f("ck__review__points")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk__review__author_id__person")),
        sa.ForeignKeyConstraint(["lease_by"], ["person.id"], name=op.f("fk__review__lease_by__person")),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk__review__record_id__record"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__review")),
    )
    op.create_index(
        "ix__review__author_id",
        "review",
        ["author_id"],
        unique=False,
        postgresql_where=sa.text("author_id IS NOT NULL"),
    )
    op.create_index(
        "ix__review__lease_by", "review", ["lease_by"], unique=False, postgresql_where=sa.text("lease_by IS NOT NULL")
    )
    op.create_index(
        "ix__review__codes",
        "review",
        ["codes"],
        unique=False,
        postgresql_using="gin",
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_index(
        "ix__review__queue",
        "review",
        [sa.text("(- points)"), "opened_at", "id"],
        unique=False,
        postgresql_where=sa.text("state = 'open'"),
        postgresql_include=["points", "region_key", "severity", "source", "author_id", "codes"],
    )
    op.create_index("ix__review__record_id_id", "review", ["record_id", "id"], unique=False)
    op.create_index(
        "uq__review__record_id_source_live",
        "review",
        ["record_id", "source"],
        unique=True,
        postgresql_where=sa.text("state IN ('open', 'pending')"),
    )


def _verdicts() -> None:
    op.create_table(
        "review_bulk",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("filters", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("note", sa.String(), server_default="", nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settle_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcomes", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.CheckConstraint("kind IN ('pass', 'return', 'reject')", name=op.f("ck__review_bulk__kind")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk__review_bulk__person_id__person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__review_bulk")),
    )
    op.create_index(op.f("ix__review_bulk__person_id"), "review_bulk", ["person_id"], unique=False)
    op.create_table(
        "verdict",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("review_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("confirmed", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("note", sa.String(), server_default="", nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settle_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reverses_id", sa.BigInteger(), nullable=True),
        sa.Column("bulk_id", sa.BigInteger(), nullable=True),
        sa.Column("record_version", sa.Integer(), nullable=False),
        sa.Column("prints", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("policy_version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(kind = 'undo') = (reverses_id IS NOT NULL)", name=op.f("ck__verdict__undo_of_something")),
        sa.CheckConstraint("(kind = 'undo') = (settle_at IS NULL)", name=op.f("ck__verdict__settles")),
        sa.CheckConstraint("kind IN ('pass', 'return', 'reject', 'undo')", name=op.f("ck__verdict__kind")),
        sa.CheckConstraint(
            "kind NOT IN ('return', 'reject') OR confirmed <> '{}' OR note <> ''", name=op.f("ck__verdict__said_why")
        ),
        sa.ForeignKeyConstraint(["bulk_id"], ["review_bulk.id"], name=op.f("fk__verdict__bulk_id__review_bulk")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk__verdict__person_id__person")),
        sa.ForeignKeyConstraint(
            ["policy_version"], ["policy_version.version"], name=op.f("fk__verdict__policy_version__policy_version")
        ),
        sa.ForeignKeyConstraint(
            ["reverses_id"], ["verdict.id"], name=op.f("fk__verdict__reverses_id__verdict"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["review_id"], ["review.id"], name=op.f("fk__verdict__review_id__review"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__verdict")),
        sa.UniqueConstraint("reverses_id", name=op.f("uq__verdict__reverses_id")),
    )
    op.create_index(op.f("ix__verdict__bulk_id"), "verdict", ["bulk_id"], unique=False)
    op.create_index("ix__verdict__person_id_at", "verdict", ["person_id", "at"], unique=False)
    op.create_index("ix__verdict__person_id_id", "verdict", ["person_id", "id"], unique=False)
    op.create_index(op.f("ix__verdict__review_id"), "verdict", ["review_id"], unique=False)
    op.execute(ONLY_SETTLED)
    op.execute(NOT_BY_AUTHOR)
    op.execute(
        "CREATE TRIGGER not_by_author BEFORE INSERT ON verdict FOR EACH ROW EXECUTE FUNCTION refuse_own_verdict()"
    )
    op.execute(
        "CREATE TRIGGER only_settled BEFORE UPDATE ON verdict FOR EACH ROW EXECUTE FUNCTION refuse_verdict_change()"
    )
    op.execute(
        "CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON verdict FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )


def _beside() -> None:
    op.create_table(
        "review_skip",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("review_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(), server_default="", nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk__review_skip__person_id__person")),
        sa.ForeignKeyConstraint(
            ["review_id"], ["review.id"], name=op.f("fk__review_skip__review_id__review"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__review_skip")),
    )
    op.create_index("ix__review_skip__person_id_at", "review_skip", ["person_id", "at"], unique=False)
    op.create_index(op.f("ix__review_skip__review_id"), "review_skip", ["review_id"], unique=False)
    op.create_table(
        "review_draft",
        sa.Column("review_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), server_default="", nullable=False),
        sa.Column("confirmed", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("note", sa.String(), server_default="", nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('', 'pass', 'return', 'reject')", name=op.f("ck__review_draft__kind")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk__review_draft__person_id__person")),
        sa.ForeignKeyConstraint(
            ["review_id"], ["review.id"], name=op.f("fk__review_draft__review_id__review"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("review_id", "person_id", name=op.f("pk__review_draft")),
    )
    op.create_table(
        "saved_filter",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("page", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("query", sa.String(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck__saved_filter__named")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk__saved_filter__person_id__person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__saved_filter")),
    )
    op.create_index("uq__saved_filter__person_id_page_name", "saved_filter", ["person_id", "page", "name"], unique=True)
