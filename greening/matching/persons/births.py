"""When was somebody born, and how far are two dates of birth apart? As tables write days, wrong ones too.

A date is kept as its digits, so that 1985-02-30, which is no day, is still one slip away from 1985-02-20.
"""

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from greening.matching.packing import Packed
from validators.text import clean

THIS_CENTURY = 26
"""A year of two digits up to here is 20xx, above it 19xx: few of those born a hundred years ago are customers."""

UNKNOWN = "00"
MONTHS = {
    name: f"{number:02}"
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2}))?(?!\d)")
YEAR_LAST = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})(?!\d)")
NAMED = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?[\s-]+)?([a-z]{3})[a-z]*\.?[\s,-]+(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4}|\d{2})(?!\d)"
)
LAST_MONTH = 12


class Birth(Packed, frozen=True):
    """A day as YYYYMMDD; 00 for what is not known. `open` where it could as well be the other way round: 3/4/1970."""

    digits: str
    open: bool = False

    @property
    def year(self) -> str:
        return self.digits[:4]

    @property
    def day(self) -> str:
        """Day and month whatever their order, so that 3/4 and 4/3 are found together."""
        return self.year + "".join(sorted((self.digits[4:6], self.digits[6:])))

    @property
    def is_whole(self) -> bool:
        return self.digits[6:] != UNKNOWN

    @property
    def swapped(self) -> str:
        return self.year + self.digits[6:] + self.digits[4:6]


@lru_cache(maxsize=65536)
def read(text: str) -> Birth | None:
    """Read a date of birth; None where no year can be found.

    >>> read("Mar 1 1970"), read("3/1/70"), read("20/8/1991").digits, read("1984")
    (Birth(digits='19700301', open=False), Birth(digits='19700301', open=True), '19910820', Birth(digits='19840000', open=False))
    """
    plain = clean(text).casefold()
    if match := YEAR_FIRST.match(plain):
        return Birth(f"{match[1]}{int(match[2]):02}{int(match[3] or 0):02}")
    if match := YEAR_LAST.match(plain):
        return _of_year_last(int(match[1]), int(match[2]), match[3])
    if (match := NAMED.match(plain)) and match[2] in MONTHS:
        return Birth(f"{_year(match[4])}{MONTHS[match[2]]}{int(match[1] or match[3] or 0):02}")
    digits = "".join(char for char in plain if char.isdecimal())
    return Birth(f"{digits:0<8}") if len(digits) in (4, 6, 8) and plain.startswith(digits) else None


def level(left: Birth, right: Birth) -> str:
    """What two dates say: ``same``, ``swapped``, ``near``, ``part`` or ``differs``."""
    if left.digits == right.digits:
        return "same" if left.is_whole else "part"
    if left.digits == right.swapped:
        return "same" if left.open != right.open else "swapped"
    if not (left.is_whole and right.is_whole):
        return "part" if left.year == right.year else "differs"
    if OSA.distance(left.digits, right.digits, score_cutoff=1) <= 1:
        return "near"
    parts = zip(_parts(left), _parts(right), strict=True)
    return "part" if sum(one == other for one, other in parts) > 1 else "differs"


def _parts(birth: Birth) -> tuple[str, str, str]:
    return birth.year, birth.digits[4:6], birth.digits[6:]


def _of_year_last(first: int, second: int, year: str) -> Birth:
    """Month first where both orders could be, which is marked; otherwise as it can only be."""
    month, day = (second, first) if first > LAST_MONTH >= second else (first, second)
    return Birth(f"{_year(year)}{month:02}{day:02}", open=first != second and max(first, second) <= LAST_MONTH)


def _year(text: str) -> str:
    if len(text) > len(UNKNOWN):
        return text
    return f"20{text}" if int(text) <= THIS_CENTURY else f"19{text}"
