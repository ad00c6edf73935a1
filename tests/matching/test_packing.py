"""What was read of a record comes back as it was; what is kept changes only together with its version."""

from dataclasses import replace

from msgspec.structs import fields

from greening.domain.records import KEYS_VERSION
from greening.matching import organisations, persons
from greening.matching.batch.shelf import VERSION
from greening.matching.organisations.address import Address
from greening.matching.organisations.parts import Name
from greening.matching.packing import pack, unpack
from validators.record import Identifier, KeyPerson, Record

PERSON = persons.Person(
    name="沈砚秋",
    other_names=("Fenna Osmere-Hollin Jr.",),
    date_of_birth="3/4/1970",
    gender="f",
    address="12 Larkmoor Road, Tarnbeck 2034",
    ids=(persons.PersonalId("4402117", "ssn"), persons.PersonalId("E77120")),
    phones=("13912345670",),
)
FULL = Record(
    company="蘇州瀾序機械有限公司吳江分公司",
    short_name='澜序 "LX"',
    former_names=("Larkmoor Trading Co., Ltd.",),
    address="江苏省苏州市吴江区例举路 8 号",
    website="https://lanxu.example",
    phones=("0512 6265 8014", "13912345670"),
    emails=("sales@lanxu.example",),
    ids=(Identifier("91320509MA1XXXXX0A"),),
    key_persons=(KeyPerson("沈砚秋", "总经理"),),
)


def test_what_was_packed_comes_back():
    for record in (
        FULL,
        Record(),
        Record(company="Larkmoor Trading", address="435 S. Larkmoor Boulevard", country="US"),
    ):
        read = organisations.features(record)
        assert unpack(organisations.Features, pack(read)) == read


def test_a_person_comes_back_with_or_without_a_date_of_birth():
    for person in (PERSON, replace(PERSON, date_of_birth=""), persons.Person()):
        read = persons.features(person)
        assert unpack(persons.Features, pack(read)) == read


def test_a_field_that_came_later_has_its_default():
    assert unpack(Name, '["澜序机械","澜序机械"]') == Name("澜序机械", "澜序机械")


def test_other_fields_are_kept_under_another_version():
    """Whoever adds or changes one raises KEYS_VERSION once a release, so that the sweep reads all records anew, and that of
    a shelf at once: what lies there lacks the field, which would be read as one that says nothing.
    """
    kept = {form: " ".join(field.name for field in fields(form)) for form in (organisations.Features, Name, Address)}
    assert (KEYS_VERSION, VERSION, kept) == (
        4,
        8,
        {
            organisations.Features: "name aliases ids typed_ids phones emails domains persons region address spoken",
            Name: "whole core brand trades words places form branch ordinals is_han head letters sound initials",
            Address: "door number street around post_code",
        },
    )
