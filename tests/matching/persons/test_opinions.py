"""Are two rows about one person told from two persons, with reasons, whatever went wrong in one of them?"""

from dataclasses import replace
from itertools import combinations

import pytest

from greening.matching import NOTHING_COUNTED, Verdict, match
from greening.matching.persons import SCHEME, Features, Person, PersonalId, features, keys, model

ANA = Person(
    given_name="Analiese",
    surname="Thornbury",
    date_of_birth="1984-03-21",
    street_number="17",
    streets=("Example Crescent", "Sample House"),
    suburb="Northfield",
    postcode="2710",
    state="NSW",
    ids=(PersonalId("48120973", "ssn"),),
    phones=("400 123 4567",),
    emails=("ana@example.org",),
)
"""A person who does not exist."""

SLIPS = {
    "given.near": replace(ANA, given_name="Analeise"),
    "given.initial": replace(ANA, given_name="A."),
    "surname.near": replace(ANA, surname="Thornburry"),
    "surname.differs": replace(ANA, surname="Maplewood"),
    "name.crossed": replace(ANA, given_name="Thornbury", surname="Analiese"),
    "birth.swapped": replace(ANA, date_of_birth="1984-21-03"),
    "birth.near": replace(ANA, date_of_birth="1984-03-22"),
    "house.differs": replace(ANA, street_number="92"),
    "street.near": replace(ANA, streets=("Exampel Crescent", "Sample House")),
    "beside.near": replace(ANA, streets=("Example Crescent", "Sampel House")),
    "suburb.near": replace(ANA, suburb="Northfeild"),
    "postcode.near": replace(ANA, postcode="2170"),
    "id.near": replace(ANA, ids=(PersonalId("48120978", "ssn"),)),
    "phone.part": replace(ANA, phones=("123 4567",)),
    "email.box": replace(ANA, emails=("Ana <ana@sample.example>",)),
}


CROSSED = {
    "lines": replace(ANA, streets=("Sample House", "Example Crescent")),
    "name": replace(ANA, given_name="Thornburry", surname="Analiese"),
    "names": replace(ANA, given_name="Maria", other_names=("Analiese Maria Thornbury", "Thornbury Ana")),
    "ids": replace(
        ANA, ids=(PersonalId("7755 1234", "passport"), PersonalId("48120973"), PersonalId("48120978", "ssn"))
    ),
}


def opinion(one: Person, other: Person):
    return model().opinion(features(one), features(other), NOTHING_COUNTED)


def codes(one: Person, other: Person) -> set[str]:
    return {term.code for term in opinion(one, other).terms}


@pytest.mark.parametrize("code", SLIPS)
def test_one_slip_is_named_and_does_not_hide_that_two_are_one(code):
    found = opinion(ANA, SLIPS[code])
    assert found.verdict is Verdict.DUPLICATE
    assert code in {term.code for term in found.terms}


def test_an_opinion_is_the_same_for_both_orders():
    for one, other in combinations([ANA, *SLIPS.values(), *CROSSED.values()], 2):
        assert opinion(one, other) == opinion(other, one)


@pytest.mark.parametrize("code", SLIPS)
def test_rows_with_one_slip_are_found_by_a_key(code):
    assert set(keys(features(ANA))) & set(keys(features(SLIPS[code])))


def test_every_value_that_a_step_shares_is_counted_for_both():
    for one, other in combinations(map(features, [ANA, *SLIPS.values(), *CROSSED.values()]), 2):
        for step in SCHEME.steps(one, other, NOTHING_COUNTED):
            assert set(step.shared) <= set(keys(one)) & set(keys(other))


def test_lines_of_an_address_in_each_others_column_are_the_same_lines():
    assert {"street.same"} <= codes(ANA, replace(ANA, streets=("Sample House", "Example Crescent")))


def test_a_sister_of_one_address_is_somebody_else():
    sister = replace(ANA, given_name="Beatrix", date_of_birth="1987-11-02", ids=(), emails=())
    assert opinion(ANA, sister).verdict is Verdict.DIFFERENT
    assert {"given.differs", "household.others"} <= codes(ANA, sister)
    assert "household.relatives" in codes(ANA, replace(sister, date_of_birth=ANA.date_of_birth))


def test_nobody_is_found_by_an_address_alone():
    somebody = replace(ANA, given_name="", surname="", date_of_birth="", ids=(), phones=(), emails=())
    assert opinion(ANA, somebody).verdict is Verdict.DIFFERENT


def test_father_and_son_of_one_name_are_two():
    father = replace(ANA, given_name="Robert", surname="Thornbury Sr", date_of_birth="", ids=(), emails=())
    found = opinion(father, replace(father, surname="Thornbury Jr"))
    assert (found.verdict, found.decider) == (Verdict.RELATED, "name.generation")
    assert opinion(father, replace(father, surname="Thornbury")).verdict is Verdict.DUPLICATE


def test_a_name_in_characters_meets_its_romanisation_and_no_other_character_of_one_sound():
    wei = Person(name="王伟", date_of_birth="1990-01-02")
    assert codes(wei, Person(name="Wang Wei")) == codes(wei, Person(name="Wei Wang")) | {"name.crossed"}
    assert "given.same" in codes(wei, Person(name="王偉"))
    assert "given.differs" in codes(wei, Person(name="王薇"))
    assert "given.same" in codes(wei, Person(given_name="Wei", surname="Wang", other_names=("王伟",)))


def test_a_name_in_another_alphabet_says_nothing():
    assert codes(Person(name="Александр Васильев"), Person(name="Alexander Vasiliev")) == {"prior"}
    assert "surname.same" in codes(Person(name="Александр Васильев"), Person(name="Васильев, Саша"))


def test_ids_are_compared_with_those_of_their_kind():
    passport = replace(ANA, ids=(PersonalId("7755 1234", "passport"),))
    assert not {"id.differs", "paper.differs"} & codes(ANA, passport)
    assert "paper.same" in codes(passport, replace(ANA, ids=(PersonalId("77551234", "passport"),)))
    assert "id.same" in codes(ANA, replace(ANA, ids=(PersonalId("48120973"),)))
    assert "paper.differs" in codes(passport, replace(ANA, ids=(PersonalId("99887766", "passport"),)))


@pytest.mark.parametrize("value", ["", "-", "0000000", "N/A", "12"])
def test_an_id_that_says_nothing_is_no_id(value):
    assert features(Person(ids=(PersonalId(value, "ssn"),))).ids == ()


def test_a_rare_surname_says_more_than_a_common_one():
    crowd = [features(Person(given_name=f"Given{chr(97 + n)}", surname="Smith")) for n in range(20)]
    two = [
        features(Person(given_name="Ada", surname=name)) for name in ("Smith", "Smith", "Quillfeather", "Quillfeather")
    ]
    found = match([*crowd, *two], replace(model(), review=1e-9))
    by_pair = {(pair.left, pair.right): pair.opinion.bits for pair in found.pairs}
    assert by_pair[22, 23] > by_pair[20, 21]


def test_a_person_of_whom_nothing_is_known_is_like_nobody():
    assert features(Person()) == Features()
    assert keys(Features()) == ()
    assert opinion(Person(), Person()).verdict is Verdict.DIFFERENT
