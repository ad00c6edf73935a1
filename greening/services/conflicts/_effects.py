"""What would a ruling do, what did it do, and what has happened since? For whoever rules or takes back."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from greening.domain.candidates import Verdict
from greening.domain.conflict_effects import Plan, Stake, plan
from greening.domain.conflict_facts import Ruling
from greening.domain.conflict_page import Effect, What
from greening.domain.policy import Policy
from greening.services.conflicts import _steps
from greening.storage import claims, holdings
from greening.storage.conflicts import Conflict, ConflictRuling
from greening.storage.events import Event

OWN_KINDS = ("conflict.", "unit.", "claim.", "record.merged", "record.unmerged")
"""Beginnings of what a ruling itself writes into the history of a record."""
PLAIN: Mapping[str, What] = {
    Ruling.CO_OWN: What.RECORDED,
    Ruling.INSUFFICIENT: What.NOTHING,
    Ruling.GROUP: What.NOTHING,
    Ruling.SEPARATE: What.ENTER,
}
"""What is said where no pair and no owner is touched."""
SAID: Mapping[str, What] = {Verdict.DIFFERENT: What.APART, Verdict.RELATED: What.RELATED}


def preview(
    session: Session, policy: Policy, case: Conflict, names: Mapping[int, str]
) -> dict[str, tuple[Effect, ...]]:
    """What each ruling would do, by its code."""
    stakes = _steps.stakes(session, case)
    return {code.value: tuple(_would(session, policy, code, stakes, names)) for code in Ruling}


def done(ruled: ConflictRuling, names: Mapping[int, str]) -> tuple[Effect, ...]:
    """What a ruling did, as it was written down."""
    return tuple(_did(ruled, names)) if ruled.reverses_id is None else ()


def since(session: Session, case: Conflict, ruled_at: datetime) -> tuple[str, ...]:
    """What people have done to the records since the ruling, kind by kind: an undo leaves what it did not do."""
    records = {one.record_id for one in _steps.stakes(session, case)}
    later = select(Event.kind).where(Event.subject == "record", Event.subject_id.in_(records), Event.at > ruled_at)
    kinds: Sequence[str] = session.scalars(later.where(Event.actor_id.is_not(None)).order_by(Event.id)).all()
    return tuple(dict.fromkeys(kind for kind in kinds if not kind.startswith(OWN_KINDS)))


def _would(
    session: Session, policy: Policy, code: Ruling, stakes: tuple[Stake, Stake], names: Mapping[int, str]
) -> Iterator[Effect]:
    planned, (holder, challenger) = plan(code, *stakes), stakes
    sides = {"name": names[holder.person_id], "to": names[challenger.person_id]}
    yield from _owner(code, sides)
    yield from _beside(code, planned.merge, planned.verdict or "", sides)
    yield from _claims(session, planned, names)
    for new in planned.begins:
        held, limit = holdings.of(session, new.person_id).owned, policy.library.cap
        if held >= limit:
            yield Effect(What.FULL, {"name": names[new.person_id], "held": held, "limit": limit})


def _did(ruled: ConflictRuling, names: Mapping[int, str]) -> Iterator[Effect]:
    ended = ruled.done.get("ended", ())
    sides = {"name": names.get(ended[0]["owner"], "") if ended else names.get(ruled.to_id or 0, "")}
    sides["to"] = names.get(ruled.to_id or 0, "")
    if ruled.code == Ruling.UPHOLD:
        sides["name"] = sides["to"]
    yield from _owner(Ruling(ruled.code), sides)
    merged = ruled.done.get("merge")
    verdict = {Ruling.SEPARATE: Verdict.DIFFERENT, Ruling.GROUP: Verdict.RELATED}.get(Ruling(ruled.code), "")
    yield from _beside(
        Ruling(ruled.code),
        (merged["kept"], merged["gone"]) if merged else None,
        verdict if "pair" in ruled.done else "",
        sides,
    )


def _owner(code: Ruling, sides: Mapping[str, str]) -> Iterator[Effect]:
    whats = {Ruling.UPHOLD: What.KEEP, Ruling.TRANSFER: What.MOVE, Ruling.POOL: What.POOL}
    if code in whats:
        yield Effect(whats[code], sides)


def _beside(code: Ruling, merge: tuple[int, int] | None, verdict: str, sides: Mapping[str, str]) -> Iterator[Effect]:
    """What happens to records and pair; where nothing does, that is said."""
    if merge:
        yield Effect(What.MERGE, {"kept": merge[0], "gone": merge[1]})
    elif verdict in SAID:
        yield Effect(SAID[verdict])
    elif code in PLAIN:
        yield Effect(PLAIN[code], sides)


def _claims(session: Session, planned: Plan, names: Mapping[int, str]) -> Iterator[Effect]:
    for stake in planned.ends:
        claim = claims.live(session, stake.unit_id)
        if claim is not None:
            yield Effect(What.CLAIM_ENDS, {"name": names.get(claim.rep_id, "")})
