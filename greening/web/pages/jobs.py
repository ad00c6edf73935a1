"""jobs"""

from flask import Blueprint, render_template

from greening.web.auth import signed_in

bp = Blueprint("jobs", __name__)


@bp.get("/jobs")
@signed_in
def page() -> str:
    return render_template("home/page.html")
