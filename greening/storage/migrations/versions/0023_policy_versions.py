"""Versions of the policy that people save: drafts, reasons, starts, and what each would change and has changed."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

JSONB = postgresql.JSONB(astext_type=sa.Text())
TIME = sa.DateTime(timezone=True)
NOTHING = sa.text("'{}'")
ZERO = sa.text("0")


def upgrade() -> None:
    _versions()
    _drafts()
    _effects()
    op.execute(
        "CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON policy_version FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )


def _versions() -> None:
    """Every version so far is a file's, which may come back: the same document twice is two versions."""
    op.drop_constraint("uq__policy_version__digest", "policy_version")
    op.alter_column("policy_version", "digest", new_column_name="shipped_digest")
    op.add_column("policy_version", sa.Column("changes", JSONB, server_default=NOTHING, nullable=False))
    op.add_column("policy_version", sa.Column("reason", sa.String(), server_default="", nullable=False))
    op.create_check_constraint(
        op.f("ck__policy_version__a_person_says_why"), "policy_version", "author_id IS NULL OR reason <> ''"
    )


def _drafts() -> None:
    op.create_table(
        "policy_draft",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("base_version", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("changes", JSONB, nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        _of_version("policy_draft", "base_version"),
        _of_version("policy_draft", "version"),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk__policy_draft__author_id__person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__policy_draft")),
        sa.UniqueConstraint("version", name=op.f("uq__policy_draft__version")),
    )


def _effects() -> None:
    counts = (sa.Column(name, sa.Integer(), server_default=ZERO, nullable=False) for name in
              ("notes", "notes_done", "records", "records_done"))  # fmt: skip
    op.create_table(
        "policy_effect",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("draft_id", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("before_version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), server_default="waiting", nullable=False),
        *counts,
        sa.Column("every", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=True),
        sa.Column("found", JSONB, server_default=NOTHING, nullable=False),
        sa.Column("began_at", TIME, nullable=True),
        sa.Column("moved_at", TIME, nullable=True),
        sa.CheckConstraint("num_nonnulls(draft_id, version) = 1", name=op.f("ck__policy_effect__of_one")),
        sa.CheckConstraint(
            "state IN ('waiting', 'notes', 'records', 'rest', 'done', 'superseded')",
            name=op.f("ck__policy_effect__state"),
        ),
        sa.CheckConstraint(
            "(state = 'waiting') = (began_at IS NULL) OR state = 'superseded'",
            name=op.f("ck__policy_effect__began_when_running"),
        ),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["policy_draft.id"], name=op.f("fk__policy_effect__draft_id__policy_draft")
        ),
        _of_version("policy_effect", "version"),
        _of_version("policy_effect", "before_version"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__policy_effect")),
        sa.UniqueConstraint("draft_id", name=op.f("uq__policy_effect__draft_id")),
        sa.UniqueConstraint("version", name=op.f("uq__policy_effect__version")),
    )


def _of_version(table: str, column: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk__{table}__{column}__policy_version")
    return sa.ForeignKeyConstraint([column], ["policy_version.version"], name=name)
