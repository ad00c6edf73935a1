"""How is an invented company with a name in letters called, and how is it called when somebody types it again?"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

from benchmarks import _er_slips, _er_words


@dataclass(frozen=True, slots=True)
class Title:
    """The parts of a name; `form` is the number of a legal form in the table, `spelling` how it is spelled there."""

    brand: str
    place: str
    trade: str
    form: int
    spelling: int = 0
    branch: str = ""

    def __str__(self) -> str:
        form = _er_words.LATIN_FORMS[self.form][self.spelling] if self.form >= 0 else ""
        said = " ".join(filter(None, (self.brand, self.place, self.trade, form)))
        return (said + self.branch).replace(" ,", ",")


def title(rng: Random, country: str) -> Title:
    """A new one; two may be equal. Some say their country, as subsidiaries do."""
    brand = word(rng) if rng.random() < ONE_WORD else f"{word(rng)} {word(rng)}"
    place = country if rng.random() < PLACED else ""
    form = int(len(_er_words.LATIN_FORMS) * rng.random() ** 1.5)
    return Title(brand, place, _er_slips.common(rng, _er_words.LATIN_TRADES), form)


ONE_WORD, PLACED = 0.65, 0.1


def word(rng: Random) -> str:
    """Two or three syllables, some more common than others."""
    syllables = (_syllable(rng) for _ in range(2 if rng.random() < ONE_WORD else 3))
    return "".join(syllables).capitalize()


def _syllable(rng: Random) -> str:
    return (
        _er_slips.common(rng, _er_words.ONSETS, 1.3)
        + _er_slips.common(rng, _er_words.VOWELS, 1.2)
        + rng.choice(_er_words.CODAS)
    )


def near(rng: Random, one: Title) -> Title:
    """Another company whose brand differs in one letter."""
    return replace(one, brand=_er_slips.replaced(rng, one.brand))


def retold(rng: Random, one: Title) -> str:
    """The name as somebody else types it: one time of four as registered."""
    if rng.random() < SAME:
        return str(one)
    written = str(rng.choices(CHANGES, WEIGHTS)[0](rng, one))
    dress = rng.random()
    if dress < DRESSED:
        return written.upper()
    return written.lower() if dress < 2 * DRESSED else written


SAME, DRESSED = 0.24, 0.08
"""Shares of names that are typed as registered, and of the others that are also written in capitals, or in small letters."""


def _respelled(rng: Random, one: Title) -> Title:
    """The legal form in another spelling."""
    return replace(one, spelling=rng.randrange(1, len(_er_words.LATIN_FORMS[one.form])))


def _reformed(rng: Random, one: Title) -> Title:
    return replace(one, form=rng.randrange(len(_er_words.LATIN_FORMS)))


def _formless(_rng: Random, one: Title) -> Title:
    return replace(one, form=-1)


def _mistyped(rng: Random, one: Title) -> Title:
    brand = _er_slips.slip(rng, one.brand)
    return replace(one, brand=_er_slips.slip(rng, brand) if rng.random() < DOUBLE else brand)


DOUBLE = 0.25
"""Share of the mistyped names with two slips."""


def _untraded(_rng: Random, one: Title) -> Title:
    """The trade is shortened where that is usual, else left out."""
    return replace(one, trade=_er_words.SHORTENED.get(one.trade, ""))


def _short(_rng: Random, one: Title) -> Title:
    return replace(one, place="", trade="", form=-1)


def _joined(_rng: Random, one: Title) -> Title:
    """Two words of a brand run together; one is led by an article."""
    return replace(one, brand=one.brand.replace(" ", "") if " " in one.brand else f"The {one.brand}")


def _unplaced(rng: Random, one: Title) -> Title:
    """The country comes in or goes out."""
    return replace(one, place="" if one.place else rng.choice(("International", "Group")))


CHANGES: tuple[Callable[[Random, Title], object], ...] = (
    _respelled, _reformed, _formless, _mistyped, _untraded, _short, _joined, _unplaced,
)  # fmt: skip
WEIGHTS = (22, 8, 18, 26, 8, 5, 6, 7)
