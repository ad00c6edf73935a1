"""What waits for a reviewer because a rep has submitted it? Items of claims, what was completed, what became of it."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from greening.domain import review_rules as rules
from greening.domain.claims import State as ClaimState
from greening.domain.policy import Policy
from greening.domain.review import Kind, Source, State
from greening.domain.submissions import Filled, Outcome, Stage, filled
from greening.storage import events
from greening.storage.claims import Claim
from greening.storage.entitlements import Entitlement
from greening.storage.events import Event
from greening.storage.people import Person
from greening.storage.record_loading import Loaded
from greening.storage.records import Record, Unit
from greening.storage.review import Review, Verdict
from validators.finding import Severity

SUBMITTED = "submission.completed"
"""What filters and the queue call the one reason of such an item."""
SAID = {
    Kind.PASS: (Stage.PASSED, ClaimState.ENDED),
    Kind.RETURN: (Stage.RETURNED, ClaimState.OPEN),
    Kind.REJECT: (Stage.REJECTED, ClaimState.ENDED),
}
"""What a verdict makes of a submission, and how its claim stands as long as that is the last word."""


def open_(session: Session, claim: Claim, there: Loaded, *, region_key: str, policy: Policy, now: datetime) -> Review:
    """Have what was completed on a claim, held with its record, looked at by somebody who wrote none of it."""
    item = Review(
        record_id=there.id,
        source=Source.SUBMISSION,
        claim_id=claim.id,
        points=policy.review.submission,
        parts=[],
        severity=Severity.HINT.value,
        headline=SUBMITTED,
        codes=[SUBMITTED],
        region_key=region_key,
        author_id=claim.rep_id,
        author_ids=_authors(there, claim.rep_id),
        opened_at=now,
        changed_at=now,
        record_version=there.version,
    )
    session.add(item)
    session.flush()
    return item


def keep_up(session: Session, current: Iterable[tuple[Loaded, str]], now: datetime) -> None:
    """Have the items that wait name the version and the authors of their records, held, as they are by now.

    What the machine finds neither closes nor changes them: a rep waits for a person's word.
    """
    records = {loaded.id: (loaded, region) for loaded, region in current}
    waiting = (
        select(Review)
        .where(Review.record_id.in_(records), Review.source == Source.SUBMISSION, Review.state == State.OPEN)
        .order_by(Review.id)
        .with_for_update()
    )
    for item in session.scalars(waiting.execution_options(populate_existing=True)):
        loaded, region = records[item.record_id]
        if item.record_version == loaded.version:
            continue
        item.record_version, item.region_key, item.changed_at = loaded.version, region, now
        item.author_ids, item.version = _authors(loaded, item.author_id), item.version + 1
        if item.lease_by in item.author_ids:
            item.lease_by = item.lease_until = None
    session.flush()


def completed(session: Session, claim: Claim, there: Loaded) -> tuple[Filled, ...]:
    """What the rep of a claim has written since it was opened, with what stood there before."""
    acts = session.execute(
        select(Event.before, Event.after)
        .where(Event.subject == "record", Event.subject_id == there.id, Event.kind.in_(events.RECORD_VERSIONS))
        .where(Event.actor_id == claim.rep_id, Event.at >= claim.opened_at)
        .order_by(Event.id)
    )
    stood = rules.differences([(act.before or {}, act.after or {}) for act in acts])
    return filled(there.record, there.stamps, claim.rep_id, claim.opened_at, {one.path: one.before for one in stood})


def claims_of(session: Session, items: Iterable[Review]) -> dict[int, Claim]:
    """The claims of items that are held, by id, held with their units until the end, the units first, each in order."""
    ids = {item.claim_id for item in items if item.claim_id is not None}
    if not ids:
        return {}
    units = select(Unit.id).join(Claim, Claim.unit_id == Unit.id).where(Claim.id.in_(ids))
    session.execute(units.order_by(Unit.id).with_for_update(of=Unit))
    rows = select(Claim).where(Claim.id.in_(ids)).order_by(Claim.id).with_for_update()
    return {row.id: row for row in session.scalars(rows.execution_options(populate_existing=True))}


def newest(session: Session, claim_ids: Collection[int]) -> dict[int, tuple[Review, Verdict | None]]:
    """The last item of each claim, with the newest verdict on it that is in effect and stands."""
    found: dict[int, tuple[Review, Verdict | None]] = {}
    for item in session.scalars(select(Review).where(Review.claim_id.in_(claim_ids)).order_by(Review.id)):
        found[item.claim_id or 0] = (item, None)
    decided = {item.id: claim for claim, (item, _) in found.items() if item.state == State.DECIDED}
    said = select(Verdict).where(
        Verdict.review_id.in_(decided), Verdict.kind != Kind.UNDO, Verdict.settled_at.is_not(None)
    )
    for verdict in session.scalars(said.order_by(Verdict.id)):
        claim = decided[verdict.review_id]
        found[claim] = (found[claim][0], verdict)
    return found


def of_claim(session: Session, claim_id: int | None) -> tuple[Claim, str] | None:
    """A claim with the name of its rep."""
    row = session.execute(
        select(Claim, Person.name).join(Person, Person.id == Claim.rep_id).where(Claim.id == claim_id)
    ).one_or_none()
    return (row[0], row[1]) if row else None


def record_of(session: Session, claim_id: int) -> int | None:
    """The record that a claim is about."""
    return session.scalar(select(Unit.record_id).join(Claim, Claim.unit_id == Unit.id).where(Claim.id == claim_id))


def outcomes(session: Session, claims: Sequence[Claim]) -> list[Outcome]:
    """What became of what was submitted on each of the claims; one on which nothing was, or that went on since, is missing."""
    last = newest(session, [claim.id for claim in claims])
    staged = ((claim, _stage(claim, *last.get(claim.id, (None, None)))) for claim in claims)
    told = [(claim, stage) for claim, stage in staged if stage]
    columns = select(Unit.id, Record.id, Record.company).join(Record, Record.id == Unit.record_id)
    rows = session.execute(columns.where(Unit.id.in_({claim.unit_id for claim in claims})))
    records = {unit_id: (record_id, company) for unit_id, record_id, company in rows}
    rights = _rights(session, [claim.id for claim, stage in told if stage[0] is Stage.PASSED])
    return [
        Outcome(
            claim.id,
            *records[claim.unit_id],
            stage=stage,
            at=at,
            note=note,
            due_at=claim.due_at,
            until=rights.get(claim.id),
        )
        for claim, (stage, at, note) in told
    ]


def changed_since(session: Session, record_id: int, versions: int) -> bool:
    """Whether any of the last `versions` of a record is more than a follow-up."""
    if versions <= 0:
        return False
    acts = events.newest(session, "record", record_id, kinds=events.RECORD_VERSIONS, limit=versions)
    return any(act.kind != "record.visited" for act in acts)


def _authors(there: Loaded, claimant_id: int | None) -> list[int]:
    wrote = rules.authors(there.record, there.stamps, there.author_id)
    return sorted({*wrote, *([claimant_id] if claimant_id else [])})


def _stage(claim: Claim, item: Review | None, verdict: Verdict | None) -> tuple[Stage, datetime, str] | None:
    if claim.state == ClaimState.SUBMITTED and claim.submitted_at is not None:
        return Stage.WAITING, claim.submitted_at, ""
    if item is None or verdict is None or verdict.settled_at is None:
        return None
    stage, stands = SAID[Kind(verdict.kind)]
    return (stage, verdict.settled_at, verdict.note) if claim.state == stands else None


def _rights(session: Session, claim_ids: Collection[int]) -> dict[int, datetime]:
    live = select(Entitlement.claim_id, Entitlement.until, Claim.rep_id).join(Claim, Claim.id == Entitlement.claim_id)
    own = live.where(Entitlement.claim_id.in_(claim_ids), Entitlement.ended_at.is_(None))
    return {row.claim_id: row.until for row in session.execute(own.where(Entitlement.rep_id == Claim.rep_id))}
