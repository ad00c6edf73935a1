"""What does a record lack? An answer ("has none", "could not find out") is not empty."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from validators import fields, mails
from validators.fault import Fault
from validators.finding import Finding, Severity
from validators.phones import Readings
from validators.record import Answer, Identifier, KeyPerson, Record, Visit
from validators.settings import Settings
from validators.text import clean

BLOCKER, WARNING, HINT = Severity
_NAMED = Record(company="苏州澜序机械有限公司")
_OWN_VACANCY = frozenset({"phone", "email", "website", "address"})


def _lacks(key: str, summary: str, whole: Record) -> Fault:
    return Fault(fields.missing_code(key), HINT, (), summary, Record(phones=("13926580147",)), whole)


FAULTS: tuple[Fault, ...] = (
    Fault(
        "record.missing_name",
        BLOCKER,
        (),
        "No company is named: nothing can be done with the record.",
        Record(phones=("13926580147",)),
        _NAMED,
    ),
    Fault(
        "record.missing_contact",
        WARNING,
        (),
        "No number and no mail by which anybody at the company can be reached.",
        Record(company="苏州澜序机械有限公司", phones=("13800138000",)),
        Record(company="苏州澜序机械有限公司", key_persons=(KeyPerson("沈砚秋", phones=("13926580147",)),)),
    ),
    _lacks("company_id", "Without an id nothing proves which company it is.", Record(ids=(Identifier("28934512"),))),
    _lacks("short_name", "What people call the company and search by is not said.", Record(short_name="澜序")),
    _lacks("website", "The website is not said.", Record(website="www.lanxu.example")),
    _lacks("region", "Neither region nor address say where the company is.", Record(address="江苏省苏州市虎丘区")),
    _lacks("address", "There is no address to visit.", Record(address="江苏省苏州市虎丘区浒墅关路18号")),
    _lacks("industry", "The industry is not said.", Record(industry="机械")),
    _lacks("business", "What the company does is not said.", Record(business="输送线部件的加工")),
    _lacks("scale", "How large the company is, is not said.", Record(scale="20-99人")),
    Fault(
        "record.missing_phone",
        HINT,
        (),
        "Persons can be called, but the company itself has no number.",
        Record(key_persons=(KeyPerson("沈砚秋", phones=("13926580147",)),)),
        Record(phones=("0512-62658014",)),
    ),
    _lacks("email", "The company itself has no mail.", Record(emails=("info@lanxu.example",))),
    _lacks("visit", "Nobody has written down a contact with the company.", Record(visits=(Visit("采购经理要样品"),))),
    Fault(
        "record.missing_profile",
        HINT,
        ("fields",),
        "Parts of the archive of market and means are empty.",
        _NAMED,
        Record(
            profile=dict.fromkeys(
                ("goods", "brands", "sales_volume", "advertising", "staff", "vehicles", "premises", "warehouse"), "有"
            ),
            answers={"profile.capital": Answer.HAS_NONE},
        ),
    ),
    Fault(
        "record.not_found",
        HINT,
        (),
        "Somebody has looked and could not find it out; it counts as answered and earns nothing.",
        Record(answers={"website": Answer.NOT_FOUND}),
        Record(answers={"website": Answer.HAS_NONE}),
    ),
)
BY_CODE = {fault.code: fault for fault in FAULTS}


class _Column(NamedTuple):
    """One field of the record itself: how it is read off, and what is said where it is empty.

    `has_own_vacancy` marks fields whose own rules speak up when they hold a word for nothing; in the others such a word
    is the same as empty.
    """

    key: str
    path: str
    read: Callable[[Record], fields.Values]
    has_own_vacancy: bool
    is_profile: bool
    missing: Finding


def check(record: Record, phones: Readings, settings: Settings) -> Iterator[Finding]:
    """Name what is empty and unanswered, field by field of the schema; profile fields together."""
    unreachable = not _is_reachable(record, phones) and not record.answers.keys() & {"phones", "emails"}
    if unreachable:
        yield BY_CODE["record.missing_contact"].at("phones")
    if not fields.says(record.company):
        yield BY_CODE["record.missing_name"].at("company")
    lacking = [column for column in _columns(settings) if _is_lacking(record, column)]
    for column in lacking:
        if not column.is_profile and not (unreachable and column.key in {"phone", "email"}):
            yield column.missing
    if profile := tuple([column.key for column in lacking if column.is_profile]):
        yield BY_CODE["record.missing_profile"].at("profile", fields=profile)
    for path, answer in record.answers.items():
        if answer is Answer.NOT_FOUND:
            yield BY_CODE["record.not_found"].at(path)


def _is_reachable(record: Record, phones: Readings) -> bool:
    if any(map(mails.fold, record.emails)):
        return True
    if any(number.is_usable for found in phones.values() for number in found):
        return True
    return any(mails.fold(mail) for person in record.key_persons for mail in person.emails)


def _is_lacking(record: Record, column: _Column) -> bool:
    values = () if column.is_profile and not record.profile else column.read(record)
    if not values:
        return column.path not in record.answers
    if fields.says(values[0][1]) or column.path in record.answers:
        return False
    return not any((clean if column.has_own_vacancy else fields.says)(value) for _, value in values)


@lru_cache(maxsize=64)
def _columns(settings: Settings) -> tuple[_Column, ...]:
    """Fields of the schema that a record can lack but for its name, without which it is none."""
    own = (field.key for field in settings.fields if field.section != fields.KEY_PERSON and field.key != "company")
    return tuple(map(_column, own))


def _column(key: str) -> _Column:
    path = fields.empty_place(key).path
    missing = BY_CODE[fields.missing_code(key)] if not fields.is_profile(key) else BY_CODE["record.missing_profile"]
    return _Column(
        key,
        path,
        fields.reader(key),
        key in _OWN_VACANCY,
        fields.is_profile(key),
        Finding(missing.code, path, missing.severity),
    )
