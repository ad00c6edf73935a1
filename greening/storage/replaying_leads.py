"""Do stored facts still lead to the stored decision? Of routes and of recommendations."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from greening.domain import replaying as rules
from greening.domain.verifying import Answer, Promise
from greening.storage.conflicts import Conflict, ConflictRuling
from greening.storage.lead_offers import LeadConsidered, LeadRoute
from greening.storage.replaying import Policies

CHUNK = 500
AnyRow = Row[*tuple[Any, ...]]
UNDO = "undo"
KNOWN_BETTER = "identity"
"""Whether it is one customer is what alone may be known better at the ruling than at the filing."""


def routings(session: Session, policies: Policies) -> Answer:
    """Whether every route comes out again: the same people in the same order for the same reasons."""
    answer = Answer(Promise.ROUTINGS)
    for routes in _chunks(session):
        there = _considered(session, [route.id for route in routes])
        for route in routes:
            policy = policies.replayed(answer, route.facts, route.policy_version)
            if policy is None:
                continue
            again = rules.routed(route.facts, policy, route.at)
            chosen = next((one["rep"] for one in again if one["reason"] == "chosen"), None)
            if (again, chosen) != (there[route.id], route.chosen_id):
                told = {"lead": route.lead_id, "round": route.round}
                answer.fault("unlike", **told, there=route.chosen_id, again=chosen)
    return answer


def rulings(session: Session, policies: Policies) -> Answer:
    """Whether the facts of every conflict, at its filing and at its ruling, give the recommendation that stands beside them."""
    answer = Answer(Promise.RULINGS)
    filed = select(Conflict.id, Conflict.facts, Conflict.basis, Conflict.recommendation, Conflict.policy_version)
    ruled = select(
        ConflictRuling.conflict_id.label("id"), ConflictRuling.facts, ConflictRuling.basis,
        ConflictRuling.recommendation, ConflictRuling.policy_version,
    ).where(ConflictRuling.code != UNDO)  # fmt: skip
    at_filing = dict[int, Mapping[str, Any]]()
    for row in session.execute(filed.order_by(Conflict.id)):
        at_filing[row.id] = row.facts
        _recommended(answer, policies, row)
    for row in session.execute(ruled.order_by(ConflictRuling.id)):
        if _but_identity(row.facts) != _but_identity(at_filing[row.id]):
            answer.fault("facts", conflict=row.id)
        _recommended(answer, policies, row)
    return answer


def _recommended(answer: Answer, policies: Policies, row: AnyRow) -> None:
    policy = policies.replayed(answer, row.basis, row.policy_version)
    if policy is None:
        return
    again = rules.recommended(row.facts, row.basis, policy)
    if again != row.recommendation:
        answer.fault("unlike", conflict=row.id, there=row.recommendation.get("ruling"), again=again["ruling"])


def _but_identity(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if name != KNOWN_BETTER}


def _chunks(session: Session) -> Iterator[Sequence[AnyRow]]:
    columns = (LeadRoute.id, LeadRoute.lead_id, LeadRoute.round, LeadRoute.chosen_id, LeadRoute.at, LeadRoute.facts)
    rows, last = select(*columns, LeadRoute.policy_version).order_by(LeadRoute.id).limit(CHUNK), 0
    while found := session.execute(rows.where(LeadRoute.id > last)).all():
        yield found
        last = found[-1].id


def _considered(session: Session, route_ids: Sequence[int]) -> Mapping[int, list[dict[str, Any]]]:
    rows = select(
        LeadConsidered.route_id, LeadConsidered.person_id, LeadConsidered.step, LeadConsidered.reason, LeadConsidered.params
    ).where(LeadConsidered.route_id.in_(route_ids))  # fmt: skip
    found = defaultdict[int, list[dict[str, Any]]](list)
    for row in session.execute(rows.order_by(LeadConsidered.route_id, LeadConsidered.place)):
        told = {"rep": row.person_id, "step": row.step, "reason": row.reason, "params": row.params}
        found[row.route_id].append(told)
    return found
