"""Who may come in? Signing in and out, passwords, and what a person sets for themselves."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from greening.domain.passwords import check_password, fits, hashed, is_outdated
from greening.domain.people import Actor, Role, employee_number, has_left, net, session_is_over, today
from greening.domain.permissions import Action, authorise
from greening.domain.policy import Policy
from greening.domain.refusals import BadValue, NotFound, SignedOut, SignInFailed, TooManyTries
from greening.storage import events, people, sign_ins
from greening.storage.people import Person
from greening.storage.session import Unit, Work

TOKEN_BYTES = 32
AGENT_CHARS = 200
CHOICES: Mapping[str, frozenset[str]] = {
    "language": frozenset({"", "en", "zh_Hans"}),
    "theme": frozenset({"", "light", "dark"}),
}
"""What a person may set; empty follows the browser."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The only time the token is seen: the browser keeps it, the database its hash."""

    token: str
    actor: Actor


def sign_in(
    work: Work, policy: Policy, *, employee_no: str, password: str, address: str, user_agent: str = "", now: datetime
) -> SignedIn:
    """Open a session for whoever knows the password.

    The try is counted before it is known to fail, in a transaction of its own: many tries at once cannot slip past, and
    where it cannot be counted nobody signs in. Unknown, left and wrong take equally long and are refused alike.

    Raises: TooManyTries, SignInFailed.
    """
    number = employee_number(employee_no)
    key = _count_try(work, policy, number, net(address), now)
    with work() as unit:
        person = people.by_employee_no(unit.session, number)
        known = fits(password, person.password_hash if person else None, policy.passwords)
        if person is None or not known or not _may_come_in(person, policy, now):
            raise SignInFailed
        if is_outdated(str(person.password_hash), policy.passwords):
            person.password_hash = hashed(password, policy.passwords)
        sign_ins.forget_tries(unit.session, key)
        events.add(unit.session, "person.signed_in", subject="person", subject_id=person.id, actor_id=person.id, at=now)
        return SignedIn(_begin(unit, person, user_agent, now), _actor(unit, person))


def who(work: Work, policy: Policy, *, token: str, now: datetime) -> Actor:
    """Whose session this is, as permissions stand now; the session lives on from here.

    Raises: SignedOut, where it has ended, is idle or too old, or its person has left.
    """
    with work() as unit:
        found = sign_ins.found(unit.session, _hash(token))
        if found is None:
            raise SignedOut
        sign_in_, person, region_id = found
        over = session_is_over(sign_in_.created_at, sign_in_.seen_at, policy.sessions, now)
        if over or not _may_come_in(person, policy, now):
            raise SignedOut
        if now - sign_in_.seen_at >= policy.sessions.touch:
            sign_ins.touch(unit.session, sign_in_.token_hash, now)
        return _as_actor(person, region_id)


def actor(work: Work, *, employee_no: str) -> Actor:
    """Somebody who works here, for whoever acts in their name on this machine. Raises: NotFound."""
    with work() as unit:
        return _actor(unit, _there(people.by_employee_no(unit.session, employee_no)))


def sign_out(work: Work, *, token: str) -> None:
    """End this session; ending one that has ended is no error."""
    with work() as unit:
        sign_ins.end(unit.session, _hash(token))


def sign_out_everywhere(work: Work, *, actor: Actor, person_id: int, now: datetime) -> None:
    """End every session of a person: one's own, or anybody's as operations.

    Raises: Denied, NotFound.
    """
    if person_id != actor.id:
        authorise(actor, Action.ADD_PERSON)
    with work() as unit:
        person = _there(people.locked(unit.session, person_id))
        sign_ins.end_all(unit.session, person.id)
        _log(unit, "person.signed_out_everywhere", person, actor, now)


def change_password(work: Work, policy: Policy, *, actor: Actor, old: str, new: str, now: datetime) -> SignedIn:
    """Take a new password for the old one; every session ends and this one goes on under a new token.

    Raises: TooManyTries, SignInFailed where `old` is wrong, PasswordTooShort, PasswordTooLong, PasswordTooCommon.
    """
    key = _count_try(work, policy, actor.employee_no, "password", now)
    with work() as unit:
        person = _there(people.locked(unit.session, actor.id or 0))
        if not fits(old, person.password_hash, policy.passwords):
            raise SignInFailed
        sign_ins.forget_tries(unit.session, key)
        _take_password(unit, policy, person, new, actor=actor, now=now)
        return SignedIn(_begin(unit, person, "", now), _actor(unit, person))


def set_password(work: Work, policy: Policy, *, actor: Actor, person_id: int, new: str, now: datetime) -> None:
    """Give somebody a password as operations; they are signed out everywhere.

    Raises: Denied, NotFound, PasswordTooShort, PasswordTooLong, PasswordTooCommon.
    """
    authorise(actor, Action.ADD_PERSON)
    with work() as unit:
        _take_password(unit, policy, _there(people.locked(unit.session, person_id)), new, actor=actor, now=now)


def choose(work: Work, *, actor: Actor, language: str | None = None, theme: str | None = None) -> None:
    """Set one's own language or theme; None leaves it as it is, empty follows the browser.

    Raises: BadValue.
    """
    chosen = {name: value for name, value in (("language", language), ("theme", theme)) if value is not None}
    for name, value in chosen.items():
        if value not in CHOICES[name]:
            raise BadValue(field=name, value=value)
    with work() as unit:
        person = _there(people.locked(unit.session, actor.id or 0))
        for name, value in chosen.items():
            setattr(person, name, value)


def purge_sessions(work: Work, policy: Policy, *, now: datetime) -> int:
    """Forget sessions that are over and tries that count no more; how many sessions."""
    with work() as unit:
        return sign_ins.purge(
            unit.session,
            seen_before=now - policy.sessions.idle,
            created_before=now - policy.sessions.absolute,
            tried_before=now - policy.sign_in.window,
        )


def _count_try(work: Work, policy: Policy, account: str, place: str, now: datetime) -> bytes:
    key = _hash(f"{account}\n{place}")
    with work() as unit:
        tried = sign_ins.count_try(unit.session, key, policy.sign_in.window, now)
        failures, since = tried.failures, tried.since
    if failures > policy.sign_in.tries:
        raise TooManyTries(wait_seconds=int((since + policy.sign_in.window - now).total_seconds()))
    return key


def _may_come_in(person: Person, policy: Policy, now: datetime) -> bool:
    return person.active and not has_left(person.left_on, today(policy, now))


def _take_password(unit: Unit, policy: Policy, person: Person, new: str, *, actor: Actor, now: datetime) -> None:
    check_password(new, (person.employee_no, person.name, person.mobile, person.email), policy.passwords)
    person.password_hash = hashed(new, policy.passwords)
    sign_ins.end_all(unit.session, person.id)
    _log(unit, "person.password_changed", person, actor, now)


def _begin(unit: Unit, person: Person, user_agent: str, now: datetime) -> str:
    token = secrets.token_urlsafe(TOKEN_BYTES)
    agent = user_agent[:AGENT_CHARS]
    unit.session.add(
        sign_ins.SignIn(token_hash=_hash(token), person_id=person.id, created_at=now, seen_at=now, user_agent=agent)
    )
    return token


def _actor(unit: Unit, person: Person) -> Actor:
    return _as_actor(person, people.region_of(unit.session, person.team_id))


def _as_actor(person: Person, region_id: int | None) -> Actor:
    return Actor(
        id=person.id,
        role=Role(person.role),
        name=person.name,
        employee_no=person.employee_no,
        team_id=person.team_id,
        region_id=region_id,
        language=person.language,
        theme=person.theme,
    )


def _there(person: Person | None) -> Person:
    if person is None:
        raise NotFound
    return person


def _log(unit: Unit, kind: str, person: Person, actor: Actor, now: datetime) -> None:
    events.add(unit.session, kind, subject="person", subject_id=person.id, actor_id=actor.id, at=now)


def _hash(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
