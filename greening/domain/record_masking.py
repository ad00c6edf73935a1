"""What does somebody see of a record that is not theirs, and what do they mean when they send it back?"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from greening.domain import masking
from greening.domain.changes import TEXTS, Change, is_contact, same_persons, values
from greening.domain.submissions import Filled
from validators.finding import Finding, Param
from validators.record import KeyPerson, Record

LINKS = frozenset({"country", "region", "website", "kind"})
"""Texts that hold no free text: a mask would break what they point to."""
TELLING = 3
"""Fewer characters of a contact tell nothing, and may well be the value of something else."""
FREE = tuple(name for name in TEXTS if name not in LINKS)


def masked(record: Record) -> Record:
    """The record as it is shown to whoever does not hold it."""
    texts: dict[str, Any] = {name: masking.text(getattr(record, name)) for name in FREE}
    return replace(
        record,
        **texts,
        former_names=tuple(map(masking.text, record.former_names)),
        phones=_contacts(record.phones),
        emails=_contacts(record.emails),
        key_persons=tuple(map(_masked_person, record.key_persons)),
        visits=tuple(replace(visit, note=masking.text(visit.note)) for visit in record.visits),
        profile={name: masking.text(value) for name, value in record.profile.items()},
    )


def unmasked(typed: Record, stored: Record) -> Record:
    """The record that somebody means who was shown it masked: a mask stands for what it hides."""
    shown = masked(stored)
    pairs = same_persons(shown.key_persons, typed.key_persons)
    texts = {name: getattr(stored if getattr(typed, name) == getattr(shown, name) else typed, name) for name in FREE}
    return replace(
        typed,
        **texts,
        former_names=_meant(typed.former_names, stored.former_names),
        phones=masking.unmask(typed.phones, stored.phones),
        emails=masking.unmask(typed.emails, stored.emails),
        key_persons=tuple(
            _unmasked_person(person, stored.key_persons[pairs[place]]) if place in pairs else person
            for place, person in enumerate(typed.key_persons)
        ),
        profile={
            name: stored.profile.get(name, "") if value == shown.profile.get(name) else value
            for name, value in typed.profile.items()
        },
    )


def masked_changes(changes: Iterable[Change]) -> tuple[Change, ...]:
    """History tells what changed, but not the number."""
    return tuple(Change(one.path, _value(one.path, one.before), _value(one.path, one.after)) for one in changes)


def masked_filled(filled: Iterable[Filled]) -> tuple[Filled, ...]:
    """What was completed, but not the number."""
    return tuple(replace(one, before=_value(one.path, one.before), after=_value(one.path, one.after)) for one in filled)


def masked_findings(findings: Iterable[Finding], record: Record) -> tuple[Finding, ...]:
    """A finding carries the values that caused it: what stands in a contact of `record` is masked like the contact."""
    contacts = [value for path, value in values(record).items() if is_contact(path)]

    def shown(param: Param) -> Param:
        if isinstance(param, tuple):
            return tuple(str(shown(one)) for one in param)
        is_quoted = isinstance(param, str) and len(param) >= TELLING and any(param in one for one in contacts)
        return masking.contact(param) if is_quoted and isinstance(param, str) else masking.anything(param)

    return tuple(replace(one, params={name: shown(param) for name, param in one.params.items()}) for one in findings)


def _value(path: str, value: str) -> str:
    return masking.contact(value) if is_contact(path) else masking.text(value)


def _contacts(typed: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(masking.contact, typed))


def _masked_person(person: KeyPerson) -> KeyPerson:
    return replace(
        person,
        name=masking.text(person.name),
        title=masking.text(person.title),
        phones=_contacts(person.phones),
        emails=_contacts(person.emails),
    )


def _unmasked_person(typed: KeyPerson, stored: KeyPerson) -> KeyPerson:
    shown = _masked_person(stored)
    return replace(
        typed,
        name=stored.name if typed.name == shown.name else typed.name,
        title=stored.title if typed.title == shown.title else typed.title,
        phones=masking.unmask(typed.phones, stored.phones),
        emails=masking.unmask(typed.emails, stored.emails),
    )


def _meant(typed: Sequence[str], stored: Sequence[str]) -> tuple[str, ...]:
    hidden = {masking.text(value): value for value in reversed(stored)}
    return tuple(hidden.get(value, value) for value in typed)
