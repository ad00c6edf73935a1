"""What does a company's name say? Its parts: place, brand, trade, legal form, branch, number."""

import re
import unicodedata

from greening.matching.organisations import han, latin
from greening.matching.organisations.parts import Name
from validators.text import clean, folded, simplified

_HAN = re.compile(r"[\u3400-\u9fff]")

LONGEST = 200
"""Characters that are read: what stands behind is no name, and reading it would take long."""

__all__ = ["Name", "parse"]


def parse(typed: str) -> Name:
    """Take a name apart; an empty one has no parts.

    >>> parse("蘇州瀾序機械有限公司吳江分公司").brand, parse("The Larkmoor Trading Co., Ltd.").words
    ('澜序', ('larkmoor', 'trading'))
    """
    text = typed[:LONGEST]
    plain = folded(text)
    if _HAN.search(plain):
        return han.parse(plain)
    if " " not in plain:  # capitals may tell where they were lost
        plain = latin.spread(simplified(clean(text))).casefold()
    return latin.parse(_unaccented(plain))


def _unaccented(plain: str) -> str:
    if plain.isascii():
        return plain
    apart = unicodedata.normalize("NFKD", plain.replace("ø", "o").replace("ł", "l").replace("ß", "ss"))
    return "".join(character for character in apart if not unicodedata.combining(character))
