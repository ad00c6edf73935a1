"""What may somebody see of the two sides of a candidate?"""

from collections.abc import Collection

from greening.domain import masking
from greening.domain.candidates import Side, seen
from greening.domain.people import Actor
from greening.domain.permissions import may_see_contacts
from greening.storage import candidates, match_keys
from greening.storage.candidates import Candidate
from greening.storage.record_pages import holder
from greening.storage.session import Unit


def sides(unit: Unit, actor: Actor, ids: Collection[int]) -> dict[int, Side]:
    """The records by id: no number hides in a name for whoever does not hold it."""
    found: dict[int, Side] = {}
    for row in candidates.sides(unit.session, ids, actor.id).values():
        sees = may_see_contacts(actor, holder(row))
        company = row.company if sees else masking.text(row.company)
        found[row.id] = Side(row.id, company, row.region_key, row.name or "", sees)
    return found


def prints(unit: Unit, pair: Candidate) -> tuple[str, str]:
    """How both records read now."""
    stand = match_keys.prints(unit.session, [pair.left_id, pair.right_id])
    return stand.get(pair.left_id, ""), stand.get(pair.right_id, "")


def mark(unit: Unit, pair: Candidate) -> str:
    """What a ruling goes by, to be sent back with it."""
    return seen(*prints(unit, pair), candidates.last_ruling(unit.session, pair.id))
