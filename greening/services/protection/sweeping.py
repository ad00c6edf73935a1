"""When is somebody reminded, and when does a unit drop? The sweep asks the one function and does what it says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from greening.domain import protection as rules
from greening.domain.calendar import Calendar
from greening.domain.policy import Policy
from greening.domain.protection import Protection, Reminder, State
from greening.storage import holidays, notices, people, protection_sweeping
from greening.storage import protection as clocks
from greening.storage.protection import Owned
from greening.storage.session import Unit, Work

AT_ONCE = 500
"""Ownerships that are read in one transaction."""
TO_MANAGER = 1
"""With so many working days left the manager hears of it as well."""
DUE, DUE_OF_TEAM, DROPPED = "protection.due", "protection.due_team", "protection.dropped"


@dataclass(frozen=True, slots=True)
class Swept:
    """How many owners were told, how much dropped, what has run out while a case is open, and what waits: for a later
    week of an opening balance, or for the end of a dry run.
    """

    told: int = 0
    dropped: int = 0
    deferred: int = 0
    waiting: int = 0


class _Stands(NamedTuple):
    owned: Owned
    ends: Protection


class _Told(NamedTuple):
    """A reminder that has come."""

    owned: Owned
    ends: Protection
    reminder: Reminder

    @property
    def key(self) -> str:
        """A clock that a visit has moved is told of anew."""
        return f"protection.{self.reminder.days_left}:{self.owned.ownership_id}:{self.ends.last_day}"

    @property
    def params(self) -> Mapping[str, Any]:
        return {"days": self.reminder.days_left, **_params(self.ends)}


def sweep(work: Work, policy: Policy, *, now: datetime) -> Swept:
    """Tell owners what is about to drop, and drop what is due, what was due first before the rest.

    It may run twice, beside another, or be killed at any point: a reminder is told once by its key, and every drop looks
    again under the locks that whoever writes a visit down takes too.
    """
    looked = list(_look(work, policy, now))
    told = sum(count for count, _ in looked)
    stands = [one for _, chunk in looked for one in chunk]
    due = sorted((one for one in stands if one.ends.state is State.DROPS), key=lambda one: one.ends.due_at)
    dropped = sum(_drop(work, policy, one.owned.unit_id, now) for one in due)
    deferred = sum(one.ends.state is State.DEFERRED for one in stands)
    return Swept(told, dropped, deferred, len(due) - dropped)


def _look(work: Work, policy: Policy, now: datetime) -> Sequence[tuple[int, Sequence[_Stands]]]:
    """Look at all ownerships that are old enough and remind; chunk by chunk how many were told, and what has run out."""
    found: list[tuple[int, Sequence[_Stands]]] = []
    after: int | None = 0
    while after is not None:
        with work() as unit:
            ids = protection_sweeping.standing(
                unit.session, began_before=_young(policy, now), after=after, limit=AT_ONCE
            )
            after = ids[-1] if ids else None
            unit.cursor = {"unit": after}
            stands = _stand(unit, policy, ids, now)
            found.append((_remind(unit, stands, now), [one for one in stands if one.ends.state is not State.PROTECTED]))
    return found


def _young(policy: Policy, now: datetime) -> datetime:
    """Whatever began later is not even reminded of: working days are no fewer than days."""
    numbers = policy.protection
    return now - timedelta(days=min(numbers.follow_up, numbers.deal) - max(numbers.reminders) - 1)


def _stand(unit: Unit, policy: Policy, ids: Sequence[int], now: datetime) -> list[_Stands]:
    calendar = holidays.of_organisation(unit.session, policy)
    owned = clocks.load(unit.session, ids, now)
    return [_stands(one, calendar, policy, now) for one in owned.values()]


def _stands(owned: Owned, calendar: Calendar, policy: Policy, now: datetime) -> _Stands:
    return _Stands(owned, rules.protection(owned.clocks, calendar, policy.protection, now))


def _remind(unit: Unit, stands: Sequence[_Stands], now: datetime) -> int:
    """Tell every owner the newest reminder that has come, once; how many were told."""
    come = [_Told(*one, newest) for one in stands if (newest := _newest(one.ends, now))]
    before = notices.told(unit.session, [(one.owned.owner_id, one.key) for one in come])
    new = [one for one in come if (one.owned.owner_id, one.key) not in before]
    last = {one.owned.owner_id for one in new if one.reminder.days_left <= TO_MANAGER}
    managers, names = protection_sweeping.managers(unit.session, last), people.names(unit.session, last)
    for one in new:
        said: dict[str, Any] = {"key": one.key, "record_id": one.owned.record_id, "now": now}
        notices.tell(unit.session, one.owned.owner_id, DUE, params=one.params, **said)
        for manager_id in managers.get(one.owned.owner_id, frozenset()):
            params = {**one.params, "name": names[one.owned.owner_id]}
            notices.tell(unit.session, manager_id, DUE_OF_TEAM, params=params, **said)
    return len(new)


def _newest(ends: Protection, now: datetime) -> Reminder | None:
    """The last reminder whose morning has come; where workers stood still, not all of them at once."""
    if ends.state is not State.PROTECTED:
        return None
    return max((one for one in ends.reminders if one.at <= now), key=lambda one: one.at, default=None)


def _drop(work: Work, policy: Policy, unit_id: int, now: datetime) -> bool:
    """Look again at what was due, held with its record, and drop it if it still is; whether it dropped."""
    if not policy.protection.drops:
        return False
    with work() as unit:
        row = protection_sweeping.held(unit.session, unit_id)
        owned = clocks.load(unit.session, [unit_id], now).get(unit_id)
        if row is None or owned is None:
            return False
        calendar = holidays.of_organisation(unit.session, policy)
        ends = rules.protection(owned.clocks, calendar, policy.protection, now)
        if ends.state is not State.DROPS or not _is_its_turn(unit, policy, owned, now):
            return False
        after = protection_sweeping.last_moved(rules.seen(owned.clocks, calendar, policy.protection))
        last = after.visit.id if after else None
        protection_sweeping.drop(unit.session, row, owned, ends, after=last, version=policy.version, now=now)
        _say_dropped(unit, owned, ends, now)
        return True


def _is_its_turn(unit: Unit, policy: Policy, owned: Owned, now: datetime) -> bool:
    """Of an opening balance only so much goes in a week."""
    share = policy.protection.opening_share
    return not owned.clocks.opening or protection_sweeping.opening_left(unit.session, owned.owner_id, share, now) > 0


def _say_dropped(unit: Unit, owned: Owned, ends: Protection, now: datetime) -> None:
    said: dict[str, Any] = {"params": _params(ends), "record_id": owned.record_id, "now": now}
    notices.tell(unit.session, owned.owner_id, DROPPED, key=f"protection.drop:{owned.ownership_id}", **said)


def _params(ends: Protection) -> Mapping[str, str]:
    return {"due": ends.due_at.isoformat(), "clock": ends.clock.value}
