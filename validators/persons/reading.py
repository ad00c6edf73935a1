"""What does somebody mean by what stands in a name field? A full name, half a name, a title, a company, nobody?

Real fields hold more than a name: numbers, remarks in brackets, a title around the name, two persons, characters that a
code page lacked and that were taken apart ("陸(方方土)舟"), Japanese names, Latin ones, and names in two scripts.
"""

import re
from dataclasses import replace
from functools import cache, lru_cache

from validators.data import lines
from validators.names import normalise
from validators.persons import contacts, han, letters, organisations
from validators.persons.han import ALL_HAN
from validators.persons.kind import NAMED, Kind, Reading
from validators.persons.placeholders import JOINING, is_placeholder, title, title_begins, title_ends, title_words
from validators.text import changed, clean, is_vacant, simplified

APART = 3  # components, at most, into which a missing character is taken

_LETTERS = re.compile(r"[^\W\d_]")
_LATIN_NAME = re.compile(r"[a-z]+(?:[ .-][a-z]+)?")
_BRACKETS = re.compile(r"\s*[(\[【<《]([^()\[\]【】<>《》]*)[)\]】>》]\s*")
_BETWEEN = re.compile(r"\s*[/\\、,;&+|]\s*|(?<=\S)(?:以?及|与|和)(?=\S)")
_VACANCY = re.compile(
    r"待(?:补|聘|定|选|任|派|公告|确认|董事会|股东会|推选|遴选|改选|提名|核|查|招|委任|完善|更新|跟进)|[暂空悬从出]缺|暂[无由时未]|尚[未缺]"
    r"|未(?:定|聘|设|填|派|补|到任|任命|公布|提供|透露|知|核实|登记|问到|找到|查到)|[没未](?:有)?(?:查|问|找|拿)到|(?:招聘|遴选|选任|改选)中|离职|不设|无此|职缺"
)
_BEGINS_A_VACANCY = "待暂空悬从出尚未没招遴选改离不无职"
"""With what every one of them begins."""
_VACANCY_LATIN = re.compile(
    r"\bvacan|to be (?:appoint|announc|confirm|advis|determin|elect)|not (?:yet )?(?:been )?appoint|unfilled|position open"
)
_ADDRESS = re.compile(r"(?i)@|https?:|\bwww\.")
_LABEL = re.compile(r"^(?:姓名|联系人|名字|name|contact)\s*:\s*", re.IGNORECASE)
_BESIDE = " /,:、·|-"
"""What people put between a name and a title."""
_AROUND = " ,;:-?!。."

_TAIL = re.compile(r"(?<=[^\W\d_])(?:\s*\d{1,3}|[\s,/-]+[男女])$")
"""A sex, or what a system puts behind the second of two equal names: 沈砚秋2."""
_REMARK = frozenset("男女代兼新旧原")
_OFFICE = r"(?:c[efto]o|gm|vp)"
_LATIN_TITLE = re.compile(rf"^{_OFFICE}(?![a-z])[\s:/-]*|[\s/-]*(?<![a-z]){_OFFICE}$")
_ADDRESSED = "様样氏"
_BEHIND = re.compile(rf"(?<=.{{3}})[总收]$|(?<=.)(?:さん|さま|[{_ADDRESSED}]|sir)$")
"""What stands behind a name without being a title: an office called short, a Japanese or Cantonese form of address."""
_POLITE = re.compile(r"(?:さん|さま|[様样])$")


def key(field: str) -> str:
    """Whom a name field names, as two names are compared; empty where it names nobody that one can ask for."""
    return field if _is_plain(field, frozenset()) else _key(field)


@lru_cache(maxsize=16384)  # some names many have
def _key(field: str) -> str:
    return normalise(named(field))


def named(field: str) -> str:
    """The name of whom a name field names; empty where it names nobody that one can ask for."""
    if _is_plain(field, frozenset()):  # nothing is cleaned or taken off
        return field
    found = read(field)
    return found.name if found.kind in NAMED else ""


@lru_cache(maxsize=16384)
def read(field: str, placeholders: frozenset[str] = frozenset()) -> Reading:
    """Read a name field as typed. `placeholders` are words for nobody: simplified, lower case, without blanks.

    >>> read("沈硯秋經理"), read("王经理").kind, read("承嶼投資股份有限公司").kind
    (Reading(kind=<Kind.FULL: 1>, name='沈硯秋', has_title=True, has_contact=False), <Kind.NOT_FULL: 5>, <Kind.ORGANISATION: 7>)
    """
    text = clean(field)
    name = contacts.without(text)
    if name == text or not _LETTERS.search(name):
        return _settled(_read(text, placeholders), placeholders)
    found = _settled(_read(name, placeholders), placeholders)
    return replace(found, name=found.name or (name if found.kind in NAMED else ""), has_contact=True)


def _settled(found: Reading, placeholders: frozenset[str]) -> Reading:
    """The reading with every title off its name, so that a name that was offered is offered as it stands."""
    while found.has_title and found.kind is Kind.FULL:
        again = _read(found.name, placeholders)
        if again.kind is not Kind.FULL or not again.has_title:
            break
        found = again
    return found


def _read(text: str, placeholders: frozenset[str]) -> Reading:
    return Reading(Kind.FULL, text) if _is_plain(text, placeholders) else _read_slowly(text, placeholders)


def _is_plain(text: str, placeholders: frozenset[str]) -> bool:
    """Whether a text is what most fields hold, a Chinese name of two or three characters, and nothing in it can be else."""
    return (
        _plain().fullmatch(text) is not None
        and text[0] != text[1]
        and title_words().isdisjoint((text[:2], text[1:]))
        and text not in _no_names()
        and text not in placeholders
    )


@cache
def _plain() -> re.Pattern[str]:
    """A surname and one or two characters more, of which none by itself or by where it stands tells anything else."""
    never = "".join((changed(), _BEGINS_A_VACANCY, han.NEVER, *JOINING, "某姓么"))  # as 什么
    behind = "".join((*han.CALLED, *han.PERHAPS_CALLED, organisations.MINISTRY_ENDS, _ADDRESSED))
    surnames = "".join(sorted(han.surnames() - han.CALLING - set(never)))
    return re.compile(rf"[{surnames}][^\x00-\u4dff\ua000-\U0010ffff{never}{behind}]{{1,2}}")


@cache
def _no_names() -> frozenset[str]:
    """Words of two or three characters for nobody, and what somebody is only called by."""
    return title_words() | han.compounds() | letters.addressed("alone") | frozenset(lines("vacancies.txt"))


def _read_slowly(text: str, placeholders: frozenset[str]) -> Reading:
    plain = simplified(text).casefold()
    if not text or is_vacant(text) or _is_vacancy(plain):
        return Reading(Kind.VACANT if text else Kind.EMPTY)
    if is_placeholder(plain, placeholders):
        return Reading(Kind.PLACEHOLDER)
    if organisations.is_organisation(plain):
        return Reading(Kind.ORGANISATION, organisations.representative(text))
    if not _LETTERS.search(text) or _ADDRESS.search(text):
        return Reading(Kind.NO_NAME)
    return _several(text) or _one(text)


def _is_vacancy(plain: str) -> bool:
    """Whether a text says that an office has nobody."""
    return bool(_VACANCY_LATIN.search(plain) or (not plain.isascii() and _VACANCY.search(plain)))


def _several(text: str) -> Reading | None:
    """Two or more persons, of whom one at least has a full Han name; or each is called by a surname."""
    if not ALL_HAN.search(text):
        return Reading(Kind.SEVERAL, text) if letters.several(text) else None
    parts = [part for part in _BETWEEN.split(text) if part]
    if len(parts) == 1 and ALL_HAN.fullmatch(text.replace(" ", "")):
        parts = text.split()
    if len(parts) == 1 or any(not ALL_HAN.search(part) or title().fullmatch(simplified(part)) for part in parts):
        return None
    if any(len(part) == 1 for part in parts) or _is_one_name(text):
        return None
    kinds = {_one(part).kind for part in parts}
    if kinds == {Kind.NOT_FULL}:
        return Reading(Kind.NOT_FULL, text)
    return Reading(Kind.SEVERAL, text) if Kind.FULL in kinds and kinds <= {Kind.FULL, Kind.NOT_FULL} else None


def _is_one_name(text: str) -> bool:
    """Whether a text without blanks is a name, though it holds a word for "and": 呼和巴特尔."""
    return bool(ALL_HAN.fullmatch(text)) and han.judge(simplified(text)) is Kind.FULL


def _one(text: str) -> Reading:
    """One person, after what stands in brackets has been taken out."""
    if not ALL_HAN.search(text):
        return letters.read(text)
    text = _LABEL.sub("", text)
    name = " ".join(_BRACKETS.sub(_unbracketed, text).split()).strip(_AROUND)
    remarked = "〇" not in name and any(not _is_nickname(found[1]) for found in _BRACKETS.finditer(text))
    if not ALL_HAN.search(name):
        return letters.read(name)
    if tail := _TAIL.search(name):
        name, remarked = name[: tail.start()], True
    name = name.replace(" ", "") if ALL_HAN.fullmatch(name.replace(" ", "")) else name
    plain = simplified(name).casefold()
    if len(name) != len(plain):  # folding changed the length: no way back to the typed characters
        name = plain
    found = _inside(name, plain)
    return Reading(found.kind, found.name, found.has_title or remarked)


def _inside(name: str, plain: str) -> Reading:
    """The person behind an opening title, or before one that closes."""
    if latin := _LATIN_TITLE.search(plain):
        beside = slice(latin.end(), None) if latin.start() == 0 else slice(None, latin.start())
        if ALL_HAN.search(plain[beside]):
            return replace(_inside(name[beside], plain[beside]), has_title=True)
    opening = _title_before().match(plain) if plain[0] in title_begins() else None
    if opening and opening.end() < len(plain):
        rest = plain[opening.end() :]
        if len(rest) > 1 or rest in han.surnames():
            behind = _before_title(name[opening.end() :], rest)
            if behind.kind in {Kind.FULL, Kind.NOT_FULL}:
                return Reading(behind.kind, behind.name, has_title=True)
    return _before_title(name, plain)


def _unbracketed(bracket: re.Match[str]) -> str:
    """Nothing for a remark; a stand-in for a character that was taken apart into those in the bracket; the name behind
    a nickname: Tony(沈砚秋).
    """
    inner, before = simplified(bracket[1].strip()), bracket.string[: bracket.start()].rstrip()
    if not ALL_HAN.search(before) and len(inner) > 1 and han.judge(inner) is Kind.FULL:
        return f" {bracket[1]} "
    stands_in_a_name = before.endswith(")") or ALL_HAN.fullmatch(before[-1:])
    is_remark = title().search(inner) or inner in _REMARK or (len(inner) > 1 and han.is_called(inner))
    apart = ALL_HAN.fullmatch(inner) and len(inner) <= APART and not is_remark
    return "〇" if apart and stands_in_a_name else " "


def _is_nickname(inner: str) -> bool:
    """Whether what stands in a bracket is a name in letters beside the Han one."""
    plain = inner.strip().casefold()
    return plain.isascii() and bool(_LATIN_NAME.fullmatch(plain)) and not letters.is_title(plain)


def _before_title(name: str, plain: str) -> Reading:
    """Take titles off the end until a name is left; somebody called by surname and title has no full name."""
    if han.is_called(plain) or (plain[-1] in han.CALLED and _LATIN_NAME.fullmatch(plain[:-1])):
        return Reading(Kind.NOT_FULL, name)
    if found := _before_form(name, plain) or _before_titles(name, plain):
        return found
    kind = han.judge(plain)
    is_department = kind is not Kind.FULL and organisations.is_department(plain)
    return Reading(Kind.ORGANISATION) if is_department or kind is Kind.ORGANISATION else Reading(kind, name)


def _before_form(name: str, plain: str) -> Reading | None:
    """Who is meant before a form of address that is no title (沈砚秋总, 佐藤さん)."""
    behind = _BEHIND.search(plain)
    rest = plain[: behind.start()].rstrip() if behind else ""
    if not rest:
        return None
    if han.is_called(rest) or (rest in han.japanese() and _POLITE.search(plain)):
        return Reading(Kind.NOT_FULL, name)
    return Reading(Kind.FULL, name[: len(rest)], has_title=True) if han.judge(rest) is Kind.FULL else None


def _before_titles(name: str, plain: str) -> Reading | None:
    for start in range(1, len(plain)) if plain[-1] in title_ends() else ():
        if not title().fullmatch(plain, start):
            continue
        rest = plain[:start].rstrip(_BESIDE)
        if kind := _called_by_title(rest, plain[start:]):
            return Reading(kind, name)
        if han.judge(rest) is Kind.FULL:
            return Reading(Kind.FULL, name[: len(rest)], has_title=True)
    return None


def _called_by_title(rest: str, titles: str) -> Kind | None:
    """What somebody is named who is only called by these titles; None where a whole name may stand before them."""
    if letters.is_title(rest):
        return Kind.PLACEHOLDER
    if rest in han.surnames() and titles in _perhaps_given():
        return Kind.UNUSUAL
    is_abroad = rest in han.japanese() and rest[0] not in han.surnames()
    return Kind.NOT_FULL if han.is_called(rest) or is_abroad or _LATIN_NAME.fullmatch(rest) else None


@cache
def _perhaps_given() -> frozenset[str]:
    return frozenset(" ".join(lines("titles_like_given_names.txt")).split())


@cache
def _title_before() -> re.Pattern[str]:
    return re.compile(rf"{title().pattern}[{re.escape(_BESIDE)}]*")
