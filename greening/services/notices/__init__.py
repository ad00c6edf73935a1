"""What has somebody been told, and have they seen it?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from greening.domain import masking
from greening.domain.people import Actor
from greening.domain.policy import Policy
from greening.storage import notices
from greening.storage.notices import Notice
from greening.storage.session import Unit, Work

__all__ = ["NoticeRow", "NoticesPage", "page", "read", "unread"]


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice; `company` is that of the record it is about, masked for whoever does not hold it, empty without one."""

    id: int
    code: str
    params: Mapping[str, Any]
    record_id: int | None
    company: str
    at: datetime
    is_new: bool


@dataclass(frozen=True, slots=True)
class NoticesPage:
    """The newest first; `before` leads to older ones, None at the end."""

    rows: tuple[NoticeRow, ...]
    before: int | None


def page(work: Work, policy: Policy, *, actor: Actor, before: int | None = None) -> NoticesPage:
    """What the actor has been told; `before` is the id of the last one that was shown."""
    if actor.id is None:
        return NoticesPage((), None)
    size = policy.lists.page
    with work() as unit:
        found = notices.newest(unit.session, actor.id, before=before, limit=size + 1)
        rows = _rows(unit, actor, found[:size])
    return NoticesPage(rows, rows[-1].id if len(found) > size else None)


def unread(work: Work, *, actor: Actor) -> int:
    """How much the actor has not seen yet."""
    if actor.id is None:
        return 0
    with work() as unit:
        return notices.unread(unit.session, actor.id)


def read(work: Work, *, actor: Actor, up_to: int, now: datetime) -> None:
    """The actor has seen everything up to that notice; those of others stay as they are."""
    if actor.id is None:
        return
    with work() as unit:
        notices.read(unit.session, actor.id, up_to=up_to, now=now)


def _rows(unit: Unit, actor: Actor, found: Sequence[Notice]) -> tuple[NoticeRow, ...]:
    about = notices.companies(unit.session, {one.record_id for one in found if one.record_id is not None}, actor.id)
    return tuple(_row(one, about) for one in found)


def _row(one: Notice, about: Mapping[int, tuple[str, bool]]) -> NoticeRow:
    company, is_own = about.get(one.record_id or 0, ("", True))
    return NoticeRow(
        id=one.id,
        code=one.code,
        params=one.params,
        record_id=one.record_id,
        company=company if is_own else masking.text(company),
        at=one.at,
        is_new=one.read_at is None,
    )
