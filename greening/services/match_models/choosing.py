"""Which weights hold? A person chooses a version, with a reason; then every pair is looked at anew."""

from datetime import datetime

from greening.domain.candidates import FoundBy
from greening.domain.people import Actor
from greening.domain.permissions import Action, authorise
from greening.domain.policy import Policy
from greening.domain.refusals import BadValue, Denied, NotFound
from greening.jobs import Kind
from greening.storage import candidate_finding, events, intakes, match_keys, match_models
from greening.storage.session import Unit, Work


def choose(work: Work, policy: Policy, *, actor: Actor, model_id: int | None, reason: str, now: datetime) -> None:
    """Have a version hold from now on; None is the shipped one. What holds already is left alone.

    Raises: Denied, NotFound, BadValue where no reason is given.
    """
    authorise(actor, Action.CHOOSE_MATCH_MODEL)
    if actor.id is None:
        raise Denied(action=Action.CHOOSE_MATCH_MODEL.value)
    why = reason.strip()
    if not why or len(why) > policy.matching.reason_chars:
        raise BadValue(field="reason", value=why[: policy.matching.reason_chars])
    with work() as unit:
        session = unit.session
        match_models.lock(session)
        if model_id is not None and match_models.one(session, model_id) is None:
            raise NotFound
        before = match_models.chosen(session)
        if before == model_id:
            return
        match_models.choose(session, model_id, person_id=actor.id, reason=why, now=now)
        told = {"model": model_id, "reason": why}
        events.add(
            session,
            "match_model.chosen",
            subject="match_model",
            subject_id=model_id or 0,
            actor_id=actor.id,
            at=now,
            before={"model": before},
            after=told,
        )
        _go_on(unit, after=0, now=now)


def recompare(work: Work, policy: Policy, *, after: int, version: str, now: datetime) -> int:
    """Compare the next records beyond `after` under the model that holds, and note the job that goes on; how many.

    Where another version holds by now nothing is done: its own pass meets every record.
    """
    with work() as unit:
        intakes.be_patient(unit.session)
        if match_models.in_force(unit.session).version != version:
            return 0
        ids = match_keys.beyond(unit.session, after, limit=policy.matching.rekeyed)
        if ids:
            candidate_finding.find_later(unit.session, ids, policy, found_by=FoundBy.SWEEP, now=now)
            unit.cursor = {"after": ids[-1]}
            _go_on(unit, after=ids[-1], now=now)
        return len(ids)


def _go_on(unit: Unit, *, after: int, now: datetime) -> None:
    version = match_models.in_force(unit.session).version
    unit.note_job(Kind.RECOMPARE, f"{version}:{after}", {"after": after, "version": version}, now=now)
