"""What does an answer change in a record, and how is it put back?

A value stands at a path of the form; where there is none an answer may stand in its place.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from greening.domain.changes import LISTS, TEXTS, is_contact, values
from greening.domain.enriching import CALLS, NOBODY, Said
from greening.domain.refusals import BadValue
from validators import fields, regions
from validators.record import Answer, CustomerKind, DecisionRole, Identifier, KeyPerson, Record

LISTED = re.compile(r"(?P<list>(?:.+\.)?(?:phones|emails|ids|former_names))\[(?P<at>\d+)\]$")
OF_PERSON = re.compile(
    r"key_persons\[(?P<at>\d{1,2})\]\.(?P<field>name|title|role|phones\[\d{1,2}\]|emails\[\d{1,2}\])$"
)
OF_PROFILE = re.compile(r"profile\.(?P<name>\w+)$")


def read(path: str, typed: str, record: Record) -> str:
    """The value that somebody means who typed this: a region by its name, a role by its code.

    Raises: BadValue, where nothing was typed or no record can hold it.
    """
    value = typed.strip()
    if path == "region":
        code = (
            value if value.isascii() and regions.is_known(value) else regions.find(value, country=record.country).code
        )
        value = code if value else ""
    if not value or (path.endswith(".role") and value not in set(DecisionRole)):
        raise BadValue(field=path, value=typed.strip())
    return value


def answered(record: Record, path: str, said: Said, value: str = "") -> Record:
    """The record after an answer about the field at `path`.

    A value takes the place of what stood there and of an answer that there is none. That there is none empties the field.
    That it could not be found out leaves what stands there. Raises: BadValue, for a path that no record has.
    """
    place = answer_path(record, path)
    others = {one: answer for one, answer in record.answers.items() if one not in {place, path}}
    if said is Said.VALUE:
        return replace(put(record, path, value), answers=others)
    kept = put(record, path, "") if said is Said.HAS_NONE else put(record, path, values(record).get(path, ""))
    if _says(kept, place):
        return replace(kept, answers=others)
    return replace(kept, answers=others | {place: Answer(said.value)})


def still_says(record: Record, said: Said, path: str, value: str, before: Mapping[str, Any]) -> bool:
    """Whether the field at `path` is still as an answer left it; `before` is what stood there until then."""
    stands, answer = values(record).get(path, ""), record.answers.get(before["place"], "")
    if said is Said.VALUE:
        return stands == value
    if said is Said.HAS_NONE:
        return answer == said.value or (bool(before["value"]) and not _holds(record, path, before["value"]))
    if said is Said.NOT_FOUND:
        return answer == said.value or stands == before["value"]
    return not _holds(record, path, before["value"]) if said is Said.WRONG_NUMBER else stands == before["value"]


def restored(record: Record, said: Said, path: str, before: Mapping[str, Any]) -> Record:
    """The record with what stood at `path` before an answer; what the answer took out of a list comes in again there."""
    if said in CALLS and said is not Said.WRONG_NUMBER:
        return record
    value, place = before["value"], before["place"]
    is_out = bool(value) and said in {Said.HAS_NONE, Said.WRONG_NUMBER}
    back = _inserted(record, path, value, before["persons"]) if is_out else put(record, path, value)
    others = {one: answer for one, answer in back.answers.items() if one not in {place, path}}
    return replace(back, answers=others | ({place: Answer(before["answer"])} if before["answer"] else {}))


def put(record: Record, path: str, value: str) -> Record:
    """The record with another value at `path`; an empty one takes the value away, and what comes after it moves up.

    Raises: BadValue, for a path that no form has.
    """
    if path == "kind" and value not in set(CustomerKind):
        raise BadValue(field=path, value=value)
    if path in TEXTS:
        texts: dict[str, Any] = {path: value}
        return replace(record, **texts)
    if (one := OF_PROFILE.match(path)) and one["name"]:
        return replace(record, profile=_without_empty({**record.profile, one["name"]: value}))
    if one := OF_PERSON.match(path):
        return _put_person(record, int(one["at"]), one["field"], value)
    if (one := LISTED.match(path)) and one["list"] == "ids":
        return replace(record, ids=_placed(record.ids, int(one["at"]), Identifier(value) if value else None))
    if one and one["list"] in LISTS:
        lists: dict[str, Any] = {one["list"]: _placed(getattr(record, one["list"]), int(one["at"]), value or None)}
        return replace(record, **lists)
    raise BadValue(field="path", value=path)


def answer_path(record: Record, path: str) -> str:
    """Where an answer is kept that stands in place of a value at `path`: at its list, or while nobody is named at all."""
    if path.startswith(NOBODY) and not any(True for _ in fields.persons(record)):
        return NOBODY
    one = LISTED.match(path)
    return one["list"] if one else path


def is_dialled(path: str) -> bool:
    """Whether a number stands there that can be called."""
    return is_contact(path) and "emails[" not in path


def _says(record: Record, place: str) -> bool:
    """Whether any value stands in the field whose answers are kept at `place`."""
    return any(one == place or one.startswith(f"{place}[") for one in values(record))


def _holds(record: Record, path: str, value: str) -> bool:
    """Whether the value stands in the field that `path` is of, at whichever place of a list."""
    one = LISTED.match(path)
    begins = f"{one['list']}[" if one else path
    return any(stands == value and at.startswith(begins) for at, stands in values(record).items())


def _inserted(record: Record, path: str, value: str, persons: int) -> Record:
    """The record with a value where it was taken out; its key person too, who of `persons` had nothing else."""
    if (of_person := OF_PERSON.match(path)) and len(record.key_persons) < persons:
        at = int(of_person["at"])
        record = replace(record, key_persons=(*record.key_persons[:at], KeyPerson(), *record.key_persons[at:]))
    one = LISTED.match(path)
    if one is None or path not in values(record):
        return put(record, path, value)
    return _inserted(put(record, path, value), f"{one['list']}[{int(one['at']) + 1}]", values(record)[path], 0)


def _put_person(record: Record, at: int, field: str, value: str) -> Record:
    persons = list(record.key_persons)
    person = persons[at] if at < len(persons) else KeyPerson()
    if one := LISTED.match(field):
        lists: dict[str, Any] = {one["list"]: _placed(getattr(person, one["list"]), int(one["at"]), value or None)}
        person = replace(person, **lists)
    else:
        texts: dict[str, Any] = {field: DecisionRole(value) if field == "role" else value}
        person = replace(person, **texts)
    persons[at : at + 1] = [person] if person != KeyPerson() else []
    return replace(record, key_persons=tuple(persons))


def _placed(listed: tuple[Any, ...], at: int, value: Any) -> tuple[Any, ...]:
    """The list with `value` at a place, or as its last; None takes away what stands there."""
    return (*listed[:at], *([] if value is None else [value]), *listed[at + 1 :])


def _without_empty(profile: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in profile.items() if value}
