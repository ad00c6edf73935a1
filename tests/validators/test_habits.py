"""What one rep types for many customers: counted among unrelated ones, of one rep, whatever the order of the records."""

from dataclasses import replace
from itertools import permutations

import pytest

from validators import FilePopulation, KeyPerson, Record, Settings, check

BRANDS = "澜岚禾柏舟栖砚榆棠芷菀霁"
TEXT = "在本地有三个仓库，做五金和日用品批发，主要给超市和便利店供货，每周补货两次"


def firms(*phones, rep="R001", **rest):
    return [
        Record(company=f"{brand}序机械有限公司", phones=(phone,), rep=rep, **rest)
        for brand, phone in zip(BRANDS, phones, strict=False)
    ]


def found(records, at=0, **given):
    judged = check(records[at], population=FilePopulation(records), **given).findings
    return [(f.code, f.params["subjects"]) for f in judged if f.code.startswith("repeat.")]


RUN = ("13926580147", "13926580148", "13926580149")
ENDING = ("13926580147", "13826580147", "15026580147")


@pytest.mark.parametrize(("phones", "code"), [(RUN, "consecutive"), (ENDING, "same_ending")])
def test_three_of_one_rep_are_no_chance_wherever_they_stand(phones, code):
    for order in permutations(firms(*phones)):
        assert [found(list(order), at) for at in range(3)] == [[(f"repeat.{code}", 3)]] * 3


@pytest.mark.parametrize(
    "records",
    [
        firms(*RUN[:2]),
        firms(*ENDING[:2]),
        firms(RUN[0], RUN[1], "13926580150"),
        firms(*RUN, rep=""),
        firms(*ENDING, rep=""),
        [replace(one, rep=f"R{at}") for at, one in enumerate(firms(*RUN))],
        [replace(one, website="www.lanxu-jx.cn") for one in firms(*RUN)],
        [replace(one, company=f"澜序{at}有限公司") for at, one in enumerate(firms(*ENDING))],
    ],
)
def test_two_or_a_gap_or_several_reps_or_one_group_are_nothing(records):
    assert found(records) == []


def test_numbers_of_one_company_may_count_up():
    assert found([Record(company="澜序机械有限公司", phones=RUN, rep="R001")]) == []


def test_lines_of_one_office_block_can_be_allowed():
    own = Settings.from_mapping({"repeats": {"allowed": [f"+86{phone}" for phone in RUN]}})
    assert found(firms(*RUN), settings=own) == []


def test_a_long_text_with_a_word_changed_is_a_copy_and_a_short_one_is_not():
    texts = [TEXT, TEXT.replace("三个", "四个"), TEXT.replace("两次", "一次"), "五金和日用品批发"]
    copied = [Record(company=f"{b}序机械有限公司", rep="R001", business=t) for b, t in zip(BRANDS, texts, strict=False)]
    assert found(copied) == [("repeat.copied_text", 3)]
    assert found(copied, at=3) == []
    assert found([replace(one, business="五金和日用品批发") for one in copied]) == []


def test_one_person_at_many_companies_of_a_rep_is_told():
    person = KeyPerson("沈砚秋")
    named = [Record(company=f"{brand}序机械有限公司", rep="R001", key_persons=(person,)) for brand in BRANDS[:3]]
    assert found(named) == [("repeat.person_suspect", 3)]
    assert found([replace(one, key_persons=(KeyPerson("张总"),)) for one in named]) == []


def test_a_common_name_is_no_news_among_many():
    brands = [a + b for a in "澜岚禾柏舟栖砚榆棠芷" for b in "序野渡溪陌谷原川岫泽"]
    many = [Record(company=f"{b}机械有限公司", key_persons=(KeyPerson("王伟"),)) for b in brands]
    others = [Record(company=f"第{at}号店") for at in range(1900)]
    assert [code for code, _ in found(many[:12])] == ["repeat.person_suspect"]
    assert found([*many[:12], *others]) == []


def test_a_door_of_many_companies_is_a_landlords():
    door = "江苏省苏州市虎丘区浒墅关路18号"
    rooms = [Record(company=f"{b}序机械有限公司", address=f"{door}{at}室") for at, b in enumerate(BRANDS)]
    assert found(rooms) == [("repeat.address_crowded", 12)]
    assert found(rooms[:9]) == []
