"""What a ruling took is kept, and what a won appeal gives back is written down: once, row against row."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

TURNS = """
    CREATE FUNCTION refuse_uneven_turn() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NOT EXISTS (
            SELECT FROM credit AS turned
            WHERE turned.id = NEW.reverses_id AND turned.points = - NEW.points
                AND (turned.unit_id, turned.rep_id, turned.path) = (NEW.unit_id, NEW.rep_id, NEW.path)
                AND (turned.kind = 'reversal') = (NEW.kind = 'restored')
        ) THEN
            RAISE EXCEPTION 'what is taken back was paid, what is given back was taken back, both whole'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'even_turn';
        END IF;
        RETURN NEW;
    END $$
"""
WON = """
    CREATE FUNCTION refuse_restitution_without_win() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NOT EXISTS (SELECT FROM appeal WHERE id = NEW.appeal_id AND decision = 'won') THEN
            RAISE EXCEPTION 'only an appeal that is won gives anything back'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'won';
        END IF;
        RETURN NEW;
    END $$
"""
ANOTHER_DECIDES = """
    CREATE OR REPLACE FUNCTION refuse_same_judge() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (
            SELECT FROM penalty LEFT JOIN complaint_seal ON complaint_seal.complaint_id = penalty.complaint_id
            WHERE penalty.id = NEW.penalty_id
                AND NEW.decided_by = ANY (reviewer_ids || decided_by || penalty.person_id || complaint_seal.person_id)
        ) THEN
            RAISE EXCEPTION 'an appeal is somebody else''s to decide'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'another_decides';
        END IF;
        RETURN NEW;
    END $$
"""


def upgrade() -> None:
    _credit()
    op.add_column("entitlement", sa.Column("restores_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(
        op.f("fk__entitlement__restores_id__entitlement"), "entitlement", "entitlement", ["restores_id"], ["id"]
    )
    op.create_index("uq__entitlement__restores_id", "entitlement", ["restores_id"], unique=True)
    _strike()
    _restitution()
    op.execute(ANOTHER_DECIDES)


def _credit() -> None:
    for name in ("kind", "reverses", "points"):
        op.drop_constraint(op.f(f"ck__credit__{name}"), "credit")
    for name, rule in (
        ("kind", "kind IN ('proven', 'reverified', 'reversal', 'restored')"),
        ("reverses", "(kind IN ('reversal', 'restored')) = (reverses_id IS NOT NULL)"),
        ("points", "(kind = 'reversal') = (points < 0) AND points <> 0"),
    ):
        op.create_check_constraint(op.f(f"ck__credit__{name}"), "credit", rule)
    op.execute(TURNS)
    op.execute(
        "CREATE TRIGGER even_turn BEFORE INSERT ON credit FOR EACH ROW WHEN (NEW.reverses_id IS NOT NULL) "
        "EXECUTE FUNCTION refuse_uneven_turn()"
    )


def _strike() -> None:
    op.create_table(
        "strike",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("complaint_id", sa.BigInteger(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("snapshot", JSONB(), nullable=False),
        sa.Column("struck", JSONB(), nullable=False),
        sa.Column("right_ids", ARRAY(sa.BigInteger()), server_default="{}", nullable=False),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaint.id"], name=op.f("fk__strike__complaint_id__complaint")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk__strike__record_id__record")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__strike")),
        sa.UniqueConstraint("complaint_id", name=op.f("uq__strike__complaint_id")),
    )
    _append_only("strike")


def _restitution() -> None:
    op.create_table(
        "restitution",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("appeal_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told", JSONB(), nullable=False),
        sa.Column("policy_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["appeal_id"], ["appeal.id"], name=op.f("fk__restitution__appeal_id__appeal")),
        sa.ForeignKeyConstraint(
            ["policy_version"], ["policy_version.version"], name=op.f("fk__restitution__policy_version__policy_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__restitution")),
        sa.UniqueConstraint("appeal_id", name=op.f("uq__restitution__appeal_id")),
    )
    op.execute(WON)
    op.execute(
        "CREATE TRIGGER won BEFORE INSERT ON restitution FOR EACH ROW EXECUTE FUNCTION refuse_restitution_without_win()"
    )
    _append_only("restitution")


def _append_only(table: str) -> None:
    op.execute(
        f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )
