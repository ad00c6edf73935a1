"""On which state of two records does a ruling go?"""

from greening.domain.candidates import seen
from greening.storage import candidates, match_keys
from greening.storage.candidates import Candidate
from greening.storage.session import Unit


def prints(unit: Unit, pair: Candidate) -> tuple[str, str]:
    """How both records read now."""
    stand = match_keys.prints(unit.session, [pair.left_id, pair.right_id])
    return stand.get(pair.left_id, ""), stand.get(pair.right_id, "")


def mark(unit: Unit, pair: Candidate) -> str:
    """What a ruling goes by, to be sent back with it."""
    return seen(*prints(unit, pair), candidates.last_ruling(unit.session, pair.id))
