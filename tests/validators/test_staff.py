"""A number that reaches us is no number of the customer's."""

import pytest

from tests.validators.faults import assert_example
from validators import KeyPerson, ListedDirectory, Record, check, phones, score, staff

PHONE, MAIL = "13926580158", "lu@house.example"
DIRECTORY = ListedDirectory({("phone", "+8613926580158"): ("R001", "R003"), ("email", MAIL): ("R001",)})


def judged(record, directory=DIRECTORY):
    return {(one.field, one.code) for one in check(record, directory=directory).findings}


@pytest.mark.parametrize("fault", staff.FAULTS, ids=lambda fault: fault.code)
def test_every_fault_is_found_in_its_example_and_not_in_its_look_alike(fault):
    def judge(record):
        return staff.check(record, phones.readings(record), staff.EXAMPLE)

    assert_example(fault, lambda value: Record(phones=(value,)), judge)


@pytest.mark.parametrize(
    ("rep", "code"), [("R001", "own"), ("R003", "own"), ("R002", "colleagues"), ("", "colleagues")]
)
def test_whose_it_is_hangs_on_who_entered_it(rep, code):
    found = judged(Record(phones=(f"139-2658-0158 / {PHONE}",), rep=rep))
    assert {one for one in found if one[1].startswith("staff.")} == {("phones[0]", f"staff.{code}_contact")}


def test_mails_are_asked_too_however_they_are_typed():
    person = KeyPerson("沈砚秋", emails=(f"Lu <{MAIL.upper()}>",))
    assert ("key_persons[0].emails[0]", "staff.own_contact") in judged(Record(key_persons=(person,), rep="R001"))


def test_a_key_person_at_our_own_number_is_not_reached_and_earns_nothing_for_it():
    record = Record(key_persons=(KeyPerson("沈砚秋", "总经理", phones=(PHONE,), emails=(MAIL,)),), rep="R001")
    assert ("key_persons[0].phones", "key_person.missing_contact") in judged(record)
    with_own, without = (
        score(record, check(record, directory=directory)).score for directory in (ListedDirectory({}), DIRECTORY)
    )
    assert without < with_own


def test_one_number_of_the_customers_is_enough():
    record = Record(key_persons=(KeyPerson("沈砚秋", "总经理", phones=(PHONE, "13926580147")),), rep="R001")
    assert ("key_persons[0].phones", "key_person.missing_contact") not in judged(record)


def test_without_a_directory_nothing_is_said():
    assert not any(
        code.startswith("staff.") for _, code in judged(Record(phones=(PHONE,), rep="R001"), staff.NO_DIRECTORY)
    )
