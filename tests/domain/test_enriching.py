"""What is asked about a record, in which order, and what an answer changes in it."""

from dataclasses import replace
from decimal import Decimal

import pytest
from factories import TEA

from greening.domain import enriching
from greening.domain.answers import answer_path, answered, put, restored, still_says
from greening.domain.changes import values
from greening.domain.enriching import Kind, Said, questions
from greening.domain.refusals import BadValue
from validators import check, score
from validators.record import Answer, Identifier, KeyPerson, Record
from validators.settings import DEFAULTS

BARE = Record(company="杭州西湖茶铺有限公司")
LI_LEI = KeyPerson("李雷", "老板", phones=("13900001236",))
PHONE = "key_persons[0].phones[0]"


def asked(record, said=None, own=()):
    found = questions(record, score(record, check(record)), DEFAULTS, own=own, said=said or {})
    return [(one.field, one.kind) for one in found]


def fields(record, said=None, own=()):
    return [field for field, _ in asked(record, said, own)]


def test_the_way_to_the_key_person_comes_first_then_what_the_score_misses_most():
    found = fields(BARE)
    assert found[:3] == ["key_person.name", "identity.company_id", "place.address"]
    named = replace(BARE, key_persons=(KeyPerson("李雷", "老板"),))
    assert fields(named)[:3] == ["key_person.phone", "key_person.email", "identity.company_id"]


def test_of_equal_fields_the_one_that_stands_first_in_the_form_comes_first():
    found = questions(BARE, score(BARE, check(BARE)), DEFAULTS, own=(), said={})
    points = [one.points for one in found[1:]]
    assert points == sorted(points, reverse=True)
    assert [one.field for one in found if one.points == Decimal(1)][:2] == ["business.goods", "business.brands"]


def test_a_number_that_is_merely_plausible_is_to_be_called_before_all_else():
    record = replace(BARE, key_persons=(LI_LEI,))
    assert asked(record)[0] == ("key_person.phone", Kind.CALL)
    assert ("key_person.phone", Kind.CALL) not in asked(record, said={PHONE: Said.NO_ANSWER})


def test_a_doubted_value_of_somebody_else_is_asked_for_once():
    record = replace(BARE, key_persons=(KeyPerson("李雷", "老板", phones=("13800138000",)),))
    assert fields(record)[0] == "key_person.phone"
    assert "key_person.phone" not in fields(record, said={PHONE: Said.NOT_FOUND})
    assert "key_person.phone" not in fields(record, own={PHONE})


def test_an_answered_field_is_not_asked_for():
    record = replace(BARE, answers={"website": Answer.NOT_FOUND, "profile.brands": Answer.HAS_NONE})
    assert {"identity.website", "business.brands"}.isdisjoint(fields(record))


def test_a_question_says_what_it_pays():
    first = questions(BARE, score(BARE, check(BARE)), DEFAULTS, own=(), said={})[0]
    assert (first.path, first.points, first.may_have_none) == ("key_persons[0].name", Decimal(8), False)


def test_every_field_is_known_or_open():
    assessed = score(TEA, check(TEA))
    known = enriching.known(TEA, assessed, DEFAULTS, {"business.goods"})
    assert len(known) == 24
    assert [one.field for one in known if one.is_open] == ["business.goods"]
    assert next(one for one in known if one.field == "business.brands").value == "龙井"


@pytest.mark.parametrize(
    "path", [path for path in values(TEA) if not path.startswith("answers.") and ".kind" not in path]
)
def test_every_value_of_a_record_can_be_put_and_read_again(path):
    typed = "decides" if path.endswith(".role") else "新"
    assert values(put(TEA, path, typed))[path] == typed


@pytest.mark.parametrize(
    "path", ["rep", "visits[0].note", "key_persons[0]", "key_persons[0].levels", "profile", "ids[0].kind", ""]
)
def test_what_is_no_field_cannot_be_put(path):
    with pytest.raises(BadValue):
        put(TEA, path, "x")


def test_a_new_entry_goes_to_the_end_of_its_list():
    assert put(BARE, PHONE, "13900001236").key_persons == (KeyPerson(phones=("13900001236",)),)
    assert put(TEA, "phones[7]", "1").phones == (*TEA.phones, "1")


@pytest.mark.parametrize("path", ["phones[0]", "phones[1]", PHONE, "key_persons[1].phones[0]", "website", "ids[0]"])
@pytest.mark.parametrize("said", [Said.HAS_NONE, Said.VALUE])
def test_what_an_answer_took_away_comes_back_where_it_stood(path, said):
    record = replace(TEA, answers={}) if path != "ids[0]" else replace(TEA, answers={}, ids=(Identifier("9"),))
    before = {"value": values(record)[path], "answer": "", "place": answer_path(record, path)}
    after = answered(record, path, said, "新")
    assert after != record
    assert still_says(after, said, path, "新", before)
    assert restored(after, said, path, before | {"persons": len(record.key_persons)}) == record


def test_an_answer_that_was_changed_since_says_something_else():
    before = {"value": "", "answer": "", "place": "website"}
    after = answered(BARE, "website", Said.HAS_NONE)
    assert still_says(after, Said.HAS_NONE, "website", "", before)
    assert not still_says(put(BARE, "website", "tea.example"), Said.VALUE, "website", "other.example", before)
    assert not still_says(BARE, Said.NOT_FOUND, "website", "", before | {"value": "tea.example"})


def test_that_it_could_not_be_found_out_leaves_what_stands():
    after = answered(TEA, "website", Said.NOT_FOUND)
    assert (after.website, after.answers) == (TEA.website, TEA.answers)


def test_of_several_numbers_one_is_taken_out_without_saying_that_there_is_none():
    after = answered(TEA, "phones[0]", Said.HAS_NONE)
    assert (after.phones, after.answers) == (TEA.phones[1:], TEA.answers)
