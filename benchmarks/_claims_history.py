"""Is everything as it must be, after all that happened? The log replayed act by act, then what stands beside it.

An act that changes hands is logged while the unit and the counter of its person are held, so the numbers of the log are the
order in which things happened, to each unit and to each person.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from greening.domain.claims import pits
from greening.domain.policy import Policy
from greening.storage import holdings

ACTS = text("""
    SELECT e.kind, coalesce(nullif(e.after, 'null'), e.before) AS told, u.id AS unit_id
    FROM event e JOIN unit u ON e.subject = 'record' AND u.record_id = e.subject_id
    WHERE e.kind IN ('unit.owned', 'unit.unowned', 'claim.opened', 'claim.ended', 'right.ended') ORDER BY e.id
""")
RIGHTS = text("SELECT id, claim_id, rep_id FROM entitlement")
COUNTED: Mapping[str, Mapping[str, str]] = {
    "two_owners": {
        "open ownerships of one unit": """
            SELECT count(*) FROM (SELECT FROM ownership WHERE ended_at IS NULL GROUP BY unit_id HAVING count(*) > 1) x""",
        "owners without history": """
            SELECT count(*) FROM unit u FULL JOIN (SELECT * FROM ownership WHERE ended_at IS NULL) o ON o.unit_id = u.id
            WHERE u.owner_id IS DISTINCT FROM o.owner_id""",
    },
    "two_claims": {
        "open claims of one unit": """
            SELECT count(*) FROM (SELECT FROM claim WHERE state <> 'ended' GROUP BY unit_id HAVING count(*) > 1) x""",
        "claims on what another owns": """
            SELECT count(*) FROM claim c JOIN unit u ON u.id = c.unit_id
            WHERE c.state <> 'ended' AND u.owner_id <> c.rep_id""",
    },
    "credits": {
        "paid twice": """
            SELECT count(*) FROM (SELECT FROM credit GROUP BY unit_id, cause, path, kind, reverses_id HAVING count(*) > 1) x""",
        "passes that paid other than the log says": """
            SELECT count(*) FROM (
                SELECT after ->> 'cause' AS cause, coalesce(sum(paid.points::numeric), 0) AS points
                FROM event LEFT JOIN LATERAL jsonb_each_text(after -> 'paid') AS paid(rep, points) ON true
                WHERE kind = 'record.proven' GROUP BY 1
            ) logged FULL JOIN (SELECT cause, sum(points) AS points FROM credit GROUP BY 1) paid USING (cause)
            WHERE coalesce(logged.points, 0) <> coalesce(paid.points, 0)""",
        "passed claims without one verdict that passed them": """
            SELECT count(*) FROM claim c WHERE c.ending = 'passed' AND 1 <> (
                SELECT count(*) FROM review r JOIN verdict v ON v.review_id = r.id
                WHERE r.claim_id = c.id AND v.kind = 'pass' AND v.settled_at IS NOT NULL
                    AND NOT EXISTS (SELECT FROM verdict u WHERE u.reverses_id = v.id))""",
        "verdicts that wait for ever": "SELECT count(*) FROM review WHERE state = 'pending'",
    },
    "leads": {
        "in two hands": """
            SELECT count(*) FROM (
                SELECT FROM lead_offer WHERE answer IS NULL OR answer = 'accepted' GROUP BY lead_id HAVING count(*) > 1) x""",
        "in other hands than they say": """
            SELECT count(*) FROM lead l LEFT JOIN lead_offer o
                ON o.lead_id = l.id AND (o.answer IS NULL OR o.answer = 'accepted')
            WHERE (l.state IN ('offered', 'accepted')) <> (o.id IS NOT NULL)
                OR (l.state = 'accepted') <> (o.answer IS NOT DISTINCT FROM 'accepted')""",
        "offers without an explanation": """
            SELECT count(*) FROM lead_offer o WHERE NOT EXISTS (SELECT FROM lead_route r WHERE r.id = o.route_id)""",
    },
    "jobs": {"dead": "SELECT count(*) FROM job WHERE state = 'dead'"},
}
"""What must be nowhere, by what it would break; each counts."""
REACHED: Mapping[str, str] = {
    "claims_passed": "SELECT count(*) FROM claim WHERE ending = 'passed'",
    "credits": "SELECT count(*) FROM credit",
    "rights": "SELECT count(*) FROM entitlement",
    "leads": "SELECT count(*) FROM lead",
    "leads_accepted": "SELECT count(*) FROM lead WHERE state = 'accepted'",
}
"""What must be there: a promise about what never happened says nothing."""


@dataclass
class Replay:
    """The log, act by act: who has what, and what should never have been."""

    policy: Policy
    rights: list[Any]
    owner: dict[int, int] = field(default_factory=dict)
    claim: dict[int, int] = field(default_factory=dict)
    owned: Counter[int] = field(default_factory=Counter)
    pits: Counter[int] = field(default_factory=Counter)
    passed: Counter[int] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)

    def see(self, kind: str, told: Mapping[str, Any], unit_id: int) -> None:
        getattr(self, kind.replace(".", "_"))(told, unit_id)

    def unit_owned(self, told: Mapping[str, Any], unit_id: int) -> None:
        person = told["owner"]
        self.wrong["two_owners"] += unit_id in self.owner
        self.owner[unit_id] = person
        self.owned[person] += 1
        beside = told["how"] == "lead"  # one a month may stand beside a full library
        self.wrong["caps"] += self.owned[person] > self.policy.library.cap + beside

    def unit_unowned(self, told: Mapping[str, Any], unit_id: int) -> None:
        self.wrong["two_owners"] += self.owner.pop(unit_id, None) != told["owner"]
        self.owned[told["owner"]] -= 1

    def claim_opened(self, told: Mapping[str, Any], unit_id: int) -> None:
        rep = told["rep"]
        self.wrong["two_claims"] += unit_id in self.claim
        self.claim[unit_id] = told["claim"]
        self.pits[rep] += 1
        numbers = self.policy.claims
        room = numbers.pits_at_first + numbers.pits_a_pass * self.passed[rep]
        self.wrong["caps"] += self.pits[rep] > min(room, pits(numbers, self.policy.library))

    def claim_ended(self, told: Mapping[str, Any], unit_id: int) -> None:
        """The pit of a claim that has passed is its right's, mostly of the same rep."""
        self.wrong["two_claims"] += self.claim.pop(unit_id, None) != told["claim"]
        self.pits[told["rep"]] -= 1
        if told["how"] == "passed":
            self.passed[told["rep"]] += 1
            self.pits.update(one.rep_id for one in self.rights if one.claim_id == told["claim"])

    def right_ended(self, told: Mapping[str, Any], _: int) -> None:
        self.pits[told["rep"]] -= 1


def broken(session: Session, policy: Policy, folder: Path) -> dict[str, int]:
    """How often each promise was broken, by promise; all of them have to be 0."""
    replay = Replay(policy, list(session.execute(RIGHTS)))
    for kind, told, unit_id in session.execute(ACTS):
        replay.see(kind, told, unit_id)
    found = Counter(dict.fromkeys((*COUNTED, "caps", "counters"), 0))
    found.update(replay.wrong)
    for name, why, count in _counted(session):
        found[name] += count
        if count:
            print(f"{count} × {why}")
    found["counters"] += len(holdings.wrong(session)) + _unlike(session, replay)
    found["leads"] += _lost_leads(session, folder)
    return dict(found)


def reached(session: Session) -> dict[str, int]:
    """How many there are of all that was promised something about."""
    return {name: session.scalar(text(query)) or 0 for name, query in REACHED.items()}


def _counted(session: Session) -> Iterator[tuple[str, str, int]]:
    for name, queries in COUNTED.items():
        for why, query in queries.items():
            yield name, why, session.scalar(text(query)) or 0


def _unlike(session: Session, replay: Replay) -> int:
    """How many counters say other than the log does."""
    there = session.execute(text("SELECT person_id, owned, pits FROM holding")).all()
    return sum((row.owned, row.pits) != (replay.owned[row.person_id], replay.pits[row.person_id]) for row in there)


def _lost_leads(session: Session, folder: Path) -> int:
    """Inquiries that were acknowledged and are not there, or under another number, or there twice."""
    lines = (line.split("\t") for file in folder.glob("client-*.log") for line in file.read_text().splitlines())
    told = [(line[1], int(line[2])) for line in lines if line[0] == "received"]
    rows = session.execute(text("SELECT idempotency_key, lead_id FROM inquiry")).all()
    keys = Counter(row.idempotency_key for row in rows)
    there = {(row.idempotency_key, row.lead_id) for row in rows}
    return sum(one not in there for one in told) + sum(count - 1 for count in keys.values())
