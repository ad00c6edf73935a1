"""What waits for whom when the day begins? Cards by role, the most pressing first; each asks the part that it is about."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from flask import g

from greening.domain.people import Role
from greening.domain.review import Filters
from greening.domain.standings import By, Period
from greening.services import (
    candidates,
    claims,
    complaints,
    conflicts,
    entitlements,
    intake,
    jobs,
    leads,
    notices,
    penalties,
    pool,
    protection,
    review,
    standings,
    team,
)

ROWS = 5
"""Enough to begin with; the list has the rest."""
NEWS = 3
"""Of notices, which have a page of their own."""


class Card(NamedTuple):
    """A part of the page: the name of its template in ``templates/home``, and what that shows."""

    name: str
    shown: Any


def cards(role: Role) -> tuple[list[Card], list[Card]]:
    """What a role begins the day with: the middle of the page, and its side, which may be empty."""
    middle, side = ([Card(name, COLLECT[name]()) for name in names] for names in CARDS[role])
    return middle, [card for card in side if card.shown is not None]


def _of(part: Any) -> Callable[[], Any]:
    """What waits for the reader in a part."""
    return lambda: part.waiting(g.wiring.work, g.wiring.policy, actor=g.actor, now=g.wiring.now())


def _leads() -> Any:
    return leads.waiting(g.wiring.work, g.wiring.policy, actor=g.actor)


def _reviews() -> Mapping[str, object]:
    app, who = g.wiring, {"actor": g.actor, "now": g.wiring.now()}
    queue = review.queue(app.work, app.policy, filters=Filters(), **who)
    return {"queue": queue, "today": review.today(app.work, app.policy, **who)}


def _pairs() -> Mapping[str, object]:
    app = g.wiring
    waiting = candidates.page(app.work, app.policy, actor=g.actor)
    return {"rows": waiting.rows[:ROWS], "counted": candidates.count(app.work, app.policy, actor=g.actor)}


def _places() -> Any:
    return pool.places(g.wiring.work, g.wiring.policy, actor=g.actor, now=g.wiring.now())


def _board() -> Mapping[str, object]:
    """The team's place and the reader's own, this month."""
    app, said = g.wiring, {"actor": g.actor, "period": Period.MONTH, "now": g.wiring.now()}
    return {by.value: standings.board(app.work, app.policy, by=by, **said) for by in (By.TEAM, By.PERSON)}


def _news() -> Any:
    rows = notices.page(g.wiring.work, g.wiring.policy, actor=g.actor).rows
    return [one for one in rows if one.is_new][:NEWS] or None


def _suspended() -> Any:
    return team.suspended(g.wiring.work, actor=g.actor, now=g.wiring.now()) or None


def _runs() -> Any:
    return intake.page(g.wiring.work, g.wiring.policy, actor=g.actor)[:ROWS]


def _jobs() -> Mapping[str, int]:
    """How many jobs there are in each phase."""
    found: dict[str, int] = {}
    for one in jobs.overview(g.wiring.work, g.wiring.policy, actor=g.actor).counts:
        found[one.phase] = found.get(one.phase, 0) + one.count
    return found


COLLECT: Mapping[str, Callable[[], Any]] = {
    "offers": _leads,
    "asked": _of(pool),
    "claims": _of(claims),
    "drops": _of(protection),
    "conflicts": _of(conflicts),
    "complaints": _of(complaints),
    "penalties": _of(penalties),
    "rights": _of(entitlements),
    "reviews": _reviews,
    "pairs": _pairs,
    "places": _places,
    "board": _board,
    "news": _news,
    "suspended": _suspended,
    "runs": _runs,
    "jobs": _jobs,
}
CARDS: Mapping[Role, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Role.REP: (("offers", "asked", "claims", "drops", "conflicts"), ("places", "rights", "news", "board")),
    Role.MANAGER: (("offers", "conflicts", "drops", "penalties"), ("places", "suspended", "news", "board", "runs")),
    Role.QC: (("reviews", "complaints", "pairs"), ("news",)),
    Role.ADJUDICATOR: (("conflicts", "penalties", "pairs"), ("news",)),
    Role.OPS: (("offers", "drops", "pairs"), ("jobs", "runs", "news")),
}
"""For each role the cards of the middle and of the side, in their order."""
