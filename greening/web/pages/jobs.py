"""What is done in the background, what hangs, and what waits for a person."""

from flask import Blueprint, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from greening.domain.permissions import Action
from greening.services import jobs
from greening.web import links
from greening.web.auth import requires

bp = Blueprint("jobs", __name__, url_prefix="/jobs")


@bp.get("")
@requires(Action.READ_JOBS)
def page() -> str:
    """Counts by kind, what runs now, and the dead letters."""
    before = request.args.get("before", type=int)
    found = jobs.overview(g.wiring.work, g.wiring.policy, actor=g.actor, before=before)
    return render_template(links.part("jobs/page.html"), found=found)


@bp.post("/<int:job_id>/retry")
@requires(Action.RETRY_JOB)
def retry(job_id: int) -> Response:
    """Give a dead letter all its attempts again."""
    jobs.retry(g.wiring.work, actor=g.actor, job_id=job_id, now=g.wiring.now())
    return redirect(url_for("jobs.page"), 303)
