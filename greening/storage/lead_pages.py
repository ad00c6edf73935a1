"""What do pages show of leads? Lists with what was typed first, the customer and who has it in hand."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, exists, or_, select
from sqlalchemy.orm import Session

from greening.domain.leads import State
from greening.domain.people import Actor, Role
from greening.domain.permissions import Holder
from greening.domain.routing import Answer
from greening.storage.lead_offers import LeadOffer
from greening.storage.leads import Inquiry, Lead
from greening.storage.people import Person, Team
from greening.storage.records import Record, Unit

AnyRow = Row[*tuple[Any, ...]]
COLUMNS = (
    Lead.id, Lead.number, Lead.state, Lead.doubt, Lead.received_at, Inquiry.typed, Inquiry.channel,
    Record.id.label("record_id"), Record.company, Record.region_key,
)  # fmt: skip
OFFER = (
    LeadOffer.id.label("offer_id"), LeadOffer.step, LeadOffer.offered_at, LeadOffer.answer_by, LeadOffer.answer,
    LeadOffer.person_id,
)  # fmt: skip
STANDING: ColumnElement[bool] = or_(LeadOffer.answer.is_(None), LeadOffer.answer == Answer.ACCEPTED)


def one(session: Session, lead_id: int) -> AnyRow | None:
    """A lead, with the offer that stands."""
    rows = _leads(select(*COLUMNS, *OFFER, Person.name.label("rep")))
    return session.execute(_in_hand(rows).where(Lead.id == lead_id)).one_or_none()


def offered(session: Session, person_id: int, *, is_open: bool, limit: int) -> Sequence[AnyRow]:
    """Leads that were offered to somebody: those to answer, the next to run out first; or those before, newest first."""
    rows = _leads(select(*COLUMNS, *OFFER, Person.name.label("rep")))
    rows = rows.join(LeadOffer, LeadOffer.lead_id == Lead.id).join(Person, Person.id == LeadOffer.person_id)
    rows = rows.where(LeadOffer.person_id == person_id)
    if is_open:
        return session.execute(rows.where(LeadOffer.answer.is_(None)).order_by(LeadOffer.answer_by).limit(limit)).all()
    return session.execute(rows.where(LeadOffer.answer.is_not(None)).order_by(LeadOffer.id.desc()).limit(limit)).all()


def page(session: Session, actor: Actor, *, state: State | None, after: int | None, limit: int) -> Sequence[AnyRow]:
    """Leads that somebody may know of, the newest first; `after` is the id of the last one that was shown."""
    rows = _in_hand(_leads(select(*COLUMNS, *OFFER, Person.name.label("rep")))).where(*_known_to(actor))
    rows = rows if state is None else rows.where(Lead.state == state)
    rows = rows if after is None else rows.where(Lead.id < after)
    return session.execute(rows.order_by(Lead.id.desc()).limit(limit)).all()


def holders(session: Session, lead_id: int) -> list[Holder]:
    """To whom a lead was offered, each once; nobody is who has it while it waits."""
    rows = (
        select(Person.id, Person.team_id, Team.region_id)
        .join(LeadOffer, LeadOffer.person_id == Person.id)
        .outerjoin(Team, Team.id == Person.team_id)
        .where(LeadOffer.lead_id == lead_id)
        .distinct()
    )
    return [Holder(row.id, row.team_id, row.region_id) for row in session.execute(rows)]


def people_of(session: Session, ids: Sequence[int]) -> dict[int, tuple[str, Holder]]:
    """What people are called, and where they work."""
    rows = (
        select(Person.id, Person.name, Person.team_id, Team.region_id)
        .outerjoin(Team, Team.id == Person.team_id)
        .where(Person.id.in_(ids))
    )
    return {row.id: (row.name, Holder(row.id, row.team_id, row.region_id)) for row in session.execute(rows)}


def customers(session: Session, unit_ids: Sequence[int]) -> dict[int, AnyRow]:
    """Record and name of units, by unit."""
    rows = select(Unit.id, Record.id.label("record_id"), Record.company, Record.region_key)
    found = session.execute(rows.join(Record, Record.id == Unit.record_id).where(Unit.id.in_(unit_ids)))
    return {row.id: row for row in found}


def _leads(columns: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return (
        columns.select_from(Lead)
        .join(Inquiry, and_(Inquiry.lead_id == Lead.id, ~Inquiry.repeats))
        .outerjoin(Unit, Unit.id == Lead.unit_id)
        .outerjoin(Record, Record.id == Unit.record_id)
    )


def _in_hand(rows: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    standing = and_(LeadOffer.lead_id == Lead.id, STANDING)
    return rows.outerjoin(LeadOffer, standing).outerjoin(Person, Person.id == LeadOffer.person_id)


def _known_to(actor: Actor) -> tuple[ColumnElement[bool], ...]:
    """A manager knows what was offered to the team, and what was offered to nobody; QC and operations know all."""
    if actor.role in {Role.QC, Role.OPS}:
        return ()
    offered_to = select(LeadOffer.id).join(Person, Person.id == LeadOffer.person_id).where(LeadOffer.lead_id == Lead.id)
    own = (
        Person.id == actor.id if actor.team_id is None else or_(Person.id == actor.id, Person.team_id == actor.team_id)
    )
    if actor.role is Role.MANAGER:
        any_offer = exists().where(LeadOffer.lead_id == Lead.id).correlate(Lead)
        return (or_(offered_to.where(own).correlate(Lead).exists(), ~any_offer),)
    return (offered_to.where(Person.id == actor.id).correlate(Lead).exists(),)
