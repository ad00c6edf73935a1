"""What a row changes in a record that is there."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from greening.domain.intake import Mode
from greening.domain.intake_merging import Placement, Standing, taken_over
from validators.record import DecisionRole, Identifier, KeyPerson, Record, Visit

USCC, OTHER_USCC = "91330100799655058B", "91110000802100433B"
THEN = datetime(2025, 1, 2, tzinfo=UTC)


def after(stored, given, mode):
    return taken_over(Standing(stored), Standing(given), mode).record


def placed(stored, given, mode):
    company = Record(company="甲公司")
    return taken_over(Standing(company, stored), Standing(company, given), mode).placement


@pytest.mark.parametrize(
    ("mode", "stored", "given", "stands"),
    [
        (Mode.UPDATE, "旧地址1号", "新地址2号", "新地址2号"),
        (Mode.UPDATE, "旧地址1号", "", "旧地址1号"),
        (Mode.UPDATE, "", "新地址2号", "新地址2号"),
        (Mode.FILL_EMPTY, "旧地址1号", "新地址2号", "旧地址1号"),
        (Mode.FILL_EMPTY, "", "新地址2号", "新地址2号"),
        (Mode.CREATE, "", "新地址2号", ""),
        (Mode.UPDATE, "A 路 1号", "Ａ路1号", "A 路 1号"),  # only written differently
    ],
)
def test_a_text_stands_as_the_mode_says(mode, stored, given, stands):
    assert after(Record(address=stored), Record(address=given), mode).address == stands


def test_a_company_under_a_new_name_keeps_the_old_one_as_a_former_name():
    stored, given = Record(company="甲公司", former_names=("乙公司",)), Record(company="乙公司")
    there = after(stored, given, Mode.UPDATE)
    assert (there.company, there.former_names) == ("乙公司", ("甲公司",))


def test_filling_gaps_renames_nobody():
    assert after(Record(company="甲公司"), Record(company="乙公司"), Mode.FILL_EMPTY).company == "甲公司"


def test_further_numbers_come_first_and_none_is_lost():
    stored, given = Record(phones=("0571-88880000",)), Record(phones=("0571 8888 0000", "4000000100"))
    assert after(stored, given, Mode.UPDATE).phones == ("4000000100", "0571-88880000")
    assert after(stored, given, Mode.FILL_EMPTY).phones == ("0571-88880000",)


@pytest.mark.parametrize(
    ("mode", "given", "stand"),
    [
        (Mode.UPDATE, OTHER_USCC, (OTHER_USCC,)),
        (Mode.UPDATE, "没有", (USCC,)),
        (Mode.FILL_EMPTY, OTHER_USCC, (USCC,)),
    ],
)
def test_a_company_has_one_id_of_a_kind_and_a_valid_one_replaces_it(mode, given, stand):
    stored = Record(ids=(Identifier(USCC, "uscc"),))
    there = after(stored, Record(ids=(Identifier(given, "uscc"),)), mode)
    assert tuple(one.value for one in there.ids) == stand


def test_an_id_of_another_kind_is_added():
    stored, given = Record(ids=(Identifier(USCC, "uscc"),)), Record(ids=(Identifier("529900T8BM49AURSDO55", "lei"),))
    assert [one.kind for one in after(stored, given, Mode.FILL_EMPTY).ids] == ["uscc", "lei"]


def test_a_key_person_is_known_by_name_and_completed():
    stored = Record(key_persons=(KeyPerson("王磊", phones=("13900001111",)),))
    given = Record(key_persons=(KeyPerson("王 磊", "经理", DecisionRole.DECIDES, ("13900002222",)),))
    [person] = after(stored, given, Mode.FILL_EMPTY).key_persons
    assert person == KeyPerson("王磊", "经理", DecisionRole.DECIDES, ("13900001111",))


def test_somebody_with_two_posts_stands_there_twice_and_each_entry_meets_its_own():
    chair, manager = KeyPerson("王磊", "董事长"), KeyPerson("王磊", "总经理")
    stored = Record(key_persons=(chair, manager))
    assert after(stored, Record(key_persons=(manager, chair)), Mode.UPDATE) == stored
    assert after(stored, Record(key_persons=(manager,)), Mode.UPDATE) == stored


def test_another_key_person_comes_after_those_who_are_there_unless_only_gaps_are_filled():
    stored, given = Record(key_persons=(KeyPerson("王磊"),)), Record(key_persons=(KeyPerson("李娜"),))
    assert [one.name for one in after(stored, given, Mode.UPDATE).key_persons] == ["王磊", "李娜"]
    assert [one.name for one in after(stored, given, Mode.FILL_EMPTY).key_persons] == ["王磊"]
    assert [one.name for one in after(Record(), given, Mode.FILL_EMPTY).key_persons] == ["李娜"]


def test_profile_fields_go_by_their_key():
    stored, given = Record(profile={"fax": "1", "brand": "A"}), Record(profile={"fax": "2", "size": "L"})
    assert after(stored, given, Mode.UPDATE).profile == {"fax": "2", "brand": "A", "size": "L"}
    assert after(stored, given, Mode.FILL_EMPTY).profile == {"fax": "1", "brand": "A", "size": "L"}


def test_a_note_that_is_there_is_not_noted_again():
    stored = Record(visits=(Visit("要报价单", THEN),))
    given = Record(visits=(Visit("要报价单 。", THEN), Visit("签了", THEN)))
    assert [visit.note for visit in after(stored, given, Mode.FILL_EMPTY).visits] == ["签了", "要报价单"]


def test_an_owner_is_given_to_what_lies_in_the_pool_only():
    assert placed(Placement(), Placement(owner_id=2), Mode.FILL_EMPTY).owner_id == 2
    assert placed(Placement(owner_id=1), Placement(owner_id=2), Mode.UPDATE).owner_id == 1


def test_where_selling_stands_goes_by_the_mode():
    stored = Placement(stage="线索", next_contact_on=date(2026, 1, 1), last_contact_at=THEN)
    given = Placement(stage="谈判", next_contact_on=date(2026, 2, 2), last_contact_at=THEN.replace(year=2026))
    assert placed(stored, given, Mode.UPDATE) == given
    assert placed(stored, given, Mode.FILL_EMPTY) == stored
    assert placed(Placement(), given, Mode.FILL_EMPTY) == given
    assert placed(stored, Placement(), Mode.UPDATE) == stored


@pytest.mark.parametrize("mode", list(Mode))
def test_a_row_taken_over_twice_changes_nothing_the_second_time(mode):
    given = Record(
        company="乙公司", phones=("4000000100", "4000000200"), ids=(Identifier(OTHER_USCC, "uscc"),),
        key_persons=(KeyPerson("王磊", "经理"), KeyPerson("", "总监"), KeyPerson("王磊", "总经理")), visits=(Visit("签了", THEN),), profile={"fax": "2"},
    )  # fmt: skip
    stored = replace(Record(company="甲公司", phones=("4000000300",)), ids=(Identifier(USCC, "uscc"),))
    once = after(stored, given, mode)
    assert after(once, given, mode) == once
