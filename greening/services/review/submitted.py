"""What does a reviewer see of what a rep has submitted, what does a pass of it lack, and what may be called proven?"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from greening.domain.policy import Policy
from greening.domain.record_masking import masked_filled
from greening.domain.refusals import Refusal
from greening.domain.refusals_units import PassLacking
from greening.domain.review import Draft, Kind, Source
from greening.domain.submissions import Filled, Submission
from greening.storage import passing, submissions
from greening.storage.record_loading import Loaded, load
from greening.storage.review import Review
from greening.storage.session import Unit


def shown(unit: Unit, policy: Policy, row: Any, now: datetime, *, sees: bool) -> Submission | None:
    """The submission behind an item of the queue, masked unless the reader `sees` contacts; None where there is none.

    Its steps are those of the record as it stands, with what the reader has ticked in their draft left aside.
    """
    found = submissions.of_claim(unit.session, row.claim_id) if row.claim_id is not None else None
    there = _record(unit, policy, row.record_id)
    if found is None or there is None:
        return None
    claim, rep = found
    filled = submissions.completed(unit.session, claim, there)
    return Submission(
        claim_id=claim.id,
        rep_id=claim.rep_id,
        rep=rep,
        claimed_at=claim.opened_at,
        submitted_at=claim.submitted_at or claim.opened_at,
        filled=filled if sees else masked_filled(filled),
        steps=passing.steps(unit.session, there, policy, now),
    )


def proven(unit: Unit, policy: Policy, item: Review, typed: Draft) -> list[str]:
    """Those of the ticked paths that a pass of this item can prove."""
    if typed.kind is not Kind.PASS or not typed.proven or item.source != Source.SUBMISSION:
        return []
    return [one.path for one in _filled(unit, policy, item) if one.provable and one.path in typed.proven]


def obstacle(unit: Unit, policy: Policy, item: Review, typed: Draft, now: datetime) -> Refusal | None:
    """Why what was submitted cannot pass, with what the reviewer has proven; None for every other verdict and item."""
    if typed.kind is not Kind.PASS or item.source != Source.SUBMISSION:
        return None
    there = _record(unit, policy, item.record_id)
    if there is None:
        return None
    steps = passing.steps(unit.session, there, policy, now, proven=proven(unit, policy, item, typed))
    if all(step.holds for step in steps):
        return None
    return PassLacking(steps=[{"check": one.check.value, "needed": one.needed, "got": one.got} for one in steps])


def _filled(unit: Unit, policy: Policy, item: Review) -> Sequence[Filled]:
    found = submissions.of_claim(unit.session, item.claim_id)
    there = _record(unit, policy, item.record_id)
    return submissions.completed(unit.session, found[0], there) if found and there else ()


def _record(unit: Unit, policy: Policy, record_id: int) -> Loaded | None:
    return load(unit.session, [record_id], visits=policy.records.visits).get(record_id)
