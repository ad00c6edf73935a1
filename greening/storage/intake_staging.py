"""How does a row wait until it is stored? As one document: what was typed, and what follows from it.

The document has a section for each table that the row will fill (`record`, `unit`, `ids`, `persons`, `contacts`,
`visits`, `match`), the people it has `named`, its `problems`, and `reject` where reading alone has shown that it cannot be taken.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, text
from sqlalchemy.orm import Session

from greening.domain.intake import Reason
from greening.domain.people import employee_number
from greening.domain.records import Channel, Derived, DerivedContact, derive
from greening.files import Draft
from greening.storage import match_keys
from greening.storage.copying import copy_rows
from greening.storage.intakes import StagedRow
from validators import kinds
from validators.record import Answer, DecisionRole, Identifier, KeyPerson, Record, Visit

COLUMNS = ("intake_id", "row_no", "blank", "system", "source_id", "name_key", "region_key", "draft", "raw")
TYPED = ("company", "short_name", "former_names", "country", "region", "address", "website", "industry", "scale",
         "business", "kind")  # fmt: skip
KEYS = ("name_key", "region_key", "sort_key", "search_key", "domain")
NOBODY = ("", "", "", "")
"""No system, no id there, no name, no region: keys of a row that meets nobody."""

INDEXED_BYTES = 2_500
"""PostgreSQL indexes entries of up to 2,704 bytes, and no name or id of a company is nearly as long."""
SHOWN_CHARS = 60
FETCHED = 1_000
"""Documents in memory at a time."""

Document = dict[str, Any]
DraftedRow = tuple[int, tuple[str, ...], Draft]


def stage(session: Session, intake_id: int, rows: Iterable[DraftedRow]) -> int:
    """Put the rows of a file (number, cells, draft) in place of those that wait already; how many there are.

    `rows` is read lazily and may not ask the database for anything.
    """
    clear(session, intake_id)
    copy_rows(session, StagedRow.__tablename__, COLUMNS, (_columns(intake_id, *row) for row in rows))
    return count(session, intake_id)


def count(session: Session, intake_id: int) -> int:
    """How many rows wait; none after the database server has crashed."""
    return session.scalar(select(func.count()).where(StagedRow.intake_id == intake_id)) or 0


def clear(session: Session, intake_id: int) -> None:
    session.execute(delete(StagedRow).where(StagedRow.intake_id == intake_id))


def telling(session: Session, intake_id: int) -> Iterator[Document]:
    """The documents of the rows that are decided to say something new, in the order of the file."""
    rows = text("""
        SELECT s.draft FROM staged_row s JOIN intake_decision d USING (row_no)
        WHERE s.intake_id = :intake_id AND d.outcome IN ('created', 'updated') ORDER BY s.row_no
    """)
    found = session.execute(rows, {"intake_id": intake_id}, execution_options={"yield_per": FETCHED})
    return (row.draft for row in found)


def typed(document: Mapping[str, Any]) -> Record:
    """The record as it was typed, read back from a document."""
    values = {name: document["record"].get(name, "") for name in TYPED}
    values["former_names"] = tuple(values["former_names"])
    return Record(
        **values,
        profile=document["record"]["profile"],
        answers={path: Answer(answer) for path, answer in document["record"]["answers"].items()},
        ids=tuple(Identifier(one["raw"], one["kind"]) for one in document["ids"]),
        phones=_raw(document, None, Channel.PHONE),
        emails=_raw(document, None, Channel.EMAIL),
        key_persons=tuple(_person(document, person) for person in document["persons"]),
        visits=tuple(_visit(visit) for visit in document["visits"]),
        stage=kinds.stage_of(document["unit"]["stage"]),
    )


def _columns(intake_id: int, row_no: int, cells: tuple[str, ...], draft: Draft) -> tuple[Any, ...]:
    keys, document = _keys_and_document(draft)
    return intake_id, row_no, draft.blank, *keys, _dump(document), _dump(cells)


def _keys_and_document(draft: Draft) -> tuple[tuple[str, ...], Document]:
    reject = next((one for one in draft.problems if one.rejects and one.code != Reason.NO_COMPANY), None)
    if draft.blank or reject:
        return NOBODY, {"reject": asdict(reject)} if reject else {}
    derived = derive(draft.record)
    source = (draft.source_system, draft.source_id) if draft.source_system else ("", "")
    if too_long := next((key for key in _looked_up(source, derived) if len(key.encode()) > INDEXED_BYTES), None):
        return NOBODY, {"reject": {"code": Reason.KEY_TOO_LONG, "params": {"value": too_long[:SHOWN_CHARS]}}}
    return (*source, derived.name_key, derived.region_key), _document(draft, derived)


def _looked_up(source: tuple[str, str], derived: Derived) -> Iterator[str]:
    """Every value that an index holds."""
    yield from (*source, derived.name_key, derived.sort_key, derived.domain, *derived.key_person_keys)
    yield from (one.value for one in derived.ids)
    yield from (number.value for contact in derived.contacts for number in contact.numbers)


def _document(draft: Draft, derived: Derived) -> Document:
    record = draft.record
    values = {name: getattr(record, name) for name in TYPED} | {name: getattr(derived, name) for name in KEYS}
    said = {"profile": dict(record.profile), "answers": dict(record.answers)}
    persons = zip(record.key_persons, derived.key_person_keys, strict=True)
    return {
        "record": values | said | {"source": draft.source_system, "rep": record.rep, "created_at": draft.created_at},
        "unit": {
            "owner": draft.owner_no,
            "stage": draft.stage,
            "next_contact_on": draft.next_contact_on,
            "last_contact_at": draft.last_follow_up_at,
        },
        "ids": [asdict(one) | {"position": place} for place, one in enumerate(derived.ids)],
        "persons": [
            {"position": place, "name": person.name, "name_key": key, "title": person.title, "role": person.role}
            for place, (person, key) in enumerate(persons)
        ],
        "contacts": [_contact(contact) for contact in derived.contacts],
        "visits": [asdict(visit) for visit in record.visits],
        "match": match_keys.document(derived),
        "named": list(_named(draft)),
        "problems": [asdict(problem) for problem in draft.problems],
    }


def _contact(contact: DerivedContact) -> Document:
    return {
        "channel": contact.channel,
        "key_person": contact.key_person,
        "position": contact.position,
        "raw": contact.raw,
        "numbers": [
            {"value": one.value, "kind": one.kind, "extension": one.extension, "inferred": one.inferred}
            for one in contact.numbers
        ],
    }


def _named(draft: Draft) -> Iterator[Document]:
    """Everybody of the organisation whom the row names, each once, the owner apart."""
    reps = dict.fromkeys((draft.record.rep, *(visit.rep for visit in draft.record.visits)))
    for said, is_owner in ((draft.owner_no, True), *((rep, False) for rep in reps)):
        if said:
            yield {"said": said, "number": employee_number(said), "is_owner": is_owner}


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def _raw(document: Mapping[str, Any], person: int | None, channel: Channel) -> tuple[str, ...]:
    contacts = (one for one in document["contacts"] if one["key_person"] == person and one["channel"] == channel)
    return tuple(contact["raw"] for contact in contacts)


def _person(document: Mapping[str, Any], person: Mapping[str, Any]) -> KeyPerson:
    place = person["position"]
    phones, emails = _raw(document, place, Channel.PHONE), _raw(document, place, Channel.EMAIL)
    return KeyPerson(person["name"], person["title"], DecisionRole(person["role"]), phones, emails)


def _visit(visit: Mapping[str, Any]) -> Visit:
    at, entered_at = (datetime.fromisoformat(visit[name]) if visit[name] else None for name in ("at", "entered_at"))
    return Visit(note=visit["note"], at=at, entered_at=entered_at, channel=visit["channel"], rep=visit["rep"])
