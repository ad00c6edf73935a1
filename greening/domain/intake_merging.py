"""What stands in a record after a row about it has been taken over? Given values overwrite, or only gaps are filled.

Nothing gets lost because a file does not mention it: a number, a mail or a key person that the row does not give stays,
and a company that now goes by another name keeps the old one as a former name.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from greening.domain.intake import Mode
from validators import company_ids, names
from validators.record import DecisionRole, Identifier, KeyPerson, Record, Visit
from validators.text import clean

TEXTS = ("short_name", "region", "address", "website", "industry", "scale", "business", "kind")


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a record stands in selling: whose it is (None is the public pool), how far, and when they talk."""

    owner_id: int | None = None
    stage: str = ""
    next_contact_on: date | None = None
    last_contact_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What a file can say of a company. `record.visits` are the follow-up notes, newest first."""

    record: Record
    placement: Placement = Placement()


def taken_over(stored: Standing, given: Standing, mode: Mode) -> Standing:
    """What stands after a row; equal to `stored` where it says nothing new, and in `Mode.CREATE`.

    An owner is given only to what lies in the pool: taking a customer from somebody is not for a file to do.
    """
    if mode is Mode.CREATE:
        return stored
    record = merged(stored.record, given.record, mode)
    visits = (*new_visits(stored.record, given.record), *record.visits)
    return Standing(replace(record, visits=visits), _placed(stored.placement, given.placement, mode))


def new_visits(stored: Record, given: Record) -> tuple[Visit, ...]:
    """The notes of the row that are not there: the same words at the same time are one visit."""
    known = {(_folded(visit.note), visit.at) for visit in stored.visits}
    return tuple(visit for visit in given.visits if (_folded(visit.note), visit.at) not in known)


def merged(stored: Record, given: Record, mode: Mode) -> Record:
    """The form of the record after a row, visits left as they are."""
    company, former = _names(stored, given, mode)
    texts: dict[str, Any] = {name: _text(getattr(stored, name), getattr(given, name), mode) for name in TEXTS}
    profile = {key: _text(stored.profile.get(key, ""), value, mode) for key, value in given.profile.items()}
    return replace(
        stored,
        **texts,
        company=company,
        former_names=former,
        ids=_ids(stored, given, mode),
        phones=_list(stored.phones, given.phones, mode),
        emails=_list(stored.emails, given.emails, mode),
        key_persons=_key_persons(stored.key_persons, given.key_persons, mode),
        profile={**stored.profile, **profile},
    )


def _placed(stored: Placement, given: Placement, mode: Mode) -> Placement:
    first, second = (given, stored) if mode is Mode.UPDATE else (stored, given)
    return Placement(
        owner_id=stored.owner_id or given.owner_id,
        stage=_text(stored.stage, given.stage, mode),
        next_contact_on=first.next_contact_on or second.next_contact_on,
        last_contact_at=first.last_contact_at or second.last_contact_at,
    )


def _text(stored: str, given: str, mode: Mode) -> str:
    overwrites = mode is Mode.UPDATE and _folded(given) != _folded(stored)
    return given if given and (overwrites or not stored) else stored


def _names(stored: Record, given: Record, mode: Mode) -> tuple[str, tuple[str, ...]]:
    """The company's name and its former ones. A name that is only written differently stays as it is."""
    is_same = names.normalise(given.company) == names.normalise(stored.company)
    if mode is Mode.FILL_EMPTY or not given.company or is_same:
        return stored.company, _list(stored.former_names, given.former_names, mode)
    former = _list(stored.former_names, (stored.company, *given.former_names), mode)
    return given.company, tuple(name for name in former if _folded(name) != _folded(given.company))


def _list(stored: tuple[str, ...], given: Sequence[str], mode: Mode) -> tuple[str, ...]:
    """New entries go first, where the newest are looked for; entries that are there keep their place."""
    if mode is Mode.FILL_EMPTY and stored:
        return stored
    known = {_folded(entry) for entry in stored}
    return (*(entry for entry in given if entry and _folded(entry) not in known), *stored)


def _ids(stored: Record, given: Record, mode: Mode) -> tuple[Identifier, ...]:
    """One company id a kind: a valid one overwrites, what cannot be read as an id is only added."""
    kept = list(stored.ids)
    for one in given.ids:
        read = company_ids.read(one.value, kind=one.kind, country=given.country)
        same_kind = [place for place, other in enumerate(kept) if _read(stored, other).kind == read.kind]
        if not same_kind:
            kept.append(one)
        elif (
            mode is Mode.UPDATE and read.valid and all(_read(stored, kept[at]).value != read.value for at in same_kind)
        ):
            kept[same_kind[0]] = one
    return tuple(kept)


def _read(record: Record, one: Identifier) -> company_ids.CompanyId:
    return company_ids.read(one.value, kind=one.kind, country=record.country)


def _key_persons(stored: tuple[KeyPerson, ...], given: Iterable[KeyPerson], mode: Mode) -> tuple[KeyPerson, ...]:
    """Who is there already by name is completed; others come after them, or not at all where only gaps are filled."""
    persons, free = list(stored), set(range(len(stored)))
    for person in given:
        place = _place(stored, free, person)
        if place is not None:
            free.remove(place)
            persons[place] = _person(stored[place], person, mode)
        elif mode is Mode.UPDATE or not stored:
            persons.append(person)
    return tuple(persons)


def _place(stored: Sequence[KeyPerson], free: Iterable[int], person: KeyPerson) -> int | None:
    """Where the person of this name stands; of two entries of one name, as of somebody with two posts, that of the title."""
    named = [at for at in sorted(free) if _folded(stored[at].name) == _folded(person.name)]
    titled = [at for at in named if _folded(stored[at].title) == _folded(person.title)]
    return next(iter((*titled, *named)), None)


def _person(stored: KeyPerson, given: KeyPerson, mode: Mode) -> KeyPerson:
    return KeyPerson(
        name=stored.name,
        title=_text(stored.title, given.title, mode),
        role=DecisionRole(_text(stored.role, given.role, mode)),
        phones=_list(stored.phones, given.phones, mode),
        emails=_list(stored.emails, given.emails, mode),
    )


def _folded(value: str) -> str:
    """Equal for values that differ only in width, case, blanks and signs between digits."""
    return "".join(char for char in clean(value).casefold() if char.isalnum())
