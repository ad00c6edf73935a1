"""No complaint runs out of time unseen."""

from sqlalchemy import select

from greening.services import complaints
from greening.storage.complaints import Complaint
from greening.storage.notices import Notice


def told(counter):
    with counter.work() as unit:
        return sorted(unit.session.execute(select(Notice.person_id, Notice.code)).all())


def sweep(counter):
    return complaints.sweep(counter.work, counter.policy, now=counter.now)


def test_quality_control_hears_of_what_is_due_once_and_in_time(counter, record_id, make):
    qi, _ = make.person("Qi").id, counter.complaint(record_id)
    assert (sweep(counter), sweep(counter.later(days=4))) == (0, 0)
    assert [sweep(counter.later(days=6)) for _ in range(2)] == [1, 0]
    assert sweep(counter.later(days=29)) == 1
    assert told(counter) == [(qi, "complaint.acknowledge_due"), (qi, "complaint.answer_due")]


def test_what_somebody_looks_into_is_confirmed_and_what_is_answered_is_not_due(counter, record_id, make):
    make.person("Qi")
    counter.taken(record_id)
    assert sweep(counter.later(days=6)) == 0
    counter.ruled(record_id, by="Wei", phone="true")
    assert sweep(counter.later(days=29)) == 1


def test_nobody_is_told_of_a_complaint_that_accuses_them(counter, make):
    quan = counter.person("Quan")
    make.person("Qi")
    counter.complaint(make.record("Ops", company="宁波海曙茶铺有限公司", phones=("0574-87880001",)))
    with counter.work() as unit:
        unit.session.scalars(select(Complaint)).one().accused_ids = [quan.id]
    sweep(counter.later(days=6))
    assert quan.id not in {person_id for person_id, _ in told(counter)}
