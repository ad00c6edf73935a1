"""What may be twice? A list of candidates, and one of them with both records side by side."""

from datetime import date

from greening.domain.candidate_fields import compared
from greening.domain.candidate_list import Wanted
from greening.domain.candidates import (
    CandidateList,
    CandidatePage,
    CandidateRow,
    FoundBy,
    Ruling,
    Side,
    State,
    Step,
    Verdict,
    masked_steps,
)
from greening.domain.people import Actor
from greening.domain.permissions import Action, allowed, authorise
from greening.domain.policy import Policy
from greening.domain.record_list import Owner
from greening.domain.refusals import NotFound
from greening.services.candidates.shown import mark
from greening.storage import candidates, sides
from greening.storage.candidates import Candidate
from greening.storage.record_loading import load
from greening.storage.session import Unit, Work


def page(
    work: Work,
    policy: Policy,
    *,
    actor: Actor,
    state: State = State.OPEN,
    region: str = "",
    owner: Owner = Owner.ANY,
    week: date | None = None,
    after: int | None = None,
) -> CandidateList:
    """One page of the candidates in a state, the likest first; `after` is the id of the last one shown.

    `region` is the beginning of a region key, `owner` whose: either side is there, or theirs. `week` is the Monday of the
    week in which people were asked about them.

    Raises: Denied.
    """
    authorise(actor, Action.READ_RECORD)
    size, wanted = policy.lists.page, Wanted(state, region, owner, week)
    with work() as unit:
        found = candidates.page(unit.session, wanted, reader_id=actor.id, after=after, limit=size + 1)
        both = sides.shown(unit.session, actor, {one for row in found for one in (row.left_id, row.right_id)})
    shown = tuple(_row(row, both[row.left_id], both[row.right_id]) for row in found[:size])
    return CandidateList(shown, shown[-1].id if len(found) > size else None)


def count(
    work: Work,
    policy: Policy,
    *,
    actor: Actor,
    state: State = State.OPEN,
    region: str = "",
    owner: Owner = Owner.ANY,
    week: date | None = None,
) -> int:
    """How many candidates such a list has; one more than `policy.lists.counted` stands for all beyond. Raises: Denied."""
    authorise(actor, Action.READ_RECORD)
    wanted, most = Wanted(state, region, owner, week), policy.lists.counted + 1
    with work() as unit:
        return candidates.count(unit.session, wanted, reader_id=actor.id, limit=most)


def one(work: Work, policy: Policy, *, actor: Actor, candidate_id: int) -> CandidatePage:
    """Both records side by side, each masked for whoever does not hold it, with every reason and what was ruled.

    Raises: NotFound, Denied.
    """
    authorise(actor, Action.READ_RECORD)
    with work() as unit:
        pair = candidates.one(unit.session, candidate_id)
        if pair is None:
            raise NotFound
        return _page(unit, policy, actor, pair)


def _page(unit: Unit, policy: Policy, actor: Actor, pair: Candidate) -> CandidatePage:
    both = sides.shown(unit.session, actor, [pair.left_id, pair.right_id])
    left, right = both[pair.left_id], both[pair.right_id]
    there = load(unit.session, both, visits=0)
    return CandidatePage(
        id=pair.id,
        state=State(pair.state),
        left=left,
        right=right,
        fields=compared(
            there[left.record_id].record,
            there[right.record_id].record,
            left_masked=not left.sees_contacts,
            right_masked=not right.sees_contacts,
        ),
        steps=_steps(pair, left, right),
        bits=pair.bits,
        probability=pair.probability,
        relation=pair.relation,
        decider=pair.decider,
        model_version=pair.model_version,
        found_at=pair.found_at,
        found_by=FoundBy(pair.found_by),
        asked_on=pair.asked_on,
        rulings=_rulings(unit, policy, pair),
        may_rule=allowed(actor, Action.RULE_CANDIDATE),
        seen=mark(unit, pair),
    )


def _rulings(unit: Unit, policy: Policy, pair: Candidate) -> tuple[Ruling, ...]:
    return tuple(
        Ruling(said.id, Verdict(said.verdict), said.relation, said.reason, person, said.at)
        for said, person in candidates.rulings(unit.session, pair.id, limit=policy.lists.page)
    )


def _row(pair: Candidate, left: Side, right: Side) -> CandidateRow:
    return CandidateRow(
        id=pair.id,
        state=State(pair.state),
        left=left,
        right=right,
        bits=pair.bits,
        probability=pair.probability,
        relation=pair.relation,
        steps=_steps(pair, left, right),
        found_at=pair.found_at,
    )


def _steps(pair: Candidate, left: Side, right: Side) -> tuple[Step, ...]:
    steps = tuple(Step.from_json(term) for term in pair.terms)
    return steps if left.sees_contacts and right.sees_contacts else masked_steps(steps)
