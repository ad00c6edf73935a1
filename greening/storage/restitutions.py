"""What has a won appeal given back, and what not? One row an appeal, so that nothing is given back twice."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from greening.domain.restitutions import Restitution as Told
from greening.storage.base import Base, Id, Json
from greening.storage.penalties import Appeal, Penalty


class Restitution(Base):
    """What an appeal that was won (a trigger) gave back, once (unique), and what it could not. Append-only."""

    __tablename__ = "restitution"
    id: Mapped[Id]
    appeal_id: Mapped[int] = mapped_column(ForeignKey("appeal.id"), unique=True)
    at: Mapped[datetime]
    told: Mapped[Json]
    policy_version: Mapped[int] = mapped_column(ForeignKey("policy_version.version"))


def of_penalty(session: Session, penalty_id: int) -> Told | None:
    """What the appeal against a penalty has given back; None where it has not, or was not won."""
    row = select(Restitution.told).join(Appeal, Appeal.id == Restitution.appeal_id)
    told = session.scalar(row.where(Appeal.penalty_id == penalty_id))
    return None if told is None else Told.from_json(told)


def given_back(session: Session, complaint_id: int) -> Collection[str]:
    """The paths of what a complaint had struck that stand again."""
    rows = select(Restitution.told).join(Appeal, Appeal.id == Restitution.appeal_id)
    rows = rows.join(Penalty, Penalty.id == Appeal.penalty_id).where(Penalty.complaint_id == complaint_id)
    told = (Told.from_json(one).facts or {} for one in session.scalars(rows))
    return {path for facts in told for path, kept in facts.items() if kept is None}
