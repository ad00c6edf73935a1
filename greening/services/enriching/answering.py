"""What does an answer do? It changes one field, once, whatever else is changed meanwhile; for a day it can be undone."""

from dataclasses import replace
from datetime import datetime

from greening.domain import answers as rules
from greening.domain.changes import Stamp, stamps, values
from greening.domain.enriching import Said
from greening.domain.people import Actor
from greening.domain.policy import Policy
from greening.domain.records import Derived, derive, tidied
from greening.domain.refusals import BadValue, CompanyMissing, NotFound
from greening.domain.refusals_units import AnswerOvertaken, AnswerSettled
from greening.services.enriching import _steps
from greening.services.enriching._steps import QUEST, Met, Saved
from greening.storage import enriching, match_keys, record_changing
from greening.storage.enriching import Answer as Row
from greening.storage.session import Unit, Work
from validators.finding import Level
from validators.record import Answer, Record


def answer(
    work: Work,
    policy: Policy,
    *,
    actor: Actor,
    path: str,
    value: str | Answer,
    key: str,
    stood: str | None = None,
    claim_id: int | None = None,
    record_id: int | None = None,
    now: datetime,
) -> Saved:
    """Say what a field of a record holds, or that there is none, or that it could not be found out.

    The same `key` counts once, however often it is sent. With `stood`, what the asker saw at `path`, an answer gives way to
    somebody else's of meanwhile; other fields may have changed. A value is the actor's from now on and merely filled; an
    equal one keeps its author.

    Raises: NotFound; Denied; ClaimNotThere, where the claim is not open; BadValue; CompanyTaken; AnswerOvertaken.
    """
    said = Said(value.value) if isinstance(value, Answer) else Said.VALUE
    with work() as unit:
        if first := _steps.given(unit, actor, key):
            return first
        record_id = _steps.record_of(unit, actor, claim_id, record_id, open_only=True)
        _, derived = _meant(_steps.meet(unit, policy, actor, record_id), path, said, value)
        match_keys.hold(unit.session, derived)
        met = _steps.meet(unit, policy, actor, record_id, lock=True)
        if first := _steps.given(unit, actor, key):
            return first
        meant = _read(met, path, said, value)
        _not_overtaken(met, path, stood, meant)
        kept = Row(record_id=record_id, path=path, said=said.value, value=meant, before=_steps.stands(met.loaded, path))
        changed = _write(unit, policy, actor, met, _meant(met, path, said, value), now=now)
        act = "" if changed else "record.answered"
        return Saved(_steps.keep(unit, actor, met, kept, key=key, act=act, now=now), record_id)


def undo(work: Work, policy: Policy, *, actor: Actor, answer_id: int, key: str, now: datetime) -> Saved:
    """Take back an answer of one's own, for `policy.enriching.undo`; what stood before stands again, with its stamp.

    Raises: NotFound, where the actor has not given it; Denied, where they no longer complete the record; ClaimNotThere;
        AnswerSettled, where it is too old; AnswerOvertaken, where the field has been changed since; CompanyTaken.
    """
    with work() as unit:
        given = unit.session.get(Row, answer_id)
        if given is None or given.person_id != actor.id or given.said == Said.UNDO:
            raise NotFound
        if now > given.at + policy.enriching.undo:
            raise AnswerSettled(until=(given.at + policy.enriching.undo).isoformat())
        met = _steps.meet(unit, policy, actor, given.record_id)
        if not enriching.is_undone(unit.session, answer_id):
            match_keys.hold(unit.session, derive(_restored(met, given)))
            met = _steps.meet(unit, policy, actor, given.record_id, lock=True)
        if enriching.is_undone(unit.session, answer_id):
            return Saved(answer_id, given.record_id, again=True)
        before = _steps.stands(met.loaded, given.path)
        changed = _put_back(unit, policy, actor, met, given, now=now)
        taken = Row(record_id=given.record_id, path=given.path, said=Said.UNDO, undoes_id=given.id, before=before)
        act = "" if changed else "record.answered"
        return Saved(_steps.keep(unit, actor, met, taken, key=key, act=act, now=now), given.record_id)


def _read(met: Met, path: str, said: Said, value: str) -> str:
    """The value that is meant; nothing, where the answer is that there is none."""
    return rules.read(path, value, met.loaded.record) if said is Said.VALUE else ""


def _meant(met: Met, path: str, said: Said, value: str) -> tuple[Record, Derived]:
    """The record after the answer, and what follows from it. Raises: BadValue, CompanyMissing."""
    meant = _read(met, path, said, value)
    record = tidied(rules.answered(met.loaded.record, path, said, meant))
    if said is Said.VALUE and values(record).get(path) != meant:
        raise BadValue(field="path", value=path)
    return record, _derived(record)


def _derived(record: Record) -> Derived:
    derived = derive(record)
    if not derived.name_key:
        raise CompanyMissing
    return derived


def _not_overtaken(met: Met, path: str, stood: str | None, meant: str) -> None:
    """Of this one field: what the asker saw there still stands, or what they mean does."""
    now_there = values(met.loaded.record).get(path, "")
    if stood is not None and now_there not in {stood, meant}:
        raise AnswerOvertaken(path=path, stands=now_there, typed=meant)


def _write(unit: Unit, policy: Policy, actor: Actor, met: Met, after: tuple[Record, Derived], *, now: datetime) -> bool:
    """The next version; False where nothing changes."""
    there, (record, derived) = met.loaded, after
    if record == there.record:
        return False
    stamped = stamps(there.record, record, there.stamps, Stamp(actor.id, now, QUEST))
    record_changing.change(unit, policy, there, record, derived, stamps=stamped, by=actor.id, now=now)
    return True


def _restored(met: Met, given: Row) -> Record:
    """The record with what stood before the answer. Raises: AnswerOvertaken, where the field has been changed since."""
    record, before = met.loaded.record, given.before
    if not rules.still_says(record, Said(given.said), given.path, given.value, before):
        raise AnswerOvertaken(path=given.path, stands=values(record).get(given.path, ""), typed=given.value)
    return tidied(rules.restored(record, Said(given.said), given.path, before))


def _put_back(unit: Unit, policy: Policy, actor: Actor, met: Met, given: Row, *, now: datetime) -> bool:
    """The next version with what stood before, whose stamp comes back too; False where nothing else stood."""
    there, record = met.loaded, _restored(met, given)
    stood = _steps.stamp(given.before["stamp"])
    if record == there.record:
        _unsupport(unit, policy, met, given, stood, now=now)
        return False
    stamped = stamps(there.record, record, there.stamps, Stamp(actor.id, now, QUEST))
    if given.before["value"]:
        stamped = {path: one for path, one in stamped.items() if path != given.path}
        stamped |= {given.path: stood} if stood else {}
    record_changing.change(unit, policy, there, record, _derived(record), stamps=stamped, by=actor.id, now=now)
    return True


def _unsupport(unit: Unit, policy: Policy, met: Met, given: Row, stood: Stamp | None, *, now: datetime) -> None:
    """Nobody was reached after all: the level is what it was, unless something else has raised it since."""
    stamp = met.loaded.stamps.get(given.path)
    if given.said == Said.REACHED and stamp and stamp.level is Level.SUPPORTED:
        earlier = stood or replace(stamp, level=Level.FILLED)
        record_changing.restamp(unit, policy, met.loaded, {given.path: earlier}, now)
