"""What are the parts of a company's name?"""

from collections.abc import Iterator
from operator import add

from greening.matching.packing import Packed


class Name(Packed, frozen=True):
    """A name taken apart, folded: simplified characters, lower case.

    `whole` is the name without blanks and signs, legal forms written one way. `head` is a Chinese name up to its form, with
    the place that it begins with; `core` is it without that place;
    `brand` the core without `trades`. `words` are those of a name in letters. `places` are region codes that the name
    says. `branch` is what stands behind the head office's name, `ordinals` the numbers that tell one of several apart.
    `letters` are pairs of characters that a Chinese name may be shortened to, or is: 南钢 of 南京钢铁. `sound` is how its brand is
    said, syllable by syllable; `initials` are what a short name is, and how the words of a long one begin.
    """

    whole: str = ""
    core: str = ""
    brand: str = ""
    trades: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    form: str = ""
    branch: str = ""
    ordinals: tuple[str, ...] = ()
    is_han: bool = False
    head: str = ""
    letters: tuple[str, ...] = ()
    sound: str = ""
    initials: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.whole)


def grams(core: str) -> Iterator[str]:
    """Pairs of neighbouring characters."""
    return map(add, core, core[1:])


def in_length(one: str, other: str) -> bool:
    """Whether the first of two texts is the shorter one, of equally long ones the one that an alphabet has first."""
    return (len(one), one) <= (len(other), other)
