"""What did the ruling of a complaint take, so that an appeal can give it back? Written once, with the ruling."""

from datetime import datetime

from sqlalchemy import ForeignKey, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.types import BigInteger

from greening.storage.base import Base, Id, Json


class Strike(Base):
    """The record as it was, `struck` values by their path, and the rights that ended with them. Append-only.

    What was paid for them is taken back in the ledger, under the name of the complaint.
    """

    __tablename__ = "strike"
    id: Mapped[Id]
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), unique=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("record.id"))
    at: Mapped[datetime]
    snapshot: Mapped[Json]
    """The form before it, under ``record``, and ``stamps``, whence its values were."""
    struck: Mapped[Json]
    right_ids: Mapped[list[int]] = mapped_column(ARRAY(BigInteger), server_default="{}")


def of_complaint(session: Session, complaint_id: int) -> Strike | None:
    """What a complaint has taken; None where nothing was struck."""
    return session.scalar(select(Strike).where(Strike.complaint_id == complaint_id))
