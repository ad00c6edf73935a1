"""What does a record lack? An answer ("has none", "could not find out") is not empty."""

from collections.abc import Callable, Iterator, Mapping
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
_CONTACTS = frozenset({"phone", "email"})
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
    """One field of the record itself that is not of the profile, and what is said where it is empty.

    `has_own_vacancy` marks fields whose own rules speak up when they hold a word for nothing; in the others such a word
    is the same as empty.
    """

    key: str
    path: str
    read: Callable[[Record], fields.Values]
    has_own_vacancy: bool
    missing: Finding


class _Schema(NamedTuple):
    """What a record can lack but for its name, without which it is none; of the profile the keys alone."""

    columns: tuple[_Column, ...]
    profile: tuple[str, ...]


def check(record: Record, phones: Readings, settings: Settings, stated: Mapping[str, str]) -> Iterator[Finding]:
    """Name what is empty and unanswered, field by field of the schema; profile fields together.

    `stated` is that of `fields`.
    """
    unreachable = not _is_reachable(record, phones) and not record.answers.keys() & {"phones", "emails"}
    if unreachable:
        yield BY_CODE["record.missing_contact"].at("phones")
    if "company" not in stated:
        yield BY_CODE["record.missing_name"].at("company")
    schema = _schema(settings)
    for column in schema.columns:
        is_told = unreachable and column.key in _CONTACTS
        if column.key not in stated and not is_told and _is_lacking(record, column):
            yield column.missing
    if profile := _lacking_profile(record, schema.profile, stated):
        yield _missing_profile(profile)
    for path, answer in record.answers.items():
        if answer is Answer.NOT_FOUND:
            yield BY_CODE["record.not_found"].at(path)


def _is_reachable(record: Record, phones: Readings) -> bool:
    if any(number.is_usable for found in phones.values() for number in found):
        return True
    if any(map(mails.fold, record.emails)):
        return True
    return any(mails.fold(mail) for person in record.key_persons for mail in person.emails)


def _is_lacking(record: Record, column: _Column) -> bool:
    """Whether a field that says nothing has neither an answer nor a word for nothing that its own rules speak of."""
    if column.path in record.answers:
        return False
    return not (column.has_own_vacancy and any(clean(value) for _, value in column.read(record)))


def _lacking_profile(record: Record, keys: tuple[str, ...], stated: Mapping[str, str]) -> tuple[str, ...]:
    if not record.profile and not record.answers:
        return keys
    return tuple([key for key in keys if key not in stated and fields.empty_place(key).path not in record.answers])


@lru_cache(maxsize=1024)
def _missing_profile(keys: tuple[str, ...]) -> Finding:
    return BY_CODE["record.missing_profile"].at("profile", fields=keys)


@lru_cache(maxsize=64)
def _schema(settings: Settings) -> _Schema:
    own = [one.key for one in settings.fields if one.section != fields.KEY_PERSON and one.key != "company"]
    plain = (key for key in own if not fields.is_profile(key))
    return _Schema(tuple(map(_column, plain)), tuple(filter(fields.is_profile, own)))


def _column(key: str) -> _Column:
    path, missing = fields.empty_place(key).path, BY_CODE[fields.missing_code(key)]
    return _Column(key, path, fields.reader(key), key in _OWN_VACANCY, Finding(missing.code, path, missing.severity))
