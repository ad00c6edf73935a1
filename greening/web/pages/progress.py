"""How far have regions, teams and people come? The board of a period; which one stands in the address."""

import csv
import io
from enum import StrEnum
from typing import TypeVar

from flask import Blueprint, g, make_response, render_template, request
from werkzeug.wrappers import Response

from greening.domain.permissions import Action
from greening.domain.standings import By, Period
from greening.services import standings
from greening.services.standings import Board
from greening.web.auth import requires
from greening.web.i18n import say
from greening.words import standings as words

bp = Blueprint("progress", __name__, url_prefix="/progress")
Choice = TypeVar("Choice", bound=StrEnum)
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is worked out by a spreadsheet that opens the file."""


@bp.context_processor
def tables() -> dict[str, object]:
    return {"standing_words": words}


@bp.get("")
@requires(Action.READ_STANDINGS)
def page() -> str:
    """The board with its bars; the same numbers stand beside them."""
    found = _board()
    most = max((max(one.counts.completed, one.counts.judged, one.high) for one in found.rows), default=0)
    return render_template("standings/page.html", board=found, most=most or 1)


@bp.get("/board.csv")
@requires(Action.READ_STANDINGS)
def table() -> Response:
    """The same rows as a file."""
    out = io.StringIO()
    lines = csv.writer(out)
    lines.writerow(say(words.COLUMNS, name) for name in words.COLUMNS)
    for one in _board().rows:
        c = one.counts
        name = f"'{one.name}" if one.name.startswith(FORMULA) else one.name
        lines.writerow(
            [one.place, name, c.claims, c.completed, c.judged, c.verified, f"{one.low:.1f}", c.points, c.leads]
        )
    answer = make_response("﻿" + out.getvalue())
    answer.headers["Content-Type"] = "text/csv; charset=utf-8"
    answer.headers["Content-Disposition"] = "attachment; filename=board.csv"
    return answer


def _board() -> Board:
    app = g.wiring
    by, period = _chosen(By, "by", By.TEAM), _chosen(Period, "period", Period.MONTH)
    return standings.board(app.work, app.policy, actor=g.actor, by=by, period=period, now=app.now())


def _chosen(kind: type[Choice], name: str, usual: Choice) -> Choice:
    asked = request.args.get(name, "")
    return kind(asked) if asked in set(kind) else usual
