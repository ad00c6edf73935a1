"""What somebody says is false, what was found, and what follows."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

CONCERNED = """
    CREATE FUNCTION complaint_concerns(the_complaint bigint, the_person bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT EXISTS (
            SELECT FROM complaint_seal WHERE complaint_id = the_complaint AND person_id = the_person
        ) OR EXISTS (
            SELECT FROM complaint JOIN person ON person.id = the_person
            WHERE complaint.id = the_complaint AND (
                person.id = ANY (complaint.accused_ids)
                OR person.team_id IN (SELECT accused.team_id FROM person AS accused WHERE accused.id = ANY (complaint.accused_ids))
            )
        )
    $$
"""
"""Whoever complained, whoever is accused, and the teams of the accused: nobody looks into their own."""
IMPARTIAL = """
    CREATE FUNCTION refuse_partial() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        the_complaint bigint;
        the_person bigint;
    BEGIN
        CASE TG_TABLE_NAME
            WHEN 'complaint' THEN the_complaint := NEW.id; the_person := NEW.closed_by;
            WHEN 'inspection' THEN the_complaint := NEW.complaint_id; the_person := NEW.inspector_id;
            WHEN 'penalty' THEN the_complaint := NEW.complaint_id; the_person := NEW.decided_by;
            WHEN 'inspection_answer' THEN
                SELECT complaint_id INTO the_complaint FROM inspection WHERE id = NEW.inspection_id;
                the_person := NEW.reviewer_id;
        END CASE;
        IF complaint_concerns(the_complaint, the_person) THEN
            RAISE EXCEPTION 'nobody judges a complaint that concerns them'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'impartial';
        END IF;
        RETURN NEW;
    END $$
"""
TWO_REVIEWERS = """
    CREATE FUNCTION refuse_one_reviewer() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (
            SELECT FROM inspection_answer
            WHERE inspection_id = NEW.inspection_id AND place <> NEW.place AND reviewer_id = NEW.reviewer_id
        ) THEN
            RAISE EXCEPTION 'the second look is somebody else''s'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'two_reviewers';
        END IF;
        RETURN NEW;
    END $$
"""
TWICE_FABRICATED = """
    CREATE FUNCTION refuse_fabricated_once() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF (
            SELECT count(DISTINCT reviewer_id) FROM inspection_answer
            WHERE inspection_id = NEW.inspection_id AND path = NEW.path AND answer = 'fabricated'
        ) < 2 THEN
            RAISE EXCEPTION 'fabricated needs two people'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'fabricated_by_two';
        END IF;
        RETURN NEW;
    END $$
"""
SAID_ONCE = """
    CREATE FUNCTION refuse_complaint_change() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        answer text[] := CASE OLD.state WHEN 'received' THEN ARRAY[
            'record_id', 'accused_ids', 'acknowledged_at', 'state', 'closed_at', 'closed_by', 'reply'
        ] ELSE ARRAY['record_id'] END;
    BEGIN
        IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - answer = to_jsonb(NEW) - answer THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'what was complained and what was answered stands: % refused', TG_OP
            USING ERRCODE = 'restrict_violation';
    END $$
"""
DECIDED_ONCE = """
    CREATE FUNCTION refuse_decided_again() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        decided text[] := ARRAY['decision', 'reason', 'decided_by', 'decided_at'];
    BEGIN
        IF TG_OP = 'UPDATE' AND OLD.decision = '' AND to_jsonb(OLD) - decided = to_jsonb(NEW) - decided THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION '% is decided once: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
    END $$
"""
ANOTHER_DECIDES = """
    CREATE FUNCTION refuse_same_judge() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (
            SELECT FROM penalty
            WHERE id = NEW.penalty_id AND NEW.decided_by = ANY (reviewer_ids || decided_by || person_id)
        ) THEN
            RAISE EXCEPTION 'an appeal is somebody else''s to decide'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'another_decides';
        END IF;
        RETURN NEW;
    END $$
"""
IMPOSED = """
    CREATE FUNCTION refuse_appeal_of_nothing() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NOT EXISTS (SELECT FROM penalty WHERE id = NEW.penalty_id AND decision = 'imposed') THEN
            RAISE EXCEPTION 'there is no penalty to appeal against'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'imposed';
        END IF;
        RETURN NEW;
    END $$
"""
FUNCTIONS = (CONCERNED, IMPARTIAL, TWO_REVIEWERS, TWICE_FABRICATED, SAID_ONCE, DECIDED_ONCE, ANOTHER_DECIDES, IMPOSED)
APPEND_ONLY = ("complaint_seal", "complaint_message", "inspection_answer", "inspected_fact")


def upgrade() -> None:
    op.add_column("visit", sa.Column("struck_at", sa.DateTime(timezone=True), nullable=True))
    _complaints()
    _inspections()
    _answers()
    _penalties()
    _appeals()
    _guards()


def _complaints() -> None:
    op.create_table(
        "complaint",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("named", sa.String(), nullable=False),
        sa.Column("kinds", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=True),
        sa.Column("accused_ids", postgresql.ARRAY(sa.BigInteger()), server_default="{}", nullable=False),
        sa.Column("state", sa.String(), server_default="received", nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("acknowledge_by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer_by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.BigInteger(), nullable=True),
        sa.Column("reply", sa.String(), server_default="", nullable=False),
        sa.Column("policy_version", sa.Integer(), nullable=False),
        sa.CheckConstraint("mode IN ('confidential', 'anonymous')", name=op.f("ck__complaint__mode")),
        sa.CheckConstraint(
            "state IN ('received', 'shelved', 'upheld', 'unproven', 'refuted')", name=op.f("ck__complaint__state")
        ),
        sa.CheckConstraint("(state = 'received') = (closed_at IS NULL)", name=op.f("ck__complaint__closed_at")),
        sa.CheckConstraint("(closed_at IS NULL) = (closed_by IS NULL)", name=op.f("ck__complaint__closed_by_somebody")),
        sa.CheckConstraint("state <> 'shelved' OR reply <> ''", name=op.f("ck__complaint__shelved_with_reason")),
        sa.CheckConstraint("kinds <> '{}' AND words <> ''", name=op.f("ck__complaint__says_something")),
        sa.CheckConstraint("code_hash <> ''", name=op.f("ck__complaint__code_kept")),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk__complaint__record_id__record"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["closed_by"], ["person.id"], name=op.f("fk__complaint__closed_by__person")),
        sa.ForeignKeyConstraint(
            ["policy_version"], ["policy_version.version"], name=op.f("fk__complaint__policy_version__policy_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__complaint")),
    )
    op.create_index(op.f("ix__complaint__record_id"), "complaint", ["record_id"], unique=False)
    op.create_index(
        "ix__complaint__open", "complaint", ["answer_by", "id"], postgresql_where=sa.text("state = 'received'")
    )
    op.create_table(
        "complaint_seal",
        sa.Column("complaint_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk__complaint_seal__complaint_id__complaint")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk__complaint_seal__person_id__person")),
        sa.PrimaryKeyConstraint("complaint_id", name=op.f("pk__complaint_seal")),
    )
    op.create_index(op.f("ix__complaint_seal__person_id"), "complaint_seal", ["person_id"], unique=False)
    op.create_table(
        "complaint_message",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("complaint_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("words <> ''", name=op.f("ck__complaint_message__says_something")),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk__complaint_message__complaint_id__complaint")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk__complaint_message__person_id__person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__complaint_message")),
    )
    op.create_index(op.f("ix__complaint_message__complaint_id"), "complaint_message", ["complaint_id"], unique=False)


def _inspections() -> None:
    op.create_table(
        "inspection",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("complaint_id", sa.BigInteger(), nullable=False),
        sa.Column("inspector_id", sa.BigInteger(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ending", sa.String(), server_default="", nullable=False),
        sa.Column("policy_version", sa.Integer(), nullable=False),
        sa.CheckConstraint("ending IN ('', 'ruled', 'left')", name=op.f("ck__inspection__ending")),
        sa.CheckConstraint("(ended_at IS NULL) = (ending = '')", name=op.f("ck__inspection__ended_somehow")),
        sa.CheckConstraint(
            "ending <> 'left' OR answered_at IS NULL", name=op.f("ck__inspection__left_before_answering")
        ),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk__inspection__complaint_id__complaint")
        ),
        sa.ForeignKeyConstraint(["inspector_id"], ["person.id"], name=op.f("fk__inspection__inspector_id__person")),
        sa.ForeignKeyConstraint(
            ["policy_version"], ["policy_version.version"], name=op.f("fk__inspection__policy_version__policy_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__inspection")),
    )
    op.create_index("ix__inspection__complaint_id_id", "inspection", ["complaint_id", "id"], unique=False)
    op.create_index(
        "uq__inspection__complaint_id_live",
        "inspection",
        ["complaint_id"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )


def _answers() -> None:
    answers = "('true', 'unknown', 'stale', 'mistake', 'careless', 'fabricated')"
    for name, own in (
        (
            "inspection_answer",
            (
                sa.Column("place", sa.Integer(), nullable=False),
                sa.Column("answer", sa.String(), nullable=False),
                sa.Column("evidence", sa.String(), server_default="", nullable=False),
                sa.Column("reviewer_id", sa.BigInteger(), nullable=False),
                sa.CheckConstraint("place IN (1, 2)", name=op.f("ck__inspection_answer__place")),
                sa.CheckConstraint(f"answer IN {answers}", name=op.f("ck__inspection_answer__answer")),
                sa.CheckConstraint(
                    "answer IN ('true', 'unknown') OR evidence <> ''",
                    name=op.f("ck__inspection_answer__evidence_given"),
                ),
                sa.ForeignKeyConstraint(
                    ["reviewer_id"], ["person.id"], name=op.f("fk__inspection_answer__reviewer_id__person")
                ),
            ),
        ),
        (
            "inspected_fact",
            (
                sa.Column("ruled", sa.String(), nullable=False),
                sa.Column("reopened_until", sa.DateTime(timezone=True), nullable=True),
                sa.Column("policy_version", sa.Integer(), nullable=False),
                sa.CheckConstraint(f"ruled IN {answers}", name=op.f("ck__inspected_fact__ruled")),
                sa.ForeignKeyConstraint(
                    ["policy_version"],
                    ["policy_version.version"],
                    name=op.f("fk__inspected_fact__policy_version__policy_version"),
                ),
            ),
        ),
    ):
        op.create_table(
            name,
            sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
            sa.Column("inspection_id", sa.BigInteger(), nullable=False),
            sa.Column("path", sa.String(), nullable=False),
            sa.Column("value", sa.String(), nullable=False),
            sa.Column("author_id", sa.BigInteger(), nullable=True),
            sa.Column("entered_at", sa.DateTime(timezone=True), nullable=True),
            sa.Column("at", sa.DateTime(timezone=True), nullable=False),
            *own,
            sa.ForeignKeyConstraint(
                ["inspection_id"], ["inspection.id"], name=op.f(f"fk__{name}__inspection_id__inspection")
            ),
            sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f(f"fk__{name}__author_id__person")),
            sa.PrimaryKeyConstraint("id", name=op.f(f"pk__{name}")),
        )
    op.create_index(
        "uq__inspection_answer__inspection_id_path_place",
        "inspection_answer",
        ["inspection_id", "path", "place"],
        unique=True,
    )
    op.create_index("uq__inspected_fact__inspection_id_path", "inspected_fact", ["inspection_id", "path"], unique=True)
    op.create_index("ix__inspected_fact__author_id_at", "inspected_fact", ["author_id", "at"], unique=False)


def _penalties() -> None:
    op.create_table(
        "penalty",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("trigger", sa.String(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("params", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("complaint_id", sa.BigInteger(), nullable=True),
        sa.Column("reviewer_ids", postgresql.ARRAY(sa.BigInteger()), server_default="{}", nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("policy_version", sa.Integer(), nullable=False),
        sa.Column("decision", sa.String(), server_default="", nullable=False),
        sa.Column("reason", sa.String(), server_default="", nullable=False),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("level IN (0, 1)", name=op.f("ck__penalty__level")),
        sa.CheckConstraint("(level = 1) = (days > 0) AND days >= 0", name=op.f("ck__penalty__days")),
        sa.CheckConstraint("trigger IN ('fabricated', 'careless', 'void_notes')", name=op.f("ck__penalty__trigger")),
        sa.CheckConstraint("decision IN ('', 'imposed', 'waived')", name=op.f("ck__penalty__decision")),
        sa.CheckConstraint("(decision = '') = (decided_by IS NULL)", name=op.f("ck__penalty__decided_by_somebody")),
        sa.CheckConstraint("(decision = '') = (decided_at IS NULL)", name=op.f("ck__penalty__decided_at")),
        sa.CheckConstraint("decision = '' OR reason <> ''", name=op.f("ck__penalty__reason_given")),
        sa.CheckConstraint("decided_by <> person_id", name=op.f("ck__penalty__not_by_themselves")),
        sa.CheckConstraint("NOT decided_by = ANY (reviewer_ids)", name=op.f("ck__penalty__not_by_reviewer")),
        sa.CheckConstraint("decided_at >= proposed_at", name=op.f("ck__penalty__decided_after")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk__penalty__person_id__person")),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaint.id"], name=op.f("fk__penalty__complaint_id__complaint")),
        sa.ForeignKeyConstraint(["decided_by"], ["person.id"], name=op.f("fk__penalty__decided_by__person")),
        sa.ForeignKeyConstraint(
            ["policy_version"], ["policy_version.version"], name=op.f("fk__penalty__policy_version__policy_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__penalty")),
    )
    op.create_index(op.f("ix__penalty__complaint_id"), "penalty", ["complaint_id"], unique=False)
    op.create_index("ix__penalty__person_id_id", "penalty", ["person_id", "id"], unique=False)
    op.create_index("ix__penalty__undecided", "penalty", ["id"], postgresql_where=sa.text("decision = ''"))
    op.create_index(
        "uq__penalty__person_id_trigger_complaint_id_open",
        "penalty",
        ["person_id", "trigger", "complaint_id"],
        unique=True,
        postgresql_where=sa.text("decision = ''"),
        postgresql_nulls_not_distinct=True,
    )


def _appeals() -> None:
    op.create_table(
        "appeal",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("penalty_id", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decision", sa.String(), server_default="", nullable=False),
        sa.Column("reason", sa.String(), server_default="", nullable=False),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("words <> ''", name=op.f("ck__appeal__says_something")),
        sa.CheckConstraint("decision IN ('', 'won', 'lost')", name=op.f("ck__appeal__decision")),
        sa.CheckConstraint("(decision = '') = (decided_by IS NULL)", name=op.f("ck__appeal__decided_by_somebody")),
        sa.CheckConstraint("(decision = '') = (decided_at IS NULL)", name=op.f("ck__appeal__decided_at")),
        sa.CheckConstraint("decision = '' OR reason <> ''", name=op.f("ck__appeal__reason_given")),
        sa.ForeignKeyConstraint(["penalty_id"], ["penalty.id"], name=op.f("fk__appeal__penalty_id__penalty")),
        sa.ForeignKeyConstraint(["decided_by"], ["person.id"], name=op.f("fk__appeal__decided_by__person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__appeal")),
        sa.UniqueConstraint("penalty_id", name=op.f("uq__appeal__penalty_id")),
    )
    op.create_index("ix__appeal__undecided", "appeal", ["id"], postgresql_where=sa.text("decision = ''"))


def _guards() -> None:
    """What the code promises, the database holds."""
    for function in FUNCTIONS:
        op.execute(function)
    for table in APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
    for name, when, table, function in (
        ("impartial", "UPDATE OF closed_by", "complaint", "refuse_partial"),
        ("impartial", "INSERT OR UPDATE OF inspector_id", "inspection", "refuse_partial"),
        ("impartial", "INSERT", "inspection_answer", "refuse_partial"),
        ("impartial", "UPDATE OF decided_by", "penalty", "refuse_partial"),
        ("two_reviewers", "INSERT", "inspection_answer", "refuse_one_reviewer"),
        ("said_once", "UPDATE OR DELETE", "complaint", "refuse_complaint_change"),
        ("decided_once", "UPDATE OR DELETE", "penalty", "refuse_decided_again"),
        ("decided_once", "UPDATE OR DELETE", "appeal", "refuse_decided_again"),
        ("another_decides", "UPDATE OF decided_by", "appeal", "refuse_same_judge"),
        ("imposed", "INSERT", "appeal", "refuse_appeal_of_nothing"),
    ):
        op.execute(f"CREATE TRIGGER {name} BEFORE {when} ON {table} FOR EACH ROW EXECUTE FUNCTION {function}()")
    op.execute(
        "CREATE TRIGGER fabricated_by_two BEFORE INSERT ON inspected_fact "
        "FOR EACH ROW WHEN (NEW.ruled = 'fabricated') EXECUTE FUNCTION refuse_fabricated_once()"
    )
