"""What is still to be asked about a record, what is asked first, and what does an answer change?

One question a field of the score. The way to the key person comes first, because nothing passes without it; then whatever
the score misses most. Nothing typed is refused for being doubtful: judging says so beside it.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any

from greening.domain import credits as ledger
from greening.domain.changes import LISTS, TEXTS, is_contact, values
from greening.domain.refusals import BadValue
from validators import FieldScore, Level, Score, Settings, fields, regions
from validators.record import Answer, DecisionRole, Identifier, KeyPerson, Record


class Said(StrEnum):
    """An answer: a value, that there is none, that it could not be found out; or what came of a call to a number."""

    VALUE = "value"
    HAS_NONE = "has_none"
    NOT_FOUND = "not_found"
    REACHED = "reached"
    NO_ANSWER = "no_answer"
    WRONG_NUMBER = "wrong_number"
    DO_NOT_CALL = "do_not_call"
    UNDO = "undo"


class Kind(StrEnum):
    """Text is typed, a choice is tapped; a call is made, and what came of it is tapped."""

    TEXT = "text"
    CHOICE = "choice"
    CALL = "call"


CALLS = frozenset({Said.REACHED, Said.NO_ANSWER, Said.WRONG_NUMBER, Said.DO_NOT_CALL})
NAMED = frozenset({Said.VALUE, Said.HAS_NONE, Said.NOT_FOUND})
"""Answers about what a field holds."""
ASKED_ELSEWHERE = frozenset({"contact.visit"})
"""A follow-up is no value: it is written on the page of the record."""
HAS_NONE = frozenset({"company_id", "short_name", "website", "phone", "email"})
"""What a company may be without, beside everything in its archive: an address or an industry each of them has."""
NAME, ROLE, PHONE, EMAIL = (f"{fields.KEY_PERSON}.{key}" for key in ("name", "role", "phone", "email"))
REGION = "place.region"
CHAIN = (NAME, PHONE, EMAIL)
"""The way to the key person, in the order in which it is found."""
NOBODY = "key_persons"
"""Where an answer stands while no key person is named."""
LISTED = re.compile(r"(?P<list>(?:.+\.)?(?:phones|emails|ids|former_names))\[(?P<at>\d+)\]$")
OF_PERSON = re.compile(
    r"key_persons\[(?P<at>\d{1,2})\]\.(?P<field>name|title|role|phones\[\d{1,2}\]|emails\[\d{1,2}\])$"
)
OF_PROFILE = re.compile(r"profile\.(?P<name>\w+)$")


@dataclass(frozen=True, slots=True)
class Question:
    """One field to ask for. `field` is its name in the score, `path` where the value goes, `stands` what is there now.

    `points` are what it pays once it is proven, of 100 for the whole record.
    """

    field: str
    path: str
    kind: Kind
    stands: str
    level: Level
    points: Decimal
    may_have_none: bool


@dataclass(frozen=True, slots=True)
class Known:
    """How a field of the score stands: what it says, how true that is; `is_open` where it is still to be asked for."""

    field: str
    path: str
    value: str
    answer: str
    level: Level
    points: Decimal
    is_open: bool


def questions(
    record: Record, score: Score, settings: Settings, *, own: Collection[str], said: Mapping[str, Said]
) -> tuple[Question, ...]:
    """What is left to ask somebody, the most valuable first.

    A field is asked for while nothing is said of it, and once more where a rule doubts what somebody else wrote. `said`
    are the asked person's own last answers by path, `own` the paths of what they wrote: of that they have been told.
    """
    known = values(record)
    found: list[tuple[tuple[int, float], Question]] = []
    for name, one in scored(score):
        asked = _question(name, one, known, settings)
        if asked and _is_open(one, asked, own, said):
            found.append((_rank(asked, one, score), asked))
        elif asked and name == PHONE and one.level is Level.PLAUSIBLE and said.get(one.path) not in CALLS:
            found.append(((0, 0), replace(asked, kind=Kind.CALL)))
    return tuple(question for _, question in sorted(found, key=lambda one: one[0]))


def known(record: Record, score: Score, settings: Settings, asked: Collection[str]) -> tuple[Known, ...]:
    """Every field of the score as it stands, in the order of the form; `asked` are the names of those still asked for."""
    return tuple(
        Known(
            name,
            *_said(record, name, one.path),
            str(record.answers.get(one.path, "")),
            one.level,
            ledger.points(_value_path(name, one.path), settings),
            name in asked or (one.path == NOBODY and NAME in asked),
        )
        for name, one in scored(score)
    )


def scored(score: Score) -> Iterator[tuple[str, FieldScore]]:
    """The fields of a score that can be asked for, by name: ``key_person.phone``."""
    for section in score.sections:
        for one in section.fields:
            if (name := f"{section.key}.{one.key}") not in ASKED_ELSEWHERE:
                yield name, one


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


def may_have_none(field: str) -> bool:
    """Whether "has none" is an answer to a question about this field of the score."""
    section, _, key = field.partition(".")
    return key in HAS_NONE or (section != fields.KEY_PERSON and fields.is_profile(key))


def is_dialled(path: str) -> bool:
    """Whether a number stands there that can be called."""
    return is_contact(path) and "emails[" not in path


def _said(record: Record, name: str, path: str) -> tuple[str, str]:
    """Where a field says something and what; a region that only the address tells is that of the address."""
    if name == REGION and path == "address":
        return "region", regions.find(record.address, country=record.country).code
    return path, values(record).get(path, "")


def _question(name: str, one: FieldScore, known: Mapping[str, str], settings: Settings) -> Question | None:
    """None for what cannot be asked yet: how to reach somebody of whom not even the name is known."""
    if one.path == NOBODY and name != NAME:
        return None
    path = _value_path(name, one.path)
    kind = Kind.CHOICE if name == ROLE else Kind.TEXT
    points = ledger.points(path, settings)
    return Question(name, path, kind, known.get(path, ""), one.level, points, may_have_none(name))


def _value_path(name: str, path: str) -> str:
    if path == NOBODY:
        return (
            f"{NOBODY}[0].{'phones[0]' if name == PHONE else 'emails[0]' if name == EMAIL else name.partition('.')[2]}"
        )
    if name == ROLE:
        return f"{path.rpartition('.')[0]}.role"
    return f"{path}[0]" if path.endswith(("phones", "emails", "ids")) else path


def _is_open(one: FieldScore, asked: Question, own: Collection[str], said: Mapping[str, Said]) -> bool:
    if one.level >= Level.PLAUSIBLE:
        return False
    if not one.answered:
        return True
    return bool(asked.stands) and one.path not in own and said.get(asked.path) not in NAMED


def _rank(asked: Question, one: FieldScore, score: Score) -> tuple[int, float]:
    """The chain to the key person where it has a gap, then by the points that are missing; of equals as in the form."""
    if asked.field in CHAIN and not _is_reachable(score):
        return (0, CHAIN.index(asked.field) if asked.field != NAME or one.path == NOBODY else len(CHAIN))
    return (1, one.got - one.of)


def _is_reachable(score: Score) -> bool:
    return any(one.level >= Level.PLAUSIBLE for name, one in scored(score) if name in {PHONE, EMAIL})


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
