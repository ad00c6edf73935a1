"""A note that finds the record wrong says which field, once, and only what has happened."""

import pytest

from validators import DEFAULTS, KeyPerson, Record, Verdict, Visit, check
from validators.visits import judge

RECORD = Record(
    company="苏州澜序机械有限公司",
    address="苏州市吴中区东环南路18号",
    phones=("0512-65550147", "13926580147"),
    key_persons=(KeyPerson("罗清越", "采购经理"), KeyPerson("白知远", "厂长")),
)


def told(*notes, record=RECORD):
    visits = tuple(Visit(note) for note in notes)
    found = check(
        Record(
            **{f: getattr(record, f) for f in ("company", "address", "phones", "key_persons", "former_names")},
            visits=visits,
        )
    ).findings
    return {
        (f.field, f.code.removeprefix("visit.tells_"), f.params["change"])
        for f in found
        if f.code.startswith("visit.tells_")
    }


@pytest.mark.parametrize(
    ("note", "kind"),
    [
        ("门口贴着封条", "closed"),
        ("厂子倒闭半年了", "closed"),
        ("They went into liquidation in May", "closed"),
        ("公司更名为云帆", "renamed"),
        ("rebranded as Fenwick", "renamed"),
        ("上个月搬到太仓了", "moved"),
        ("They moved to unit 7", "moved"),
        ("查无此公司，保安也没听过", "address_wrong"),
        ("店盘给一个温州人了", "sold"),
        ("不卖瓷砖了，只做门窗", "trade_changed"),
        ("罗清越跳槽去同行了", "person_left"),
        ("He retired in March", "person_left"),
        ("老板去世，儿子接手", "person_changed"),
        ("打过去说打错了", "number_wrong"),
        ("这个号码是房东的", "number_wrong"),
        ("Wrong number, a plumber answered", "number_wrong"),
        ("电话是代账公司接的", "number_agent"),
        ("The number belongs to their accountant", "number_agent"),
    ],
)  # fmt: skip
def test_what_is_told_makes_a_visit_effective(note, kind):
    found = judge(note, DEFAULTS)
    assert kind in found.changes
    assert found.verdict is Verdict.EFFECTIVE


@pytest.mark.parametrize(
    "note",
    [
        "没有搬迁，还在老地方",
        "打算明年搬到太仓",
        "怕倒闭，所以不肯预付",
        "供应商倒闭了，急着找货",
        "隔壁搬走了，他们想租过来",
        "如果被收购，合同要重签",
        "儿子不想接手",
        "不做预付款的生意",
        "号码是他本人的，短信报价就行",
        "They are not moving, the lease runs on",
    ],
)
def test_what_is_planned_feared_denied_or_a_rivals_is_no_change(note):
    assert judge(note, DEFAULTS).changes == ()


def test_a_dead_number_changes_the_record_and_is_no_contact():
    found = judge("空号", DEFAULTS)
    assert (found.verdict, found.changes) == (Verdict.WEAK, ("number_dead",))


def test_the_field_is_the_one_that_is_named():
    assert told("罗清越离职了，现在没人管采购") == {("visits[0]", "person_left", "key_persons[0]")}
    assert told("采购离职了，现在没人管") == {("visits[0]", "person_left", "key_persons")}
    assert told("尾号0147那个是空号，0512打得通") == {("visits[0]", "number_dead", "phones[0]")}
    assert told("两个都是空号，门还锁着") == {("visits[0]", "number_dead", "phones")}
    assert told("厂子搬到太仓了") == {("visits[0]", "moved", "address")}
    assert told("已注销，设备在拍卖") == {("visits[0]", "closed", "company")}


def test_a_change_is_proposed_once_at_the_newest_note_that_tells_it():
    assert told("又去看了，确实搬到太仓了", "门卫说搬去太仓了") == {("visits[0]", "moved", "address")}


def test_what_the_record_shows_already_is_not_proposed_again():
    assert told("搬到东环南路了", record=RECORD) == set()
    renamed = Record(company="云帆供应链有限公司", former_names=("澜序机械有限公司",))
    assert told("公司改名了，新章刻好了", record=renamed) == set()
