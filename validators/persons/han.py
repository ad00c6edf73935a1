"""Is a text in Han characters a full name? By the list of surnames, and by how long names are.

Measured on 16,203 Han names of disclosed officers: 2 characters 4,777, 3 characters 11,408, 4 characters 17, and one
with a dot; all but six begin with a common surname, and those six are listed now.
"""

import re
from functools import cache

from validators.data import lines
from validators.persons import organisations
from validators.persons.kind import Kind

HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af〇々"
ALL_HAN = re.compile(f"[{HAN}]+")
SHORTEST, USUAL, MOST, LONGEST = 2, 3, 4, 8  # characters; LONGEST is a foreign name spelt in Han characters

_DOTTED = re.compile(f"[{HAN}]+(?:[·•・.‧][{HAN}]+)+")
_SENTENCE = re.compile(r"(?<!阿)不|[没请的是了在找打问拒]|电话|联系|微信|客户|转接|接听|姓名|名字|知道|一个")
_BY_SURNAME = re.compile(r".{0,4}姓(?!名).{1,2}|.{1,2}姓.{0,4}")  # 老板姓沈
_CALLED = frozenset("总董工哥姐叔姨嫂爷局处队导")  # behind a surname; behind two characters they may be a given name
_CALLING = frozenset("老小大阿")


def judge(plain: str) -> Kind:
    """Judge a text in simplified characters that holds at least one Han character."""
    if _DOTTED.fullmatch(plain):
        return Kind.FULL
    if organisations.is_ministry(plain):
        return Kind.ORGANISATION
    if not ALL_HAN.fullmatch(plain):
        return Kind.UNUSUAL if re.search(r"\d", plain) else Kind.FULL  # a name in two scripts
    if _begins_like_a_name(plain):
        return Kind.FULL
    if len(plain) > LONGEST or (len(plain) >= USUAL and _SENTENCE.search(plain)):
        return Kind.NO_NAME
    return Kind.UNUSUAL


def is_called(plain: str) -> bool:
    """Whether somebody is only called by a surname: 王, 王总, 欧阳总, 小李, 阿强, 老板姓沈."""
    if len(plain) <= 1 or plain in compounds() or _BY_SURNAME.fullmatch(plain):
        return True
    head, last = plain[:-1], plain[-1]
    if last in _CALLED and (head in surnames() or head in compounds()):
        return True
    return len(plain) == SHORTEST and head in _CALLING and last in surnames()


def _begins_like_a_name(plain: str) -> bool:
    if plain[:2] in compounds():
        return USUAL <= len(plain) <= MOST
    if plain[0] not in surnames():
        return False
    return SHORTEST <= len(plain) <= USUAL or (len(plain) == MOST and plain[1] in surnames())


@cache
def surnames() -> frozenset[str]:
    """Surnames of one character."""
    return frozenset("".join(lines("surnames.txt")))


@cache
def compounds() -> frozenset[str]:
    """Surnames of two characters."""
    return frozenset(" ".join(lines("compound_surnames.txt")).split())
