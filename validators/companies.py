"""Is what stands in the company field the name of a company?"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache

from validators import persons, regions
from validators.data import lines
from validators.fault import Fault
from validators.finding import Finding, Severity
from validators.names import LATIN_FORMS, normalise
from validators.persons import Kind
from validators.record import KeyPerson, Record
from validators.settings import Settings
from validators.text import clean, is_vacant, simplified

BLOCKER, WARNING, HINT = Severity
VALUE = ("value",)

FAULTS: tuple[Fault, ...] = (
    Fault(
        "company.placeholder",
        BLOCKER,
        VALUE,
        "Typed to get past the field: a test, a sample, keys in a row. There is no such company.",
        "测试公司",
        "苏州测试仪器有限公司",
    ),
    Fault(
        "company.masked", WARNING, VALUE, "Part of the name is hidden.", "苏州某某机械有限公司", "苏州澜序机械有限公司"
    ),
    Fault("company.too_short", WARNING, ("value", "shortest"), "Too short to be told from others.", "本", "本田"),
    Fault(
        "company.person",
        WARNING,
        VALUE,
        "A person stands where the company belongs.",
        Record(company="沈砚秋", key_persons=(KeyPerson("沈砚秋"),)),
        Record(company="沈砚秋服装店", key_persons=(KeyPerson("沈砚秋"),)),
    ),
    Fault(
        "company.not_a_name",
        WARNING,
        VALUE,
        "A number, a mail or a website stands where the company belongs.",
        "13926580147",
        "58同城",
    ),
    Fault(
        "company.no_legal_form",
        HINT,
        VALUE,
        "Not a registered name, more likely a short one: the legal form is missing.",
        "澜序机械",
        "澜序机械厂",
    ),
)
BY_CODE = {fault.code: fault for fault in FAULTS}

_MASK = re.compile(r"[*×]{2,}|某|x(?<![a-z]x)x+(?![a-z])|[_#?]{3,}|[□○◯●]{2,}")
_TRIAL = re.compile(
    r"(?:测试|演示|示例|样例|试用|虚拟|模拟|虚构|test|demo|dummy|sample|fake|example)(?:一下|勿动|用)?[a-z\d]?"
    r"(?:公司|客户|企业|数据|账号|有限公司|店铺|门店|商户|单位|company|customer|client|account|ltd|inc)?[\da-z#_-]{0,4}"
    r"|(?:我们?的?|本|贵|[甲乙丙]方|[a-z]|某某?|默认|临时|待定|潜在|新|老|空|无|没有|散|现金|零售|个人|未知|不详|n/?a)(?:公司|客户|企业|单位|商户)[\da-z#_-]{0,3}"
    r"|(?:客户|公司|企业|单位|商户|customer|client|company)[\da-z#_-]{1,3}"
)
_TOTAL = re.compile(r"(?:合计|总计|小计|共计|grandtotal|subtotal)[\d家户条个笔元]*")
_NOT_A_NAME = re.compile(
    r"[+\d\s()./-]*(?:\d[\s()./-]*){7}|\S+@\S+|(?:https?:|www\.)\S*|\d{4}[-年/.]\d{1,2}(?:[-月/.]\d{0,2}日?)?|\d+\.\d+|\d+(?:\.\d+)?[万亿元]元?"
    r"|(?:统一)?(?:社会)?(?:信用)?(?:代码|税号)?:?(?=(?:\D*\d){8})[\da-z]{18}|.{2,}[省市区县镇乡].*[路街道巷弄村]\d+(?:-\d+)?号(?:.{0,4}\d+[室层楼])?"
)
_KEY_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz")
_COUNTS = ("01234567890", "09876543210")
_MASHED = 4  # keys in a row: KLM and DFG are companies
_COUNTED = 3  # digits in a row
_ALIKE = 3  # one character over and over
_AGAIN = re.compile(r"(\w{3})\1+")  # asdasd, 123123
_LONGEST_FILLER = 26  # characters that somebody takes the trouble to type for nothing
_ABBREVIATION = re.compile(r"[a-z]{2,3}")
_REGISTERED = re.compile(r"公司(?:\(.{2,8}\))?$|.{3} (?:ltd|inc|llc|gmbh|corp)\.?$")
"""How most registered names end: what such a name is need not be asked."""
_HAN_FORM = re.compile(
    r"公司|集团|企业|合伙|合作社|商会|个体|株式会社|有限会社|合同会社|合资会社|法人|\(株\)|주식회사|\(주\)|유한회사|công ty|บริษัท|شركة"
)
_CLOSING = re.compile(r"[)\]】]+$")
_LONGEST_BODY = 6  # characters of an ending
_LATIN = re.compile(r"[A-Za-z]")  # beside Han characters it is a brand: SAP产品
_SHORT_NAME = 2  # characters
_POLITE = frozenset("总董哥姐")
_INTRODUCED = re.compile(r"(?:法人|老板|负责人|联系人|店主)[:\s]*")
_DOTS = re.compile(r"(?<=\w)\.(?=\w\b)|\.")


_NO_COMPANY = ((_NOT_A_NAME.fullmatch, "company.not_a_name"), (_MASK.search, "company.masked"))


def check(record: Record, settings: Settings) -> Iterator[Finding]:
    """At most one finding about the company name, the most telling first; a missing name is `record.missing_name`."""
    name = clean(record.company)
    if is_vacant(name):
        return
    plain = simplified(name).casefold()
    if code := _fault(name, plain, record, settings):
        shortest = {"shortest": settings.companies.shortest} if code == "company.too_short" else {}
        found = BY_CODE[code].at("company", value=record.company, **shortest)
        may_be = code == "company.placeholder" and _ABBREVIATION.fullmatch(plain)
        yield replace(found, severity=WARNING) if may_be else found


def has_legal_form(name: str) -> bool:
    """Whether a cleaned name says what kind of body it is: 有限公司, 厂, Ltd., GmbH, university."""
    plain = simplified(name).casefold()
    if _HAN_FORM.search(plain):
        return True
    if not plain.isascii():
        ending = _CLOSING.sub("", plain)
        if any(ending[-size:] in _han_bodies() for size in range(1, _LONGEST_BODY + 1) if size < len(ending)):
            return True
    words = re.findall(r"\w+", _DOTS.sub("", plain.replace("/", "")))
    return any(word in LATIN_FORMS or word in _latin_bodies() for word in words)


def _fault(name: str, plain: str, record: Record, settings: Settings) -> str:
    """The code of what is wrong with a name, the most telling first; empty where nothing is."""
    if _is_placeholder(plain, settings):
        return "company.placeholder"
    if code := next((code for pattern, code in _NO_COMPANY if pattern(plain)), ""):
        return code
    return "" if _REGISTERED.search(plain) else _unregistered(name, plain, record, settings)


def _unregistered(name: str, plain: str, record: Record, settings: Settings) -> str:
    if sum(map(str.isalnum, plain)) < settings.companies.shortest:
        return "company.too_short"
    if _is_person(name, record, settings):
        return "company.person"
    if has_legal_form(name):
        return ""
    return "company.not_a_name" if _is_region(plain) else "company.no_legal_form"


def _is_region(plain: str) -> bool:
    """Whether a name says a province, a city or a county and nothing else."""
    place = regions.find(plain) if plain[-1] in "省市区县" else None
    return place is not None and bool(place.code) and not place.rest


def _is_placeholder(plain: str, settings: Settings) -> bool:
    bare = "".join(filter(str.isalnum, plain))
    if bare in _placeholders(settings):
        return True
    if len(bare) > _LONGEST_FILLER:
        return False
    if _TRIAL.fullmatch("".join(plain.split())):
        return True
    if _TOTAL.fullmatch(bare) or (len(bare) >= _ALIKE and len(set(bare)) == 1):
        return True
    if again := _AGAIN.fullmatch(bare):
        bare = again[1]
        return any(bare in row for row in (*_KEY_ROWS, *_COUNTS))
    return _is_within(bare, _KEY_ROWS, _MASHED) or _is_within(bare, _COUNTS, _COUNTED)


def _is_within(bare: str, rows: tuple[str, ...], shortest: int) -> bool:
    return len(bare) >= shortest and any(bare in row for row in rows)


def _is_person(name: str, record: Record, settings: Settings) -> bool:
    """Whether the name is that of somebody called by surname and title, or of one of the record's own persons.

    A full name alone proves nothing: brands are formed like names (王老吉, 华为, 李宁). Nor do two characters that could
    be a nickname (小米) or a short name (徐工).
    """
    if introduced := _INTRODUCED.match(name):
        return persons.reading(name[introduced.end() :], settings).kind in {Kind.FULL, Kind.NOT_FULL}
    found = persons.reading(name, settings)
    if found.kind is Kind.NOT_FULL and (name.isascii() or not _LATIN.search(name)):
        return found.has_contact or len(found.name) > _SHORT_NAME or found.name[-1] in _POLITE
    if found.kind is not Kind.FULL or not record.key_persons:
        return False
    key = normalise(name)
    return any(normalise(person.name) == key for person in record.key_persons)


@cache
def _han_bodies() -> frozenset[str]:
    return frozenset(" ".join(lines("han_bodies.txt")).split())


@cache
def _latin_bodies() -> frozenset[str]:
    return frozenset(" ".join(lines("latin_bodies.txt")).split())


@lru_cache(maxsize=16)
def _placeholders(settings: Settings) -> frozenset[str]:
    return frozenset("".join(filter(str.isalnum, word)) for word in settings.words["placeholder_companies"])
