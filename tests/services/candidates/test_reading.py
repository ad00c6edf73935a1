"""What somebody sees of a pair: everything that tells, no number that is not theirs."""

from dataclasses import replace

import pytest
from likenesses import AGAIN, BRANCH, MILL, STRANGER

from greening.domain.candidates import State
from greening.domain.refusals import NotFound
from greening.services import candidates
from greening.storage.records import Record
from validators.record import KeyPerson


def test_two_records_stand_side_by_side(pair, one):
    page = one(pair)
    fields = {field.path: field for field in page.fields}
    assert (fields["company"].left, fields["company"].right, fields["company"].equal) == (
        MILL.company,
        AGAIN.company,
        False,
    )
    assert fields["phones[0]"].equal
    assert (fields["address"].right, fields["address"].equal) == ("", False)
    assert page.may_rule
    assert page.probability > 0.99


def test_no_number_is_shown_to_who_holds_neither(pair, one):
    page = one(pair)
    shown = repr(page)
    assert "0571-****1234" in shown
    for number in ("55501234", "5550 1234", "5550-1234"):
        assert number not in shown


def test_who_holds_one_side_sees_that(pair, one):
    page = one(pair, by="Ana")
    phones = next(field for field in page.fields if field.path == "phones[0]")
    assert (phones.left, phones.right) == ("0571-55501234", "0571 **** 1234")
    assert (page.left.sees_contacts, page.right.sees_contacts, page.may_rule) == (True, False, False)


def test_a_person_stands_beside_the_same_person(create, pair, edit, one, listed):
    page = one(pair)
    edit(page.left.record_id, key_persons=(KeyPerson("沈砚秋", "总经理"),))
    edit(page.right.record_id, by="Bo", key_persons=(KeyPerson("何棠", ""), KeyPerson("沈砚秋", "厂长")))
    fields = {field.path: field for field in one(pair).fields}
    assert (fields["key_persons[0].title"].left, fields["key_persons[0].title"].right) == ("总经理", "厂长")
    assert fields["key_persons[1].name"].right == "何棠"


def test_there_must_be_a_pair(pair, one):
    with pytest.raises(NotFound):
        one(pair + 1)


def test_the_likest_stand_first_page_by_page(make, create, listed, policy, work):
    few = replace(policy, lists=replace(policy.lists, page=1))
    create(MILL), create(AGAIN, by="Bo")
    create(replace(MILL, company="澜序机械厂", phones=(), website=""), by="Bo")
    whole = listed()
    assert [row.bits for row in whole.rows] == sorted((row.bits for row in whole.rows), reverse=True)
    assert len(whole.rows) > 1

    seen, after = [], None
    while True:
        part = candidates.page(work, few, actor=make.person("Qi"), state=State.OPEN, after=after)
        seen += part.rows
        if (after := part.after) is None:
            break
    assert [row.id for row in seen] == [row.id for row in whole.rows]


def test_a_list_holds_one_state(pair, rule, listed):
    rule(pair, "different")
    assert listed().rows == ()
    assert [row.id for row in listed(State.RULED).rows] == [pair]


def test_a_page_of_a_record_shows_what_resembles_it(create, similar):
    first, second, branch = create(MILL), create(AGAIN, by="Bo"), create(BRANCH, by="Bo")
    create(STRANGER, by="Bo")
    found = similar(first)
    assert {one.record_id: one.state for one in found} == {second: State.OPEN, branch: None}
    assert [one.probability > 0.99 for one in found if one.record_id == second] == [True]


def test_also_before_anybody_has_looked_for_it(desk, similar):
    desk.bring("company,region,phone\n杭州澜序机械有限公司,330108,0571-55501234\n澜序机械,330100,0571 5550 1234\n")
    record_id = desk.ask(Record.id)[0][0]
    assert [(one.candidate_id, one.state) for one in similar(record_id)] == [(None, None)]


def test_what_was_ruled_different_resembles_no_more(pair, rule, one, similar):
    first = one(pair).left.record_id
    rule(pair, "related", relation="same_boss")
    assert [found.state for found in similar(first)] == [State.RULED]
    rule(pair, "different")
    assert similar(first) == ()


def test_a_name_with_a_number_in_it_is_masked(create, similar):
    first = create(MILL)
    create(replace(AGAIN, company="澜序机械 13900001234"), by="Bo")
    assert "13900001234" not in repr(similar(first))


def test_there_must_be_a_record(create, similar):
    with pytest.raises(NotFound):
        similar(create() + 1)
