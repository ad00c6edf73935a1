"""My day: what there is to do next, by role. Every part says what waits for whom; here it stands in one place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import Blueprint, g, render_template

from greening.domain.people import Role
from greening.domain.record_list import Filters, Owner, RecordList, Sort
from greening.domain.triage import Triage
from greening.services import records
from greening.web import my_day, record_list, scores
from greening.web.auth import signed_in
from greening.words import home as words

bp = Blueprint("home", __name__)

MINE = Filters(owner=Owner.ME, sort=Sort.WORST)
REVIEW = Filters(triage=Triage.REVIEW, sort=Sort.WORST)
QUARANTINE = Filters(triage=Triage.QUARANTINE, sort=Sort.NEWEST)
DAYS: Mapping[Role, Mapping[str, Filters]] = {
    Role.REP: {"mine": MINE},
    Role.MANAGER: {"review": REVIEW},
    Role.QC: {"quarantine": QUARANTINE},
    Role.ADJUDICATOR: {"review": REVIEW, "quarantine": QUARANTINE},
    Role.OPS: {"quarantine": QUARANTINE, "review": REVIEW},
}
"""The lists of records that a role has at hand, below what waits."""


@dataclass(frozen=True, slots=True)
class Pane:
    """The first records of a list, and the address of all of it."""

    name: str
    title: str
    why: str
    empty: str
    found: RecordList
    counted: int
    address: str


@bp.get("/")
@signed_in
def page() -> str:
    """What waits for this person, the most pressing first; then the lists of their role."""
    middle, side = my_day.cards(g.actor.role)
    return render_template(
        "home/page.html", middle=middle, side=side, panes=list(_panes()), scores=scores, home_words=words
    )


def _panes() -> Iterator[Pane]:
    app = g.wiring
    for name, filters in DAYS[g.actor.role].items():
        found = records.page(app.work, app.policy, actor=g.actor, filters=filters, limit=my_day.ROWS)
        counted = records.count(app.work, app.policy, actor=g.actor, filters=filters)
        yield Pane(name, *words.LISTS[name], found, counted, record_list.address(filters))
