"""A record is shown to whom it is for, and masked to everybody else."""

from dataclasses import asdict, replace

import pytest
from factories import TEA

from greening.domain.ownership import Begin
from greening.domain.refusals import Denied, NotFound
from greening.services import records
from greening.storage import ownership
from greening.storage.records import Unit
from validators.record import Record


def test_whoever_holds_it_sees_its_numbers(create, one):
    page = one(create().record_id)
    assert page.sees_contacts
    assert page.record.phones == TEA.phones


@pytest.mark.parametrize("by", ["Bo", "Chen", "Qi", "Ada", "Ops"])
def test_nobody_else_does_anywhere_on_it(create, edit, visit, one, by):
    record_id = create(replace(TEA, business="请打 13900007777", phones=("13900001234", "13800138000"))).record_id
    edit(record_id, replace(TEA, phones=("13900001234", "13900008888", "微信 wx_secret")))
    visit(record_id, "打了 13900006666, 下周三再谈, 他要看样品")
    page = one(record_id, by)
    shown = str(asdict(page))
    hidden = ("1390000", "88880000", "13800138000", "wx_secret", "li.lei", "tea@")
    assert [secret for secret in hidden if secret in shown] == []
    assert not page.sees_contacts
    assert page.record.phones[0] == "139****1234"


def test_of_several_units_ones_own_counts(work, make, create, one, now):
    record_id = create(by="Ops").record_id
    with work() as unit:
        online = Unit(record_id=record_id, line="online")
        unit.session.add(online)
        unit.session.flush()
        ownership.begin(unit.session, online, make.person("Ana").id, how=Begin.TAKE, by=None, policy_version=1, now=now)
    assert (one(record_id, "Ana").unit.owner, one(record_id, "Ana").sees_contacts) == ("Ana", True)
    assert (one(record_id, "Bo").unit.owner, one(record_id, "Bo").sees_contacts) == ("", False)


def test_what_one_may_do_is_told(create, one):
    record_id = create().record_id
    assert [(one(record_id, by).may_edit, one(record_id, by).may_add_visit) for by in ("Ana", "Bo", "Chen", "Qi")] == [
        (True, True),
        (False, False),
        (True, True),
        (False, False),
    ]


def test_history_goes_on_page_by_page(work, make, create, edit):
    small = make.policy()
    small = replace(small, lists=replace(small.lists, page=2))
    record_id, ana = create().record_id, make.person("Ana")
    for version, name in enumerate("甲乙丙", start=1):
        edit(record_id, replace(TEA, short_name=name), version=version)
    first = records.history(work, small, actor=ana, record_id=record_id)
    rest = records.history(work, small, actor=ana, record_id=record_id, before=first[-1].id)
    last = records.history(work, small, actor=ana, record_id=record_id, before=rest[-1].id)
    assert [act.changes[0].after for act in (*first, rest[0])] == ["丙", "乙", "甲"]
    assert [act.kind for act in (rest[1], *last)] == ["unit.owned", "record.created"]


def test_a_missing_record_is_not_found(one, policy):
    with pytest.raises(NotFound):
        one(0)


def test_it_says_what_saving_would_say_and_writes_nothing(judged, create, one, make, snapshot):
    make.person("Ana")
    before = snapshot()
    draft = judged(TEA)
    assert snapshot() == before
    saved = one(create().record_id)
    assert (draft.score, draft.findings) == (saved.assessment.score, saved.assessment.findings)
    assert draft.readings == saved.readings


def test_it_knows_who_shares_the_number(judged, create):
    for name in "甲乙丙丁":
        create(Record(company=f"{name}{name}餐饮有限公司", region="330106", phones=("13900005555",)), by="Ops")
    codes = {finding.code for finding in judged(Record(company="西湖茶铺有限公司", phones=("139 0000 5555",))).findings}
    assert "repeat.phone_suspect" in codes


def test_a_masked_draft_is_judged_by_what_it_hides_and_answered_masked(judged, create, one):
    record_id = create(replace(TEA, phones=("13900001234", "13800138000")), by="Ops").record_id
    draft = judged(one(record_id, "Bo").record, record_id, by="Bo")
    assert {f.code for f in draft.findings if f.field == "phones[1]"} == {"phone.placeholder"}
    assert "13800138000" not in str(asdict(draft))


def test_it_is_for_whoever_may_save(judged, create):
    with pytest.raises(Denied):
        judged(TEA, by="Qi")
    with pytest.raises(Denied):
        judged(TEA, create().record_id, by="Bo")
