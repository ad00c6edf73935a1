"""Stored records are judged in chunks, among each other, and twice is like once."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import event, select, update

from greening.domain.policy import read
from greening.jobs import Kind
from greening.services import judging, policies, records
from greening.storage import judging as step
from greening.storage.assessments import Assessment
from greening.storage.jobs import Job
from greening.storage.judging import Judged
from greening.storage.record_loading import load
from greening.storage.records import Record as Row
from greening.storage.review import Review
from validators import EMPTY_POPULATION, KeyPerson

SHARED = "13900005555"


@pytest.fixture
def policy(make):
    return make.policy()


@pytest.fixture
def judge(work, policy, now):
    def chunk(*ids, by=policy, later=timedelta(0)):
        return judging.judge(work, by, record_ids=ids, cause="test:1", now=now + later)

    return chunk


@pytest.fixture
def rows(work):
    """Assessments of a record, oldest first."""

    def of(record_id):
        with work() as unit:
            query = select(Assessment).where(Assessment.record_id == record_id).order_by(Assessment.id)
            return unit.session.scalars(query).all()

    return of


@pytest.fixture
def copied(work):
    """What the record itself says of its newest judgement."""

    def of(record_id):
        with work() as unit:
            return unit.session.get(Row, record_id)

    return of


@pytest.fixture
def queries(work, policy, now, engine):
    """How many statements it takes to judge a chunk again."""

    def count(ids):
        seen = []

        def listen(*given):
            seen.append(given[2])

        event.listen(engine, "before_cursor_execute", listen)
        judging.rejudge_sharers(work, policy, record_ids=ids, now=now)
        event.remove(engine, "before_cursor_execute", listen)
        return len(seen)

    return count


@pytest.fixture
def rejudge(work, policy, now):
    return lambda ids: judging.rejudge_sharers(work, policy, record_ids=ids, now=now)


def unrelated(make, name, **given):
    return make.record(company=f"{name}餐饮有限公司", region="330106", phones=(SHARED,), **given)


def test_judging_again_adds_nothing(make, judge, rows):
    record_id = make.record()
    assert judge(record_id, later=timedelta(days=1)) == Judged(judged=0, unchanged=1)
    assert len(rows(record_id)) == 1


def test_a_new_policy_version_is_a_new_judgement(work, make, judge, rows, now):
    record_id = make.record()
    document = {section: dict(values) for section, values in make.policy().document.items()}
    document["lists"]["page"] = 20
    newer = policies.ensure_current(work, read(document), now=now)
    assert judge(record_id, by=newer).judged == 1
    assert [row.policy_version for row in rows(record_id)] == [1, 2]


def test_the_record_copies_its_newest_judgement(make, judge, rows, copied):
    record_id = make.record(phones=("13800138000",))
    newest, row = rows(record_id)[-1], copied(record_id)
    assert (row.assessment_id, row.judged_version, row.score, row.completeness, row.triage) == (
        newest.id,
        1,
        newest.score,
        newest.completeness,
        newest.triage,
    )
    assert row.finding_codes == sorted({finding["code"] for finding in newest.findings})
    assert "phone.placeholder" in row.finding_codes


def test_a_changed_record_is_judged_in_its_new_version(work, make, judge, rows):
    record_id = make.record()
    with work() as unit:
        unit.session.execute(
            update(Row).where(Row.id == record_id).values(version=2, address="杭州市西湖区文三路 1 号")
        )
    assert judge(record_id).judged == 1
    assert [row.record_version for row in rows(record_id)] == [1, 2]
    assert rows(record_id)[1].score > rows(record_id)[0].score


def test_a_judgement_of_an_older_version_is_not_copied(work, make, policy, copied, now):
    record_id = make.record()
    with work() as unit:
        old = load(unit.session, [record_id], visits=1)
        unit.session.execute(update(Row).where(Row.id == record_id).values(version=2))
        stale = step.assess_one(replace(old[record_id].record, company="测试"), EMPTY_POPULATION, policy, now)
        step._remember(unit.session, old, {record_id: stale}, {record_id: stale}, policy=policy, now=now)
    assert (copied(record_id).judged_version, copied(record_id).triage) == (1, "flow")
    with work() as unit:
        assert unit.session.scalars(select(Review)).all() == [], "nor is it in the queue"


def test_the_parts_of_a_stored_score_sum_up(make, rows):
    record_id = make.record(phones=(SHARED,), address="杭州市西湖区文三路 1 号")
    row = rows(record_id)[-1]
    sections = row.score_detail["sections"]
    assert round(sum(section["got"] for section in sections)) == row.score
    assert round(sum(section["of"] for section in sections)) == 100
    assert all(round(sum(f["got"] for f in s["fields"]) - s["got"], 6) == 0 for s in sections)


def test_missing_records_are_left_out(judge):
    assert judge(0, -1) == Judged()


def test_judgements_are_never_edited(work, make, rows):
    record_id = make.record()
    with pytest.raises(Exception, match="append-only"), work() as unit:
        unit.session.execute(update(Assessment).where(Assessment.record_id == record_id).values(score=100))


def test_the_third_sharer_makes_the_others_due_and_they_are_judged_later(work, make, queued, rejudge, copied):
    ids = [unrelated(make, name) for name in ("喜悦", "金龙")]
    assert queued == []
    ids.append(unrelated(make, "老王"))
    with work() as unit:
        job = unit.session.scalars(select(Job).where(Job.kind == Kind.REJUDGE_SHARERS)).one()
    assert (job.args, queued) == ({"record_ids": ids[:2]}, [job.id])
    assert "repeat.phone_suspect" not in copied(ids[0]).finding_codes
    assert rejudge(job.args["record_ids"]).judged == 2
    assert all("repeat.phone_suspect" in copied(one).finding_codes for one in ids)


def test_who_has_been_told_is_not_judged_again(work, make, rejudge):
    ids = [unrelated(make, name) for name in ("喜悦", "金龙", "老王")]
    rejudge(ids)
    unrelated(make, "川味")
    with work() as unit:
        assert len(unit.session.scalars(select(Job)).all()) == 1


def test_a_number_becomes_an_agents_at_ten_and_who_was_told_less_is_due_again(work, make, rejudge, copied):
    ids = [unrelated(make, f"{name}渡") for name in "澜岚禾柏舟栖砚榆棠"]
    rejudge(ids)
    assert all("repeat.phone_suspect" in copied(one).finding_codes for one in ids)
    unrelated(make, "芷渡")
    with work() as unit:
        newest = unit.session.scalars(select(Job).order_by(Job.id.desc())).first()
    assert newest.args == {"record_ids": ids}
    rejudge(ids)
    assert all("repeat.phone_agent" in copied(one).finding_codes for one in ids)


def test_who_is_not_judged_yet_is_not_due_again(work, make, judge):
    ids = [unrelated(make, name) for name in ("喜悦", "金龙", "老王")]
    with work() as unit:
        unit.session.execute(update(Row).where(Row.id == ids[0]).values(judged_version=0, finding_codes=[]))
    assert judge(ids[2]).due == (ids[1],)


def test_sharing_with_relatives_is_no_repeat(make, copied):
    ids = [
        make.record(company=f"喜悦餐饮有限公司{city}分公司", region="330106", phones=(SHARED,))
        for city in ("甲", "乙", "丙")
    ]
    assert not any(code.startswith("repeat.") for code in copied(ids[-1]).finding_codes)


def test_a_chunk_is_judged_among_all_that_is_stored(make, judge, copied):
    ids = [unrelated(make, name) for name in ("喜悦", "金龙", "老王", "川味")]
    assert judge(ids[0]).judged == 1
    assert "repeat.phone_suspect" in copied(ids[0]).finding_codes


def customers(make, *phones, **rest):
    """Customers of one rep that nothing ties together."""
    names = ("喜悦", "金龙", "老王", "川味")
    return [
        make.record(company=f"{name}餐饮有限公司", region="330106", phones=(phone,), **rest)
        for name, phone in zip(names, phones, strict=False)
    ]


@pytest.mark.parametrize(
    ("phones", "code"),
    [
        (("13926580147", "13926580148", "13926580149"), "repeat.consecutive"),
        (("13926580147", "13826580147", "15026580147"), "repeat.same_ending"),
    ],
)
def test_what_one_rep_types_is_found_among_all_that_is_stored(make, rejudge, copied, phones, code):
    ids = customers(make, *phones)
    rejudge(ids)
    assert all(code in copied(one).finding_codes for one in ids)


def test_one_text_or_one_person_for_many_customers_is_found_too(make, rejudge, copied):
    said = {"business": "在本地有三个仓库，做五金和日用品批发，主要给超市和便利店供货，每周补货两次"}
    ids = customers(make, "13926580147", "13826581147", "15026582147", key_persons=(KeyPerson("沈砚秋"),), **said)
    rejudge(ids)
    assert all({"repeat.copied_text", "repeat.person_suspect"} <= set(copied(one).finding_codes) for one in ids)


def test_a_note_for_many_customers_is_found_among_all_that_is_stored(work, make, rejudge, copied):
    ids = customers(make, "13926580147", "13826581147", "15026582147", by="Ana")
    for one in ids:
        said = {
            "note": "见了采购经理，要五十箱样品，周五前寄到，嫌账期太短，下月再谈",
            "at": make.now,
            "channel": "visit",
        }
        records.add_visit(work, make.policy(), actor=make.person("Ana"), record_id=one, now=make.now, **said)
    rejudge(ids)
    assert all("visit.template" in copied(one).finding_codes for one in ids)


def test_as_many_queries_for_a_chunk_as_for_one(make, queries):
    ids = [unrelated(make, name) for name in ("喜悦", "金龙", "老王", "川味")]
    queries(ids)
    assert queries(ids) == queries(ids[:1]) <= 15
