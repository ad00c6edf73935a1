"""How is one record written? Its row and what hangs on it; two that are one company meet an index here.

Many at once are written by `greening.storage.intake_writing`; both take every key from `greening.domain.records.derive`.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import psycopg
from sqlalchemy import (
    ColumnElement,
    SQLColumnExpression,
    delete,
    exists,
    func,
    insert,
    literal,
    select,
    tuple_,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from greening.domain.changes import Stamp, same_persons
from greening.domain.records import Derived
from greening.storage import match_keys
from greening.storage.record_loading import TYPED, Loaded
from greening.storage.records import (
    NAME_AND_REGION,
    VALID_IDENTIFIER,
    Contact,
    Identifier,
    KeyPerson,
    Number,
    Record,
    Unit,
    Visit,
)
from validators import record as plain
from validators import visits
from validators.settings import Settings

SAME_COMPANY = frozenset({NAME_AND_REGION, VALID_IDENTIFIER})


class SameCompanyThere(Exception):
    """Another record has this company id, or this name in this region."""


def same_company(session: Session, derived: Derived, *, but: int | None = None) -> int | None:
    """The record, `but` this one, that a draft would be the second of: by a valid company id, else by name and region."""
    valid = [(one.kind, one.value) for one in derived.ids if one.valid]
    proven = select(Identifier.record_id).where(Identifier.valid, tuple_(Identifier.kind, Identifier.value).in_(valid))
    other = Identifier.record_id.is_distinct_from(but)
    if valid and (found := session.scalar(proven.where(other).order_by(Identifier.record_id).limit(1))):
        return found
    named = select(Record.id).where(Record.name_key == derived.name_key, Record.region_key == derived.region_key)
    return session.scalar(named.where(Record.id.is_distinct_from(but)))


def valid_ids(session: Session, record_id: int) -> dict[str, str]:
    """The valid company ids of a record, by kind."""
    rows = select(Identifier.kind, Identifier.value).where(Identifier.record_id == record_id, Identifier.valid)
    return {row.kind: row.value for row in session.execute(rows)}


def add(
    session: Session, record: plain.Record, derived: Derived, *, author_id: int | None, source: str, now: datetime
) -> int:
    """Write a new record; its id. It waits for whoever is writing the same company.

    Raises: SameCompanyThere; then nothing of it is written.
    """
    with _same_company_refused(session):
        columns = _columns(record, derived) | {"author_id": author_id, "source": source}
        row = insert(Record).values(**columns, created_at=now, updated_at=now).returning(Record.id)
        record_id = session.scalars(row).one()
        _add_ids(session, record_id, derived)
        persons = _add_persons(session, record_id, list(enumerate(record.key_persons)), derived)
        _add_contacts(session, record_id, derived, persons)
        match_keys.write(session, record_id, derived)
    return record_id


def add_unit(session: Session, record_id: int) -> Unit:
    """The unit that every record has from the start; in the public pool until somebody owns it."""
    unit = Unit(record_id=record_id)
    session.add(unit)
    session.flush()
    return unit


def replace(
    session: Session,
    there: Loaded,
    record: plain.Record,
    derived: Derived,
    *,
    stamps: Mapping[str, Stamp],
    now: datetime,
) -> int:
    """Write a new version of a record that is held; its number. Key persons who stay keep their ids.

    Raises: SameCompanyThere; then nothing of it is written.
    """
    version = there.version + 1
    stored = {path: stamp.to_json() for path, stamp in stamps.items()}
    with _same_company_refused(session):
        columns = _columns(record, derived) | {"stamps": stored, "version": version, "updated_at": now}
        session.execute(update(Record).where(Record.id == there.id).values(**columns))
        session.execute(delete(Identifier).where(Identifier.record_id == there.id))
        session.execute(delete(Contact).where(Contact.record_id == there.id))
        _add_ids(session, there.id, derived)
        persons = _replace_persons(session, there, record, derived)
        _add_contacts(session, there.id, derived, persons)
        match_keys.rewrite(session, there.id, derived)
    return version


def add_visit(
    session: Session,
    there: Loaded,
    visit: plain.Visit,
    *,
    author_id: int | None,
    settings: Settings,
    outcome: str = "",
    now: datetime,
) -> int:
    """Write down a follow-up of a record that is held; its id. It makes a new version, because it changes what is judged.

    The clocks count it as it is judged now. `outcome` is ``reached``, ``nobody``, or empty where it is not said.
    """
    new = Visit(
        record_id=there.id,
        author_id=author_id,
        at=visit.at,
        entered_at=now,
        channel=visit.channel,
        note=visit.note,
        verdict=visits.judge(visit.note, settings).verdict,
        outcome=outcome,
        copied=_is_copy(session, visit.note, author_id),
    )
    session.add(new)
    session.execute(update(Record).where(Record.id == there.id).values(version=there.version + 1, updated_at=now))
    session.flush()
    return new.id


def _is_copy(session: Session, note: str, author_id: int | None) -> bool:
    """Whether its author has written the same before, of whatever customer; only letters and digits are compared."""
    same = exists().where(
        Visit.author_id == author_id, ~Visit.historic, _letters(Visit.note) == _letters(literal(note))
    )
    return bool(session.scalar(select(same)))


def _letters(text: SQLColumnExpression[str]) -> ColumnElement[str]:
    return func.regexp_replace(func.lower(text), "[^[:alnum:]]+", "", "g")


@contextmanager
def _same_company_refused(session: Session) -> Iterator[None]:
    try:
        with session.begin_nested():
            yield
    except IntegrityError as error:
        if isinstance(error.orig, psycopg.Error) and error.orig.diag.constraint_name in SAME_COMPANY:
            raise SameCompanyThere from error
        raise


def _columns(record: plain.Record, derived: Derived) -> dict[str, Any]:
    keys = ("name_key", "region_key", "sort_key", "search_key", "domain")
    return {
        **{name: getattr(record, name) for name in TYPED},
        **{name: getattr(derived, name) for name in keys},
        "former_names": list(record.former_names),
        "profile": dict(record.profile),
        "answers": {path: str(answer) for path, answer in record.answers.items()},
    }


def _add_ids(session: Session, record_id: int, derived: Derived) -> None:
    """In one order for everybody, so that two who add the same ids cannot wait for each other."""
    placed = sorted(enumerate(derived.ids), key=lambda one: (one[1].kind, one[1].value))
    rows = [
        {"record_id": record_id, "position": place, "kind": i.kind, "value": i.value, "raw": i.raw, "valid": i.valid}
        for place, i in placed
    ]
    if rows:
        session.execute(insert(Identifier), rows)


def _add_persons(
    session: Session, record_id: int, persons: Sequence[tuple[int, plain.KeyPerson]], derived: Derived
) -> dict[int | None, int | None]:
    """Ids of new key persons by their place; the company itself stands at None."""
    if not persons:
        return {None: None}
    rows = [{"record_id": record_id, **_person(place, person, derived)} for place, person in persons]
    added = insert(KeyPerson).returning(KeyPerson.id, sort_by_parameter_order=True)
    ids = session.scalars(added, rows).all()
    return {None: None, **{place: person_id for (place, _), person_id in zip(persons, ids, strict=True)}}


def _replace_persons(
    session: Session, there: Loaded, record: plain.Record, derived: Derived
) -> dict[int | None, int | None]:
    stood = select(KeyPerson.id).where(KeyPerson.record_id == there.id).order_by(KeyPerson.position, KeyPerson.id)
    ids = session.scalars(stood).all()
    kept = {new: ids[old] for new, old in same_persons(there.record.key_persons, record.key_persons).items()}
    gone = set(ids) - set(kept.values())
    session.execute(delete(KeyPerson).where(KeyPerson.id.in_(gone)))
    for place, person_id in kept.items():
        values = _person(place, record.key_persons[place], derived)
        session.execute(update(KeyPerson).where(KeyPerson.id == person_id).values(**values))
    new = [(place, person) for place, person in enumerate(record.key_persons) if place not in kept]
    return _add_persons(session, there.id, new, derived) | kept


def _person(place: int, person: plain.KeyPerson, derived: Derived) -> dict[str, Any]:
    return {
        "position": place,
        "name": person.name,
        "name_key": derived.key_person_keys[place],
        "title": person.title,
        "role": str(person.role),
    }


def _add_contacts(session: Session, record_id: int, derived: Derived, persons: Mapping[int | None, int | None]) -> None:
    if not derived.contacts:
        return
    rows = [
        {
            "record_id": record_id,
            "key_person_id": persons[one.key_person],
            "channel": str(one.channel),
            "position": one.position,
            "raw": one.raw,
        }
        for one in derived.contacts
    ]
    ids = session.scalars(insert(Contact).returning(Contact.id, sort_by_parameter_order=True), rows).all()
    numbers = [
        {
            "contact_id": contact_id,
            "record_id": record_id,
            "channel": str(one.channel),
            "value": number.value,
            "kind": number.kind,
            "extension": number.extension,
            "inferred": number.inferred,
        }
        for one, contact_id in zip(derived.contacts, ids, strict=True)
        for number in one.numbers
    ]
    if numbers:
        session.execute(insert(Number), numbers)
