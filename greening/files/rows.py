"""Which record does a row describe? Its cells, put where the mapping says, as typed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from greening.files.countries import country_code
from greening.files.drafts import Draft
from greening.files.headers import role_of
from greening.files.marks import is_mark
from greening.files.plan import Plan
from greening.files.row import Row, fit, is_blank
from validators import kinds, regions
from validators.record import DecisionRole, Identifier, KeyPerson, Record, Visit

NAMES_APART = re.compile(r"[、;；|]")
COUNTRY = Record().country
WITH_REGIONS = frozenset({"CN", "TW", "HK", "MO"})
"""Countries whose places have codes; of others the city is a line of the address."""

FAMILY_FIRST = re.compile(r"[\u3040-\u9fff\uac00-\ud7af]")
MAILS_APART = re.compile(r"[\s;；,，、/|]+")


def read_row(plan: Plan, row_no: int, cells: Sequence[str], cell_chars: int) -> Draft:
    """Make a draft of one row; never fails on what people type, but says what it could not make sense of."""
    if all(is_blank(cell) for cell in cells):
        return Draft(row_no, blank=True)
    row = fit(plan, cells, cell_chars)
    next_contact, stage = row.moment("next_contact_on"), _stage(row)
    return Draft(
        row_no=row_no,
        record=_record(row, stage),
        source_system=row.text("source_system"),
        source_id=row.text("source_id"),
        owner_no=row.text("owner_no"),
        created_at=row.moment("created_at"),
        last_follow_up_at=row.moment("last_follow_up_at"),
        next_contact_on=next_contact.astimezone(plan.zone).date() if next_contact else None,
        stage=stage,
        problems=tuple(row.problems),
    )


def _record(row: Row, stage: str) -> Record:
    country = _country(row)
    region, address = _placed(row, country)
    record = Record(
        company=row.text("company"),
        short_name=row.text("short_name"),
        former_names=tuple(_apart(NAMES_APART, row.texts("former_names"))),
        ids=tuple(_ids(row)),
        country=country,
        region=region,
        address=address,
        phones=tuple(row.texts("phones")),
        emails=tuple(_emails(row.texts("emails"))),
        website=row.text("website"),
        industry=row.text("industry"),
        scale=row.text("scale"),
        business=row.text("business"),
        kind=kinds.kind_of(row.text("kind")),
        stage=kinds.stage_of(stage),
        key_persons=tuple(_people(row)),
        visits=_visits(row),
        profile={key: text for key in row.plan.profile if (text := row.text("profile", 0, key))},
        rep=row.text("rep"),
    )
    return record if _phones(record) else _with_mark(row, record)


def _stage(row: Row) -> str:
    """As the file says; a kind of customer such as 潜在客户 is a stage, where no other is given."""
    stage, kind = row.text("stage"), row.text("kind")
    if not kind or kinds.kind_of(kind):
        return stage
    if stage or not kinds.stage_of(kind):
        row.doubt("row.unknown_kind", kind, "kind")
        return stage
    return kind


def _country(row: Row) -> str:
    """Two letters; the country of the file where the cell names none that is known."""
    fallback = row.plan.defaults.get(("country", 0, ""), COUNTRY)
    text = next(iter(row.texts("country")), "")
    if text and not country_code(text):
        row.doubt("row.unknown_country", text, "country")
    return country_code(text) or fallback


def _placed(row: Row, country: str) -> tuple[str, str]:
    """Region code and address. What the columns of the region say and no code is known for, is kept with the address."""
    address = row.text("address")
    text = "".join(row.texts("region"))
    if not text:
        return row.plan.defaults.get(("region", 0, ""), ""), address
    if text.isdigit() and regions.is_known(text):
        return text, address
    if code := regions.find(text, country=country).code:
        return code, address
    if country not in WITH_REGIONS:
        return "", ", ".join(part for part in (address, *row.texts("region")) if part)
    row.doubt("row.unknown_region", text, "region")
    opening = " ".join(row.texts("region"))
    return "", address if text in address or opening in address else f"{opening} {address}".strip()


def _ids(row: Row) -> Iterator[Identifier]:
    columns = row.plan.columns.get(("ids", 0, ""), ())
    for kind, column in zip(row.plan.id_kinds, columns, strict=True):
        if not is_mark(row.cells[column]):
            yield Identifier(row.cells[column], kind)


def _people(row: Row) -> Iterator[KeyPerson]:
    """Whoever has a name, a title of their own or a number.

    A mark in place of a name is the first person's name, to be judged; of a further one it says that there is none.
    """
    for order, index in enumerate(row.plan.people):
        person = KeyPerson(
            name=row.typed("key_persons", index, "name") or _full_name(row, index),
            title=next(iter(row.texts("key_persons", index, "title")), ""),
            role=_role(row, index),
            phones=tuple(row.texts("key_persons", index, "phones")),
            emails=tuple(_emails(row.texts("key_persons", index, "emails"))),
        )
        has_name = bool(person.name) and (order == 0 or not is_mark(person.name))
        if has_name or person.title or person.phones or person.emails:
            yield replace(person, title=person.title or row.plan.defaults.get(("key_persons", index, "title"), ""))


def _full_name(row: Row, index: int) -> str:
    """A name that stands in two columns, in the order of its script: 沈 and 砚秋, Tom and Reed."""
    family, given = (row.text("key_persons", index, part) for part in ("family_name", "given_name"))
    return f"{family}{given}" if FAMILY_FIRST.search(family + given) else f"{given} {family}".strip()


def _role(row: Row, index: int) -> DecisionRole:
    text = row.text("key_persons", index, "role")
    role = role_of(text)
    if text and role is DecisionRole.UNSAID:
        row.doubt("row.unknown_role", text, "key_persons", index, "role")
    return role


def _visits(row: Row) -> tuple[Visit, ...]:
    """The notes with their times, newest first as far as times are given; a mark that somebody typed is a note too."""
    visits = [
        Visit(
            note=note,
            at=row.moment("visits", index, "at"),
            entered_at=row.moment("visits", index, "entered_at"),
            channel=row.text("visits", index, "channel"),
            rep=row.text("visits", index, "rep"),
        )
        for index in row.plan.visits
        if (note := row.typed("visits", index, "note"))
    ]
    times = [visit.at for visit in visits if visit.at]
    if len(times) < len(visits):
        return tuple(visits)
    newest = sorted(zip(times, visits, strict=True), key=lambda pair: pair[0], reverse=True)
    return tuple(visit for _, visit in newest)


def _emails(cells: Iterable[str]) -> Iterator[str]:
    for cell in cells:
        yield from _apart(MAILS_APART, [cell]) if cell.count("@") > 1 else [cell]


def _apart(mark: re.Pattern[str], cells: Iterable[str]) -> Iterator[str]:
    return (part for cell in cells for part in mark.split(cell) if not is_mark(part))


def _phones(record: Record) -> bool:
    return bool(record.phones) or any(person.phones for person in record.key_persons)


def _with_mark(row: Row, record: Record) -> Record:
    """Where a mark stands in place of the only phone, it is what was typed for a phone and is judged as such."""
    if mark := next(iter(row.cells_at("phones")), ""):
        return replace(record, phones=(mark,))
    marks = (cell for index in row.plan.people for cell in row.cells_at("key_persons", index, "phones"))
    if not record.key_persons or not (mark := next(marks, "")):
        return record
    first, *others = record.key_persons
    return replace(record, key_persons=(replace(first, phones=(mark,)), *others))
