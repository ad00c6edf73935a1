"""Which judged records want a person's look? Items arise, change and close in the transaction that judges.

A person's verdict stands above the machine's word: what was passed flows, what was rejected stays out of the way.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import CursorResult, Row, select, text, update
from sqlalchemy.orm import Session

from greening.domain import review_rules as rules
from greening.domain.assessments import Assessed, read_findings
from greening.domain.policy import Policy
from greening.domain.review import Kind, Part, Source, State
from greening.domain.review_rules import Ruling
from greening.domain.triage import Triage, doubts
from greening.storage import assessments
from greening.storage.copying import copy_rows
from greening.storage.record_loading import Loaded, load
from greening.storage.review import Review
from validators.finding import Severity

COLUMNS = (
    "record_id", "source", "points", "parts", "severity", "headline", "codes", "region_key", "author_id", "author_ids",
    "opened_at", "changed_at", "record_version",
)  # fmt: skip
READ = (
    Review.id, Review.record_id, Review.state, Review.version, Review.parts, Review.record_version, Review.author_ids,
    Review.region_key, Review.decision, Review.decided_version, Review.passed,
)  # fmt: skip
CHANGED = text("""
    UPDATE review SET
        points = new.points, parts = new.parts, severity = new.severity, headline = new.headline, codes = new.codes,
        region_key = new.region_key, author_id = new.author_id, author_ids = new.author_ids, changed_at = :now,
        record_version = new.record_version, version = review.version + 1,
        lease_by = CASE WHEN lease_by = ANY (new.author_ids) THEN NULL ELSE lease_by END,
        lease_until = CASE WHEN lease_by = ANY (new.author_ids) THEN NULL ELSE lease_until END
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS new (
        id bigint, points integer, parts jsonb, severity text, headline text, codes text[], region_key text,
        author_id bigint, author_ids bigint[], record_version integer
    )
    WHERE review.id = new.id AND review.state = 'open'
""")

AnyRow = Row[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Look:
    """A judged record as the review sees it: the machine's word, what is doubted, and what stood of it before."""

    loaded: Loaded
    assessed: Assessed
    region_key: str
    doubted: Mapping[str, Any]
    """Findings by their prints."""
    live: AnyRow | None
    ruling: Ruling | None

    @property
    def triage(self) -> Triage:
        return rules.triage(self.assessed.triage, self.doubted, self.loaded.version, self.ruling)

    @property
    def is_wanted(self) -> bool:
        return rules.wants_look(self.doubted, self.loaded.version, self.ruling)

    def parts(self, policy: Policy) -> tuple[Part, ...]:
        """What has not been passed before."""
        passed = self.ruling.passed if self.ruling else frozenset()
        return rules.parts([one for printed, one in self.doubted.items() if printed not in passed], policy)


def with_items(session: Session, ids: Collection[int]) -> dict[Source, set[int]]:
    """Those of the records about which the review has something to say: it has ruled, or somebody waits for its word."""
    known = select(Review.record_id, Review.source).where(Review.record_id.in_(ids), Review.state != State.CLOSED)
    found: dict[Source, set[int]] = {Source.FINDING: set(), Source.SUBMISSION: set()}
    for row in session.execute(known.distinct()):
        found.setdefault(Source(row.source), set()).add(row.record_id)
    return found


def looks(session: Session, judged: Sequence[tuple[Loaded, Assessed, str]], policy: Policy) -> list[Look]:
    """The judged records, held by this transaction, each with its region key, beside what is known of them here."""
    ids = [loaded.id for loaded, _, _ in judged]
    rows = select(*READ).where(Review.record_id.in_(ids), *_finding_items()).order_by(Review.id)
    live: dict[int, AnyRow] = {}
    rulings: dict[int, Ruling] = {}
    for row in session.execute(rows):
        if row.state == State.DECIDED:
            rulings[row.record_id] = Ruling(Kind(row.decision), row.decided_version, frozenset(row.passed))
        else:
            live[row.record_id] = row
    return [
        Look(one, assessed, region, _doubted(one, assessed, policy), live.get(one.id), rulings.get(one.id))
        for one, assessed, region in judged
    ]


def doubted(session: Session, record_ids: Collection[int], policy: Policy) -> dict[int, list[str]]:
    """The prints of what is doubted in records as they stand, by record."""
    found = load(session, record_ids, visits=policy.records.visits)
    ids = [one.assessment_id for one in found.values() if one.assessment_id]
    judged = assessments.newest(session, ids)
    return {one: list(_doubted(found[one], assessed, policy)) for one, (_, assessed) in judged.items()}


def follow(session: Session, seen: Sequence[Look], policy: Policy, now: datetime) -> None:
    """Open, change and close items so that they say what was found. What a person has just judged is left alone."""
    fresh = [look for look in seen if look.live is None and look.is_wanted]
    if fresh:
        copy_rows(session, Review.__tablename__, COLUMNS, (_copied(_row(look, policy), now) for look in fresh))
    still = [look for look in seen if look.live is not None and look.live.state == State.OPEN and look.is_wanted]
    changed = [row for look in still if _differs(row := _row(look, policy), look.live)]
    if changed:
        session.execute(CHANGED, {"rows": json.dumps(changed), "now": now})
    over = [look.live.id for look in seen if look.live is not None and not look.is_wanted]
    if over:
        close(session, over, now)


def close(session: Session, ids: Collection[int], now: datetime) -> int:
    """End those of the items that are still open; how many."""
    closed = {"state": State.CLOSED, "closed_at": now, "changed_at": now, "lease_by": None, "lease_until": None}
    ended = update(Review).where(Review.id.in_(ids), Review.state == State.OPEN)
    result = session.execute(ended.values(**closed, version=Review.version + 1))
    return result.rowcount if isinstance(result, CursorResult) else 0


def _finding_items() -> tuple[Any, ...]:
    return (Review.source == Source.FINDING, Review.state != State.CLOSED)


def _doubted(loaded: Loaded, assessed: Assessed, policy: Policy) -> dict[str, Any]:
    found = doubts(read_findings(assessed.findings), policy) if assessed.triage is not Triage.FLOW else []
    return dict(zip(rules.prints(found, loaded.record), found, strict=True))


def _row(look: Look, policy: Policy) -> dict[str, Any]:
    made, loaded = look.parts(policy), look.loaded
    return {
        "id": look.live.id if look.live else None,
        "record_id": loaded.id,
        "source": Source.FINDING.value,
        "points": sum(part.points for part in made),
        "parts": [rules.part_json(part) for part in made],
        "severity": min((part.severity for part in made), key=rules.GRAVEST.index, default=Severity.HINT).value,
        "headline": made[0].code,
        "codes": rules.topics(made),
        "region_key": look.region_key,
        "author_id": rules.author(made, loaded.record, loaded.stamps, loaded.author_id),
        "author_ids": rules.authors(loaded.record, loaded.stamps, loaded.author_id),
        "record_version": loaded.version,
    }


def _copied(row: Mapping[str, Any], now: datetime) -> list[Any]:
    values = {**row, "parts": json.dumps(row["parts"], ensure_ascii=False), "opened_at": now, "changed_at": now}
    return [values[column] for column in COLUMNS]


def _differs(row: Mapping[str, Any], live: Any) -> bool:
    shown = ("parts", "record_version", "author_ids", "region_key")
    return any(row[name] != getattr(live, name) for name in shown)
