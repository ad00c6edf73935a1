"""Is what stands in the company field the name of a company?"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from validators import persons
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

_MASK = re.compile(r"[*×]{2,}|某|(?<![a-z])x{2,}(?![a-z])|[_#?]{3,}")
_TRIAL = re.compile(
    r"(?:test|demo|dummy|sample|测试|演示|示例|样例|试用)(?:公司|客户|企业|数据|账号|有限公司)?[\d_#-]*"
)
_TOTAL = re.compile(r"(?:合计|总计|小计|共计|grandtotal|subtotal)[\d家户条个笔元]*")
_NOT_A_NAME = re.compile(r"[+\d\s()./-]*(?:\d[\s()./-]*){7}|\S+@\S+|(?:https?:|www\.)\S*")
_KEY_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz")
_COUNTS = ("01234567890", "09876543210")
_MASHED = 4  # keys in a row: KLM and DFG are companies
_COUNTED = 3  # digits in a row
_ALIKE = 3  # one character over and over
_ABBREVIATION = re.compile(r"[a-z]{2,3}")
_HAN_FORM = re.compile(
    r"公司|集团|企业|合伙|合作社|会社|商会|[厂店铺行馆部院所社局坊城场站园轩阁居楼堂屋斋庄吧汇会]$|中心|工作室|学校|大学|学院|中学|小学|幼儿园|医院|诊所"
    r"|银行|政府|协会|基金|超市|酒店|宾馆|农场|个体|주식회사|\(주\)|유한회사"
)
_LATIN = re.compile(r"[A-Za-z]")  # beside Han characters it is a brand: SAP产品
_SHORT_NAME = 2  # characters
_POLITE = frozenset("总董哥姐")
_DOTS = re.compile(r"(?<=\w)\.(?=\w\b)|\.")


def check(record: Record, settings: Settings) -> Iterator[Finding]:
    """At most one finding about the company name, the most telling first; a missing name is `record.missing_name`."""
    name = clean(record.company)
    if is_vacant(name):
        return
    plain = simplified(name).casefold()
    if _is_placeholder(plain, settings):
        found = BY_CODE["company.placeholder"].at("company", value=record.company)
        yield replace(found, severity=WARNING) if _ABBREVIATION.fullmatch(plain) else found
    elif _NOT_A_NAME.fullmatch(plain):
        yield BY_CODE["company.not_a_name"].at("company", value=record.company)
    elif _MASK.search(plain):
        yield BY_CODE["company.masked"].at("company", value=record.company)
    elif sum(map(str.isalnum, plain)) < settings.companies.shortest:
        yield BY_CODE["company.too_short"].at("company", value=record.company, shortest=settings.companies.shortest)
    elif _is_person(name, record, settings):
        yield BY_CODE["company.person"].at("company", value=record.company)
    elif not has_legal_form(name):
        yield BY_CODE["company.no_legal_form"].at("company", value=record.company)


def has_legal_form(name: str) -> bool:
    """Whether a cleaned name says what kind of body it is: 有限公司, 厂, Ltd., GmbH, university."""
    plain = simplified(name).casefold()
    if _HAN_FORM.search(re.sub(r"[)\]】]+$", "", plain)):
        return True
    words = re.findall(r"\w+", _DOTS.sub("", plain.replace("/", "")))
    return any(word in LATIN_FORMS for word in words)


def _is_placeholder(plain: str, settings: Settings) -> bool:
    bare = "".join(filter(str.isalnum, plain))
    if bare in _words(settings.words["placeholder_companies"]) or _TRIAL.fullmatch("".join(plain.split())):
        return True
    if _TOTAL.fullmatch(bare) or (len(bare) >= _ALIKE and len(set(bare)) == 1):
        return True
    return _is_within(bare, _KEY_ROWS, _MASHED) or _is_within(bare, _COUNTS, _COUNTED)


def _is_within(bare: str, rows: tuple[str, ...], shortest: int) -> bool:
    return len(bare) >= shortest and any(bare in row for row in rows)


def _is_person(name: str, record: Record, settings: Settings) -> bool:
    """Whether the name is that of somebody called by surname and title, or of one of the record's own persons.

    A full name alone proves nothing: brands are formed like names (王老吉, 华为, 李宁). Nor do two characters that could
    be a nickname (小米) or a short name (徐工).
    """
    found = persons.reading(name, settings)
    if found.kind is Kind.NOT_FULL and (name.isascii() or not _LATIN.search(name)):
        return len(found.name) > _SHORT_NAME or found.name[-1] in _POLITE
    key = normalise(name)
    return found.kind is Kind.FULL and any(normalise(person.name) == key for person in record.key_persons)


@lru_cache(maxsize=16)
def _words(listed: tuple[str, ...]) -> frozenset[str]:
    return frozenset("".join(filter(str.isalnum, word)) for word in listed)
