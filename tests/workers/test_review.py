"""A verdict takes effect by its job, and not before it can no longer be undone."""

from sqlalchemy import func, select, update

from greening.domain.review import Kind
from greening.domain.triage import Triage
from greening.jobs import Kind as Job
from greening.services import jobs, review
from greening.storage.jobs import Job as Noted
from greening.storage.records import Record
from greening.storage.review import Review
from workers.registry import HANDLERS


def test_a_verdict_settles_when_its_job_comes_up(app, make):
    record_id = make.record("Ana", phones=("13800138000",))
    with app.work() as unit:
        item = unit.session.scalars(select(Review).where(Review.record_id == record_id)).one()
    shown = {"review_id": item.id, "version": item.version, "record_version": 1}
    review.decide(app.work, app.policy, actor=make.person("Qi"), kind=Kind.PASS, now=app.now(), **shown)
    job_id = _noted(app)
    assert jobs.take(app.work, app.policy, job_id=job_id, worker="test") is None, "it can still be undone"
    with app.work() as unit:
        unit.session.execute(update(Noted).values(run_after=func.now()))
    hold = jobs.take(app.work, app.policy, job_id=job_id, worker="test")
    assert HANDLERS[hold.kind](app.held(hold), hold) == {"settled": 1}
    with app.work() as unit:
        assert unit.session.get_one(Record, record_id).triage == Triage.FLOW


def _noted(app):
    with app.work() as unit:
        return unit.session.scalars(select(Noted.id).where(Noted.kind == Job.SETTLE_VERDICT)).one()
