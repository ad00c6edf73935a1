"""imports"""

from flask import Blueprint, render_template

from greening.web.auth import signed_in

bp = Blueprint("imports", __name__)


@bp.get("/imports")
@signed_in
def page() -> str:
    return render_template("home/page.html")
