"""Who works here, and where? People are added one by one, or by the list that the personnel department keeps."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, BinaryIO

from greening.domain.order import sort_key
from greening.domain.passwords import check_password, hashed
from greening.domain.people import Actor, Employment, Role, employee_number, has_left, today
from greening.domain.permissions import Action, authorise
from greening.domain.policy import Policy
from greening.domain.records import Channel
from greening.domain.refusals import BadValue, EmployeeTaken
from greening.domain.staff import columns, employment
from greening.files.limits import Limits
from greening.files.table import open_table
from greening.storage import events, people, rejudging, sign_ins
from greening.storage.people import Person
from greening.storage.session import Unit, Work
from validators import phones

PLAIN = ("mobile", "email", "hired_on")
Reach = tuple[Channel, str, int]
"""A number or mail and the person whom it reaches."""
LOGGED = ("name", "role", "team_id", "mobile", "email", "hired_on", "left_on", "active")


class PersonOutcome(StrEnum):
    """What became of a row of a staff list; every row has exactly one."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class PersonRow:
    """The outcome of one row. `reason` is a code with parameters; beside an accepted row it says what was left out."""

    row_no: int
    outcome: PersonOutcome
    employee_no: str = ""
    reason: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class _Line:
    """A row on its way: what it says, whom it met, what became of it."""

    row_no: int
    said: Employment | None = None
    person: Person | None = None
    outcome: PersonOutcome = PersonOutcome.SKIPPED
    reason: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)


def add(work: Work, policy: Policy, *, actor: Actor, person: Employment, password: str | None, now: datetime) -> int:
    """Add one person; the id. Without a password they cannot sign in until they are given one.

    Raises: Denied, EmployeeTaken, PasswordTooShort, PasswordTooLong, PasswordTooCommon.
    """
    authorise(actor, Action.ADD_PERSON)
    person = replace(person, employee_no=employee_number(person.employee_no))
    if password is not None:
        check_password(password, (person.employee_no, person.name, person.mobile, person.email), policy.passwords)
    with work() as unit:
        if people.by_employee_nos(unit.session, [person.employee_no]):
            raise EmployeeTaken(employee_no=person.employee_no)
        row = Person(employee_no=person.employee_no, created_at=now)
        row.password_hash = None if password is None else hashed(password, policy.passwords)
        _save(unit, row, person, actor=actor, policy=policy, now=now)
        _set_managers(unit, [_Line(0, person, row)])
        _judge_again(unit, policy, _reached([row]), now)
        return row.id


def import_people(
    work: Work, policy: Policy, *, actor: Actor, name: str, stream: BinaryIO, now: datetime
) -> tuple[PersonRow, ...]:
    """Take over a staff list (CSV or XLSX), one outcome a row, in the order of the file, in one transaction.

    People are known by employee number; an empty cell changes nothing. Whoever has left or changed role is signed out.
    Managers are set when everybody is there, so that they may stand below their people in the list.

    Raises: Denied, TableWithout; FileRefused of `greening.files`.
    """
    authorise(actor, Action.IMPORT_PEOPLE)
    table = open_table(name, stream, limits=Limits.of(policy.intake))
    places = columns(table.header)
    lines = [_read(row_no, cells, places) for row_no, cells in table]
    with work() as unit:
        known = people.by_employee_nos(unit.session, {line.said.employee_no for line in lines if line.said})
        before = _reached(known.values())
        for line in lines:
            if line.said:
                number = line.said.employee_no
                line.person = known.setdefault(number, Person(employee_no=number, active=True, created_at=now))
                line.outcome = _save(unit, line.person, line.said, actor=actor, policy=policy, now=now)
        _set_managers(unit, lines)
        _judge_again(unit, policy, before ^ _reached(known.values()), now)
    return tuple(_outcome(line) for line in lines)


def _read(row_no: int, cells: Sequence[str], places: Mapping[str, int]) -> _Line:
    if not any(cell.strip() for cell in cells):
        return _Line(row_no)
    try:
        return _Line(row_no, employment(cells, places))
    except BadValue as bad:
        return _Line(row_no, outcome=PersonOutcome.REJECTED, reason=bad.code, params=bad.params)


def _save(
    unit: Unit, person: Person, said: Employment, *, actor: Actor, policy: Policy, now: datetime
) -> PersonOutcome:
    """Let the row say what it says of a person, new or known; the log keeps both sides."""
    before = None if person.id is None else _state(person)
    for name, value in _said(unit, person, said, today(policy, now)).items():
        setattr(person, name, value)
    after = _state(person)
    if before == after:
        return PersonOutcome.UNCHANGED
    unit.session.add(person)
    unit.session.flush()
    if before and (not person.active or before["role"] != after["role"]):
        sign_ins.end_all(unit.session, person.id)
    kind = "person.added" if before is None else "person.changed"
    events.add(
        unit.session,
        kind,
        subject="person",
        subject_id=person.id,
        actor_id=actor.id,
        at=now,
        before=before,
        after=after,
    )
    return PersonOutcome.CREATED if before is None else PersonOutcome.UPDATED


def _said(unit: Unit, person: Person, said: Employment, day: date) -> dict[str, Any]:
    """The columns a row has something to say about. Whoever was hired after having left is back."""
    given: dict[str, Any] = {"name": said.name, "name_key": sort_key(said.name)}
    given |= {name: value for name in PLAIN if (value := getattr(said, name))}
    given["role"] = said.role or person.role or Role.REP
    if said.team:
        given["team_id"] = people.team_id(unit.session, said.region, said.team)
    if said.mobile:
        given["mobile_e164"] = next((n.e164 for n in phones.read(said.mobile) if n.e164), "")
    left_on = said.left_on or person.left_on
    back = said.left_on is None and left_on is not None and said.hired_on is not None and said.hired_on > left_on
    given["left_on"] = None if back else left_on
    if back or has_left(left_on, day):
        given["active"] = back
    return given


def _state(person: Person) -> dict[str, Any]:
    """What the log shows of a person, fit for JSON."""
    state = {name: getattr(person, name) for name in LOGGED}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in state.items()}


def _reached(known: Iterable[Person]) -> set[Reach]:
    """Whom of those who work here each number and mail reaches, as judging counts them."""
    here = [one for one in known if one.left_on is None]
    phoned = {(Channel.PHONE, one.mobile_e164, one.id) for one in here if one.mobile_e164}
    return phoned | {(Channel.EMAIL, one.email.lower(), one.id) for one in here if one.email}


def _judge_again(unit: Unit, policy: Policy, changed: Collection[Reach], now: datetime) -> None:
    """A number that is a colleague's now, or is none's any more, is judged otherwise in the records that hold it."""
    for channel in Channel:
        values = {value for one, value, _ in changed if one is channel}
        rejudging.note(unit, policy, values, channel=channel, cause="staff", now=now)


def _set_managers(unit: Unit, lines: Sequence[_Line]) -> None:
    """By employee number, else by a name that only one active person has; else the row says that nobody was found."""
    led = [(line, line.person, line.said.manager) for line in lines if line.person and line.said and line.said.manager]
    words = {manager for _, _, manager in led}
    by_number = people.by_employee_nos(unit.session, {employee_number(word) for word in words})
    by_name = people.named(unit.session, words)
    for line, person, word in led:
        same = by_name.get(word, [])
        manager = by_number.get(employee_number(word)) or (same[0] if len(same) == 1 else None)
        if manager is None or manager is person:
            line.reason, line.params = "person.manager_unknown", {"manager": word}
        elif person.manager_id != manager.id:
            person.manager_id = manager.id
            line.outcome = PersonOutcome.UPDATED if line.outcome is PersonOutcome.UNCHANGED else line.outcome


def _outcome(line: _Line) -> PersonRow:
    number = line.said.employee_no if line.said else ""
    return PersonRow(line.row_no, line.outcome, number, line.reason, line.params)
