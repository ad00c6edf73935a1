"""Who gets how far? The board by region, team and person, for each reader as far as names are theirs to see."""

from dataclasses import dataclass
from datetime import datetime

from greening.domain import standings as rules
from greening.domain.people import Actor, Role
from greening.domain.permissions import Action, authorise
from greening.domain.policy import Policy
from greening.domain.standings import By, Member, Period, Standing
from greening.storage import holidays, standings
from greening.storage.session import Work

__all__ = ["Board", "board"]

EVERYBODY = frozenset({Role.MANAGER, Role.OPS})
"""Who sees people of all teams by name; others see those of their own team, and other teams as totals."""


@dataclass(frozen=True, slots=True)
class Board:
    """`rows` as far as the reader may see them, in their places among `of`; `own` is the reader's row, or that of their
    team or region.
    """

    by: By
    period: Period
    since: datetime
    rows: tuple[Standing, ...]
    of: int
    own: Standing | None


def board(work: Work, policy: Policy, *, actor: Actor, by: By, period: Period, now: datetime) -> Board:
    """The board of a period that goes on to `now`. Raises: Denied."""
    authorise(actor, Action.READ_STANDINGS)
    with work() as unit:
        since = rules.since(period, holidays.of_organisation(unit.session, policy), now)
        members = standings.members(unit.session)
        counted = standings.counts(unit.session, since, now)
    everybody = rules.board(members, counted, by, policy.review.confidence)
    seen = {one.id for one in members if _sees(actor, one)}
    rows = tuple(one for one in everybody if by is not By.PERSON or one.id in seen)
    own = next((one for one in everybody if one.id is not None and one.id == _own_id(actor, by)), None)
    return Board(by, period, since, rows, len(everybody), own)


def _sees(actor: Actor, member: Member) -> bool:
    if actor.role in EVERYBODY or member.id == actor.id:
        return True
    return actor.team_id is not None and member.team_id == actor.team_id


def _own_id(actor: Actor, by: By) -> int | None:
    return {By.PERSON: actor.id, By.TEAM: actor.team_id, By.REGION: actor.region_id}[by]
