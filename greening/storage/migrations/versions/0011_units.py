"""Who holds and who completes a unit: ownership with its history, claims, counters, the organisation's own days."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


SAME_OWNER = """
    CREATE FUNCTION refuse_owner_without_history() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        the_unit bigint := coalesce(to_jsonb(NEW), to_jsonb(OLD)) ->> CASE TG_TABLE_NAME WHEN 'unit' THEN 'id' ELSE 'unit_id' END;
    BEGIN
        IF (SELECT owner_id FROM unit WHERE id = the_unit)
            IS DISTINCT FROM (SELECT owner_id FROM ownership WHERE unit_id = the_unit AND ended_at IS NULL) THEN
            RAISE EXCEPTION 'unit % has an owner that its history does not have', the_unit
                USING ERRCODE = 'check_violation', CONSTRAINT = 'owner_has_history';
        END IF;
        RETURN NULL;
    END $$
"""
CLAIMED_BY_OWNER = """
    CREATE FUNCTION refuse_claim_on_owned() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        the_unit bigint := to_jsonb(NEW) ->> CASE TG_TABLE_NAME WHEN 'unit' THEN 'id' ELSE 'unit_id' END;
    BEGIN
        IF EXISTS (
            SELECT FROM unit JOIN claim ON claim.unit_id = unit.id AND claim.state <> 'ended'
            WHERE unit.id = the_unit AND unit.owner_id <> claim.rep_id
        ) THEN
            RAISE EXCEPTION 'unit % is owned by one and claimed by another', the_unit
                USING ERRCODE = 'check_violation', CONSTRAINT = 'claimant_or_nobody';
        END IF;
        RETURN NULL;
    END $$
"""
DEFERRED = """
    CREATE CONSTRAINT TRIGGER {name} AFTER {when} ON {table} DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION {function}()
"""
OPENING = """
    INSERT INTO ownership (unit_id, owner_id, began_at, how, policy_version)
    SELECT id, owner_id, owned_since, 'import', (SELECT max(version) FROM policy_version) FROM unit WHERE owner_id IS NOT NULL;
    INSERT INTO holding (person_id, owned)
    SELECT owner_id, count(*) FROM unit WHERE owner_id IS NOT NULL GROUP BY owner_id
"""
"""Whoever owned a unit before there was a history begins with an opening balance."""


def upgrade() -> None:
    _holiday()
    _holding()
    _claim()
    _ownership()
    _record()
    _unit()
    op.execute(OPENING)
    _guards()


def _holiday() -> None:
    op.create_table(
        "holiday",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("working", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("name", sa.String(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk__holiday")),
    )


def _holding() -> None:
    op.create_table(
        "holding",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("owned", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("pits", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.CheckConstraint("owned >= 0", name=op.f("ck__holding__owned")),
        sa.CheckConstraint("pits >= 0", name=op.f("ck__holding__pits")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk__holding__person_id__person")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk__holding")),
    )


def _claim() -> None:
    op.create_table(
        "claim",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("rep_id", sa.BigInteger(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(), server_default="open", nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ending", sa.String(), server_default="", nullable=False),
        sa.Column("reason", sa.String(), server_default="", nullable=False),
        sa.Column("policy_version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(state = 'ended') = (ended_at IS NOT NULL)", name=op.f("ck__claim__ended_at")),
        sa.CheckConstraint("(state = 'ended') = (ending <> '')", name=op.f("ck__claim__ended_somehow")),
        sa.CheckConstraint(
            "ending IN ('', 'passed', 'withdrawn', 'expired', 'lapsed', 'rejected', 'closed')",
            name=op.f("ck__claim__ending"),
        ),
        sa.CheckConstraint("state <> 'submitted' OR submitted_at IS NOT NULL", name=op.f("ck__claim__submitted_at")),
        sa.CheckConstraint("state IN ('open', 'submitted', 'ended')", name=op.f("ck__claim__state")),
        sa.ForeignKeyConstraint(["rep_id"], ["person.id"], name=op.f("fk__claim__rep_id__person")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk__claim__unit_id__unit"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["policy_version"], ["policy_version.version"], name=op.f("fk__claim__policy_version__policy_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__claim")),
    )
    op.create_index(
        "ix__claim__due_at_open", "claim", ["due_at"], unique=False, postgresql_where=sa.text("state = 'open'")
    )
    op.create_index("ix__claim__rep_id_ended_at", "claim", ["rep_id", "ended_at"], unique=False)
    op.create_index(
        "ix__claim__rep_id_live",
        "claim",
        ["rep_id", "due_at"],
        unique=False,
        postgresql_where=sa.text("state <> 'ended'"),
    )
    op.create_index("ix__claim__unit_id_id", "claim", ["unit_id", "id"], unique=False)
    op.create_index(
        "uq__claim__unit_id_live", "claim", ["unit_id"], unique=True, postgresql_where=sa.text("state <> 'ended'")
    )


def _ownership() -> None:
    op.create_table(
        "ownership",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("began_by", sa.BigInteger(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("end_how", sa.String(), server_default="", nullable=False),
        sa.Column("ended_by", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(), server_default="", nullable=False),
        sa.Column("overflow_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("policy_version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(ended_at IS NULL) = (end_how = '')", name=op.f("ck__ownership__ended_somehow")),
        sa.CheckConstraint("end_how <> 'release' OR reason <> ''", name=op.f("ck__ownership__released_with_reason")),
        sa.CheckConstraint(
            "end_how IN ('', 'release', 'drop', 'import', 'transfer', 'ruling', 'merge', 'undo')",
            name=op.f("ck__ownership__end_how"),
        ),
        sa.CheckConstraint(
            "how IN ('create', 'import', 'take', 'lead', 'transfer', 'ruling', 'merge', 'undo')",
            name=op.f("ck__ownership__how"),
        ),
        sa.CheckConstraint("ended_at >= began_at", name=op.f("ck__ownership__ended_after_beginning")),
        sa.ForeignKeyConstraint(["began_by"], ["person.id"], name=op.f("fk__ownership__began_by__person")),
        sa.ForeignKeyConstraint(["ended_by"], ["person.id"], name=op.f("fk__ownership__ended_by__person")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk__ownership__owner_id__person")),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk__ownership__unit_id__unit"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["policy_version"], ["policy_version.version"], name=op.f("fk__ownership__policy_version__policy_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__ownership")),
    )
    op.create_index("ix__ownership__owner_id", "ownership", ["owner_id", "ended_at"], unique=False)
    op.create_index("ix__ownership__unit_id_id", "ownership", ["unit_id", "id"], unique=False)
    op.create_index(
        "uq__ownership__unit_id_open",
        "ownership",
        ["unit_id"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )


def _record() -> None:
    op.add_column("record", sa.Column("merged_into_id", sa.BigInteger(), nullable=True))
    op.create_index(op.f("ix__record__merged_into_id"), "record", ["merged_into_id"], unique=False)
    op.create_foreign_key(op.f("fk__record__merged_into_id__record"), "record", "record", ["merged_into_id"], ["id"])


def _unit() -> None:
    op.add_column("unit", sa.Column("merged_into_id", sa.BigInteger(), nullable=True))
    op.create_index(op.f("ix__unit__merged_into_id"), "unit", ["merged_into_id"], unique=False)
    op.create_foreign_key(op.f("fk__unit__merged_into_id__unit"), "unit", "unit", ["merged_into_id"], ["id"])


def _guards() -> None:
    """What the code promises, the database holds."""
    op.create_check_constraint(
        op.f("ck__unit__merged_is_nobodys"), "unit", "merged_into_id IS NULL OR owner_id IS NULL"
    )
    op.execute(SAME_OWNER)
    op.execute(CLAIMED_BY_OWNER)
    for name, when, table, function in (
        ("owner_has_history", "INSERT OR UPDATE OF owner_id", "unit", "refuse_owner_without_history"),
        ("owner_has_history", "INSERT OR UPDATE OR DELETE", "ownership", "refuse_owner_without_history"),
        ("claimant_or_nobody", "UPDATE OF owner_id", "unit", "refuse_claim_on_owned"),
        ("claimant_or_nobody", "INSERT OR UPDATE OF state", "claim", "refuse_claim_on_owned"),
    ):
        op.execute(DEFERRED.format(name=name, when=when, table=table, function=function))
