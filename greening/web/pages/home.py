"""My day: what there is to do next, by role."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import Blueprint, g, render_template

from greening.domain.people import Role
from greening.domain.permissions import Action
from greening.domain.record_list import Filters, Owner, RecordList, Sort
from greening.domain.triage import Triage
from greening.services import intake, records
from greening.web import record_list, scores
from greening.web.auth import may, signed_in
from greening.words.home import LISTS

bp = Blueprint("home", __name__)
ROWS = 5
"""Enough to begin with; the list has the rest."""

MINE = Filters(owner=Owner.ME, sort=Sort.WORST)
POOL = Filters(owner=Owner.POOL, sort=Sort.WORST)
REVIEW = Filters(triage=Triage.REVIEW, sort=Sort.WORST)
QUARANTINE = Filters(triage=Triage.QUARANTINE, sort=Sort.NEWEST)
DAYS: Mapping[Role, Mapping[str, Filters]] = {
    Role.REP: {"mine": MINE, "pool": POOL},
    Role.MANAGER: {"review": REVIEW, "mine": MINE},
    Role.QC: {"review": REVIEW, "quarantine": QUARANTINE},
    Role.ADJUDICATOR: {"review": REVIEW, "quarantine": QUARANTINE},
    Role.OPS: {"quarantine": QUARANTINE, "review": REVIEW},
}
"""What a role begins the day with, the most pressing first."""


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
    return render_template("home/page.html", panes=list(_panes()), runs=runs, scores=scores)


def _panes() -> Iterator[Pane]:
    app = g.wiring
    for name, filters in DAYS[g.actor.role].items():
        found = records.page(app.work, app.policy, actor=g.actor, filters=filters, limit=ROWS)
        counted = records.count(app.work, app.policy, actor=g.actor, filters=filters)
        yield Pane(*LISTS[name], found, counted, record_list.address(filters))
