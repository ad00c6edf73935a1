"""Searching: company ids whether valid or not, Chinese names by their characters."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix__identifier__value", "identifier", ["value"])
    op.create_index(
        "ix__record__search_words", "record", [sa.text("string_to_array(search_key, ' ')")], postgresql_using="gin"
    )
