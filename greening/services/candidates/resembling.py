"""What resembles a record, or what somebody is about to enter? Looked up anew, so that it is right before anybody saves."""

from collections.abc import Collection, Mapping
from itertools import islice

from greening.domain.candidates import Side, Similar, State, Verdict, masked_steps
from greening.domain.people import Actor
from greening.domain.permissions import Action, authorise
from greening.domain.policy import Policy
from greening.domain.records import tidied
from greening.domain.refusals import NotFound
from greening.matching import Opinion, organisations
from greening.storage import candidate_finding, candidates, sides
from greening.storage.candidates import Standing
from greening.storage.session import Work
from validators.record import Record


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
        refuted = {one for one, there in standing.items() if _is_refuted(there)}
        shown = _telling(opinions, refuted, policy)
        known = sides.shown(unit.session, actor, [record_id, *shown])
    if record_id not in known:
        raise NotFound
    sees = known[record_id].sees_contacts
    return tuple(_similar(opinions[one], standing.get(one), known[one], sees=sees) for one in shown)


def look_up(work: Work, policy: Policy, *, actor: Actor, record: Record) -> tuple[Similar, ...]:
    """The stored records that one resembles which nobody has entered yet, the likest first. Nothing is written.

    Raises: Denied.
    """
    authorise(actor, Action.READ_RECORD)
    read = organisations.features(tidied(record))
    with work(look=True) as unit:
        opinions = candidate_finding.beside(unit.session, read, policy)
        shown = _telling(opinions, (), policy)
        known = sides.shown(unit.session, actor, shown) if shown else {}
    return tuple(_similar(opinions[one], None, known[one], sees=True) for one in shown if one in known)


def _is_refuted(there: Standing) -> bool:
    return there.state is State.RULED and there.verdict == Verdict.DIFFERENT


def _telling(opinions: Mapping[int, Opinion], refuted: Collection[int], policy: Policy) -> list[int]:
    """The first few of those that are worth showing, in the order that they have."""
    telling = (
        one for one, told in opinions.items() if candidate_finding.is_telling(told, policy) and one not in refuted
    )
    return list(islice(telling, policy.matching.shown))


def _similar(opinion: Opinion, there: Standing | None, other: Side, *, sees: bool) -> Similar:
    """`sees` says whether the reader may see the numbers of the record that it resembles."""
    steps = candidate_finding.steps(opinion)
    return Similar(
        candidate_id=there.id if there else None,
        state=there.state if there else None,
        record_id=other.record_id,
        company=other.company,
        region_key=other.region_key,
        probability=opinion.probability,
        relation=opinion.relation,
        decider=opinion.decider,
        steps=steps if sees and other.sees_contacts else masked_steps(steps),
    )
