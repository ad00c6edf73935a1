"""Somebody complains, and comes back with a code."""

import re

import pytest
from sqlalchemy import select

from greening.domain.complaints import Kind, Mode, State
from greening.domain.refusals import BadValue, Denied
from greening.domain.refusals_complaints import CodeUnknown, ComplaintClosed, ComplaintEmpty, TooManyComplaints
from greening.services import complaints
from greening.storage.complaint_seals import ComplaintSeal
from greening.storage.complaints import Complaint, ComplaintMessage
from greening.storage.events import Event


def test_a_complaint_is_taken_with_its_times_and_a_code_to_come_back_with(counter, record_id):
    filed = counter.filed(record_id)
    assert re.fullmatch(r"C-\d+ · \d{4}-\d{4}-\d{4}-\d{4}", filed.code)
    talk = complaints.follow_up(counter.work, counter.policy, code=filed.code)
    assert (talk.state, talk.received_at) == (State.RECEIVED, counter.now)
    waits = [(talk.acknowledge_by - counter.now).days, (talk.answer_by - counter.now).days]
    assert waits == [7, 30]


def test_the_code_is_kept_as_a_hash_and_stands_in_no_event(counter, record_id):
    filed = counter.filed(record_id)
    digits = filed.code.rpartition(" ")[2]
    with counter.work() as unit:
        rows = [
            str(vars(one)) for one in (*unit.session.scalars(select(Complaint)), *unit.session.scalars(select(Event)))
        ]
    assert not [row for row in rows if digits in row or digits.replace("-", "") in row]


@pytest.mark.parametrize(
    "named",
    ["R-{id}", "{id}", "https://crm.example/records/{id}?tab=history", "R-{id} 杭州西湖茶铺", "杭州西湖茶铺有限公司"],
)
def test_a_record_is_found_by_a_link_a_number_or_its_name(counter, record_id, named):
    complaint_id = counter.complaint(named=named.format(id=record_id))
    assert counter.stored(complaint_id).record_id == record_id


def test_what_names_no_record_is_taken_all_the_same_and_told_alike(counter, record_id):
    known, unknown = (
        counter.filed(record_id, by="", mode=Mode.ANONYMOUS),
        counter.filed(by="", mode=Mode.ANONYMOUS, named="没有这家公司"),
    )
    shown = [complaints.follow_up(counter.work, counter.policy, code=one.code) for one in (known, unknown)]
    assert [one.state for one in shown] == [State.RECEIVED, State.RECEIVED]
    assert counter.stored(int(shown[1].number[2:])).record_id is None


def test_anonymous_keeps_nobody_even_where_somebody_is_signed_in(counter, record_id):
    counter.filed(record_id, by="Bo", mode=Mode.ANONYMOUS)
    assert counter.count(ComplaintSeal) == 0


def test_confidential_needs_somebody_to_seal(counter, record_id):
    with pytest.raises(Denied):
        counter.filed(record_id, by="")


@pytest.mark.parametrize(
    ("missing", "field"), [({"kinds": set()}, "kinds"), ({"named": " "}, "named"), ({"words": ""}, "words")]
)
def test_a_complaint_says_something(counter, record_id, missing, field):
    with pytest.raises(ComplaintEmpty) as refused:
        counter.filed(record_id, **missing)
    assert refused.value.params == {"fields": [field]}
    assert counter.count(Complaint) == 0


def test_what_is_too_long_is_refused(counter, record_id):
    with pytest.raises(BadValue):
        counter.filed(record_id, words="长" * (counter.policy.complaints.words + 1))


def test_nobody_complains_without_end(counter, record_id):
    for _ in range(counter.policy.complaints.a_day):
        counter.filed(record_id)
    with pytest.raises(TooManyComplaints):
        counter.filed(record_id)
    counter.filed(record_id, by="Wei")
    counter.later(days=1).filed(record_id)


def test_whoever_complained_and_whoever_looks_into_it_talk_with_each_other(counter, record_id, make):
    filed = counter.filed(record_id, by="", mode=Mode.ANONYMOUS)
    complaint_id = int(filed.code.partition(" ")[0][2:])
    who = {"actor": make.person("Qi"), "complaint_id": complaint_id, "now": counter.now}
    complaints.write(counter.work, counter.policy, **who, words="哪一天打的?")
    back = {"code": filed.code, "words": "上周三,打了 13900001236", "now": counter.now}
    talk = complaints.write_back(counter.work, counter.policy, **back)
    assert [(one.by, one.words) for one in talk.messages] == [("Qi", "哪一天打的?"), ("", "上周三,打了 13900001236")]
    assert talk.acknowledged_at == counter.now
    assert [one.words for one in counter.case(complaint_id).messages][1] == "上周三,打了 139****1236"


@pytest.mark.parametrize("wrong", ["C-1 · 0000-0000-0000-0000", "C-999999 · 4821-7713-0956-2240", "4821", "", "C-1"])
def test_a_code_that_does_not_fit_opens_nothing_and_does_not_say_why(counter, record_id, wrong):
    counter.filed(record_id)
    with pytest.raises(CodeUnknown) as refused:
        complaints.follow_up(counter.work, counter.policy, code=wrong)
    assert refused.value.params == {}


def test_the_code_of_one_complaint_does_not_open_another(counter, record_id):
    first, second = counter.filed(record_id), counter.filed(record_id)
    swapped = f"{second.code.partition(' · ')[0]} · {first.code.partition(' · ')[2]}"
    with pytest.raises(CodeUnknown):
        complaints.follow_up(counter.work, counter.policy, code=swapped)


def test_nothing_is_said_to_a_complaint_that_was_answered(counter, record_id, make):
    filed = counter.filed(record_id)
    who = {"actor": make.person("Qi"), "complaint_id": int(filed.code.partition(" ")[0][2:]), "now": counter.now}
    complaints.shelve(counter.work, counter.policy, **who, reply="说得太少,查不了")
    with pytest.raises(ComplaintClosed):
        complaints.write_back(counter.work, counter.policy, code=filed.code, words="再说一句", now=counter.now)
    talk = complaints.follow_up(counter.work, counter.policy, code=filed.code)
    assert (talk.state, talk.reply) == (State.SHELVED, "说得太少,查不了")
    assert counter.count(ComplaintMessage) == 0


def test_the_best_evidence_comes_first_and_says_why(counter, record_id):
    vague = counter.complaint(by="", mode=Mode.ANONYMOUS, named="某公司", kinds={Kind.OTHER}, words="假的")
    good = counter.complaint(record_id)
    rows = counter.queue().waiting
    assert [row.id for row in rows] == [good, vague]
    assert (sum(rows[0].points.values()), rows[1].points) == (rows[0].sum, {})
