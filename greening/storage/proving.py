"""What follows when a value has been proven, and when what was paid for it is taken back?

Level, credit and judgement change in one step, in the transaction of whoever knows. Locks: the record, its unit, then the
holdings of those who are paid; a caller that holds a unit already has held its record before.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from decimal import Decimal

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from greening.domain import credits as rules
from greening.domain import replaying
from greening.domain.changes import Stamp, values
from greening.domain.credits import Grant, Proof
from greening.domain.people import Role
from greening.domain.policy import Policy
from greening.domain.refusals import NotFound
from greening.storage import credits as ledger
from greening.storage import events, holdings, judging, merges
from greening.storage.crediting import RESTORED, REVERSED, Act
from greening.storage.credits import Credit
from greening.storage.ownership import Ownership
from greening.storage.people import Person
from greening.storage.record_loading import Loaded, load
from greening.storage.records import Record
from greening.storage.records import Unit as RecordUnit
from greening.storage.session import Unit

EARNING = (Role.REP, Role.MANAGER)
"""Who is paid for a fact; operations and quality control look after all of them."""


def prove(
    unit: Unit,
    policy: Policy,
    *,
    unit_id: int,
    paths: Collection[str],
    cause: str,
    verifier_id: int | None,
    now: datetime,
) -> tuple[Grant, ...]:
    """What stands at these paths has been proven by `cause` (``verdict:7``): its level rises, its authors are paid.

    `verifier_id` is the rep who proved it, None for quality control and systems. What stands nowhere is left out, and the
    same cause proves once. The record is judged again. What was paid. Raises: NotFound.
    """
    there = held(unit, policy, unit_id)
    stood = values(there.record)
    stamps = {path: stamp_of(there, path) for path in dict.fromkeys(paths) if path in stood}
    news = {path: stamp for path, stamp in stamps.items() if stamp.proof != cause}
    if not news:
        return ()
    proofs = _proofs(unit.session, policy, unit_id, news, cause, verifier_id=verifier_id)
    facts, read = replaying.proofs_json(proofs), ledger.rows(unit.session, unit_id)
    grants, told = Act(unit.session, policy, unit_id, cause, now).add(facts, read)
    _stamped(unit.session, there, {path: stamp.proven(cause, now) for path, stamp in news.items()})
    paid = {str(one.rep_id): str(one.points) for one in grants}
    after = {"cause": cause, "paths": list(news), "paid": paid, "unit": unit_id, **told}
    _log(unit, "record.proven", there.id, now, by=verifier_id, after=after)
    _judge(unit, policy, there.id, cause, now)
    return grants


def unprove(unit: Unit, policy: Policy, *, unit_id: int, cause: str, now: datetime) -> tuple[Grant, ...]:
    """`cause` no longer proves anything: levels fall to what they were, and what was paid for it is reversed, row by row.

    The rows that were added. Raises: NotFound.
    """
    there = held(unit, policy, unit_id)
    fallen = {path: stamp.unproven(cause) for path, stamp in there.stamps.items() if stamp.proof == cause}
    holdings.hold(unit.session, {row.rep_id for row in _standing(unit.session, unit_id) if row.cause == cause})
    rows = [row.id for row in _standing(unit.session, unit_id) if row.cause == cause]
    act = Act(unit.session, policy, unit_id, f"undo:{cause}", now)
    grants = act.turn(REVERSED, replaying.undo_json(cause), ledger.again(unit.session, rows))
    if fallen:
        _stamped(unit.session, there, fallen)
        _judge(unit, policy, there.id, f"undo:{cause}", now)
    return grants


def take_back(
    unit: Unit,
    policy: Policy,
    *,
    unit_id: int,
    rep_id: int,
    paths: Collection[str] | None,
    cause: str,
    price: Decimal | None,
    now: datetime,
) -> tuple[Grant, ...]:
    """Reverse what somebody was paid for the values at these paths of a unit, for all of it where None; the rows added.

    With a `price` more of their newest rows follow, from whatever unit, until so many points are taken back in all;
    `policy.penalties.credit_within` is how far back that reaches. The values themselves are the caller's. Raises: NotFound.
    """
    there = held(unit, policy, unit_id)
    holdings.hold(unit.session, [rep_id])
    paid = [row for row in _standing(unit.session, unit_id) if row.rep_id == rep_id]
    own = [row.id for row in paid if paths is None or row.path in paths or _paid(row, there, paths)]
    recent = [row.id for row in _recent(unit.session, policy, rep_id, now)] if price else []
    facts = replaying.price_json(own, price or Decimal())
    read = ledger.again(unit.session, {*own, *recent})
    return Act(unit.session, policy, unit_id, cause, now).turn(REVERSED, facts, read)


def give_back(
    session: Session, policy: Policy, *, rep_id: int, taken: str, cause: str, now: datetime
) -> tuple[Decimal, Decimal]:
    """Give somebody back what `taken` (``complaint:2``) has cost them, row by row: the points that came back, and those that
    did not, because the same field was paid to them again since.
    """
    holdings.hold(session, [rep_id])
    rows = ledger.taken(session, rep_id, taken)
    given: list[Grant] = []
    for unit_id in sorted({row.unit_id for row in rows}):
        own = [row.id for row in rows if row.unit_id == unit_id]
        facts, read = replaying.restored_json(own), ledger.rows(session, merges.unit_now(session, unit_id))
        given.extend(Act(session, policy, unit_id, cause, now).turn(RESTORED, facts, read))
    back = sum((one.points for one in given), Decimal())
    return back, -sum((row.points for row in rows), Decimal()) - back


def held(unit: Unit, policy: Policy, unit_id: int) -> Loaded:
    """The record of a unit, both held until this transaction ends, the record first. Raises: NotFound."""
    record_id = unit.session.scalar(select(RecordUnit.record_id).where(RecordUnit.id == unit_id))
    there = load(unit.session, [record_id], visits=policy.records.visits, lock=True) if record_id else {}
    if record_id is None or record_id not in there:
        raise NotFound
    unit.session.get_one(RecordUnit, unit_id, with_for_update=True, populate_existing=True)
    return there[record_id]


def stamp_of(there: Loaded, path: str) -> Stamp:
    """Whence a value is; one without a stamp of its own came with the record."""
    return there.stamps.get(path) or Stamp(there.author_id, there.created_at, there.source)


def _proofs(
    session: Session, policy: Policy, unit_id: int, proven: Mapping[str, Stamp], cause: str, *, verifier_id: int | None
) -> list[Proof]:
    """Who is to be paid: nobody for what they wrote into a unit that they had given up not long before."""
    authors = {stamp.by for stamp in proven.values() if stamp.by is not None}
    earning = _earning(session, authors | ({verifier_id} if verifier_id else set()))
    gave_up = _gave_up(session, unit_id, earning)

    def author(stamp: Stamp) -> int | None:
        if stamp.by is None or stamp.by not in earning:
            return None
        until = max((end for end in gave_up.get(stamp.by, ()) if end <= stamp.at), default=None)
        is_barred = until is not None and rules.barred({stamp.by: until}, policy.credits, stamp.at)
        return None if is_barred else stamp.by

    verifier = verifier_id if verifier_id in earning else None
    return [Proof(path, author(stamp), cause, verifier) for path, stamp in proven.items()]


def _earning(session: Session, person_ids: Collection[int]) -> set[int]:
    sellers = select(Person.id).where(Person.id.in_(person_ids), Person.role.in_(EARNING))
    return set(session.scalars(sellers))


def _gave_up(session: Session, unit_id: int, person_ids: Collection[int]) -> dict[int, list[datetime]]:
    """When each of them had the unit and gave it up."""
    rows = select(Ownership.owner_id, Ownership.ended_at).where(
        Ownership.unit_id == unit_id, Ownership.owner_id.in_(person_ids)
    )
    found: dict[int, list[datetime]] = {}
    for owner_id, ended_at in session.execute(rows):
        if ended_at is not None:
            found.setdefault(owner_id, []).append(ended_at)
    return found


def _stamped(session: Session, there: Loaded, changed: Mapping[str, Stamp]) -> None:
    """Write stamps of values that stand as they stood: the record keeps its version."""
    stored = {path: stamp.to_json() for path, stamp in {**there.stamps, **changed}.items()}
    session.execute(update(Record).where(Record.id == there.id).values(stamps=stored))


def _standing(session: Session, unit_id: int) -> list[Credit]:
    """The rows of a unit, and of those merged into it, that pay."""
    return _paying(ledger.rows(session, unit_id))


def _paying(rows: Iterable[Credit]) -> list[Credit]:
    there = {row.id: row for row in rows}
    return [there[entry.id] for entry in rules.standing(row.entry for row in there.values())]


def _paid(row: Credit, there: Loaded, paths: Collection[str]) -> bool:
    """Whether the row paid for a value that stands at one of the paths by now."""
    moved = (path for path in paths if path in there.stamps and rules.field(path) == rules.field(row.path))
    return any(there.stamps[path].proof == row.cause for path in moved)


def _recent(session: Session, policy: Policy, rep_id: int, now: datetime) -> list[Credit]:
    """What pays somebody and was not paid too long ago to be taken back as the price of a lie."""
    return _paying(ledger.since(session, rep_id, now - policy.penalties.credit_within))


def _judge(unit: Unit, policy: Policy, record_id: int, cause: str, now: datetime) -> None:
    judged = judging.judge(unit.session, [record_id], policy, now)
    judging.note_due(unit, judged, f"{cause}:{record_id}", now)


def _log(unit: Unit, kind: str, record_id: int, now: datetime, *, by: int | None, after: Mapping[str, object]) -> None:
    events.add(unit.session, kind, subject="record", subject_id=record_id, actor_id=by, at=now, after=dict(after))
