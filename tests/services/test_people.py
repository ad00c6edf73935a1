"""Signing in and out, passwords, and what ends a session."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from greening.domain.people import Actor, Role
from greening.domain.policy import shipped
from greening.domain.refusals import (
    BadValue,
    Denied,
    NotFound,
    PasswordTooCommon,
    SignedOut,
    SignInFailed,
    TooManyTries,
)
from greening.services import people
from greening.storage.events import Event
from greening.storage.people import Person
from greening.storage.sign_ins import SignIn, SignInTry

POLICY = shipped()
PASSWORD = "rain on the tea hills"
HOME = "203.0.113.7"


@pytest.fixture
def ana(make):
    return make.person("Ana", password=PASSWORD)


@pytest.fixture
def sign_in(work, now):
    def attempt(password=PASSWORD, employee_no="E-ANA", address=HOME, at=now):
        return people.sign_in(work, POLICY, employee_no=employee_no, password=password, address=address, now=at)

    return attempt


def who(work, token, now):
    return people.who(work, POLICY, token=token, now=now)


def test_whoever_knows_the_password_is_in(work, ana, sign_in, now):
    signed_in = sign_in()
    assert who(work, signed_in.token, now) == signed_in.actor == ana


def test_the_number_may_be_typed_small_and_wide(ana, sign_in):
    assert sign_in(employee_no=" ｅ-ana ").actor.id == ana.id


def test_the_database_knows_no_token(work, ana, sign_in):
    token = sign_in().token
    with work() as unit:
        kept = unit.session.scalars(select(SignIn.token_hash)).one()
    assert token.encode() not in kept
    assert len(kept) == 32


@pytest.mark.parametrize(("number", "password"), [("E-ANA", "wrong"), ("E-NOBODY", PASSWORD), ("", "")])
def test_wrong_and_unknown_are_refused_alike(ana, sign_in, number, password):
    with pytest.raises(SignInFailed) as refused:
        sign_in(password, number)
    assert refused.value.params == {}


def test_who_has_no_password_cannot_sign_in(make, sign_in):
    make.person("Bo")
    with pytest.raises(SignInFailed):
        sign_in("", "E-BO")


def test_the_eleventh_failure_waits_even_with_the_right_password(ana, sign_in, now):
    for _ in range(10):
        with pytest.raises(SignInFailed):
            sign_in("wrong")
    with pytest.raises(TooManyTries) as refused:
        sign_in(at=now + timedelta(minutes=5))
    assert refused.value.params == {"wait_seconds": 600}
    assert sign_in(address="198.51.100.1").actor.id == ana.id
    assert sign_in(at=now + timedelta(minutes=15)).actor.id == ana.id


def test_success_forgets_failures(work, ana, sign_in):
    for _ in range(9):
        with pytest.raises(SignInFailed):
            sign_in("wrong")
    sign_in()
    with work() as unit:
        assert unit.session.scalar(select(func.count()).select_from(SignInTry)) == 0


def test_many_guesses_at_once_do_not_slip_past(ana, sign_in):
    def guess(_):
        with pytest.raises((SignInFailed, TooManyTries)) as refused:
            sign_in("wrong")
        return refused.type

    with ThreadPoolExecutor(8) as pool:
        refusals = list(pool.map(guess, range(24)))
    assert refusals.count(SignInFailed) == 10


def test_a_session_ends_idle_and_old_and_use_keeps_it(work, ana, sign_in, now):
    token = sign_in().token
    for hours in range(7, 7 * 24, 7):
        assert who(work, token, now + timedelta(hours=hours))
    with pytest.raises(SignedOut):
        who(work, token, now + timedelta(days=7))
    fresh = sign_in().token
    with pytest.raises(SignedOut):
        who(work, fresh, now + timedelta(hours=8))


def test_out_is_out_and_only_here(work, ana, sign_in, now):
    here, there = sign_in().token, sign_in().token
    people.sign_out(work, token=here)
    people.sign_out(work, token=here)
    with pytest.raises(SignedOut):
        who(work, here, now)
    assert who(work, there, now).id == ana.id


@pytest.mark.parametrize("change", [{"active": False}, {"left_on": "2026-03-01"}])
def test_whoever_is_gone_is_out_at_once(work, ana, sign_in, now, change):
    token = sign_in().token
    with work() as unit:
        unit.session.execute(update(Person).where(Person.id == ana.id).values(**change))
    with pytest.raises(SignedOut):
        who(work, token, now)
    with pytest.raises(SignInFailed):
        sign_in()


def test_a_new_password_ends_every_session_but_gives_one(work, ana, sign_in, now):
    old = sign_in()
    new = people.change_password(work, POLICY, actor=old.actor, old=PASSWORD, new="green hills in the rain", now=now)
    assert who(work, new.token, now).id == ana.id
    with pytest.raises(SignedOut):
        who(work, old.token, now)
    with pytest.raises(SignInFailed):
        sign_in()
    assert sign_in("green hills in the rain")


def test_a_password_is_changed_by_whoever_knows_it(work, ana, now):
    with pytest.raises(SignInFailed):
        people.change_password(work, POLICY, actor=ana, old="wrong", new="green hills in the rain", now=now)
    with pytest.raises(PasswordTooCommon):
        people.change_password(work, POLICY, actor=ana, old=PASSWORD, new="password1234", now=now)


def test_operations_give_passwords_and_reps_do_not(work, make, ana, sign_in, now):
    token = sign_in().token
    people.set_password(
        work, POLICY, actor=make.person("Ops"), person_id=ana.id, new="green hills in the rain", now=now
    )
    with pytest.raises(SignedOut):
        who(work, token, now)
    with pytest.raises(Denied):
        people.set_password(work, POLICY, actor=make.person("Bo"), person_id=ana.id, new="mine now, all mine", now=now)
    assert sign_in("green hills in the rain")


def test_everywhere_out_is_for_oneself_and_operations(work, make, ana, sign_in, now):
    token = sign_in().token
    with pytest.raises(Denied):
        people.sign_out_everywhere(work, actor=make.person("Chen"), person_id=ana.id, now=now)
    assert who(work, token, now)
    people.sign_out_everywhere(work, actor=ana, person_id=ana.id, now=now)
    with pytest.raises(SignedOut):
        who(work, token, now)


def test_nobody_is_not_found(work, make, now):
    with pytest.raises(NotFound):
        people.sign_out_everywhere(work, actor=make.person("Ops"), person_id=0, now=now)


def test_language_and_theme_are_ones_own_choice(work, ana, sign_in, now):
    token = sign_in().token
    people.choose(work, actor=ana, language="zh_Hans")
    people.choose(work, actor=ana, theme="dark")
    assert (who(work, token, now).language, who(work, token, now).theme) == ("zh_Hans", "dark")
    with pytest.raises(BadValue):
        people.choose(work, actor=ana, language="tlh")


def test_purging_forgets_what_is_over_only(work, ana, sign_in, now):
    sign_in()
    with suppress(SignInFailed):
        sign_in("wrong")
    kept = sign_in(at=now + timedelta(hours=4)).token
    assert people.purge_sessions(work, POLICY, now=now + timedelta(hours=9)) == 1
    assert who(work, kept, now + timedelta(hours=9))


def test_signing_in_is_logged(work, ana, sign_in):
    sign_in()
    with work() as unit:
        event = unit.session.scalars(select(Event)).one()
    assert (event.kind, event.actor_id, event.subject_id) == ("person.signed_in", ana.id, ana.id)


def test_the_command_line_is_nobodys_account(work, now):
    with pytest.raises(NotFound):
        people.choose(work, actor=Actor(id=None, role=Role.OPS), theme="dark")
