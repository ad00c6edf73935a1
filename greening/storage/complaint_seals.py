"""Who complained in confidence? Sealed: rules look behind it, so that nobody gains or judges for themselves; nobody reads it.

Nothing here gives a name or a number back to a caller, and no page, event, notice or log names a complainant. Opening a
seal, which needs two people, is not built.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, func, insert, literal, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from greening.storage.base import Base, Ref
from greening.storage.complaints import Complaint
from greening.storage.suspensions import Suspension, What, sealed_cause


class ComplaintSeal(Base):
    """Whoever signed a complaint; an anonymous one has no row. Append-only."""

    __tablename__ = "complaint_seal"
    complaint_id: Mapped[Ref] = mapped_column(ForeignKey("complaint.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)


def seal(session: Session, complaint_id: int, person_id: int) -> None:
    """Keep who complained."""
    session.execute(insert(ComplaintSeal).values(complaint_id=complaint_id, person_id=person_id))


def is_by(session: Session, complaint_id: int, person_id: int) -> bool:
    """Whether this is their own complaint, asked about whoever asks and nobody else."""
    found = select(ComplaintSeal.person_id).where(ComplaintSeal.complaint_id == complaint_id)
    return session.scalar(found.where(ComplaintSeal.person_id == person_id)) is not None


def filed(session: Session, person_id: int, *, since: datetime) -> int:
    """How often somebody has complained since then."""
    own = select(func.count()).select_from(ComplaintSeal).join(Complaint, Complaint.id == ComplaintSeal.complaint_id)
    return session.scalar(own.where(ComplaintSeal.person_id == person_id, Complaint.received_at > since)) or 0


def bar(session: Session, complaint_id: int, against_id: int, *, until: datetime, now: datetime) -> None:
    """Whoever complained gets none of the leads that pass by `against_id` for a while: nobody gains by complaining.

    The row does not say for which complaint it is: its cause is a number that nobody can look up.
    """
    complainant = select(
        ComplaintSeal.person_id,
        literal(What.BARRED.value),
        literal(sealed_cause()),
        literal(against_id),
        literal(now),
        literal(until),
    ).where(ComplaintSeal.complaint_id == complaint_id, ComplaintSeal.person_id != against_id)
    columns = ("person_id", "what", "cause", "against_id", "began_at", "until")
    session.execute(insert(Suspension).from_select(columns, complainant))
