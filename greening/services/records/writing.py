"""How does a record get in and how does it change? Nothing typed is lost, and one company stays one record."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from greening.domain.changes import Stamp, changes, stamps
from greening.domain.ownership import Begin
from greening.domain.people import Actor, Role
from greening.domain.permissions import Action, Holder, authorise, may_see_contacts
from greening.domain.policy import Policy
from greening.domain.record_masking import masked_changes, unmasked
from greening.domain.records import Derived, derive, tidied
from greening.domain.refusals import BadValue, CompanyMissing, CompanyTaken, NoteMissing, NotFound, Stale
from greening.domain.refusals_units import MergedAlready
from greening.storage import (
    candidates,
    events,
    holdings,
    match_keys,
    merges,
    ownership,
    record_changing,
    record_entering,
    record_pages,
    record_writing,
)
from greening.storage.record_loading import Loaded, load
from greening.storage.record_writing import SameCompanyThere
from greening.storage.records import Unit as RecordUnit
from greening.storage.session import Unit, Work
from validators.record import Record, Visit

FORM = "form"
"""The source of what people type here."""
OUTCOMES = ("", "reached", "nobody")
OWNING = frozenset({Role.REP, Role.MANAGER})


@dataclass(frozen=True, slots=True)
class Saved:
    """Where the company of a form stands: in a new record, or in the one that was there before."""

    record_id: int
    existing: bool


def create(work: Work, policy: Policy, *, actor: Actor, record: Record, to_pool: bool = False, now: datetime) -> Saved:
    """Enter a company and judge it; a rep's or a manager's is theirs, that of operations lies in the pool, and so does
    what is entered `to_pool`.

    Of two saves of one company, by valid company id or by name and region, the second is given the first record and
    writes nothing, also when both come at the same moment.

    Raises: Denied, CompanyMissing, CompanyTaken where the one of this name and region has another valid company id;
        LibraryFull, then nothing is written.
    """
    authorise(actor, Action.CREATE_RECORD)
    record, derived = _read(record)
    with work() as unit:
        match_keys.hold(unit.session, derived)
        there = record_writing.same_company(unit.session, derived)
        if there is None:
            try:
                made = record_entering.add(unit, record, derived, author_id=actor.id, source=FORM, now=now)
            except SameCompanyThere:
                there = record_writing.same_company(unit.session, derived)
            else:
                if not to_pool:
                    _own(unit, policy, made, actor, now)
                record_entering.look(unit, policy, made.record_id, 1, now)
                return Saved(made.record_id, existing=False)
        return Saved(_first(unit, there, derived), existing=True)


def edit(
    work: Work, policy: Policy, *, actor: Actor, record_id: int, version: int, record: Record, now: datetime
) -> int:
    """Save a form that was begun on `version`, and judge it; the number of the version that stands now.

    A masked value that comes back as it was shown stands for what it hides. Equal values keep their author and level, a
    changed one begins again as the actor's. A form that changes nothing writes nothing. Follow-ups are not touched.

    Raises: NotFound, Denied, CompanyMissing, CompanyTaken where it would become another record, Stale where somebody
        saved in between, with what stands and what was typed.
    """
    with work() as unit:
        _hold_keys(unit, policy, record_id, actor, record)
        there, holder = _held(unit, policy, record_id, actor, Action.EDIT_RECORD)
        sees = may_see_contacts(actor, holder)
        typed, derived = _read(record if sees else unmasked(record, there.record))
        changed = changes(there.record, typed)
        if version != there.version:
            shown = changed if sees else masked_changes(changed)
            fields = [{"path": one.path, "stands": one.before, "typed": one.after} for one in shown]
            raise Stale(version=there.version, fields=fields)
        if not changed:
            return there.version
        stamped = stamps(there.record, typed, there.stamps, Stamp(actor.id, now, FORM))
        return record_changing.change(unit, policy, there, typed, derived, stamps=stamped, by=actor.id, now=now)


def add_visit(
    work: Work,
    policy: Policy,
    *,
    actor: Actor,
    record_id: int,
    note: str,
    at: datetime,
    channel: str,
    outcome: str = "",
    now: datetime,
) -> int:
    """Write down a follow-up that happened at `at`, and judge the record with it; the follow-up's id.

    `outcome` says whether somebody was reached, one of `OUTCOMES`.

    Raises: NotFound, Denied, NoteMissing, BadValue where it has not happened yet.
    """
    if outcome not in OUTCOMES:
        raise BadValue(field="outcome", value=outcome)
    if not note.strip():
        raise NoteMissing
    if at > now:
        raise BadValue(field="at", value=at.isoformat())
    with work() as unit:
        there, _ = _held(unit, policy, record_id, actor, Action.ADD_VISIT)
        visit = Visit(note=note.strip(), at=at, channel=channel)
        said: dict[str, Any] = {"author_id": actor.id, "settings": policy.settings, "outcome": outcome}
        visit_id = record_writing.add_visit(unit.session, there, visit, **said, now=now)
        after = {"visit": visit_id, "at": at.isoformat(), "channel": channel}
        _log(unit, "record.visited", record_id, actor, now, after=after)
        candidates.wake(unit.session, record_id, review=policy.matching.review)
        record_entering.judge(unit, policy, record_id, there.version + 1, now)
        return visit_id


def _own(unit: Unit, policy: Policy, made: RecordUnit, actor: Actor, now: datetime) -> None:
    """Whoever sells and enters a customer owns it. Raises: LibraryFull."""
    if actor.id is None or actor.role not in OWNING:
        return
    holdings.need_place(unit.session, actor.id, cap=policy.library.cap)
    ownership.begin(unit.session, made, actor.id, how=Begin.CREATE, by=actor.id, policy_version=policy.version, now=now)


def _read(record: Record) -> tuple[Record, Derived]:
    """What is meant, and what follows from it. Raises: CompanyMissing."""
    record = tidied(record)
    derived = derive(record)
    if not derived.name_key:
        raise CompanyMissing
    return record, derived


def _hold_keys(unit: Unit, policy: Policy, record_id: int, actor: Actor, record: Record) -> None:
    """Hold the strong keys that the record will have, before the record itself: so everybody waits in one direction."""
    there, holder = _met(unit, policy, record_id, actor, Action.EDIT_RECORD, lock=False)
    _, derived = _read(record if may_see_contacts(actor, holder) else unmasked(record, there.record))
    match_keys.hold(unit.session, derived)


def _held(unit: Unit, policy: Policy, record_id: int, actor: Actor, action: Action) -> tuple[Loaded, Holder]:
    """The record, held until the end, for somebody who may do that to it. Raises: NotFound, Denied."""
    return _met(unit, policy, record_id, actor, action, lock=True)


def _met(
    unit: Unit, policy: Policy, record_id: int, actor: Actor, action: Action, *, lock: bool
) -> tuple[Loaded, Holder]:
    there = load(unit.session, [record_id], visits=policy.records.visits, lock=lock).get(record_id)
    met = record_pages.unit(unit.session, record_id, actor.id)
    if there is None or met is None:
        raise NotFound
    if there.merged_into_id is not None:
        raise MergedAlready(record_id=record_id, into=merges.record_now(unit.session, record_id))
    holder = record_pages.holder(met)
    authorise(actor, action, holder)
    return there, holder


def _first(unit: Unit, there: int | None, derived: Derived) -> int:
    """The record that a second save is given. Raises: CompanyTaken, where its valid company id is another one."""
    if there is None:
        raise NotFound
    valid = record_writing.valid_ids(unit.session, there)
    if any(one.valid and valid.get(one.kind, one.value) != one.value for one in derived.ids):
        raise CompanyTaken(record_id=there)
    return there


def _log(unit: Unit, kind: str, record_id: int, actor: Actor, at: datetime, **sides: Mapping[str, Any]) -> None:
    said = {side: dict(values) for side, values in sides.items()}
    events.add(unit.session, kind, subject="record", subject_id=record_id, actor_id=actor.id, at=at, **said)
