"""My day: what there is to do next, by role."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, g, render_template

from greening.domain.people import Role
from greening.domain.permissions import Action
from greening.domain.record_list import Filters, Owner, RecordList, Sort
from greening.domain.review import Filters as Waiting
from greening.domain.triage import Triage
from greening.services import candidates, intake, records, review
from greening.web import record_list, scores
from greening.web.auth import may, signed_in
from greening.words.home import LISTS

bp = Blueprint("home", __name__)
WAITING = Waiting()
ROWS = 5
"""Enough to begin with; the list has the rest."""

MINE = Filters(owner=Owner.ME, sort=Sort.WORST)
POOL = Filters(owner=Owner.POOL, sort=Sort.WORST)
REVIEW = Filters(triage=Triage.REVIEW, sort=Sort.WORST)
QUARANTINE = Filters(triage=Triage.QUARANTINE, sort=Sort.NEWEST)
DAYS: Mapping[Role, Mapping[str, Filters]] = {
    Role.REP: {"mine": MINE, "pool": POOL},
    Role.MANAGER: {"review": REVIEW, "mine": MINE},
    Role.QC: {"quarantine": QUARANTINE},
    Role.ADJUDICATOR: {"review": REVIEW, "quarantine": QUARANTINE},
    Role.OPS: {"quarantine": QUARANTINE, "review": REVIEW},
}
"""What a role begins the day with, the most pressing first; who reviews begins with the queue."""


@dataclass(frozen=True, slots=True)
class Pane:
    """The first records of a list, and the address of all of it."""

    title: str
    why: str
    empty: str
    found: RecordList
    counted: int
    address: str


@bp.get("/")
@signed_in
def page() -> str:
    """The lists of this role; the newest import where it concerns them."""
    app = g.wiring
    runs = intake.page(app.work, app.policy, actor=g.actor)[:ROWS] if may(Action.READ_INTAKES) else ()
    reviews = _reviews() if may(Action.REVIEW) else None
    said = {"runs": runs, "reviews": reviews, "pairs": _pairs() if may(Action.RULE_CANDIDATE) else None}
    return render_template("home/page.html", panes=list(_panes()), scores=scores, **said)


def _reviews() -> Mapping[str, object]:
    app = g.wiring
    who: dict[str, Any] = {"actor": g.actor, "now": app.now()}
    queue = review.queue(app.work, app.policy, filters=WAITING, **who)
    return {"queue": queue, "today": review.today(app.work, app.policy, **who)}


def _pairs() -> Mapping[str, object]:
    app = g.wiring
    waiting = candidates.page(app.work, app.policy, actor=g.actor)
    return {"rows": waiting.rows[:ROWS], "counted": candidates.count(app.work, app.policy, actor=g.actor)}


def _panes() -> Iterator[Pane]:
    app = g.wiring
    for name, filters in DAYS[g.actor.role].items():
        found = records.page(app.work, app.policy, actor=g.actor, filters=filters, limit=ROWS)
        counted = records.count(app.work, app.policy, actor=g.actor, filters=filters)
        yield Pane(*LISTS[name], found, counted, record_list.address(filters))
