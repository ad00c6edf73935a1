"""Every rule by which records are judged, for everybody: what it says, why, how, and where it ends."""

from flask import Blueprint, g, render_template

from greening.domain.rule_page import rules
from greening.web.auth import signed_in

bp = Blueprint("rules", __name__, url_prefix="/rules")


@bp.get("")
@signed_in
def page() -> str:
    """The catalog under the policy in force."""
    return render_template("rules/page.html", subjects=rules(g.wiring.policy.settings))
