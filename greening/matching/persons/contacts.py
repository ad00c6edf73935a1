"""Which numbers and addresses reach or name somebody? Ids, phones and mails as typed, made comparable."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from rapidfuzz.distance import OSA

from greening.matching.persons.person import PersonalId
from validators import phones
from validators.text import clean, is_vacant

LINE = 7
"""Last digits of a number that stay the same whether it was typed with area and country or without."""
SHORTEST_ID = 4
MAIL = re.compile(r"[^\s<>\"',;:()]+@[^\s<>\"',;:()]+\.[^\s<>\"',;:()]+")


@lru_cache(maxsize=65536)
def numbers(field: str, country: str) -> tuple[str, ...]:
    """Every phone number of a field: E.164 where it can be dialled, else its digits, if there are enough of them."""
    read = phones.read(field, country=country)
    if any(number.e164 for number in read):
        return tuple(dict.fromkeys(number.e164 for number in read if number.e164))
    digits = "".join(char for char in clean(field) if char.isdecimal()).lstrip("0")
    return (digits,) if len(digits) >= LINE else ()


def mails(fields: Iterable[str]) -> tuple[str, ...]:
    """Every mail address, lower case, without the name that mail programs put before it."""
    found = (mail for field in fields for mail in MAIL.findall(clean(field).casefold()))
    return tuple(dict.fromkeys(found))


def ids(given: Iterable[PersonalId]) -> Iterator[tuple[str, str]]:
    """Kind and value of every id that says anything, letters and digits only."""
    for one in given:
        text = clean(one.value)
        value = "".join(filter(str.isalnum, text.casefold()))
        if len(value) >= SHORTEST_ID and not is_vacant(text) and len(set(value)) > 1:
            yield one.kind, value


def is_comparable(one: str, other: str) -> bool:
    """Whether two ids are of one kind, as far as they say."""
    return one == other or not one or not other


@lru_cache(maxsize=65536)
def id_level(one: str, other: str) -> str:
    """What two ids of a kind say: ``same``, ``near`` (one slip) or ``differs``."""
    if one == other:
        return "same"
    return "near" if len(one) == len(other) and OSA.distance(one, other, score_cutoff=1) <= 1 else "differs"
