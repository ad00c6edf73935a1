"""My day: what there is to do next."""

from flask import Blueprint, render_template

from greening.web.auth import signed_in

bp = Blueprint("home", __name__)


@bp.get("/")
@signed_in
def page() -> str:
    return render_template("home/page.html")
