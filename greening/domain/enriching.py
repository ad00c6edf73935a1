"""What is still to be asked about a record, what is asked first, and what does an answer change?

One question a field of the score. The way to the key person comes first, because nothing passes without it; then whatever
the score misses most. Nothing typed is refused for being doubtful: judging says so beside it.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from greening.domain import credits as ledger
from greening.domain.changes import values
from validators import FieldScore, Level, Score, Settings, fields, regions
from validators.record import Record


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


def may_have_none(field: str) -> bool:
    """Whether "has none" is an answer to a question about this field of the score."""
    section, _, key = field.partition(".")
    return key in HAS_NONE or (section != fields.KEY_PERSON and fields.is_profile(key))


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
