"""Does anybody answer at our numbers? Asked of a provider where one is set, or taken from the file that it sends back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from greening.domain.number_states import state_of
from greening.domain.people import Actor
from greening.domain.permissions import Action, authorise
from greening.domain.policy import Policy
from greening.outbound import Refused
from greening.storage import events, number_states
from greening.storage.session import Unit, Work
from validators.phones import read
from validators.record import NumberState

FILE, ASKED = "file", "http"
"""Who said it: a file without a name for whoever sent it, or the provider that is asked."""


class Provider(Protocol):
    """Whoever can be asked what the network says of numbers."""

    def ask(self, numbers: Sequence[str], *, seconds: float, most_bytes: int) -> dict[str, str]:
        """Words for numbers in E.164; one that it says nothing of is left out. Raises: Refused."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One round: how many numbers were asked about, how many answers say something new, and why there is none."""

    asked: int = 0
    news: int = 0
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """A provider's file: rows with a number, of them those that say something new, and rows without one that can be read."""

    numbers: int
    news: int
    unread: tuple[int, ...]
    """Row numbers, the first under the header being 1."""


def sweep(work: Work, policy: Policy, provider: Provider, *, now: datetime) -> Asked:
    """Forget what is too old, then ask about what nobody has asked about, within the day's budget.

    The provider is asked between two transactions: nothing is locked while it takes its time. Where it gives no answer
    nothing is kept, and the next round asks again.
    """
    rules = policy.number_states
    with work() as unit:
        number_states.forget(unit.session, policy, now)
        left = rules.a_day - number_states.asked_since(unit.session, now - timedelta(days=1), provider=ASKED)
        numbers = number_states.waiting(unit.session, policy, limit=min(rules.at_once, left)) if left > 0 else ()
    if not numbers:
        return Asked()
    try:
        words = provider.ask(numbers, seconds=rules.seconds.total_seconds(), most_bytes=rules.answer_bytes)
    except Refused as refused:
        return Asked(len(numbers), refused=refused.why.value)
    said = {number: state_of(words.get(number, "")) for number in numbers}
    with work() as unit:
        news = number_states.put(unit, policy, said, provider=ASKED, now=now)
        _log(unit, None, asked=len(numbers), news=news, now=now)
    return Asked(len(numbers), news)


def take(
    work: Work,
    policy: Policy,
    *,
    actor: Actor,
    rows: Iterable[tuple[int, str, str]],
    country: str,
    provider: str = FILE,
    now: datetime,
) -> Taken:
    """Take what a provider's file says: row number, number and word. Of a number that stands twice the last row counts.

    Raises: Denied.
    """
    authorise(actor, Action.IMPORT_RECORDS)
    states: dict[str, NumberState] = {}
    unread = []
    for row, typed, word in rows:
        found = [number.e164 for number in read(typed, country=country) if number.e164]
        if len(found) == 1:
            states[found[0]] = state_of(word)
        else:
            unread.append(row)
    with work() as unit:
        news = number_states.put(unit, policy, states, provider=provider, now=now)
        _log(unit, actor.id, asked=len(states), news=news, now=now)
    return Taken(len(states), news, tuple(unread))


def _log(unit: Unit, actor_id: int | None, *, asked: int, news: int, now: datetime) -> None:
    """How many numbers somebody else has learned or told of, and never which."""
    told = {"numbers": asked, "news": news}
    events.add(
        unit.session, "number_states.told", subject="number_states", subject_id=0, actor_id=actor_id, at=now, after=told
    )
