"""What was seen of pairs that people ruled or could rule? Codes and how rare, without values: what weights are learned from."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import exists, func, select, update
from sqlalchemy.orm import Session, aliased

from greening.domain.candidates import State, Step, Verdict
from greening.domain.policy import Policy
from greening.matching import Model, Opinion, Term
from greening.matching import Verdict as Thought
from greening.matching.learning import bands
from greening.matching.learning.cases import Case, Label
from greening.matching.organisations import Features
from greening.storage import candidate_finding, match_models
from greening.storage.base import Json
from greening.storage.candidates import Candidate, CandidateRuling, of_two_records

ANSWERS = {Verdict.SAME: True, Verdict.DIFFERENT: False, Verdict.RELATED: False}
"""What a ruling teaches; who is unsure teaches nothing."""
BEFORE, AFTER = aliased(CandidateRuling), aliased(CandidateRuling)
NEWEST = ~exists().where(AFTER.candidate_id == CandidateRuling.candidate_id, AFTER.id > CandidateRuling.id)


class Question(NamedTuple):
    """A pair that could be asked about, and what was seen of it."""

    candidate_id: int
    case: Case


def seen(session: Session, pair: Candidate, policy: Policy) -> Json | None:
    """What is seen of a pair now, as a ruling keeps it; None where one of the records is no more.

    `decider` names the rule that decides it, and `sure` says whether it is of those that might be merged unseen one day.
    """
    both, model = (pair.left_id, pair.right_id), match_models.in_force(session)
    like = candidate_finding.likeness(session, [pair.left_id], policy, limit=0, also=[both])
    opinion = like.opinions.get(both)
    if opinion is None:
        return None
    case, sure = Case.of(opinion, model), bands.in_band(opinion, model, gate(policy))
    return {"among": case.among, "seen": [list(one) for one in case.seen], "decider": opinion.decider, "sure": sure}


def labels(session: Session, model: Model[Features]) -> list[Label]:
    """What people said of pairs that no rule decides, one answer a pair; what was seen must still mean something to the model."""
    told = ((_case(kept), same) for kept, same in _answers(session) if not kept["decider"])
    return [Label(case, same) for case, same in told if all(code in model.weights for code, _ in case.seen)]


def gate(policy: Policy) -> bands.Gate:
    """When the machine might merge by itself."""
    numbers = policy.matching
    return bands.Gate(numbers.sure, numbers.sure_answers, numbers.sure_bound, numbers.interval)


def sure_tally(session: Session) -> bands.Tally:
    """How many pairs people ruled that the machine was sure of, and how many of these are one."""
    return bands.Tally.of(same for kept, same in _answers(session) if kept["sure"])


def _answers(session: Session) -> Iterator[tuple[Json, bool]]:
    """By pair the newest of what was seen of it, and the newest that was said."""
    kept = select(BEFORE.case).where(BEFORE.candidate_id == CandidateRuling.candidate_id, BEFORE.case.is_not(None))
    newest = kept.order_by(BEFORE.id.desc()).limit(1).scalar_subquery()
    said = select(newest.label("case"), CandidateRuling.verdict).where(CandidateRuling.verdict.in_(ANSWERS), NEWEST)
    for row in session.execute(said.order_by(CandidateRuling.candidate_id)):
        if row.case is not None:
            yield row.case, ANSWERS[Verdict(row.verdict)]


def ruled(session: Session) -> Iterator[tuple[int, int, bool]]:
    """Each pair of records whose ruling stands, and whether the two are one; the lower id first, in order."""
    said = select(Candidate.left_id, Candidate.right_id, CandidateRuling.verdict).join(
        CandidateRuling, CandidateRuling.candidate_id == Candidate.id
    )
    standing = said.where(Candidate.state == State.RULED, CandidateRuling.verdict.in_(ANSWERS), NEWEST)
    rows = session.execute(standing.order_by(Candidate.left_id, Candidate.right_id))
    yield from ((one, other, ANSWERS[Verdict(verdict)]) for one, other, verdict in rows)


def last_ruling(session: Session) -> int:
    """The highest id of a ruling; 0 before there is one."""
    return session.scalar(select(func.max(CandidateRuling.id))) or 0


def rulings_after(session: Session, ruling_id: int) -> int:
    """How many rulings there are beyond one."""
    return session.scalar(select(func.count()).where(CandidateRuling.id > ruling_id)) or 0


def questions(session: Session, model: Model[Features], *, limit: int) -> list[Question]:
    """Pairs that nobody has ruled or been asked about and that no rule decides, as the model sees them; newest first."""
    free = select(Candidate.id, Candidate.bits, Candidate.probability, Candidate.terms).where(
        Candidate.state != State.RULED,
        Candidate.asked_on.is_(None),
        Candidate.decider == "",
        Candidate.model_version == model.version,
        of_two_records(),
    )
    rows = session.execute(free.order_by(Candidate.id.desc()).limit(limit))
    return [Question(row.id, Case.of(_opinion(row.bits, row.probability, row.terms), model)) for row in rows]


def ask(session: Session, ids: Sequence[int], *, week: date) -> None:
    """Have people look at these pairs in this week; what slept is open."""
    asked = select(Candidate.id).where(Candidate.id.in_(ids), Candidate.state != State.RULED)
    held = asked.order_by(Candidate.left_id, Candidate.right_id).with_for_update().cte("asked")
    session.execute(update(Candidate).where(Candidate.id == held.c.id).values(asked_on=week, state=State.OPEN))


def asked(session: Session, week: date) -> tuple[int, int]:
    """How many pairs were asked about in a week, and how many of them wait for nobody any more; who is unsure has answered."""
    of_week = select(func.count(), func.count().filter(Candidate.state != State.OPEN)).where(Candidate.asked_on == week)
    row = session.execute(of_week).one()
    return row[0], row[1]


def _case(kept: Json) -> Case:
    return Case(kept["among"], tuple((code, rare) for code, rare in kept["seen"]))


def _opinion(bits: float, probability: float, stored: Sequence[Any]) -> Opinion:
    steps = (Step.from_json(one) for one in stored)
    terms = tuple(Term(one.field, one.code, one.bits, one.params) for one in steps)
    return Opinion(bits, probability, terms, Thought.REVIEW)
