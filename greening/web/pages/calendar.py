"""The organisation's calendar: holidays, days worked instead, and days of its own, by which all deadlines are counted."""

from collections.abc import Mapping
from datetime import date

from flask import Blueprint, g, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from greening.domain.permissions import Action
from greening.domain.refusals import BadValue
from greening.domain.refusals_units import DayIsPast
from greening.services import calendar
from greening.web.auth import requires, signed_in
from greening.web.i18n import language, local, say
from greening.words.claims import NEEDED
from greening.words.refusals import REFUSALS

bp = Blueprint("calendar", __name__, url_prefix="/calendar")
NAMES = {"zh_Hans": "zh_CN", "en": "en_US"}
"""In which language holidays are named."""


@bp.get("")
@signed_in
def page() -> str:
    """A year's special days; this year's, where the address says none."""
    return _page(request.args.get("year", _this_year(), type=int))


@bp.post("")
@requires(Action.SET_CALENDAR)
def put() -> Response:
    """Say of a day that it is off or worked."""
    app, form = g.wiring, request.form
    day, working = _day(form.get("day", "")), form.get("working") == "worked"
    if day is None:
        return make_response(_page(_this_year(), {"day": say(NEEDED, "day")}), 422)
    name = form.get("name", "")
    try:
        calendar.set_day(app.work, app.policy, actor=g.actor, day=day, working=working, name=name, now=app.now())
    except BadValue as refused:
        field = refused.params["field"]
        return make_response(_page(_this_year(), {field: say(NEEDED, f"{field}.far")}), 422)
    except DayIsPast as refused:
        return make_response(_page(day.year, {"day": say(REFUSALS, refused.code)}), 409)
    return redirect(url_for("calendar.page", year=day.year), 303)


@bp.post("/<day>/forget")
@requires(Action.SET_CALENDAR)
def forget(day: str) -> Response:
    """Leave a day to the country again."""
    app, meant = g.wiring, _day(day)
    if meant is None:
        return redirect(url_for("calendar.page"), 303)
    calendar.forget_day(app.work, app.policy, actor=g.actor, day=meant, now=app.now())
    return redirect(url_for("calendar.page", year=meant.year), 303)


def _page(number: int, errors: Mapping[str, str] | None = None) -> str:
    app, this = g.wiring, _this_year()
    shown = calendar.year(app.work, app.policy, number=number, language=NAMES[language()], now=app.now())
    reach = app.policy.calendar.years
    years = range(this - reach, this + reach + 1)
    said = {"errors": errors or {}, "form": request.form, "today": local(app.now()).date()}
    return render_template("calendar/page.html", shown=shown, years=years, **said)


def _this_year() -> int:
    return local(g.wiring.now()).year


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
