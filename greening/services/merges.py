"""Who makes one record of two, who makes two of one again, and what did they do so far?"""

from collections.abc import Sequence
from datetime import datetime

from greening.domain import masking
from greening.domain.candidates import State, Verdict
from greening.domain.merges import MergeShown
from greening.domain.people import Actor
from greening.domain.permissions import Action, allowed, authorise
from greening.domain.policy import Policy
from greening.domain.refusals import BadValue, Denied, NotFound
from greening.domain.refusals_units import MergeRuled
from greening.storage import candidates, conflicts, merges, people, record_pages
from greening.storage.merges import Merge
from greening.storage.merging import merge as unite
from greening.storage.session import Unit, Work
from greening.storage.unmerging import Unmerged, unmerge


def merge(
    work: Work, policy: Policy, *, actor: Actor, candidate_id: int, kept_id: int, reason: str = "", now: datetime
) -> int:
    """Make one record of a pair that somebody has ruled to be the same; the id of the merge.

    Raises: Denied, NotFound; BadValue, for a record that is none of the pair or a pair that is not ruled the same;
        UnitContested; MergedAlready, MergeOfTwoOwners, CompanyTaken.
    """
    person_id = _person(actor)
    with work() as unit:
        pair = candidates.one(unit.session, candidate_id, lock=False)
        if pair is None:
            raise NotFound
        sides = {pair.left_id, pair.right_id}
        if kept_id not in sides:
            raise BadValue(field="kept", value=kept_id)
        if _ruling(unit, candidate_id, sides) is not Verdict.SAME:
            raise BadValue(field="verdict", value="")
        [gone_id] = sides - {kept_id}
        return unite(unit, policy, kept_id=kept_id, gone_id=gone_id, by=person_id, reason=reason.strip(), now=now)


def undo(work: Work, policy: Policy, *, actor: Actor, merge_id: int, now: datetime) -> Unmerged:
    """Make two records of one again; what a ruling has merged is for whoever takes back the ruling.

    Raises: Denied, NotFound, MergeRuled, UnitContested, MergeSettled, MergeUnderAnother, CompanyTaken.
    """
    person_id = _person(actor)
    with work() as unit:
        there = unit.session.get(Merge, merge_id)
        if there is None:
            raise NotFound
        if (conflict_id := conflicts.that_merged(unit.session, merge_id)) is not None:
            raise MergeRuled(conflict_id=conflict_id)
        return unmerge(unit, policy, merge_id=merge_id, by=person_id, now=now)


def page(work: Work, policy: Policy, *, actor: Actor, now: datetime) -> tuple[MergeShown, ...]:
    """The newest merges. Raises: Denied."""
    authorise(actor, Action.MERGE)
    with work() as unit:
        return _shown(unit, policy, merges.newest(unit.session, limit=policy.lists.page), actor, now)


def one(work: Work, policy: Policy, *, actor: Actor, merge_id: int, now: datetime) -> MergeShown:
    """One of them. Raises: Denied, NotFound."""
    authorise(actor, Action.MERGE)
    with work() as unit:
        there = unit.session.get(Merge, merge_id)
        if there is None:
            raise NotFound
        return _shown(unit, policy, [there], actor, now)[0]


def of_record(work: Work, policy: Policy, *, actor: Actor, record_id: int, now: datetime) -> tuple[MergeShown, ...]:
    """Merges that made a record what it is, or took it away, newest first. Raises: NotFound, Denied."""
    with work() as unit:
        met = record_pages.unit(unit.session, record_id, actor.id)
        if met is None:
            raise NotFound
        authorise(actor, Action.READ_RECORD, record_pages.holder(met))
        return _shown(unit, policy, merges.of_records(unit.session, record_id), actor, now)


def _person(actor: Actor) -> int:
    authorise(actor, Action.MERGE)
    if actor.id is None:
        raise Denied(action=Action.MERGE.value)
    return actor.id


def _ruling(unit: Unit, candidate_id: int, sides: set[int]) -> Verdict | None:
    first = min(sides)
    standing = candidates.of_record(unit.session, first)
    found = next((one for one in standing.values() if one.id == candidate_id and one.state is State.RULED), None)
    return Verdict(found.verdict) if found and found.verdict else None


def _shown(unit: Unit, policy: Policy, rows: Sequence[Merge], actor: Actor, now: datetime) -> tuple[MergeShown, ...]:
    companies = merges.companies(unit.session, {side for row in rows for side in (row.kept_id, row.gone_id)})
    names = people.names(unit.session, {person for row in rows for person in (row.by, row.undone_by)})
    may = allowed(actor, Action.MERGE)
    return tuple(_one(row, companies, names, _open_until(row, policy, now), may_undo=may) for row in rows)


def _open_until(row: Merge, policy: Policy, now: datetime) -> datetime | None:
    """Until when it can be taken back."""
    until = row.at + policy.conflicts.undo
    return until if row.undone_at is None and now < until else None


def _one(
    row: Merge, companies: dict[int, str], names: dict[int, str], until: datetime | None, *, may_undo: bool
) -> MergeShown:
    return MergeShown(
        id=row.id,
        kept_id=row.kept_id,
        kept=masking.text(companies[row.kept_id]),
        gone_id=row.gone_id,
        gone=masking.text(companies[row.gone_id]),
        by=names.get(row.by or 0, ""),
        at=row.at,
        reason=row.reason,
        follow_ups=len(row.snapshot["visits"]),
        claims=sum(claim["moved"] for one in row.snapshot["joined_units"] for claim in one["claims"]),
        undo_until=until,
        undone_at=row.undone_at,
        undone_by=names.get(row.undone_by or 0, ""),
        edited=tuple((row.left_as_edited or {}).get("edited", ())),
        may_undo=may_undo and until is not None,
    )
