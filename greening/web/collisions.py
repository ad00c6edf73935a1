"""How is the evidence of two reps who collide shown? Notes on one line of time, questions and effects in sentences."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from flask import Flask, g
from flask_babel import gettext, ngettext

from greening.domain.conflict_facts import Found, Gate, Step
from greening.domain.conflict_page import ConflictPage, Effect, EventShown, PartyShown, RulingShown
from greening.web.i18n import day, dot, local, say
from greening.web.protection import last_day
from greening.words import conflicts as words
from greening.words.records import ACTS, CHANNELS

SHORT = timedelta(days=70)
"""A line that is no longer has a mark a week, a longer one a month."""
WEEK = timedelta(days=7)
EDGE = 0.04
"""Of the width, left free at either end."""
WIDTH = 100.0
APART = 11.0
"""Labels of one side nearer to each other than this, in percent, would run into each other."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A note on the line, `x` percent from the left; a label where there is room."""

    x: float
    event: EventShown
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """The whole drawing: a row of marks a party, where months or weeks begin, and where it was brought up."""

    holder: tuple[Mark, ...]
    challenger: tuple[Mark, ...]
    ticks: tuple[tuple[float, str], ...]
    filed: float


def init_app(app: Flask) -> None:
    """Let templates speak of conflicts."""
    for name in (evidence, found_text, found_values, effect_text, event_text, until_text, waited, cited, acts_since):
        app.add_template_global(name)
    app.jinja_env.globals.update(conflict_words=words)


def evidence(page: ConflictPage) -> Line:
    """Every note that was written before the filing, on one line."""
    times = [event.at for party in page.parties for event in party.events]
    first = min([*times, page.filed_at - WEEK])
    scale = _Scale(first, page.filed_at)
    return Line(
        holder=tuple(_marks(page.holder, scale)),
        challenger=tuple(_marks(page.challenger, scale)),
        ticks=tuple(_ticks(scale)),
        filed=scale.place(page.filed_at),
    )


def found_text(step: Step) -> str:
    """What a question found, as a sentence."""
    if step.found is Found.UNPROTECTED and not step.params.get("until"):
        return say({step.found: words.NO_PROTECTION}, step.found)
    return say(words.FOUND, step.found.value, {name: _said(value) for name, value in step.params.items()})


def found_values(step: Step) -> str:
    """What a question compared, side by side, where its sentence does not say it."""
    if step.gate is Gate.LOT:
        return ""
    said = {name: _said(value) for name, value in step.params.items() if name in words.VALUES}
    return dot().join(say(words.VALUES, name, {"value": value}) for name, value in said.items())


def effect_text(effect: Effect) -> str:
    """What a ruling does, as a sentence."""
    return say(words.EFFECTS, effect.what.value, effect.params)


def event_text(event: EventShown) -> str:
    """What a note is as evidence: how, and what it counts as."""
    said = [say(words.CONTACTS, event.contact.value)]
    if event.channel:
        said.insert(0, say(CHANNELS, event.channel))
    if event.reached_key_person:
        said.append(gettext("key person reached"))
    return dot().join(said)


def until_text(at: datetime) -> str:
    """The day with whose end something is over."""
    return day(last_day(at))


def waited(page: ConflictPage) -> str:
    """How long after the first look that showed the collision it was brought up, and by whom."""
    days = (page.facts.filed_at - page.facts.discovered_at).days
    if not days:
        return str(gettext("Brought up by %(name)s on the day on which it was first seen.", name=page.filed_by))
    told = ngettext(
        "Brought up by %(name)s %(num)s day after it was first seen.",
        "Brought up by %(name)s %(num)s days after it was first seen.",
        days,
        name=page.filed_by,
    )
    return str(told)


def cited(ruling: RulingShown) -> list[str]:
    """The questions that a ruling goes by."""
    return [say(words.GATES, gate) for gate in ruling.cites]


def acts_since(page: ConflictPage) -> list[str]:
    """What has happened to the records since the ruling."""
    return [say(ACTS, kind) for kind in page.since]


class _Scale:
    """From the first note to the filing."""

    def __init__(self, first: datetime, last: datetime) -> None:
        self.first, self.last = first, last
        self._span = (last - first).total_seconds()

    def place(self, at: datetime) -> float:
        share = (at - self.first).total_seconds() / self._span
        return round(100 * (EDGE + share * (1 - 2 * EDGE)), 2)


def _marks(party: PartyShown, scale: _Scale) -> Iterator[Mark]:
    last_label = -APART
    for event in party.events:
        x = scale.place(event.at)
        has_room = x - last_label >= APART and x + APART <= WIDTH
        last_label = x if has_room else last_label
        channel = say(CHANNELS, event.channel) if event.channel else say(words.CONTACTS, event.contact.value)
        yield Mark(x, event, channel if has_room else "")


def _ticks(scale: _Scale) -> Iterator[tuple[float, str]]:
    """Where a month begins or, on a short line, a Monday."""
    weekly = scale.last - scale.first <= SHORT
    at = local(scale.first).date()
    last = local(scale.last).date()
    while (at := at + timedelta(days=1)) <= last:
        if at.weekday() == 0 if weekly else at.day == 1:
            yield scale.place(_midnight(at)), day(at)


def _midnight(at: date) -> datetime:
    return datetime.combine(at, time(), local(g.wiring.now()).tzinfo).astimezone(UTC)


def _said(value: object) -> object:
    """A moment as people write it, yes and no as words."""
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if not isinstance(value, str):
        return value
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return value
    there = local(at)
    return day(last_day(at)) if there.time() == time() else f"{day(there.date())} {there:%H:%M}"
