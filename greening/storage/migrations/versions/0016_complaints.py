"""What somebody says is false, what was found, and what follows."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from greening.storage.migrations import complaint_guards

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("visit", sa.Column("struck_at", sa.DateTime(timezone=True), nullable=True))
    _complaints()
    _inspections()
    _answers()
    _penalties()
    _appeals()
    for statement in complaint_guards.STATEMENTS:
        op.execute(statement)


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
