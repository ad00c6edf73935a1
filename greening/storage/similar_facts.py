"""Where else has somebody entered the same, after one fact of theirs was ruled made up (反查)?

A number that differs from the struck one at its end only, the same mail, the same person, the same note. What is found is
listed for a person to look at, no more.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, cast, func, or_, select, union
from sqlalchemy.dialects.postgresql import JSONPATH
from sqlalchemy.orm import Session

from greening.domain.inspections import Fact, visit_id
from greening.domain.policy import Policy
from greening.domain.records import Channel, number_keys
from greening.storage.records import KeyPerson, Number, Record, Visit
from validators import names
from validators import record as plain


def elsewhere(
    session: Session, record_id: int, made_up: Sequence[Fact], policy: Policy
) -> Sequence[Row[*tuple[Any, ...]]]:
    """Id and company of up to `policy.complaints.similar` other records in which an author of these facts wrote the like."""
    queries = [query for fact in made_up if fact.author_id for query in _like(fact, policy)]
    if not queries:
        return []
    ids = union(*queries).subquery()
    found = select(Record.id, Record.company).where(
        Record.id.in_(select(ids.c.record_id)), Record.id != record_id, Record.merged_into_id.is_(None)
    )
    return session.execute(found.order_by(Record.id).limit(policy.complaints.similar)).all()


def _like(fact: Fact, policy: Policy) -> list[Select[int]]:
    if visit_id(fact.path) is not None:
        return [select(Visit.record_id).where(Visit.author_id == fact.author_id, Visit.note == fact.value)]
    if fact.path.endswith(".name"):
        own = select(KeyPerson.record_id).join(Record, Record.id == KeyPerson.record_id)
        return [own.where(KeyPerson.name_key == names.normalise(fact.value), _wrote(fact.author_id))]
    channel = Channel.EMAIL if "emails[" in fact.path else Channel.PHONE
    if f"{channel}s[" not in fact.path:
        return []
    read = number_keys(fact.value, channel, plain.Record())
    return [_numbers(one.value, channel, fact.author_id, policy.complaints.pattern) for one in read]


def _numbers(value: str, channel: Channel, author_id: int | None, end: int) -> Select[int]:
    own = select(Number.record_id).join(Record, Record.id == Number.record_id)
    own = own.where(Number.channel == channel, _wrote(author_id))
    if channel is Channel.EMAIL:
        return own.where(Number.value == value)
    begins = value[:-end]
    return own.where(Number.value.startswith(begins, autoescape=True), func.length(Number.value) == len(value))


def _wrote(author_id: int | None) -> ColumnElement[bool]:
    """They entered the record, or one of its values."""
    stamped = func.jsonb_path_exists(Record.stamps, cast(f"$.*.by ? (@ == {int(author_id or 0)})", JSONPATH))
    return or_(Record.author_id == author_id, stamped)
