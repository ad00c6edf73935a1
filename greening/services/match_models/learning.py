"""What do new rulings teach, and what should people be asked next? Both by the clock; neither changes what holds."""

from datetime import date, datetime

from greening.domain.match_models import week_of
from greening.domain.policy import Policy
from greening.matching import organisations
from greening.matching.learning import learn as learned
from greening.matching.learning import versions
from greening.matching.learning.asking import Pool
from greening.matching.learning.asking import ask as chosen
from greening.matching.learning.calibration import quality
from greening.storage import events, match_cases, match_models
from greening.storage.session import Unit, Work


def learn(work: Work, policy: Policy, *, now: datetime) -> str | None:
    """Learn from every ruling there is, once enough have come; the version that was made, None where none was.

    It is measured by answers it has not seen, and waits for somebody to choose it.
    """
    with work() as unit:
        session = unit.session
        match_models.lock(session)
        newest = next(iter(match_models.newest(session, limit=1)), None)
        if match_cases.rulings_after(session, newest.upto_ruling if newest else 0) < policy.matching.learn_after:
            return None
        upto, shipped = match_cases.last_ruling(session), organisations.model()
        labels = match_cases.labels(session, shipped)
        model = learned(shipped, labels).model
        if not labels or match_models.is_known(session, model.version):
            return None
        asked = match_cases.questions(session, match_models.in_force(session), limit=policy.matching.questioned)
        found = quality(shipped, labels, [(one.case, 1) for one in asked], width=policy.matching.interval)
        model_id = match_models.add(session, versions.Version(model, found), upto_ruling=upto, now=now)
        told = {"version": model.version, "labels": len(labels)}
        events.add(
            session,
            "match_model.learned",
            subject="match_model",
            subject_id=model_id,
            actor_id=None,
            at=now,
            after=told,
        )
        return model.version


def ask(work: Work, policy: Policy, *, now: datetime) -> int:
    """Choose this week's questions, as far as the week has some left; how many were chosen."""
    week = week_of(now)
    with work() as unit:
        match_models.lock(unit.session)
        there, _ = match_cases.asked(unit.session, week)
        return _ask(unit, policy, week, already=there) if there < policy.matching.questions else 0


def _ask(unit: Unit, policy: Policy, week: date, *, already: int) -> int:
    session, shipped = unit.session, organisations.model()
    free = match_cases.questions(session, match_models.in_force(session), limit=policy.matching.questioned)
    if not free:
        return 0
    known = learned(shipped, match_cases.labels(session, shipped))
    pool = Pool.of([one.case for one in free], known.columns)
    wanted = policy.matching.questions - already
    places = chosen(known, pool, count=wanted, seed=week.toordinal() + already)
    match_cases.ask(session, [free[at].candidate_id for at in places], week=week)
    return len(places)
