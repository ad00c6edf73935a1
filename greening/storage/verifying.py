"""Does what is stored agree with itself? One question a query; each row that one gives is a breach.

The database refuses these breaches as they are made. What got in another way, by a restored file or by hand, is found here.
"""

from collections.abc import Callable, Mapping

from sqlalchemy import text
from sqlalchemy.orm import Session

from greening.domain.verifying import Answer, Promise
from greening.storage import holdings, replaying_credits, replaying_leads, replaying_scores
from greening.storage.replaying import Policies

COUNTED: Mapping[Promise, str] = {
    Promise.OWNERS: "SELECT count(*) FROM ownership",
    Promise.CLAIMS: "SELECT count(*) FROM claim",
    Promise.RIGHTS: "SELECT count(*) FROM entitlement",
    Promise.COUNTERS: "SELECT count(*) FROM holding",
    Promise.CAPS: "SELECT count(*) FROM holding",
    Promise.LEADS: "SELECT count(*) FROM lead",
    Promise.CONFLICTS: "SELECT count(*) FROM conflict",
}
"""How many things a promise is about."""

BREACHES: Mapping[Promise, Mapping[str, str]] = {
    Promise.OWNERS: {
        "two": """
            SELECT unit_id AS unit, count(*) AS owners FROM ownership WHERE ended_at IS NULL
            GROUP BY unit_id HAVING count(*) > 1""",
        "unlike": """
            SELECT coalesce(u.id, o.unit_id) AS unit, u.owner_id AS owner, o.owner_id AS said
            FROM unit u FULL JOIN (SELECT unit_id, min(owner_id) AS owner_id FROM ownership WHERE ended_at IS NULL GROUP BY 1) o
                ON o.unit_id = u.id
            WHERE u.owner_id IS DISTINCT FROM o.owner_id""",
        "merged": "SELECT id AS unit, owner_id AS owner FROM unit WHERE merged_into_id IS NOT NULL AND owner_id IS NOT NULL",
        "unsaid": """
            SELECT unit_id AS unit, id AS ownership FROM ownership
            WHERE (ended_at IS NULL) <> (end_how = '') OR (end_how = 'release' AND reason = '')""",
    },
    Promise.CLAIMS: {
        "two": """
            SELECT unit_id AS unit, count(*) AS claims FROM claim WHERE state <> 'ended' GROUP BY unit_id HAVING count(*) > 1""",
        "anothers": """
            SELECT c.id AS claim, c.unit_id AS unit, c.rep_id AS rep, u.owner_id AS owner
            FROM claim c JOIN unit u ON u.id = c.unit_id
            WHERE c.state <> 'ended' AND (u.owner_id <> c.rep_id OR u.merged_into_id IS NOT NULL)""",
        "unpassed": """
            SELECT c.id AS claim, count(v.id) AS verdicts FROM claim c
            JOIN review r ON r.claim_id = c.id
            LEFT JOIN verdict v ON v.review_id = r.id AND v.kind = 'pass' AND v.settled_at IS NOT NULL
                AND NOT EXISTS (SELECT FROM verdict back WHERE back.reverses_id = v.id)
            WHERE c.ending = 'passed' GROUP BY c.id HAVING count(v.id) <> 1""",
    },
    Promise.RIGHTS: {
        "two": """
            SELECT one.unit_id AS unit, one.id AS one, other.id AS other
            FROM entitlement one JOIN entitlement other ON other.unit_id = one.unit_id AND other.id > one.id
            WHERE tstzrange(one.began_at, coalesce(one.ended_at, one.until))
                && tstzrange(other.began_at, coalesce(other.ended_at, other.until))""",
    },
    Promise.CAPS: {
        "library": """
            WITH last AS (
                SELECT DISTINCT ON (o.owner_id) o.id, o.owner_id, o.began_at, p.document FROM ownership o
                JOIN policy_version p ON p.version = o.policy_version
                WHERE o.how IN ('create', 'take') ORDER BY o.owner_id, o.id DESC
            )
            SELECT last.owner_id AS rep, count(*) AS held, min((document -> 'library' ->> 'cap')::int) AS cap
            FROM last JOIN ownership o ON o.owner_id = last.owner_id AND o.id <= last.id
                AND (o.ended_at IS NULL OR o.ended_at > last.began_at + interval '1 minute')
            GROUP BY last.owner_id HAVING count(*) > min((document -> 'library' ->> 'cap')::int)""",
        "pits": """
            SELECT person_id AS rep, pits AS held, cap FROM holding, (
                SELECT max((document -> 'claims' ->> 'pits_a_place')::int * (document -> 'library' ->> 'cap')::int) AS cap
                FROM policy_version
            ) ever WHERE pits > cap""",
    },
    Promise.LEADS: {
        "two_hands": """
            SELECT lead_id AS lead, count(*) AS offers FROM lead_offer WHERE answer IS NULL OR answer = 'accepted'
            GROUP BY lead_id HAVING count(*) > 1""",
        "state": """
            SELECT l.id AS lead, l.state, coalesce(o.answer, CASE WHEN o.id IS NULL THEN '' ELSE 'offered' END) AS offered
            FROM lead l LEFT JOIN lead_offer o ON o.lead_id = l.id AND (o.answer IS NULL OR o.answer = 'accepted')
            WHERE (l.state IN ('offered', 'accepted')) <> (o.id IS NOT NULL)
                OR (l.state = 'accepted') <> (o.answer IS NOT DISTINCT FROM 'accepted')""",
        "unexplained": """
            SELECT r.lead_id AS lead, r.round FROM lead_route r
            LEFT JOIN lead_considered c ON c.route_id = r.id
            GROUP BY r.id HAVING count(c.id) <> coalesce(max(c.place), 0)
                OR max(c.person_id) FILTER (WHERE c.reason = 'chosen') IS DISTINCT FROM r.chosen_id""",
        "other_hand": """
            SELECT o.lead_id AS lead, o.person_id AS rep, r.chosen_id AS chosen FROM lead_offer o
            JOIN lead_route r ON r.id = o.route_id
            WHERE (o.lead_id, o.person_id) IS DISTINCT FROM (r.lead_id, r.chosen_id)""",
        "lost": """
            SELECT l.id AS lead FROM lead l WHERE l.state NOT IN ('triage', 'closed')
                AND NOT EXISTS (SELECT FROM lead_route r WHERE r.lead_id = l.id)""",
    },
    Promise.CONFLICTS: {
        "two": """
            SELECT unit, count(*) AS cases FROM conflict, LATERAL (VALUES (unit_id), (other_unit_id)) AS its (unit)
            WHERE state = 'open' AND unit IS NOT NULL GROUP BY unit HAVING count(*) > 1""",
        "party": """
            SELECT c.id AS conflict, r.by_id AS judge FROM conflict_ruling r JOIN conflict c ON c.id = r.conflict_id
            WHERE r.by_id IN (c.holder_id, c.challenger_id)""",
        "state": """
            SELECT c.id AS conflict, c.state FROM conflict c
            LEFT JOIN conflict_ruling r ON r.conflict_id = c.id AND r.code <> 'undo'
            LEFT JOIN conflict_ruling back ON back.reverses_id = r.id
            WHERE (r.id IS NOT NULL) <> (c.state IN ('ruled', 'undone')) OR (back.id IS NOT NULL) <> (c.state = 'undone')""",
        "unfrozen": """
            SELECT c.id AS conflict, c.unit_id AS unit FROM conflict c WHERE c.state = 'open' AND NOT EXISTS (
                SELECT FROM unit_freeze f WHERE f.unit_id = c.unit_id AND f.cause = 'conflict' AND f.case_id = c.id
                    AND f.ended_at IS NULL)""",
    },
}
"""What must be nowhere, by the promise that it breaks and how.

A library is counted as it was when its owner last took or entered something; within a minute of that things may have ended
in another order than they were begun.
"""


REPLAYED: Mapping[Promise, Callable[[Session, Policies], Answer]] = {
    Promise.CREDITS: replaying_credits.credits_,
    Promise.ROUTINGS: replaying_leads.routings,
    Promise.RULINGS: replaying_leads.rulings,
    Promise.SCORES: replaying_scores.scores,
}
"""What is asked by doing it again."""


def answer(session: Session, policies: Policies, promise: Promise) -> Answer:
    """Whether a promise holds in all that is stored."""
    replay = REPLAYED.get(promise)
    return replay(session, policies) if replay else _agrees(session, promise)


def _agrees(session: Session, promise: Promise) -> Answer:
    answer = Answer(promise, session.scalar(text(COUNTED[promise])) or 0)
    for code, query in BREACHES.get(promise, {}).items():
        for row in session.execute(text(query)).mappings():
            answer.fault(code, **row)
    if promise is Promise.COUNTERS:
        for wrong in holdings.wrong(session):
            answer.fault("wrong", **wrong._mapping)  # noqa: SLF001  its public name
    return answer
