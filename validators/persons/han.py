"""Is a text in Han characters a full name? By the lists of surnames, and by how long names are.

Measured on 16,203 Han names of disclosed officers: 2 characters 4,777, 3 characters 11,408, 4 characters 17, and one
with a dot; all but six begin with a common surname, and those six are listed now.
"""

import re
from functools import cache

from validators.data import lines
from validators.persons import organisations
from validators.persons.kind import Kind
from validators.text import simplified

HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af〇々"
ALL_HAN = re.compile(f"[{HAN}]+")
DOTS = "·•・.‧⋅∙●˙･"
"""What people type between the parts of a name from a minority or abroad; full-width stops are folded before."""
SHORTEST, USUAL, MOST, LONGEST = 2, 3, 4, 8  # characters; LONGEST is a foreign name spelt in Han characters
LONGEST_GIVEN_ABROAD = 3  # characters of a Japanese given name: 佐藤健, 山田花子, 東原春太郎

_DOTTED = re.compile(rf"(?:[A-Za-z]\s*[{DOTS}]\s*)*[{HAN}]+(?:\s*[{DOTS}]\s*(?:[{HAN}]+|[A-Za-z]))*")
_SENTENCE = re.compile(r"(?<!阿)不|[没请的是在找打问拒]|电话|联系|微信|客户|转接|接听|姓名|名字|知道|一个")
NEVER = "的吗呢啥"
_NEVER_IN_A_NAME = re.compile(rf"[{NEVER}]|什么")
_BY_SURNAME = re.compile(r".{0,4}姓(?!名).{1,2}|.{1,2}姓.{0,4}")  # 老板姓沈
CALLED = frozenset("总董工哥姐叔姨嫂爷局处队导婶秘兄老")
"""Behind a surname; behind two characters they may be a given name."""
CALLING = frozenset("老小大阿")
PERHAPS_CALLED = frozenset("太师伯")  # 陈太 is a wife in Hong Kong, 吴师 a craftsman in Chengdu; all may be names


def judge(plain: str) -> Kind:
    """Judge a text in simplified characters that holds at least one Han character."""
    if _is_dotted(plain):
        return Kind.FULL
    if organisations.is_ministry(plain):
        return Kind.ORGANISATION
    if not ALL_HAN.fullmatch(plain):
        return Kind.UNUSUAL if re.search(r"\d", plain) else Kind.FULL  # a name in two scripts
    return _judge_han(plain)


def _judge_han(plain: str) -> Kind:
    if len(plain) == SHORTEST and plain[1] in PERHAPS_CALLED:
        return Kind.UNUSUAL
    if (begins_like_a_name(plain) and not _NEVER_IN_A_NAME.search(plain)) or _is_of_known_parts(plain):
        return Kind.FULL
    if len(plain) > LONGEST or (len(plain) >= USUAL and _SENTENCE.search(plain)):
        return Kind.NO_NAME
    return Kind.UNUSUAL


def is_called(plain: str) -> bool:
    """Whether somebody is only called by a surname: 王, 王总, 欧阳总, 小李, 老李头, 老板姓沈."""
    if len(plain) <= 1 or plain in compounds() or _BY_SURNAME.fullmatch(plain):
        return True
    head, last = plain[:-1], plain[-1]
    if last in CALLED and is_surname(head):
        return True
    if plain[0] not in CALLING:
        return False
    called = plain[1:-1] if last == "头" else plain[1:]
    return len(called) == 1 and called in surnames()


def is_surname(plain: str) -> bool:
    """Whether the text is a Chinese surname of one or two characters."""
    return plain in surnames() or plain in compounds()


def begins_like_a_name(plain: str) -> bool:
    """Whether a surname stands first and what follows is as long as a given name."""
    if plain[:2] in compounds() and USUAL <= len(plain) <= MOST + 1:
        return len(plain) <= MOST or ALL_HAN.fullmatch(plain[2:]) is not None
    if plain[0] in surnames() and (len(plain) <= USUAL or (len(plain) == MOST and plain[1] in surnames())):
        return len(plain) >= SHORTEST
    return any(1 <= len(plain) - size <= LONGEST_GIVEN_ABROAD and plain[:size] in japanese() for size in (2, 3))


def _is_dotted(plain: str) -> bool:
    return any(dot in plain for dot in DOTS) and bool(_DOTTED.fullmatch(plain))


def _is_of_known_parts(plain: str) -> bool:
    return SHORTEST <= len(plain) <= LONGEST and bool(_of_parts().fullmatch(plain))


@cache
def _of_parts() -> re.Pattern[str]:
    parts = sorted(" ".join(lines("minority_name_parts.txt")).split(), key=len, reverse=True)
    first = (part for part in parts if len(part) > 1)
    return re.compile(rf"(?:{'|'.join(first)})(?:{'|'.join(parts)})*")


@cache
def surnames() -> frozenset[str]:
    """Surnames of one character."""
    return frozenset("".join(lines("surnames.txt")))


@cache
def compounds() -> frozenset[str]:
    """Surnames of two characters."""
    return frozenset(" ".join(lines("compound_surnames.txt")).split())


@cache
def japanese() -> frozenset[str]:
    """Surnames of Japan, in simplified characters."""
    return frozenset(simplified(" ".join(lines("japanese_surnames.txt"))).split())
