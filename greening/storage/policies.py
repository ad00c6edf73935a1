"""Which numbers held when? Every version of the policy document, and of the field schema that goes with it."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from greening.storage.base import Base, Json


class PolicyVersion(Base):
    """One version of the whole document; a version is never edited. `digest` tells whether a file says something new."""

    __tablename__ = "policy_version"
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    document: Mapped[Json]
    digest: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    starts_at: Mapped[datetime]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
