"""What a unit earns and why it rests: the ledger, rights to leads, freezes, suspensions, notices."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
    _suspension()
    _notice()
    _credit()
    _unit_freeze()
    _entitlement()
    op.execute(
        "CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON credit FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )


def _suspension() -> None:
    op.create_table(
        "suspension",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("against_id", sa.BigInteger(), nullable=True),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("what IN ('leads', 'barred', 'paused')", name=op.f("ck__suspension__what")),
        sa.CheckConstraint("ended_at >= began_at AND ended_at <= until", name=op.f("ck__suspension__ended_within")),
        sa.CheckConstraint("until > began_at", name=op.f("ck__suspension__until_after_beginning")),
        sa.ForeignKeyConstraint(["against_id"], ["person.id"], name=op.f("fk__suspension__against_id__person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk__suspension__person_id__person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__suspension")),
    )
    op.create_index("ix__suspension__person_id_until", "suspension", ["person_id", "until"], unique=False)
    op.create_index(
        "uq__suspension__person_id_what_cause",
        "suspension",
        ["person_id", "what", "cause"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )


def _notice() -> None:
    op.create_table(
        "notice",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("params", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("code <> ''", name=op.f("ck__notice__code_given")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk__notice__person_id__person")),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk__notice__record_id__record"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__notice")),
    )
    op.create_index("ix__notice__person_id_id", "notice", ["person_id", "id"], unique=False)
    op.create_index(
        "ix__notice__unread", "notice", ["person_id"], unique=False, postgresql_where=sa.text("read_at IS NULL")
    )
    op.create_index("uq__notice__person_id_key", "notice", ["person_id", "key"], unique=True)


def _credit() -> None:
    op.create_table(
        "credit",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("rep_id", sa.BigInteger(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("points", sa.Numeric(precision=10, scale=1), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("reverses_id", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("policy_version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(kind = 'reversal') = (points < 0) AND points <> 0", name=op.f("ck__credit__points")),
        sa.CheckConstraint("(kind = 'reversal') = (reverses_id IS NOT NULL)", name=op.f("ck__credit__reverses")),
        sa.CheckConstraint("cause <> ''", name=op.f("ck__credit__cause_given")),
        sa.CheckConstraint("kind IN ('proven', 'reverified', 'reversal')", name=op.f("ck__credit__kind")),
        sa.ForeignKeyConstraint(["rep_id"], ["person.id"], name=op.f("fk__credit__rep_id__person")),
        sa.ForeignKeyConstraint(["reverses_id"], ["credit.id"], name=op.f("fk__credit__reverses_id__credit")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk__credit__unit_id__unit")),
        sa.ForeignKeyConstraint(
            ["policy_version"], ["policy_version.version"], name=op.f("fk__credit__policy_version__policy_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__credit")),
    )
    op.create_index("ix__credit__rep_id_at", "credit", ["rep_id", "at"], unique=False)
    op.create_index("ix__credit__unit_id_id", "credit", ["unit_id", "id"], unique=False)
    op.create_index("uq__credit__reverses_id", "credit", ["reverses_id"], unique=True)
    op.create_index(
        "uq__credit__unit_id_cause_path_kind",
        "credit",
        ["unit_id", "cause", "path", "kind", "reverses_id"],
        unique=True,
        postgresql_nulls_not_distinct=True,
    )


def _unit_freeze() -> None:
    op.create_table(
        "unit_freeze",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("cause IN ('conflict', 'inspection', 'closed')", name=op.f("ck__unit_freeze__cause")),
        sa.CheckConstraint("until > began_at", name=op.f("ck__unit_freeze__until_after_beginning")),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk__unit_freeze__unit_id__unit"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__freeze")),
    )
    op.create_index("ix__unit_freeze__cause_case_id", "unit_freeze", ["cause", "case_id"], unique=False)
    op.create_index(
        "uq__unit_freeze__unit_id_cause_case_id",
        "unit_freeze",
        ["unit_id", "cause", "case_id"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )


def _entitlement() -> None:
    op.create_table(
        "entitlement",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("rep_id", sa.BigInteger(), nullable=False),
        sa.Column("claim_id", sa.BigInteger(), nullable=True),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ending", sa.String(), server_default="", nullable=False),
        sa.Column("policy_version", sa.Integer(), nullable=False),
        postgresql.ExcludeConstraint(
            (sa.text("unit_id"), "="),
            (sa.text("tstzrange(began_at, coalesce(ended_at, until))"), "&&"),
            using="gist",
            name="ex__entitlement__one_at_a_time",
        ),
        sa.CheckConstraint("(ended_at IS NULL) = (ending = '')", name=op.f("ck__entitlement__ended_somehow")),
        sa.CheckConstraint(
            "ending IN ('', 'term', 'let_go', 'fabricated', 'superseded', 'left', 'merged', 'undone')",
            name=op.f("ck__entitlement__ending"),
        ),
        sa.CheckConstraint("ended_at >= began_at AND ended_at <= until", name=op.f("ck__entitlement__ended_within")),
        sa.CheckConstraint("until > began_at", name=op.f("ck__entitlement__until_after_beginning")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk__entitlement__claim_id__claim")),
        sa.ForeignKeyConstraint(["rep_id"], ["person.id"], name=op.f("fk__entitlement__rep_id__person")),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk__entitlement__unit_id__unit"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["policy_version"], ["policy_version.version"], name=op.f("fk__entitlement__policy_version__policy_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__entitlement")),
    )
    op.create_index(
        "ix__entitlement__rep_id_live",
        "entitlement",
        ["rep_id", "until"],
        unique=False,
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_index("ix__entitlement__unit_id_id", "entitlement", ["unit_id", "id"], unique=False)
