"""What resembles a record? Looked up anew for its page, so that it is right also before anybody has saved it."""

from collections.abc import Mapping

from greening.domain.candidates import Side, Similar, State, Verdict, masked_steps
from greening.domain.people import Actor
from greening.domain.permissions import Action, authorise
from greening.domain.policy import Policy
from greening.domain.refusals import NotFound
from greening.matching import Opinion
from greening.storage import candidate_finding, candidates, sides
from greening.storage.candidates import Standing
from greening.storage.session import Work


def similar(work: Work, policy: Policy, *, actor: Actor, record_id: int) -> tuple[Similar, ...]:
    """The records that resemble one, the likest first: possible duplicates, and such as belong together.

    What was ruled to be different is none of them.

    Raises: NotFound, Denied.
    """
    authorise(actor, Action.READ_RECORD)
    with work() as unit:
        like = candidate_finding.likeness(unit.session, [record_id], policy, limit=policy.matching.scored_at_once)
        standing = candidates.of_record(unit.session, record_id)
        opinions = {left if right == record_id else right: told for (left, right), told in like.opinions.items()}
        telling = [one for one, told in opinions.items() if _is_shown(told, standing.get(one), policy)]
        shown = sorted(telling, key=lambda one: (-opinions[one].probability, -opinions[one].bits, one))[
            : policy.matching.shown
        ]
        known = sides.shown(unit.session, actor, [record_id, *shown])
    if record_id not in known:
        raise NotFound
    return tuple(_similar(opinions[one], standing.get(one), known, (one, record_id)) for one in shown)


def _is_shown(opinion: Opinion, there: Standing | None, policy: Policy) -> bool:
    is_refuted = there is not None and there.state is State.RULED and there.verdict == Verdict.DIFFERENT
    return candidate_finding.is_telling(opinion, policy) and not is_refuted


def _similar(opinion: Opinion, there: Standing | None, known: Mapping[int, Side], pair: tuple[int, int]) -> Similar:
    other, steps = known[pair[0]], candidate_finding.steps(opinion)
    sees = all(known[one].sees_contacts for one in pair)
    return Similar(
        candidate_id=there.id if there else None,
        state=there.state if there else None,
        record_id=other.record_id,
        company=other.company,
        region_key=other.region_key,
        probability=opinion.probability,
        relation=opinion.relation,
        decider=opinion.decider,
        steps=steps if sees else masked_steps(steps),
    )
