"""Which stored records may be the same company as these? Looked up by shared keys, compared, and kept as candidates.

One step for whoever has a transaction, as judging is: a save, an import, a sweep.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

from sqlalchemy.orm import Session

from greening.domain.candidates import FoundBy, State, Step
from greening.domain.policy import Policy
from greening.matching import Opinion, Verdict, organisations
from greening.matching.organisations import Features
from greening.matching.ranking import likest
from greening.storage import candidates, match_features, match_keys, match_lookup, match_models

NOT_STORED = 0
"""Stands for a record that has no id."""
Pair = tuple[int, int]
"""Ids of two records, the lower one first."""


@dataclass(frozen=True, slots=True)
class Found:
    """How many pairs were compared, and how many of them are candidates or have been."""

    compared: int = 0
    told: int = 0


@dataclass(frozen=True, slots=True)
class Likeness:
    """What to think of pairs by which version of the weights, and the prints of their records as they were read for it."""

    opinions: Mapping[Pair, Opinion]
    prints: Mapping[int, str]
    version: str


def find(session: Session, record_id: int, policy: Policy, now: datetime) -> Found:
    """Compare a record that is being saved with those that share keys with it; what is likely becomes an open candidate.

    Its strong keys have to be held (`match_keys.hold`). What was likely and is no longer goes to sleep.
    """
    known = candidates.known(session, [record_id])
    like = likeness(session, [record_id], policy, limit=policy.matching.scored, also=known)
    told = _likely(like, policy) | known
    _keep(session, told, like, policy, found_by=FoundBy.SAVE, now=now)
    return Found(len(like.opinions), len(told))


def find_later(session: Session, ids: Collection[int], policy: Policy, *, found_by: FoundBy, now: datetime) -> Found:
    """Compare records that were written before; a new candidate sleeps, unless a save left it to be found later.

    A pair of which somebody has saved a record meanwhile is theirs. This cannot be asked of a save: two that hold their
    own record and want to be sure of each other's would wait for ever.
    """
    limit = policy.matching.scored if found_by is FoundBy.SAVE else policy.matching.scored_at_once
    known = candidates.known(session, ids)
    like = likeness(session, ids, policy, limit=limit, also=known)
    told = _likely(like, policy) | known
    stand = match_keys.prints(session, set(chain.from_iterable(told)), lock=True)
    same = {one for one, told_of in stand.items() if told_of == like.prints.get(one)}
    unchanged = [pair for pair in told if same.issuperset(pair)]
    _keep(session, unchanged, like, policy, found_by=found_by, now=now)
    return Found(len(like.opinions), len(told))


def likeness(
    session: Session, ids: Collection[int], policy: Policy, *, limit: int, also: Collection[Pair] = ()
) -> Likeness:
    """What to think of the pairs that these records make with those who share keys with them, and of some more.

    The likest pair first.
    """
    own = match_features.read(session, ids)
    asked = {one: told.features for one, told in own.items()}
    found = match_lookup.near(session, asked, policy, limit=limit)
    pairs = {_ordered(one, other) for one, others in found.others.items() for other in others}.union(also)
    read = own | match_features.read(session, set(chain.from_iterable(pairs)).difference(own))
    both = [pair for pair in sorted(pairs) if read.keys() >= set(pair)]
    model, among = match_models.in_force(session), found.among
    opinions = {pair: model.opinion(read[pair[0]].features, read[pair[1]].features, among) for pair in both}
    opinions = likest(opinions, lambda pair: organisations.surplus(read[pair[0]].features, read[pair[1]].features))
    return Likeness(opinions, {one: told.print for one, told in read.items()}, model.version)


def beside(session: Session, read: Features, policy: Policy, *, also: Collection[int] = ()) -> Mapping[int, Opinion]:
    """What to think of the stored records that share most with one that is not stored, and of some more.

    By their ids, the likest first.
    """
    found = match_lookup.near(session, {NOT_STORED: read}, policy, limit=policy.matching.scored, new=True)
    there, model = match_features.read(session, {*found.others[NOT_STORED], *also}), match_models.in_force(session)
    near = dict.fromkeys((*found.others[NOT_STORED], *also))
    opinions = {one: model.opinion(read, there[one].features, found.among) for one in near if one in there}
    return likest(opinions, lambda one: organisations.surplus(read, there[one].features))


def is_likely(opinion: Opinion, policy: Policy) -> bool:
    """Whether somebody should look."""
    return opinion.probability >= policy.matching.review


def is_telling(opinion: Opinion, policy: Policy) -> bool:
    """Whether it is worth showing beside a record: also what belongs to it without being it."""
    return opinion.verdict is Verdict.RELATED or is_likely(opinion, policy)


def steps(opinion: Opinion) -> tuple[Step, ...]:
    """The reasons of an opinion, as they are stored and shown."""
    return tuple(Step(one.field, one.code, round(one.bits, 2), dict(one.params)) for one in opinion.terms)


def _likely(like: Likeness, policy: Policy) -> set[Pair]:
    return {pair for pair, opinion in like.opinions.items() if is_likely(opinion, policy)}


def _keep(
    session: Session, pairs: Collection[Pair], like: Likeness, policy: Policy, *, found_by: FoundBy, now: datetime
) -> None:
    rows = [_row(pair, like) for pair in sorted(pairs)]
    state = State.OPEN if found_by is FoundBy.SAVE else State.ASLEEP
    candidates.keep(session, rows, state=state, review=policy.matching.review, found_by=found_by, now=now)


def _ordered(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


def _row(pair: Pair, like: Likeness) -> dict[str, Any]:
    left, right = pair
    opinion = like.opinions[pair]
    return {
        "left_id": left,
        "right_id": right,
        "probability": opinion.probability,
        "bits": opinion.bits,
        "terms": [step.to_json() for step in steps(opinion)],
        "relation": opinion.relation,
        "decider": opinion.decider,
        "model_version": like.version,
        "left_print": like.prints[left],
        "right_print": like.prints[right],
    }
