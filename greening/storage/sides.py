"""What may somebody see of the two sides of a pair of records?"""

from collections.abc import Collection

from sqlalchemy.orm import Session

from greening.domain import masking
from greening.domain.candidates import Side
from greening.domain.people import Actor
from greening.domain.permissions import may_see_contacts
from greening.storage import candidates
from greening.storage.record_pages import holder


def shown(session: Session, actor: Actor, ids: Collection[int]) -> dict[int, Side]:
    """The records by id: no number hides in a name for whoever does not hold it."""
    found: dict[int, Side] = {}
    for row in candidates.sides(session, ids, actor.id).values():
        sees = may_see_contacts(actor, holder(row))
        company = row.company if sees else masking.text(row.company)
        found[row.id] = Side(row.id, company, row.region_key, row.name or "", sees)
    return found
