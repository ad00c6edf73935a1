"""How is an invented Chinese company called, and how is it called when somebody types it again?"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

from benchmarks import _er_slips, _er_words

CHARACTERS = "".join(_er_words.SOUNDS)
SOUNDS = {one: group for group in _er_words.SOUNDS for one in group if len(group) > 1}
LENGTHS = (2, 2, 2, 3, 3, 4)
"""Characters of a brand, by how often."""


@dataclass(frozen=True, slots=True)
class Title:
    """The parts of a name; `order` is ``front``, ``bracket`` or ``none``: where the place stands."""

    place: str
    brand: str
    trade: str
    form: str
    order: str = "front"
    branch: str = ""

    def __str__(self) -> str:
        if self.order == "bracket":
            return f"{self.brand}({self.place}){self.trade}{self.form}{self.branch}"
        place = self.place if self.order == "front" else ""
        return f"{place}{self.brand}{self.trade}{self.form}{self.branch}"


def title(rng: Random, place: str) -> Title:
    """A new one; two may be equal."""
    brand = "".join(_er_slips.common(rng, CHARACTERS, 1.6) for _ in range(rng.choice(LENGTHS)))
    order = rng.choices(("front", "bracket", "none"), (7, 1, 2))[0]
    return Title(place, brand, _er_slips.common(rng, _er_words.TRADES), rng.choice(_er_words.FORMS), order)


def near(rng: Random, one: Title) -> Title:
    """Another company whose brand differs in one character."""
    return replace(one, brand=_er_slips.replaced(rng, one.brand, CHARACTERS))


def retold(rng: Random, one: Title) -> str:
    """The name as somebody else types it: one time of four as registered."""
    if rng.random() < SAME:
        return str(one)
    written = str(rng.choices(CHANGES, WEIGHTS)[0](rng, one))
    return _dressed(rng, written) if rng.random() < DRESSED else written


SAME, DRESSED = 0.24, 0.15
"""Shares of names that are typed as registered, and of the others that are also written in another way."""


def _dressed(rng: Random, name: str) -> str:
    """Blanks between characters, wide brackets, traditional characters."""
    dress = rng.randrange(4)
    if dress == 0:
        return " ".join(name)
    return name.replace("(", "（").replace(")", "）") if dress == 1 else name.translate(_er_words.TRADITIONAL)


def _moved(rng: Random, one: Title) -> Title:
    """The place stands elsewhere, is gone, or is said to be a city."""
    others = [order for order in ("front", "bracket", "none") if order != one.order]
    moved = replace(one, order=rng.choice(others))
    return replace(moved, place=f"{one.place}市") if moved.order == "front" else moved


def _municipal(_rng: Random, one: Title) -> Title:
    return replace(one, place=f"{one.place}市", order="front")


def _formless(_rng: Random, one: Title) -> Title:
    return replace(one, form="")


def _reformed(rng: Random, one: Title) -> Title:
    others = ("有限", "有限责任公司", "有限公司", "股份有限公司", "公司")
    return replace(one, form=rng.choice([form for form in others if form != one.form]))


def _short(rng: Random, one: Title) -> Title:
    """The brand with one or two words around it."""
    kept = rng.randrange(3)
    trade = "" if kept == 0 else one.trade
    return replace(one, trade=trade, form="", order="front" if kept == 0 else "none")


def _traditional(_rng: Random, one: Title) -> str:
    return str(one).translate(_er_words.TRADITIONAL)


def _sounding(rng: Random, one: Title) -> Title:
    """A character is taken for another of its sound."""
    at = rng.randrange(len(one.brand))
    other = rng.choice(SOUNDS.get(one.brand[at], one.brand[at]))
    return replace(one, brand=one.brand[:at] + other + one.brand[at + 1 :])


def _mistyped(rng: Random, one: Title) -> Title:
    return replace(one, brand=_er_slips.slip(rng, one.brand, CHARACTERS))


def _untraded(rng: Random, one: Title) -> Title:
    """The trade is cut, or another word of it is used."""
    return replace(one, trade=one.trade[: rng.choice((0, 2))])


CHANGES: tuple[Callable[[Random, Title], object], ...] = (
    _moved, _municipal, _formless, _reformed, _short, _traditional, _sounding, _mistyped, _untraded,
)  # fmt: skip
WEIGHTS = (26, 8, 12, 12, 12, 6, 7, 9, 8)
