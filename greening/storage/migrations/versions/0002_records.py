"""Records and what is known of them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "record",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("company", sa.String(), nullable=False),
        sa.Column("short_name", sa.String(), server_default="", nullable=False),
        sa.Column("former_names", postgresql.ARRAY(sa.TEXT()), server_default="{}", nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.Column("country", sa.String(), server_default="CN", nullable=False),
        sa.Column("region", sa.String(), server_default="", nullable=False),
        sa.Column("region_key", sa.String(), server_default="", nullable=False),
        sa.Column("address", sa.String(), server_default="", nullable=False),
        sa.Column("website", sa.String(), server_default="", nullable=False),
        sa.Column("domain", sa.String(), server_default="", nullable=False),
        sa.Column("industry", sa.String(), server_default="", nullable=False),
        sa.Column("scale", sa.String(), server_default="", nullable=False),
        sa.Column("business", sa.String(), server_default="", nullable=False),
        sa.Column("profile", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False),
        sa.Column("answers", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False),
        sa.Column("stamps", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=True),
        sa.Column("source", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=True),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("completeness", sa.Integer(), nullable=True),
        sa.Column("triage", sa.String(), server_default="", nullable=False),
        sa.Column("judged_version", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.CheckConstraint("company <> ''", name=op.f("ck__record__company_given")),
        sa.CheckConstraint("triage IN ('', 'flow', 'review', 'quarantine')", name=op.f("ck__record__triage")),
        sa.CheckConstraint("score BETWEEN 0 AND 100", name=op.f("ck__record__score_range")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk__record__author_id__person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__record")),
    )
    op.create_index(
        "ix__record__company_trgm",
        "record",
        ["company"],
        unique=False,
        postgresql_using="gin",
        postgresql_ops={"company": "gin_trgm_ops"},
    )
    op.create_index("ix__record__domain", "record", ["domain"], unique=False, postgresql_where=sa.text("domain <> ''"))
    op.create_index(
        "ix__record__region", "record", ["region"], unique=False, postgresql_ops={"region": "text_pattern_ops"}
    )
    op.create_index("ix__record__score_id", "record", ["score", "id"], unique=False)
    op.create_index("ix__record__sort_key_id", "record", ["sort_key", "id"], unique=False)
    op.create_index("ix__record__triage_id", "record", ["triage", "id"], unique=False)
    op.create_index("uq__record__name_key_region_key", "record", ["name_key", "region_key"], unique=True)
    op.create_table(
        "assessment",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.Column("record_version", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("completeness", sa.Integer(), nullable=False),
        sa.Column("triage", sa.String(), nullable=False),
        sa.Column("findings", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("score_detail", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("visits", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("catalog_version", sa.Integer(), nullable=False),
        sa.Column("policy_version", sa.Integer(), nullable=False),
        sa.CheckConstraint("triage IN ('flow', 'review', 'quarantine')", name=op.f("ck__assessment__triage")),
        sa.CheckConstraint("score BETWEEN 0 AND 100", name=op.f("ck__assessment__score_range")),
        sa.ForeignKeyConstraint(
            ["policy_version"], ["policy_version.version"], name=op.f("fk__assessment__policy_version__policy_version")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk__assessment__record_id__record"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__assessment")),
    )
    op.create_index("ix__assessment__record_id_id", "assessment", ["record_id", "id"], unique=False)
    op.create_table(
        "identifier",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("raw", sa.String(), nullable=False),
        sa.Column("valid", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk__identifier__record_id__record"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__identifier")),
    )
    op.create_index(op.f("ix__identifier__record_id"), "identifier", ["record_id"], unique=False)
    op.create_index(
        "uq__identifier__kind_value", "identifier", ["kind", "value"], unique=True, postgresql_where=sa.text("valid")
    )
    op.create_table(
        "key_person",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("name", sa.String(), server_default="", nullable=False),
        sa.Column("name_key", sa.String(), server_default="", nullable=False),
        sa.Column("title", sa.String(), server_default="", nullable=False),
        sa.Column("role", sa.String(), server_default="", nullable=False),
        sa.CheckConstraint(
            "role IN ('', 'decides', 'pays', 'uses', 'influences', 'gate')", name=op.f("ck__key_person__role")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk__key_person__record_id__record"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__key_person")),
    )
    op.create_index(
        "ix__key_person__name_key", "key_person", ["name_key"], unique=False, postgresql_where=sa.text("name_key <> ''")
    )
    op.create_index(op.f("ix__key_person__record_id"), "key_person", ["record_id"], unique=False)
    op.create_table(
        "record_source",
        sa.Column("system", sa.String(), nullable=False),
        sa.Column("source_id", sa.String(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk__record_source__record_id__record"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("system", "source_id", name=op.f("pk__record_source")),
    )
    op.create_index(op.f("ix__record_source__record_id"), "record_source", ["record_id"], unique=False)
    op.create_table(
        "unit",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.Column("line", sa.String(), server_default="", nullable=False),
        sa.Column("mode", sa.String(), server_default="self", nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=True),
        sa.Column("owned_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stage", sa.String(), server_default="", nullable=False),
        sa.Column("next_contact_on", sa.Date(), nullable=True),
        sa.CheckConstraint("mode IN ('self', 'agency')", name=op.f("ck__unit__mode")),
        sa.CheckConstraint("(owner_id IS NULL) = (owned_since IS NULL)", name=op.f("ck__unit__owned_since_when")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk__unit__owner_id__person")),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk__unit__record_id__record"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__unit")),
    )
    op.create_index(op.f("ix__unit__owner_id"), "unit", ["owner_id"], unique=False)
    op.create_index("uq__unit__record_id_line_mode", "unit", ["record_id", "line", "mode"], unique=True)
    op.create_table(
        "visit",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("channel", sa.String(), server_default="", nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("historic", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk__visit__author_id__person")),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk__visit__record_id__record"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__visit")),
    )
    op.create_index(op.f("ix__visit__author_id"), "visit", ["author_id"], unique=False)
    op.create_index(op.f("ix__visit__record_id"), "visit", ["record_id"], unique=False)
    op.create_table(
        "contact",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.Column("key_person_id", sa.BigInteger(), nullable=True),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("raw", sa.String(), nullable=False),
        sa.CheckConstraint("channel IN ('phone', 'email')", name=op.f("ck__contact__channel")),
        sa.ForeignKeyConstraint(
            ["key_person_id"],
            ["key_person.id"],
            name=op.f("fk__contact__key_person_id__key_person"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk__contact__record_id__record"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__contact")),
    )
    op.create_index(op.f("ix__contact__key_person_id"), "contact", ["key_person_id"], unique=False)
    op.create_index(op.f("ix__contact__record_id"), "contact", ["record_id"], unique=False)
    op.create_table(
        "number",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("contact_id", sa.BigInteger(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), server_default="", nullable=False),
        sa.Column("extension", sa.String(), server_default="", nullable=False),
        sa.Column("inferred", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk__number__contact_id__contact"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk__number__record_id__record"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__number")),
    )
    op.create_index("ix__number__channel_value", "number", ["channel", "value"], unique=False)
    op.create_index(op.f("ix__number__contact_id"), "number", ["contact_id"], unique=False)
    op.create_index(op.f("ix__number__record_id"), "number", ["record_id"], unique=False)
    op.execute(
        "CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON assessment FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )
