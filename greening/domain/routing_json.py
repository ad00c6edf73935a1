"""How are the facts of a route kept, so that anybody can route the lead again and gets the same?"""

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from greening.domain.routing import Answer, Considered, Facts, Holder, Owner, Rep, Route

Json = dict[str, Any]
TIMES = ("suspended_until", "barred_until", "on_leave_until", "paused_until")
BLANK = Rep(0)


def facts_json(facts: Facts) -> Json:
    """Facts as plain values for JSON; of a rep only what is not as of everybody."""
    return {
        "reps": [_rep_json(facts.reps[rep_id]) for rep_id in sorted(facts.reps)],
        "owner": facts.owner and asdict(facts.owner),
        "holder": facts.holder and asdict(facts.holder),
        "contributors": list(facts.contributors),
        "region": sorted(facts.region),
    }


def read_facts(stored: Mapping[str, Any]) -> Facts:
    """What `facts_json` has made."""
    return Facts(
        reps={rep.rep_id: rep for rep in map(_rep, stored["reps"])},
        owner=Owner(**stored["owner"]) if stored["owner"] else None,
        holder=Holder(**stored["holder"]) if stored["holder"] else None,
        contributors=stored["contributors"],
        region=stored["region"],
    )


def considered_json(route: Route) -> list[Json]:
    """Everybody who was considered, in order, as it is stored."""
    return [one_json(one) for one in route.considered]


def one_json(one: Considered) -> Json:
    return {"rep": one.rep_id, "step": str(one.step), "reason": str(one.reason), "params": dict(one.params)}


def _rep_json(rep: Rep) -> Json:
    values = {one.name: getattr(rep, one.name) for one in fields(rep)}
    told = {name: value for name, value in values.items() if value != getattr(BLANK, name)}
    return told | {name: told[name].isoformat() for name in TIMES if name in told}


def _rep(stored: Mapping[str, Any]) -> Rep:
    times = {name: datetime.fromisoformat(stored[name]) for name in TIMES if name in stored}
    answer = {"answer": Answer(stored["answer"])} if "answer" in stored else {}
    return Rep(**{**stored, **times, **answer})
