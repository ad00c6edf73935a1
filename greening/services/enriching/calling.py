"""How does somebody call a number, and what does it prove that they say what came of it? Never more than their word."""

from dataclasses import dataclass, replace
from datetime import datetime

from greening.domain import answers as rules
from greening.domain.changes import Stamp, stamps, values
from greening.domain.enriching import CALLS, Said
from greening.domain.people import Actor
from greening.domain.permissions import Action
from greening.domain.policy import Policy
from greening.domain.records import Channel, derive, number_keys, tidied
from greening.domain.refusals import BadValue, NotFound
from greening.domain.refusals_units import AnswerOvertaken, CallsUnwanted
from greening.services.enriching import _steps
from greening.services.enriching._steps import QUEST, Met, Saved
from greening.storage import enriching, match_keys, proving, record_changing
from greening.storage.enriching import Answer as Row
from greening.storage.session import Unit, Work
from validators.finding import Level
from validators.record import Record


@dataclass(frozen=True, slots=True)
class Dialled:
    """A number to dial: as it stands in the record, and as a telephone takes it (``+8657188880000;ext=801``)."""

    record_id: int
    path: str
    value: str
    number: str


def dial(work: Work, policy: Policy, *, actor: Actor, record_id: int, path: str, now: datetime) -> Dialled:
    """Give somebody who sees the contacts of a record a number to call. It is logged before it is given.

    Raises: NotFound, also where no number stands at `path`; Denied; CallsUnwanted.
    """
    with work() as unit:
        met = _steps.meet(unit, policy, actor, record_id, action=Action.SEE_CONTACTS)
        value, number = _number(met.loaded.record, path)
        if enriching.calls(unit.session, record_id, [number]).get(number) is Said.DO_NOT_CALL:
            raise CallsUnwanted
        _steps.log(unit, actor, "record.dialled", record_id, now=now, after={"path": path})
        return Dialled(record_id, path, value, number)


def outcome(
    work: Work,
    policy: Policy,
    *,
    actor: Actor,
    path: str,
    said: Said,
    key: str,
    stood: str | None = None,
    claim_id: int | None = None,
    record_id: int | None = None,
    now: datetime,
) -> Saved:
    """Say what came of a call to the number at `path`; the same `key` counts once.

    Who was reached supports the number, by the actor's word and no further; a wrong number is taken out; no answer changes
    nothing. What was said stays: where a telephone system says otherwise later, it was untrue.

    Raises: NotFound, also where no number stands there; Denied; ClaimNotThere; BadValue, for no outcome of a call;
        AnswerOvertaken, where another number stands there by now.
    """
    with work() as unit:
        if first := _steps.given(unit, actor, key):
            return first
        record_id = _steps.record_of(unit, actor, claim_id, record_id, open_only=True)
        record = _steps.meet(unit, policy, actor, record_id).loaded.record
        if said not in CALLS:
            raise BadValue(field="said", value=said.value)
        match_keys.hold(unit.session, derive(_after(record, path, said)))
        met = _steps.meet(unit, policy, actor, record_id, lock=True)
        if first := _steps.given(unit, actor, key):
            return first
        value, number = _number(met.loaded.record, path)
        if stood is not None and stood != value:
            raise AnswerOvertaken(path=path, stands=value, typed=stood)
        kept = Row(record_id=record_id, path=path, said=said, value=number, before=_steps.stands(met.loaded, path))
        _follow(unit, policy, actor, met, path, said=said, now=now)
        return Saved(_steps.keep(unit, actor, met, kept, key=key, act="record.called", now=now), record_id)


def _number(record: Record, path: str) -> tuple[str, str]:
    """What stands at a path, and the number of it. Raises: NotFound."""
    value = values(record).get(path, "") if rules.is_dialled(path) else ""
    read = number_keys(value, Channel.PHONE, record)
    if not read:
        raise NotFound
    first = read[0]
    return value, f"{first.value};ext={first.extension}" if first.extension else first.value


def _after(record: Record, path: str, said: Said) -> Record:
    return tidied(rules.put(record, path, "")) if said is Said.WRONG_NUMBER else record


def _follow(unit: Unit, policy: Policy, actor: Actor, met: Met, path: str, *, said: Said, now: datetime) -> None:
    """What the outcome changes in the record."""
    there, stamp = met.loaded, proving.stamp_of(met.loaded, path)
    if said is Said.REACHED and stamp.level < Level.SUPPORTED:
        record_changing.restamp(unit, policy, there, {path: replace(stamp, level=Level.SUPPORTED)}, now)
    if said is Said.WRONG_NUMBER:
        record = _after(there.record, path, said)
        stamped = stamps(there.record, record, there.stamps, Stamp(actor.id, now, QUEST))
        record_changing.change(unit, policy, there, record, derive(record), stamps=stamped, by=actor.id, now=now)
