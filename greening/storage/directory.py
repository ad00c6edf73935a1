"""Who of us is reached by a number or mail? What judging asks of the staff list, for many records in one query."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

Directory = Mapping[tuple[str, str], frozenset[str]]
"""Whoever works here, named as judging names a rep, by the channel and value that reaches them."""

OF_RECORDS = text("""
    WITH asked AS (SELECT DISTINCT channel, value FROM number WHERE record_id = ANY(:ids))
    SELECT asked.channel, asked.value, person.id FROM asked
    JOIN person ON asked.channel = 'phone' AND person.mobile_e164 = asked.value AND person.mobile_e164 <> ''
    WHERE person.left_on IS NULL
    UNION
    SELECT asked.channel, asked.value, person.id FROM asked
    JOIN person ON asked.channel = 'email' AND lower(person.email) = asked.value AND person.email <> ''
    WHERE person.left_on IS NULL
""")
OF_VALUES = text("""
    SELECT 'phone', mobile_e164, id FROM person
    WHERE mobile_e164 <> '' AND mobile_e164 = ANY(:phones) AND left_on IS NULL
    UNION
    SELECT 'email', lower(email), id FROM person WHERE lower(email) = ANY(:mails) AND email <> '' AND left_on IS NULL
""")


def of_records(session: Session, ids: Collection[int]) -> Directory:
    """Whom the numbers and mails of stored records reach; whoever has left is no colleague any more."""
    return _held(session.execute(OF_RECORDS, {"ids": list(ids)}))


def of_values(session: Session, values: Collection[tuple[str, str]]) -> Directory:
    """Whom the numbers and mails of a draft reach, as channel and value."""
    given = {kind: [value for channel, value in values if channel == kind] for kind in ("phone", "email")}
    return _held(session.execute(OF_VALUES, {"phones": given["phone"], "mails": given["email"]}))


def _held(rows: Iterable[Row[str, str, int]]) -> Directory:
    held: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for channel, value, person_id in rows:
        held[channel, value].add(str(person_id))
    return {key: frozenset(people) for key, people in held.items()}
