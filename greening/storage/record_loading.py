"""What do we know of these records? Whole records for judging and for pages, seven queries however many they are."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Text, cast, func, select
from sqlalchemy.orm import Session

from greening.domain import changes
from greening.domain.changes import Stamp
from greening.domain.records import Channel
from greening.storage import number_states
from greening.storage.records import Contact, Identifier, KeyPerson, Record, Unit, Visit
from validators import kinds
from validators import record as plain

STAMPED = func.md5(cast(Record.stamps, Text)).label("stamped")
"""Tells whether the stamps are still the same."""
STAGES = (
    select(func.array_agg(Unit.stage))
    .where(Unit.record_id == Record.id, Unit.merged_into_id.is_(None), Unit.stage != "")
    .scalar_subquery()
    .label("stages")
)
"""How far each of its units is, as somebody wrote it."""
COLUMNS = (
    Record.id, Record.version, Record.company, Record.short_name, Record.former_names, Record.country, Record.region,
    Record.address, Record.website, Record.industry, Record.scale, Record.business, Record.kind, Record.profile,
    Record.answers, Record.stamps, Record.author_id, Record.source, Record.created_at, Record.assessment_id,
    Record.ages_at, Record.merged_into_id, STAMPED, STAGES,
)  # fmt: skip
TYPED = ("company", "short_name", "country", "region", "address", "website", "industry", "scale", "business",
         "kind")  # fmt: skip

Grouped = Mapping[int, Sequence[Row[*tuple[Any, ...]]]]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A stored record as a plain value, with what only storage knows. `visit_ids` go with the record's visits."""

    id: int
    version: int
    record: plain.Record
    stamps: Mapping[str, Stamp]
    author_id: int | None
    source: str
    created_at: datetime
    assessment_id: int | None
    ages_at: datetime | None
    merged_into_id: int | None
    """The record that it has become part of."""
    stamped: str
    visit_ids: tuple[int, ...]


def load(session: Session, ids: Collection[int], *, visits: int, lock: bool = False) -> dict[int, Loaded]:
    """Those of the records that are there, each with at most so many of its newest visits.

    With `lock` they are held, in order of id, until this transaction ends; what only points to them may still be written.
    """
    rows = select(*COLUMNS).where(Record.id.in_(ids)).order_by(Record.id)
    found = session.execute(rows.with_for_update(key_share=True) if lock else rows).all()
    children = _Children(session, [row.id for row in found], visits)
    return {row.id: children.loaded(row) for row in found}


class _Children:
    """What hangs on the records of one load, by record."""

    def __init__(self, session: Session, ids: Sequence[int], visits: int) -> None:
        self.ids = _by_record(session, ids, Identifier, Identifier.raw, Identifier.kind)
        person = (KeyPerson.id, KeyPerson.name, KeyPerson.title, KeyPerson.role)
        self.persons = _by_record(session, ids, KeyPerson, *person)
        self.contacts = _by_record(session, ids, Contact, Contact.key_person_id, Contact.channel, Contact.raw)
        self.visits = _newest_visits(session, ids, visits) if visits else {}
        self.states = number_states.of_records(session, ids)

    def loaded(self, row: Row[*tuple[Any, ...]]) -> Loaded:
        stamps = {path: Stamp.from_json(stored) for path, stored in row.stamps.items()}
        visits = self.visits.get(row.id, ())
        return Loaded(
            id=row.id,
            version=row.version,
            record=self._record(row, stamps),
            stamps=stamps,
            author_id=row.author_id,
            source=row.source,
            created_at=row.created_at,
            assessment_id=row.assessment_id,
            ages_at=row.ages_at,
            merged_into_id=row.merged_into_id,
            stamped=row.stamped,
            visit_ids=tuple(visit.id for visit in visits),
        )

    def _record(self, row: Row[*tuple[Any, ...]], stamps: Mapping[str, Stamp]) -> plain.Record:
        contacts = self._contacts(row.id)
        return plain.Record(
            **{name: getattr(row, name) for name in TYPED},
            former_names=tuple(row.former_names),
            ids=tuple(plain.Identifier(one.raw, one.kind) for one in self.ids.get(row.id, ())),
            phones=contacts[None, Channel.PHONE],
            emails=contacts[None, Channel.EMAIL],
            key_persons=tuple(
                plain.KeyPerson(
                    name=person.name,
                    title=person.title,
                    role=plain.DecisionRole(person.role),
                    phones=contacts[person.id, Channel.PHONE],
                    emails=contacts[person.id, Channel.EMAIL],
                )
                for person in self.persons.get(row.id, ())
            ),
            visits=tuple(_visit(one) for one in self.visits.get(row.id, ())),
            profile=row.profile,
            answers={path: plain.Answer(answer) for path, answer in row.answers.items()},
            levels=changes.levels(stamps),
            verified=changes.verified(stamps),
            number_states=self.states.get(row.id, {}),
            rep=_rep(row.author_id),
            stage=kinds.furthest(row.stages or ()),
        )

    def _contacts(self, record_id: int) -> dict[tuple[int | None, str], tuple[str, ...]]:
        found: dict[tuple[int | None, str], tuple[str, ...]] = defaultdict(tuple)
        for one in self.contacts.get(record_id, ()):
            found[one.key_person_id, one.channel] += (one.raw,)
        return found


def _by_record(session: Session, ids: Sequence[int], table: Any, *columns: Any) -> Grouped:
    """Rows that hang on the records, in the order in which they were given."""
    rows = select(table.record_id, *columns).where(table.record_id.in_(ids))
    return _grouped(session.execute(rows.order_by(table.record_id, table.position, table.id)).all())


def _newest_visits(session: Session, ids: Sequence[int], limit: int) -> Grouped:
    """What was struck is not among them: it counts for nothing any more."""
    happened = func.coalesce(Visit.at, Visit.entered_at)
    newest = func.row_number().over(partition_by=Visit.record_id, order_by=(happened.desc(), Visit.id.desc()))
    told = (Visit.at, Visit.entered_at, Visit.channel, Visit.note, Visit.outcome)
    counted = Visit.record_id.in_(ids), Visit.struck_at.is_(None)
    ranked = (
        select(Visit.record_id, Visit.id, Visit.author_id, *told, Visit.historic, newest.label("place"))
        .where(*counted)
        .subquery()
    )
    rows = select(ranked).where(ranked.c.place <= limit).order_by(ranked.c.record_id, ranked.c.place)
    return _grouped(session.execute(rows).all())


def _grouped(rows: Sequence[Row[*tuple[Any, ...]]]) -> Grouped:
    groups: dict[int, list[Row[*tuple[Any, ...]]]] = defaultdict(list)
    for row in rows:
        groups[row.record_id].append(row)
    return groups


def _visit(row: Row[*tuple[Any, ...]]) -> plain.Visit:
    """When a note came with a file, nobody knows when it was typed; the day of the import says nothing about the rep."""
    entered_at = None if row.historic else row.entered_at
    return plain.Visit(
        note=row.note,
        at=row.at,
        entered_at=entered_at,
        channel=row.channel,
        rep=_rep(row.author_id),
        outcome=row.outcome,
    )


def _rep(author_id: int | None) -> str:
    return "" if author_id is None else str(author_id)
