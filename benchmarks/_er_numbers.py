"""Which phone number may an invented company have, and how is one number typed by different people?"""

from dataclasses import dataclass
from random import Random

from benchmarks import _er_slips, _er_words

DIGITS = "0123456789"


@dataclass(frozen=True, slots=True)
class Number:
    """A number in its parts: calling code of the country, trunk prefix, area code, local number."""

    country: str
    trunk: str
    area: str
    local: str

    @property
    def is_mobile(self) -> bool:
        return not self.area


def han(rng: Random, area_code: str) -> Number:
    """Seven of ten are mobile."""
    if rng.random() < MOBILE:
        return Number("86", "", "", rng.choice(_er_words.MOBILES) + _digits(rng, 8))
    length = 7 if area_code in _er_words.SEVEN_DIGITS else 8
    return Number("86", "0", area_code[1:], rng.choice("25678") + _digits(rng, length - 1))


MOBILE = 0.7


def latin(rng: Random, city: tuple[str, str, str, str, str, int]) -> Number:
    """A landline of a city."""
    _, _, country, area, leading, length = city
    trunk = "" if country in WITHOUT_TRUNK else "0"
    return Number(country, trunk, area, rng.choice(leading) + _digits(rng, length - 1))


WITHOUT_TRUNK = frozenset({"1", "34", "39", "65"})


def typed(rng: Random, number: Number, *, abroad: bool) -> str:
    """The number as somebody types it; `abroad` always with its country, since nobody would know it else."""
    slipped = rng.random() < SLIP
    local = _er_slips.swapped(rng, number.local) if slipped else number.local
    form = rng.randrange(3 if abroad else 6)
    national = f"{number.area}{local}"
    if form == 0:
        return f"+{number.country}{national}"
    if form == 1:
        return f"+{number.country} {number.area} {local}".replace("  ", " ")
    if form == 2:
        return f"00{number.country} {national}"
    if number.is_mobile:
        return (local, f"{local[:3]}-{local[3:7]}-{local[7:]}", f"{local[:3]} {local[3:7]} {local[7:]}")[form - 3]
    return (f"{number.trunk}{number.area}-{local}", number.trunk + national, f"({number.trunk}{number.area}){local}")[
        form - 3
    ]


SLIP = 0.055
"""Share of numbers with two digits in the wrong order."""


def mistyped_id(rng: Random, code: str) -> str:
    return _er_slips.replaced(rng, code, DIGITS)


def _digits(rng: Random, count: int) -> str:
    return f"{rng.randrange(10**count):0{count}d}"


def person(rng: Random, *, is_han: bool) -> str:
    """A name of somebody, some more common than others."""
    if not is_han:
        return f"{_er_slips.common(rng, _er_words.FIRST_NAMES, 1.3)} {_er_slips.common(rng, _er_words.LAST_NAMES, 1.3)}"
    given = rng.choice(_er_words.GIVEN) + (rng.choice(_er_words.GIVEN) if rng.random() < TWO_GIVEN else "")
    return _er_slips.common(rng, _er_words.SURNAMES) + given


TWO_GIVEN = 0.75
