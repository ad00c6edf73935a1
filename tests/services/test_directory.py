"""Stored records and drafts are judged by the directory of those who work here."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from greening.services import records
from greening.storage.people import Person
from greening.storage.records import Record as Row
from validators import KeyPerson
from validators.record import Record

MOBILE, MAIL = "13926580158", "Lu@House.example"
REACHED = (KeyPerson("沈砚秋", "总经理", phones=(MOBILE,), emails=("lu@house.example",)),)


@pytest.fixture
def ana(make, work):
    """A rep whom the staff list knows with mobile and mail."""
    actor = make.person("Ana")
    with work() as unit:
        known = {"mobile_e164": f"+86{MOBILE}", "email": MAIL}
        unit.session.execute(update(Person).where(Person.id == actor.id).values(**known))
    return actor


def told(work, record_id):
    with work() as unit:
        return {code for code in unit.session.get_one(Row, record_id).finding_codes if code.startswith("staff.")}


def test_a_reps_own_number_and_mail_are_told_from_a_colleagues(ana, make, work):
    assert told(work, make.record(ana, key_persons=REACHED)) == {"staff.own_contact"}
    other = make.record("Bo", company="砚溪食品有限公司", key_persons=REACHED)
    assert told(work, other) == {"staff.colleagues_contact"}


def test_a_draft_is_judged_as_the_record_will_be(ana, make, work, now):
    draft = Record(company="禾渡物流有限公司", key_persons=REACHED)
    judged = records.draft_judgement(work, make.policy(), actor=ana, record=draft, now=now)
    assert {one.code for one in judged.findings} >= {"staff.own_contact", "key_person.missing_contact"}


def test_who_has_left_is_no_colleague(ana, make, work, now):
    with work() as unit:
        left = {"left_on": (now - timedelta(days=1)).date()}
        unit.session.execute(update(Person).where(Person.id == ana.id).values(**left))
    assert told(work, make.record("Bo", key_persons=REACHED)) == set()
