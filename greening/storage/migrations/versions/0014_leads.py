"""Inquiries, to whom they were offered, and who was considered."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

SAME_STATE = """
    CREATE FUNCTION refuse_lead_other_than_offers() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        the_lead bigint := to_jsonb(NEW) ->> CASE TG_TABLE_NAME WHEN 'lead' THEN 'id' ELSE 'lead_id' END;
        said text := (SELECT state FROM lead WHERE id = the_lead);
        standing text := (
            SELECT coalesce(answer, 'offered') FROM lead_offer
            WHERE lead_id = the_lead AND (answer IS NULL OR answer = 'accepted')
        );
    BEGIN
        IF coalesce(standing, '') <> (CASE WHEN said IN ('offered', 'accepted') THEN said ELSE '' END) THEN
            RAISE EXCEPTION 'lead % is % and its offers say %', the_lead, said, standing
                USING ERRCODE = 'check_violation', CONSTRAINT = 'state_as_offered';
        END IF;
        RETURN NULL;
    END $$
"""
STATE_AS_OFFERED = """
    CREATE CONSTRAINT TRIGGER state_as_offered AFTER INSERT OR UPDATE ON {table} DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION refuse_lead_other_than_offers()
"""
APPEND_ONLY = """
    CREATE TRIGGER append_only BEFORE {change} OR DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
"""

ALL_BUT_TYPED = "UPDATE OF lead_id, channel, door_id, idempotency_key, body_key, language, received_at, repeats"
"""What was typed holds names and numbers: one day somebody has a right to have them taken out."""


def upgrade() -> None:
    _lead_door()
    _lead()
    _inquiry()
    _lead_route()
    _lead_considered()
    _lead_offer()
    op.execute(SAME_STATE)
    for table in ("lead", "lead_offer"):
        op.execute(STATE_AS_OFFERED.format(table=table))
    for table, change in (("inquiry", ALL_BUT_TYPED), ("lead_route", "UPDATE"), ("lead_considered", "UPDATE")):
        op.execute(APPEND_ONLY.format(table=table, change=change))


def _lead_door() -> None:
    op.create_table(
        "lead_door",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("token_hash", sa.String(), nullable=True),
        sa.Column("made_by", sa.BigInteger(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_by", sa.BigInteger(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "CASE channel WHEN 'form' THEN key <> '' AND token_hash IS NULL ELSE token_hash <> '' AND key IS NULL END",
            name=op.f("ck__lead_door__opens_somehow"),
        ),
        sa.CheckConstraint("channel IN ('form', 'api')", name=op.f("ck__lead_door__channel")),
        sa.CheckConstraint("name <> ''", name=op.f("ck__lead_door__name_given")),
        sa.ForeignKeyConstraint(["closed_by"], ["person.id"], name=op.f("fk__lead_door__closed_by__person")),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk__lead_door__made_by__person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__lead_door")),
    )
    op.create_index("uq__lead_door__key", "lead_door", ["key"], unique=True)
    op.create_index("uq__lead_door__token_hash", "lead_door", ["token_hash"], unique=True)


def _lead() -> None:
    op.create_table(
        "lead",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("content_key", sa.String(), nullable=False),
        sa.Column("sender_key", sa.String(), server_default="", nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=True),
        sa.Column("matched", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("doubt", sa.String(), server_default="", nullable=False),
        sa.Column("look_by", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.BigInteger(), nullable=True),
        sa.Column("closing", sa.String(), server_default="", nullable=False),
        sa.Column("note", sa.String(), server_default="", nullable=False),
        sa.Column("policy_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "CASE state WHEN 'closed' THEN num_nulls(closed_at, closed_by) = 0 AND closing <> '' ELSE num_nonnulls(closed_at, closed_by) = 0 AND closing = '' END",
            name=op.f("ck__lead__closed_by_somebody"),
        ),
        sa.CheckConstraint("closing IN ('', 'spam', 'no_customer', 'done_elsewhere')", name=op.f("ck__lead__closing")),
        sa.CheckConstraint(
            "doubt IN ('', 'two_likely', 'unsure', 'trap', 'too_fast', 'flood')", name=op.f("ck__lead__doubt")
        ),
        sa.CheckConstraint("state <> 'triage' OR doubt <> ''", name=op.f("ck__lead__triage_with_doubt")),
        sa.CheckConstraint(
            "state IN ('offered', 'accepted', 'triage', 'waiting', 'closed')", name=op.f("ck__lead__state")
        ),
        sa.CheckConstraint("state IN ('triage', 'closed') OR unit_id IS NOT NULL", name=op.f("ck__lead__of_a_unit")),
        sa.ForeignKeyConstraint(["closed_by"], ["person.id"], name=op.f("fk__lead__closed_by__person")),
        sa.ForeignKeyConstraint(
            ["policy_version"], ["policy_version.version"], name=op.f("fk__lead__policy_version__policy_version")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk__lead__unit_id__unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__lead")),
        sa.UniqueConstraint("number", name=op.f("uq__lead__number")),
    )
    op.create_index("ix__lead__content_key_received_at", "lead", ["content_key", "received_at"], unique=False)
    op.create_index(
        "ix__lead__sender_key_received_at",
        "lead",
        ["sender_key", "received_at"],
        unique=False,
        postgresql_where=sa.text("sender_key <> ''"),
    )
    op.create_index("ix__lead__state_id", "lead", ["state", "id"], unique=False)
    op.create_index("ix__lead__unit_id_id", "lead", ["unit_id", "id"], unique=False)


def _inquiry() -> None:
    op.create_table(
        "inquiry",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("lead_id", sa.BigInteger(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("door_id", sa.BigInteger(), nullable=True),
        sa.Column("idempotency_key", sa.String(), nullable=True),
        sa.Column("body_key", sa.String(), nullable=False),
        sa.Column("typed", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("language", sa.String(), server_default="", nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("repeats", sa.Boolean(), nullable=False),
        sa.CheckConstraint("channel IN ('form', 'api')", name=op.f("ck__inquiry__channel")),
        sa.CheckConstraint("idempotency_key <> ''", name=op.f("ck__inquiry__key_given")),
        sa.ForeignKeyConstraint(["door_id"], ["lead_door.id"], name=op.f("fk__inquiry__door_id__lead_door")),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk__inquiry__lead_id__lead")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__inquiry")),
    )
    op.create_index("ix__inquiry__lead_id_id", "inquiry", ["lead_id", "id"], unique=False)
    op.create_index(
        "uq__inquiry__door_id_idempotency_key",
        "inquiry",
        ["door_id", "idempotency_key"],
        unique=True,
        postgresql_nulls_not_distinct=True,
        postgresql_where=sa.text("idempotency_key IS NOT NULL"),
    )
    op.create_index(
        "uq__inquiry__lead_id_first", "inquiry", ["lead_id"], unique=True, postgresql_where=sa.text("NOT repeats")
    )


def _lead_route() -> None:
    op.create_table(
        "lead_route",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("lead_id", sa.BigInteger(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("chosen_id", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("policy_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "cause IN ('received', 'decided', 'declined', 'lapsed', 'retried')", name=op.f("ck__lead_route__cause")
        ),
        sa.ForeignKeyConstraint(["chosen_id"], ["person.id"], name=op.f("fk__lead_route__chosen_id__person")),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk__lead_route__lead_id__lead")),
        sa.ForeignKeyConstraint(
            ["policy_version"], ["policy_version.version"], name=op.f("fk__lead_route__policy_version__policy_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__lead_route")),
    )
    op.create_index("uq__lead_route__lead_id_round", "lead_route", ["lead_id", "round"], unique=True)


def _lead_considered() -> None:
    op.create_table(
        "lead_considered",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("route_id", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("params", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck__lead_considered__reason_given")),
        sa.CheckConstraint(
            "step IN ('owner', 'holder', 'contributor', 'rotation')", name=op.f("ck__lead_considered__step")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk__lead_considered__person_id__person")),
        sa.ForeignKeyConstraint(
            ["route_id"], ["lead_route.id"], name=op.f("fk__lead_considered__route_id__lead_route")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__lead_considered")),
    )
    op.create_index(
        "uq__lead_considered__route_id_chosen",
        "lead_considered",
        ["route_id"],
        unique=True,
        postgresql_where=sa.text("reason = 'chosen'"),
    )
    op.create_index("uq__lead_considered__route_id_place", "lead_considered", ["route_id", "place"], unique=True)


def _lead_offer() -> None:
    op.create_table(
        "lead_offer",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("lead_id", sa.BigInteger(), nullable=False),
        sa.Column("route_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("remind_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer_by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(), server_default="", nullable=False),
        sa.Column("overflow", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.CheckConstraint("answer IN ('accepted', 'declined', 'lapsed')", name=op.f("ck__lead_offer__answer")),
        sa.CheckConstraint(
            "answer IS DISTINCT FROM 'declined' OR reason <> ''", name=op.f("ck__lead_offer__declined_with_reason")
        ),
        sa.CheckConstraint(
            "answer IS DISTINCT FROM 'lapsed' OR answered_at >= answer_by", name=op.f("ck__lead_offer__lapsed_in_time")
        ),
        sa.CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name=op.f("ck__lead_offer__answered_at")),
        sa.CheckConstraint("answer_by > offered_at", name=op.f("ck__lead_offer__answer_by_after_offer")),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk__lead_offer__lead_id__lead")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk__lead_offer__person_id__person")),
        sa.ForeignKeyConstraint(["route_id"], ["lead_route.id"], name=op.f("fk__lead_offer__route_id__lead_route")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__lead_offer")),
        sa.UniqueConstraint("route_id", name=op.f("uq__lead_offer__route_id")),
    )
    op.create_index(
        "ix__lead_offer__answer_by_open",
        "lead_offer",
        ["answer_by"],
        unique=False,
        postgresql_where=sa.text("answer IS NULL"),
    )
    op.create_index("ix__lead_offer__person_id_id", "lead_offer", ["person_id", "id"], unique=False)
    op.create_index(
        "uq__lead_offer__lead_id_standing",
        "lead_offer",
        ["lead_id"],
        unique=True,
        postgresql_where=sa.text("answer IS NULL OR answer = 'accepted'"),
    )
