"""Two reps, one customer: filings, facts, rulings."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

ONLY_STATE_MOVES = """
    CREATE FUNCTION refuse_another_conflict() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF (to_jsonb(NEW) - 'state' - 'closed_at') <> (to_jsonb(OLD) - 'state' - 'closed_at') THEN
            RAISE EXCEPTION 'conflict % is what it was filed as', OLD.id
                USING ERRCODE = 'check_violation', CONSTRAINT = 'only_state_moves';
        END IF;
        RETURN NEW;
    END $$
"""
JUDGE_IS_NO_PARTY = """
    CREATE FUNCTION refuse_judge_of_own_conflict() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (
            SELECT FROM conflict WHERE id = NEW.conflict_id
                AND (NEW.by_id IN (holder_id, challenger_id) OR NEW.to_id NOT IN (holder_id, challenger_id))
        ) THEN
            RAISE EXCEPTION 'conflict % is ruled by somebody else, for one of its parties', NEW.conflict_id
                USING ERRCODE = 'check_violation', CONSTRAINT = 'judge_is_no_party';
        END IF;
        IF NEW.reverses_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM conflict_ruling WHERE id = NEW.reverses_id AND conflict_id = NEW.conflict_id AND code <> 'undo'
        ) THEN
            RAISE EXCEPTION 'ruling % is none of conflict %', NEW.reverses_id, NEW.conflict_id
                USING ERRCODE = 'check_violation', CONSTRAINT = 'undo_of_own_ruling';
        END IF;
        RETURN NEW;
    END $$
"""
STATE_HAS_RULING = """
    CREATE FUNCTION refuse_conflict_state_without_ruling() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        the_conflict bigint := to_jsonb(NEW) ->> CASE TG_TABLE_NAME WHEN 'conflict' THEN 'id' ELSE 'conflict_id' END;
    BEGIN
        IF (SELECT state FROM conflict WHERE id = the_conflict) <> (
            SELECT CASE WHEN bool_or(code = 'undo') THEN 'undone' WHEN count(*) > 0 THEN 'ruled'
                ELSE (SELECT CASE state WHEN 'withdrawn' THEN state ELSE 'open' END FROM conflict WHERE id = the_conflict) END
            FROM conflict_ruling WHERE conflict_id = the_conflict
        ) THEN
            RAISE EXCEPTION 'conflict % has a state that its rulings do not have', the_conflict
                USING ERRCODE = 'check_violation', CONSTRAINT = 'state_has_ruling';
        END IF;
        RETURN NULL;
    END $$
"""
DEFERRED = """
    CREATE CONSTRAINT TRIGGER state_has_ruling AFTER INSERT OR UPDATE ON {table} DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION refuse_conflict_state_without_ruling()
"""
APPEND_ONLY = """
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
"""


def upgrade() -> None:
    _conflict()
    _statement()
    _ruling()
    _look()
    op.create_index(
        "uq__unit_freeze__unit_id_contested",
        "unit_freeze",
        ["unit_id"],
        unique=True,
        postgresql_where=sa.text("cause = 'conflict' AND ended_at IS NULL"),
    )
    _guards()


def _conflict() -> None:
    op.create_table(
        "conflict",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("other_unit_id", sa.BigInteger(), nullable=True),
        sa.Column("candidate_id", sa.BigInteger(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("filed_by", sa.BigInteger(), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("discovered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("holder_id", sa.BigInteger(), nullable=False),
        sa.Column("challenger_id", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(), server_default="", nullable=False),
        sa.Column("answer_by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rule_by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(), server_default="open", nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("facts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("recommendation", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("lot", sa.String(), nullable=False),
        sa.Column("policy_version", sa.Integer(), nullable=False),
        sa.CheckConstraint("state IN ('open', 'ruled', 'undone', 'withdrawn')", name=op.f("ck__conflict__state")),
        sa.CheckConstraint("(state = 'open') = (closed_at IS NULL)", name=op.f("ck__conflict__closed_at")),
        sa.CheckConstraint("source IN ('candidate', 'filing')", name=op.f("ck__conflict__source")),
        sa.CheckConstraint(
            "source = 'candidate' OR (filed_by IN (holder_id, challenger_id) AND reason <> '')",
            name=op.f("ck__conflict__filed_by_party"),
        ),
        sa.CheckConstraint("holder_id <> challenger_id", name=op.f("ck__conflict__two_parties")),
        sa.CheckConstraint("unit_id <> other_unit_id", name=op.f("ck__conflict__two_units")),
        sa.CheckConstraint(
            "(candidate_id IS NULL) = (other_unit_id IS NULL)", name=op.f("ck__conflict__candidate_pairs_units")
        ),
        sa.CheckConstraint("source = 'filing' OR candidate_id IS NOT NULL", name=op.f("ck__conflict__candidate_given")),
        sa.CheckConstraint("discovered_at <= filed_at", name=op.f("ck__conflict__discovered_before_filed")),
        sa.CheckConstraint("answer_by > filed_at AND rule_by >= answer_by", name=op.f("ck__conflict__course")),
        sa.CheckConstraint("lot <> ''", name=op.f("ck__conflict__lot_given")),
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk__conflict__{column}__{table}"))
            for column, table in (
                ("unit_id", "unit"),
                ("other_unit_id", "unit"),
                ("candidate_id", "candidate"),
                ("filed_by", "person"),
                ("holder_id", "person"),
                ("challenger_id", "person"),
            )
        ),
        sa.ForeignKeyConstraint(
            ["policy_version"], ["policy_version.version"], name=op.f("fk__conflict__policy_version__policy_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__conflict")),
    )
    for side in ("unit_id", "other_unit_id"):
        is_open = sa.text("state = 'open'")
        op.create_index(f"uq__conflict__{side}_open", "conflict", [side], unique=True, postgresql_where=is_open)
        op.create_index(f"ix__conflict__{side}_id", "conflict", [side, "id"])
    op.create_index("ix__conflict__holder_id", "conflict", ["holder_id", "id"])
    op.create_index("ix__conflict__challenger_id", "conflict", ["challenger_id", "id"])
    op.create_index("ix__conflict__filed_by_closed_at", "conflict", ["filed_by", "closed_at"])
    op.create_index("ix__conflict__state_rule_by_id", "conflict", ["state", "rule_by", "id"])


def _statement() -> None:
    op.create_table(
        "conflict_statement",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("conflict_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("said <> ''", name=op.f("ck__conflict_statement__said")),
        sa.ForeignKeyConstraint(
            ["conflict_id"], ["conflict.id"], name=op.f("fk__conflict_statement__conflict_id__conflict")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk__conflict_statement__person_id__person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__conflict_statement")),
    )
    name = "uq__conflict_statement__conflict_id_person_id"
    op.create_index(name, "conflict_statement", ["conflict_id", "person_id"], unique=True)


def _ruling() -> None:
    op.create_table(
        "conflict_ruling",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("conflict_id", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("to_id", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("cites", postgresql.ARRAY(sa.TEXT()), server_default="{}", nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undo_until", sa.DateTime(timezone=True), nullable=True),
        *(
            sa.Column(name, postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False)
            for name in ("done", "facts", "recommendation")
        ),
        sa.Column("reverses_id", sa.BigInteger(), nullable=True),
        sa.Column("policy_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "code IN ('uphold', 'transfer', 'co_own', 'separate', 'group', 'pool', 'insufficient', 'undo')",
            name=op.f("ck__conflict_ruling__code"),
        ),
        sa.CheckConstraint("reason <> ''", name=op.f("ck__conflict_ruling__reason_given")),
        sa.CheckConstraint(
            "(code IN ('uphold', 'transfer')) = (to_id IS NOT NULL)", name=op.f("ck__conflict_ruling__to_somebody")
        ),
        sa.CheckConstraint(
            "(code = 'undo') = (reverses_id IS NOT NULL)", name=op.f("ck__conflict_ruling__undo_reverses")
        ),
        sa.CheckConstraint("(code = 'undo') = (undo_until IS NULL)", name=op.f("ck__conflict_ruling__undo_until")),
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk__conflict_ruling__{column}__{table}"))
            for column, table in (
                ("conflict_id", "conflict"),
                ("to_id", "person"),
                ("by_id", "person"),
                ("reverses_id", "conflict_ruling"),
            )
        ),
        sa.ForeignKeyConstraint(
            ["policy_version"],
            ["policy_version.version"],
            name=op.f("fk__conflict_ruling__policy_version__policy_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__conflict_ruling")),
    )
    op.create_index("ix__conflict_ruling__conflict_id_id", "conflict_ruling", ["conflict_id", "id"])
    op.create_index("uq__conflict_ruling__reverses_id", "conflict_ruling", ["reverses_id"], unique=True)
    op.create_index(
        "uq__conflict_ruling__conflict_id",
        "conflict_ruling",
        ["conflict_id"],
        unique=True,
        postgresql_where=sa.text("code <> 'undo'"),
    )


def _look() -> None:
    op.create_table(
        "conflict_look",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("ownership_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk__conflict_look__person_id__person")),
        sa.ForeignKeyConstraint(
            ["ownership_id"],
            ["ownership.id"],
            name=op.f("fk__conflict_look__ownership_id__ownership"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", "ownership_id", name=op.f("pk__conflict_look")),
    )


def _guards() -> None:
    """What the code promises, the database holds."""
    for function in (ONLY_STATE_MOVES, JUDGE_IS_NO_PARTY, STATE_HAS_RULING):
        op.execute(function)
    op.execute(
        "CREATE TRIGGER only_state_moves BEFORE UPDATE ON conflict FOR EACH ROW EXECUTE FUNCTION refuse_another_conflict()"
    )
    op.execute(
        "CREATE TRIGGER judge_is_no_party BEFORE INSERT ON conflict_ruling"
        " FOR EACH ROW EXECUTE FUNCTION refuse_judge_of_own_conflict()"
    )
    for table in ("conflict", "conflict_ruling"):
        op.execute(DEFERRED.format(table=table))
    for table in ("conflict_statement", "conflict_ruling"):
        op.execute(APPEND_ONLY.format(table=table))
