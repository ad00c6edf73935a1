"""An answer changes one field, once, and for a day it can be taken back."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from greening.domain.changes import values
from greening.domain.enriching import Said
from greening.domain.refusals import BadValue, CompanyTaken, Denied, NotFound
from greening.domain.refusals_units import AnswerOvertaken, AnswerSettled, ClaimNotThere
from greening.services import records
from greening.storage import claims
from greening.storage.enriching import Answer as Row
from validators.finding import Level
from validators.record import Answer, KeyPerson

PHONE = "key_persons[0].phones[0]"


@pytest.fixture
def snapshot(work):
    """What stands in the tables, to see that nothing has changed."""

    def take():
        with work() as unit:
            tables = ("record", "answer", "claim", "assessment", "event", "contact")
            said = [f"SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {name} t" for name in tables]
            return [unit.session.scalar(text(one)) for one in said]

    return take


@pytest.fixture
def edited(make, loaded):
    """Operations change a record by its form meanwhile."""

    def change(record_id, **fields):
        there = loaded(record_id)
        said = {"record_id": record_id, "version": there.version, "record": replace(there.record, **fields)}
        records.edit(make.work, make.policy(), actor=make.person("Ops"), now=make.now, **said)

    return change


def test_a_value_is_its_authors_and_says_when_and_whence(make, pooled, answer, loaded, now):
    make.claim(pooled)
    answer(pooled, "website", " www.tea.example ")
    there = loaded(pooled)
    stamp = there.stamps["website"]
    assert there.record.website == "www.tea.example"
    assert (stamp.by, stamp.at, stamp.source, stamp.level) == (make.person("Ana").id, now, "quest", Level.FILLED)


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("region", "330103"),
        ("key_persons[0].role", "decides"),
        ("ids[0]", "91330106MA27Y5C217"),
        ("profile.brands", "龙井"),
        ("emails[0]", "tea@example.com"),
        ("phones[1]", "0571-88880001"),
    ],
)
def test_every_kind_of_field_takes_its_answer(make, answer, loaded, path, typed):
    own = make.record(by="Ana", company="西湖茶铺有限公司", phones=("0571-88880000",))
    answer(own, path, typed)
    assert values(loaded(own).record)[path] == typed


def test_a_region_is_answered_by_its_name(make, answer, loaded):
    own = make.record(by="Ana", company="西湖茶铺有限公司")
    answer(own, "region", "杭州市西湖区")
    assert loaded(own).record.region == "330106"


@pytest.mark.parametrize(
    "said",
    [
        ("region", "Atlantis"),
        ("website", "  "),
        ("key_persons[0].role", "king"),
        ("rep", "7"),
        ("phones[5]", "1"),
        ("", "x"),
    ],
)
def test_what_no_record_can_hold_is_refused(make, pooled, answer, snapshot, said):
    make.claim(pooled)
    before = snapshot()
    with pytest.raises(BadValue):
        answer(pooled, *said)
    assert snapshot() == before


def test_the_same_key_counts_once_however_often_it_is_sent(work, make, pooled, answer, loaded):
    make.claim(pooled)
    with ThreadPoolExecutor(4) as pool:
        saved = list(pool.map(lambda _: answer(pooled, "website", "www.tea.example", key="phone-1"), range(4)))
    assert len({one.answer_id for one in saved}) == 1
    assert sorted(one.again for one in saved) == [False, True, True, True]
    assert loaded(pooled).version == 2
    with work() as unit:
        assert unit.session.scalar(select(func.count()).select_from(Row)) == 1


def test_an_answer_that_was_kept_is_still_kept_when_it_comes_again_after_submitting(work, make, pooled, answer):
    claim_id = make.claim(pooled)
    first = answer(pooled, "website", "www.tea.example", key="phone-1")
    with work() as unit:
        claim, _ = claims.locked(unit.session, claim_id)
        claim.state, claim.submitted_at = "submitted", claim.opened_at
    assert answer(pooled, "website", "www.tea.example", key="phone-1").answer_id == first.answer_id


def test_a_key_belongs_to_whoever_sent_it(make, pooled, answer):
    make.claim(pooled)
    other = make.record(by="Bo", company="东湖茶铺有限公司")
    mine = answer(pooled, "website", "www.tea.example", key="1")
    assert answer(other, "website", "www.east.example", by="Bo", key="1").answer_id != mine.answer_id


def test_that_there_is_none_is_an_answer(make, pooled, answer, ask, loaded):
    make.claim(pooled)
    answer(pooled, "website", Answer.HAS_NONE)
    assert loaded(pooled).record.answers == {"website": Answer.HAS_NONE}
    known = next(one for one in ask(pooled).known if one.path == "website")
    assert (known.level, known.answer, known.is_open) == (Level.PLAUSIBLE, "has_none", False)


def test_that_nobody_could_be_found_answers_for_the_whole_key_person(make, pooled, answer, ask, loaded):
    make.claim(pooled)
    answer(pooled, "key_persons[0].name", Answer.NOT_FOUND)
    assert loaded(pooled).record.answers == {"key_persons": Answer.NOT_FOUND}
    assert not any(one.is_open for one in ask(pooled).known if one.path == "key_persons")


def test_a_value_takes_the_place_of_the_answer_that_there_is_none(make, pooled, answer, loaded):
    make.claim(pooled)
    answer(pooled, "website", Answer.HAS_NONE)
    answer(pooled, "website", "www.tea.example")
    assert loaded(pooled).record.answers == {}


def test_another_field_that_changed_meanwhile_is_no_conflict(make, pooled, answer, edited, loaded):
    make.claim(pooled)
    edited(pooled, scale="20-99人")
    answer(pooled, "website", "www.tea.example", stood="")
    assert (loaded(pooled).record.scale, loaded(pooled).record.website) == ("20-99人", "www.tea.example")


def test_the_same_field_that_changed_meanwhile_shows_both(make, pooled, answer, edited):
    make.claim(pooled)
    edited(pooled, website="www.other.example")
    with pytest.raises(AnswerOvertaken) as refused:
        answer(pooled, "website", "www.tea.example", stood="")
    assert refused.value.params == {"path": "website", "stands": "www.other.example", "typed": "www.tea.example"}
    answer(pooled, "website", "www.other.example", stood="")


def test_each_answer_keeps_the_claim_alive(make, pooled, answer, claim_of, now):
    make.claim(pooled)
    later = now + timedelta(days=3)
    answer(pooled, "website", "www.tea.example", at=later)
    assert claim_of(pooled).saved_at == later


@pytest.mark.parametrize("by", ["Bo", "Chen", "Qi", "Ops"])
def test_nobody_else_answers(make, pooled, answer, snapshot, by):
    make.claim(pooled)
    make.person(by)
    before = snapshot()
    with pytest.raises(Denied):
        answer(pooled, "website", "www.tea.example", by=by)
    assert snapshot() == before


def test_what_was_submitted_takes_no_answer_until_it_comes_back(make, pooled, answer, snapshot):
    claim_id = make.claim(pooled, state="submitted")
    before = snapshot()
    with pytest.raises(Denied):
        answer(pooled, "website", "www.tea.example")
    with pytest.raises(ClaimNotThere):
        answer(None, "website", "www.tea.example", claim_id=claim_id)
    assert snapshot() == before


def test_a_claim_that_is_submitted_at_the_same_moment_keeps_nothing(make, pooled, answer, snapshot, monkeypatch):
    make.claim(pooled)
    before = snapshot()
    monkeypatch.setattr(claims, "saved", lambda *_: False)
    with pytest.raises(ClaimNotThere):
        answer(pooled, "website", "www.tea.example")
    assert snapshot() == before


def test_an_own_customer_is_filled_in_the_same_way(make, answer, loaded):
    own = make.record(by="Ana", company="西湖茶铺有限公司")
    answer(own, "website", "www.tea.example")
    assert loaded(own).record.website == "www.tea.example"


def test_a_company_that_is_there_already_cannot_be_answered(make, pooled, answer):
    other = make.record(company="东湖茶铺有限公司", ids=())
    make.claim(other)
    answer(other, "region", "330106")
    with pytest.raises(CompanyTaken):
        answer(other, "company", "西湖茶铺有限公司")


def test_an_undone_answer_gives_back_what_stood_with_its_stamp(make, named, answer, undo, loaded):
    make.claim(named)
    before = loaded(named)
    undo(answer(named, PHONE, "13900001299"))
    after = loaded(named)
    assert after.record.key_persons == before.record.key_persons
    assert after.stamps.get(PHONE) == before.stamps.get(PHONE)


def test_an_undone_answer_that_there_is_none_gives_back_a_number_where_it_stood(make, answer, undo, loaded):
    record_id = make.record(company="西湖茶铺有限公司", phones=("0571-88880000", "0571-88880001"))
    make.claim(record_id)
    undo(answer(record_id, "phones[0]", Answer.HAS_NONE))
    assert loaded(record_id).record.phones == ("0571-88880000", "0571-88880001")
    assert loaded(record_id).record.answers == {}


def test_a_key_person_who_had_nothing_else_comes_back(make, answer, undo, loaded):
    persons = (KeyPerson(phones=("13900001236",)), KeyPerson("韩梅", phones=("13900001237",)))
    record_id = make.record(company="西湖茶铺有限公司", key_persons=persons)
    make.claim(record_id)
    saved = answer(record_id, PHONE, Answer.HAS_NONE)
    assert len(loaded(record_id).record.key_persons) == 1
    undo(saved)
    assert loaded(record_id).record.key_persons == persons


def test_undoing_twice_is_undoing_once(make, pooled, answer, undo, loaded):
    make.claim(pooled)
    saved = answer(pooled, "website", "www.tea.example")
    assert undo(saved).again is False
    assert undo(saved).again is True
    assert loaded(pooled).version == 3


def test_an_answer_that_has_been_changed_since_is_not_undone(make, pooled, answer, undo):
    make.claim(pooled)
    first = answer(pooled, "website", "www.tea.example")
    answer(pooled, "website", "www.other.example")
    with pytest.raises(AnswerOvertaken):
        undo(first)


def test_after_a_day_an_answer_is_not_undone(make, pooled, answer, undo):
    make.claim(pooled)
    saved = answer(pooled, "website", "www.tea.example")
    with pytest.raises(AnswerSettled):
        undo(saved, at=make.now + make.policy().enriching.undo + timedelta(seconds=1))


def test_nobody_undoes_what_somebody_else_answered(make, pooled, answer, undo, snapshot):
    make.claim(pooled)
    saved = answer(pooled, "website", "www.tea.example")
    before = snapshot()
    with pytest.raises(NotFound):
        undo(saved, by="Chen")
    assert snapshot() == before


def test_an_answer_that_was_given_stays_as_it_was(work, make, pooled, answer):
    make.claim(pooled)
    answer(pooled, "website", Answer.HAS_NONE)
    for change in (f"UPDATE answer SET said = '{Said.NOT_FOUND}'", "DELETE FROM answer"):
        with pytest.raises(DBAPIError, match="append"), work() as unit:
            unit.session.execute(text(change))
