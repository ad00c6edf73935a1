"""What does somebody mean by what stands in a name field? A full name, half a name, a title, a company, nobody?

Real fields hold more than a name: remarks in brackets, a title around the name, two persons, characters that a code page
lacked and that were taken apart ("陸(方方土)舟"), Japanese names, Latin ones, and names in two scripts.
"""

import re
from functools import cache, lru_cache

from validators.persons import han, organisations
from validators.persons.han import ALL_HAN
from validators.persons.kind import Kind, Reading
from validators.persons.placeholders import is_placeholder, title, title_begins, title_ends
from validators.text import clean, is_vacant, simplified

APART = 3  # components, at most, into which a missing character is taken

_LETTERS = re.compile(r"[^\W\d_]")
_LATIN_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LATIN_NAME = re.compile(r"[a-z]+")
_BRACKETS = re.compile(r"\s*[(\[【<《]([^()\[\]【】<>《》]*)[)\]】>》]\s*")
_BETWEEN = re.compile(r"\s*[/、,;&+|]\s*|(?<=\S)(?:以?及|与|和)(?=\S)")
_VACANCY = re.compile(
    r"待(?:补|聘|定|选|任|派|公告|确认|董事会|股东会|推选|遴选|改选|提名|核|查|招|委任|完善|更新)|[暂空悬从出]缺|暂[无由时未]|尚[未缺]"
    r"|未(?:定|聘|设|填|派|补|到任|任命|公布|提供|透露|知)|(?:招聘|遴选|选任|改选)中|离职|不设|无此|职缺"
    r"|\bvacan|to be (?:appoint|announc|confirm|advis|determin|elect)|not (?:yet )?(?:been )?appoint|unfilled|position open"
)
_ADDRESS = re.compile(r"(?i)@|https?:|\bwww\.")
_BESIDE = " /,:、·|-"
"""What people put between a name and a title."""

_REMARK = frozenset("男女代兼新旧原")
_ADDRESSED = re.compile(
    r"(?:mrs?|ms|miss|mister|sir|madam|boss|manager|director|dr|prof|professor|uncle|auntie?)\b\.?\s*"
)


@lru_cache(maxsize=16384)
def read(field: str, placeholders: frozenset[str] = frozenset()) -> Reading:
    """Read a name field as typed. `placeholders` are words for nobody: simplified, lower case, without blanks.

    >>> read("沈硯秋經理"), read("王经理").kind, read("承嶼投資股份有限公司").kind
    (Reading(kind=<Kind.FULL: 1>, name='沈硯秋', has_title=True), <Kind.NOT_FULL: 5>, <Kind.ORGANISATION: 7>)
    """
    text = clean(field)
    plain = simplified(text).casefold()
    if not text or is_vacant(text) or _VACANCY.search(plain):
        return Reading(Kind.VACANT if text else Kind.EMPTY)
    if is_placeholder(plain, placeholders):
        return Reading(Kind.PLACEHOLDER)
    if organisations.is_organisation(plain):
        return Reading(Kind.ORGANISATION, organisations.representative(text))
    if not _LETTERS.search(text) or _ADDRESS.search(text):
        return Reading(Kind.NO_NAME)
    return _several(text) or _one(text)


def _several(text: str) -> Reading | None:
    """Two or more persons, each with a full Han name, or each called by a surname."""
    parts = [part for part in _BETWEEN.split(text) if part]
    if len(parts) == 1 and ALL_HAN.fullmatch(text.replace(" ", "")):
        parts = text.split()
    if len(parts) == 1 or any(not ALL_HAN.search(part) or title().fullmatch(simplified(part)) for part in parts):
        return None
    kinds = {_one(part).kind for part in parts}
    if kinds == {Kind.NOT_FULL} and all(len(part) > 1 for part in parts):
        return Reading(Kind.NOT_FULL, text)
    return Reading(Kind.SEVERAL, text) if kinds == {Kind.FULL} else None


def _one(text: str) -> Reading:
    """One person, after what stands in brackets has been taken out."""
    name = " ".join(_BRACKETS.sub(_unbracketed, text).split()).strip(" ,;:-")
    remarked = "(" in text and "〇" not in name
    if not ALL_HAN.search(name):
        return _in_letters(name)
    name = name.replace(" ", "") if ALL_HAN.fullmatch(name.replace(" ", "")) else name
    plain = simplified(name).casefold()
    if len(name) != len(plain):  # folding changed the length: no way back to the typed characters
        name = plain
    opening = _title_before().match(plain) if plain[0] in title_begins() else None
    if opening and opening.end() < len(plain):
        behind = _before_title(name[opening.end() :], plain[opening.end() :])
        if behind.kind in {Kind.FULL, Kind.NOT_FULL}:
            return Reading(behind.kind, behind.name, has_title=True)
    found = _before_title(name, plain)
    return Reading(found.kind, found.name, found.has_title or remarked)


def _unbracketed(bracket: re.Match[str]) -> str:
    """Nothing for a remark; a stand-in for a character that was taken apart into those in the bracket."""
    inner, before = simplified(bracket[1].strip()), bracket.string[: bracket.start()].rstrip()
    stands_in_a_name = before.endswith(")") or ALL_HAN.fullmatch(before[-1:])
    is_remark = title().search(inner) or inner in _REMARK or (len(inner) > 1 and han.is_called(inner))
    apart = ALL_HAN.fullmatch(inner) and len(inner) <= APART and not is_remark
    return "〇" if apart and stands_in_a_name else " "


def _before_title(name: str, plain: str) -> Reading:
    """Take titles off the end until a name is left; somebody called by surname and title has no full name."""
    if han.is_called(plain):
        return Reading(Kind.NOT_FULL, name)
    for start in range(1, len(plain)) if plain[-1] in title_ends() else ():
        if title().fullmatch(plain, start):
            rest = plain[:start].rstrip(_BESIDE)
            if han.is_called(rest) or _LATIN_NAME.fullmatch(rest):
                return Reading(Kind.NOT_FULL, name)
            if han.judge(rest) is Kind.FULL:
                return Reading(Kind.FULL, name[: len(rest)], has_title=True)
    kind = han.judge(plain)
    is_department = kind is not Kind.FULL and organisations.is_department(plain)
    return Reading(Kind.ORGANISATION) if is_department or kind is Kind.ORGANISATION else Reading(kind, name)


def _in_letters(name: str) -> Reading:
    """A name in letters: one word is half of it; behind "Mr" or "Boss" too."""
    addressed = _ADDRESSED.match(name.casefold())
    words = _LATIN_WORD.findall(name[addressed.end() :] if addressed else name)
    if len(words) > 1 or not name.isascii():
        return Reading(Kind.FULL, name)
    return Reading(Kind.NOT_FULL if addressed or len(name) == 1 else Kind.GIVEN_ONLY, name)


@cache
def _title_before() -> re.Pattern[str]:
    return re.compile(rf"{title().pattern}[{re.escape(_BESIDE)}]*")
