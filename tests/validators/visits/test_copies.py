"""A copied note is told from a second visit that builds on the first, and from what two customers have in common."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from validators import DEFAULTS, Record, Settings, Subject, Verdict, Visit, check, visits
from validators.visits import NO_NOTES, FileNotes, Written, copies, judge, sketch

EFFECTIVE, WEAK, VOID = Verdict
FIRST = "跟罗经理看了二楼仓库，没有货梯，叉车上不去，要能拆成四件的货架，预算三万，周二给报价"
ENGLISH = "Walked the roof with Dave, 240 sqm flat felt, leaking above the till, adjuster comes on Tuesday"
NAMES = ("澜序机械", "砚溪食品", "禾渡物流", "舟栖家具")


def record(*notes, company="苏州澜序机械有限公司", rep="7"):
    return Record(company=company, visits=tuple(Visit(note, rep=rep) for note in notes))


def verdicts(one, notes=NO_NOTES):
    return [(v.verdict, v.reason) for v in visits.verdicts(one, DEFAULTS, notes)]


@pytest.mark.parametrize(
    ("again", "first"),
    [
        (FIRST, FIRST),
        (FIRST.replace("周二", "周四"), FIRST),
        (FIRST.replace("周二", "3月12日").replace("三万", "35000元"), FIRST),
        (FIRST.replace("，", " "), FIRST),
        (FIRST.replace("要能", "还是要能"), FIRST),
        ("只收现金", "只收现金。"),
        (ENGLISH.replace("Tuesday", "Friday"), ENGLISH),
    ],
)
def test_a_note_with_another_day_at_most_is_a_copy(again, first):
    found = check(record(again, first))
    assert [v.verdict for v in found.visits] == [WEAK, EFFECTIVE]
    (copied,) = (f for f in found.findings if f.code == "visit.copied")
    assert (copied.field, copied.params) == ("visits[0]", {"earlier": "visits[1]"})


@pytest.mark.parametrize(
    "again",
    [
        FIRST + "，嫌立柱太薄",
        FIRST + "。今天签了合同",
        FIRST.replace("罗经理", "她丈夫"),
        "罗经理收了报价，嫌贵两千，要拿去总部比价，月底答复",
        "货架装好了，罗经理说少两块层板，周五补",
    ],
)
def test_a_second_visit_that_builds_on_the_first_is_none(again):
    assert verdicts(record(again, FIRST)) == [(EFFECTIVE, ""), (EFFECTIVE, "")]


def test_short_notes_may_be_alike_by_chance():
    assert verdicts(record("预算8万，周四定", "预算5万，周三定")) == [(EFFECTIVE, ""), (EFFECTIVE, "")]


def test_what_a_colleague_wrote_is_not_ones_own():
    two = Record(visits=(Visit(FIRST, rep="7"), Visit(FIRST, rep="8")))
    assert verdicts(two) == [(EFFECTIVE, ""), (EFFECTIVE, "")]


def test_a_note_for_three_customers_was_written_for_none():
    notes = [
        FIRST.replace("罗经理", f"{who}经理").replace("周二", day) for who, day in zip("罗胡白", "一二三", strict=True)
    ]
    records = [record(note, company=f"{name}有限公司") for note, name in zip(notes, NAMES, strict=False)]
    for one in records:
        found = check(one, notes=FileNotes(DEFAULTS, records))
        assert [(v.verdict, v.reason) for v in found.visits] == [(WEAK, "visit.template")]
        assert {f.params["customers"] for f in found.findings if f.code == "visit.template"} == {3}
    assert verdicts(records[0], FileNotes(DEFAULTS, records[:2])) == [(EFFECTIVE, "")]


def test_one_customer_with_many_copies_is_one_customer():
    records = [record(FIRST, company="澜序机械有限公司") for _ in range(4)]
    assert verdicts(record(FIRST, company="砚溪食品有限公司"), FileNotes(DEFAULTS, records)) == [(EFFECTIVE, "")]


def test_four_companies_of_one_owner_are_visited_once():
    records = [record(FIRST, company=f"苏州澜序{trade}有限公司") for trade in ("机械", "投资", "供应链", "国际贸易")]
    assert verdicts(records[0], FileNotes(DEFAULTS, records)) == [(EFFECTIVE, "")]


def test_a_company_says_how_alike_and_on_how_many():
    two = Settings.from_mapping({"visits": {"template_customers": 2}})
    records = [record(FIRST, company=f"{name}有限公司") for name in NAMES[:2]]
    (found,) = check(records[0], notes=FileNotes(two, records), settings=two).visits
    assert found.reason == "visit.template"


def test_void_stays_void_however_often_it_is_written():
    assert verdicts(record("继续跟进", "继续跟进")) == [(VOID, "visit.boilerplate")] * 2


def test_a_note_is_found_by_its_sketch_with_another_name_and_day():
    one, other = sketch(FIRST, DEFAULTS), sketch(FIRST.replace("罗经理", "胡总").replace("周二", "12月3日"), DEFAULTS)
    assert one & other
    assert len(one) <= copies.SKETCH
    assert not sketch("只收现金", DEFAULTS)


def test_notes_that_come_in_any_order_say_the_same():
    others = [
        Written(Subject(name, name), FIRST.replace("周二", f"周{day}"))
        for name, day in zip(NAMES, "三四五六", strict=True)
    ]

    class Given:
        def __init__(self, written):
            self.written = written

        def like(self, sketch):
            assert sketch
            return self.written

    assert copies.customers(FIRST, Subject("own"), Given(others), DEFAULTS) == 5
    assert copies.customers(FIRST, Subject("own"), Given(others[::-1]), DEFAULTS) == 5


PIECES = st.sampled_from(
    (
        "继续跟进",
        "客户",
        "罗经理",
        "周三",
        "要样品",
        "预算五万",
        "嫌贵",
        "，",
        " ",
        "wants",
        "too expensive",
        "没有仓库",
        "搬到太仓了",
        "空号",
    )
)
NOTES = st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=8).map("".join))


@given(NOTES, NOTES)
@settings(max_examples=60, deadline=None)
def test_a_copy_is_never_worth_more_than_its_original(first, between):
    worth = [EFFECTIVE, WEAK, VOID]
    found = visits.verdicts(record(first, between, first), DEFAULTS)
    assert worth.index(found[0].verdict) >= worth.index(found[2].verdict)
    assert found == visits.verdicts(record(first, between, first), DEFAULTS)


@given(
    NOTES,
    st.sampled_from(
        ("王总拍板", "预算五万", "要三防漆", "嫌交期太长", "已搬到太仓", "用的是金蝶", "wants a sample in blue")
    ),
)
@settings(max_examples=60, deadline=None)
def test_another_piece_of_information_never_makes_a_note_worth_less(note, more):
    worth = [VOID, WEAK, EFFECTIVE]
    before, after = judge(note, DEFAULTS), judge(f"{note}。{more}", DEFAULTS)
    assert worth.index(after.verdict) >= worth.index(before.verdict)
