"""How is it shown that two records may be one? The reasons as a waterfall that adds up, and a list found by its address."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate, pairwise
from typing import Any

from flask import Flask, url_for
from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from greening.domain.candidate_list import Wanted
from greening.domain.candidates import State, Step
from greening.domain.match_models import week_of
from greening.domain.record_list import Owner
from greening.web.i18n import dot, listed, number, points, say
from greening.words import candidates as words
from greening.words.terms import DECIDERS, TERMS

SHOWN_IN_A_ROW = 2
"""Reasons of a pair in a list; more would say less."""
NEARLY = 0.999
"""What is likelier is not told apart."""
FINE = 0.99
"""From here on a percentage has a digit after the point."""

EVEN = 10
"""Odds from here on are whole numbers."""
MOST_BITS = 40
"""Odds beyond a million millions are not told apart."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A reason in the waterfall. `start` and `width` are percent of the one scale; the `bits` of all bars add up."""

    step: Step
    start: float
    width: float
    bits: float


@dataclass(frozen=True, slots=True)
class Waterfall:
    """Every reason, where zero lies on the scale, and what they come to."""

    bars: tuple[Bar, ...]
    zero: float
    bits: float


@dataclass(frozen=True, slots=True)
class Asked:
    """Which candidates an address asks for."""

    wanted: Wanted
    after: int | None
    is_of_week: bool
    """Only what people are asked about this week."""

    @property
    def query(self) -> dict[str, Any]:
        """What the filters ask for, as an address says it; what asks for nothing is left out."""
        standard = Wanted()
        names = ("state", "region", "owner")
        said = {n: str(said) for n in names if (said := getattr(self.wanted, n)) != getattr(standard, n)}
        return said | {"questions": "week"} if self.is_of_week else said

    def address(self, after: int | None = None) -> str:
        """The same list, from `after` on."""
        return url_for("candidates.page", **self.query, after=after)


def init_app(app: Flask) -> None:
    """Let templates speak of likeness."""
    for name in (waterfall, step_text, step_values, decider_text, likeness, bits_text, odds_text, strongest):
        app.add_template_global(name)
    app.add_template_test(is_kind)
    app.jinja_env.globals.update(candidate_words=words)


def is_kind(path: str) -> bool:
    """Whether a path says of what kind the value beside it is, which the value shows by itself."""
    return path.endswith(".kind")


def asked(args: MultiDict[str, str], now: datetime) -> Asked:
    """Understand an address; what nobody offers is left out, as if it had not been said."""
    is_of_week = args.get("questions") == "week"
    week = week_of(now) if is_of_week else None
    said = {"state": _one_of(State, args.get("state")), "owner": _one_of(Owner, args.get("owner"))}
    wanted = Wanted(region=args.get("region", ""), week=week, **{name: one for name, one in said.items() if one})
    return Asked(wanted, args.get("after", type=int), is_of_week)


def waterfall(steps: Sequence[Step]) -> Waterfall:
    """The reasons one after the other on one scale.

    What is shown is rounded as a running sum, so that the figures on the page add up to the last one.
    """
    sums = [0.0, *accumulate(step.bits for step in steps)]
    low, high = min(sums), max(sums)
    scale = 100 / (high - low or 1)
    return Waterfall(
        tuple(
            Bar(step, (min(pair) - low) * scale, abs(pair[1] - pair[0]) * scale, round(pair[1], 1) - round(pair[0], 1))
            for step, pair in zip(steps, pairwise(sums), strict=True)
        ),
        zero=-low * scale,
        bits=round(sums[-1], 1),
    )


def step_text(step: Step) -> str:
    """One reason as a sentence; `step_values` are what caused it."""
    return say(TERMS, step.code)


def step_values(step: Step) -> str:
    """The values that caused a reason, one after the other."""
    return listed([str(value) for value in step.params.values() if value])


def decider_text(code: str) -> str:
    """Which rule decides whatever the reasons add up to."""
    return say(DECIDERS, code)


def likeness(probability: float) -> str:
    """A probability in percent; what is nearly sure either way is not told apart.

    Two digits are enough but at the top, where 99 and 99.8 are four times as many errors.
    """
    if probability < 1 - FINE:
        return str(gettext("under %(percent)s", percent="1%"))
    if probability >= NEARLY:
        return str(gettext("over %(percent)s", percent="99.9%"))
    return f"{probability:.1%}" if probability >= FINE else f"{probability:.0%}"


def bits_text(bits: float) -> str:
    """Bits with their sign and one digit after the point, so that a column of them can be added up by eye."""
    return f"{bits:+.1f}".replace("-", "−")


def odds_text(bits: float) -> str:
    """What so many bits come to, as people bet: ``630 to 1``."""
    odds = 2.0 ** min(abs(bits), MOST_BITS)
    said = {"odds": number(int(float(f"{odds:.2g}"))) if odds >= EVEN else points(odds)}
    if bits < 0:
        return str(gettext("%(odds)s to 1 against", **said))
    return str(gettext("%(odds)s to 1 for", **said))


def strongest(steps: Sequence[Step]) -> str:
    """What speaks most for two records being one, in a line."""
    speaking = sorted((step for step in steps if step.bits > 0), key=lambda step: -step.bits)
    return dot().join(step_text(step) for step in speaking[:SHOWN_IN_A_ROW])


def _one_of(kind: Any, said: str | None) -> Any:
    return kind(said) if said in set(kind) else None
