"""Two records become one and two again: nothing is lost, and an undo gives back what was."""

import json
from dataclasses import replace

import pytest
from factories import OTHER_USCC, TEA, USCC
from merging_desk import DAY, HOUR, OTHER, Desk
from sqlalchemy import delete, func, select, text

from greening.domain.claims import State
from greening.domain.ownership import End
from greening.domain.record_list import Filters
from greening.domain.refusals import CompanyTaken, NotFound
from greening.domain.refusals_units import MergedAlready, MergeOfTwoOwners, MergeSettled, MergeUnderAnother
from greening.services import judging, records
from greening.storage import claims, entitlements, merges, ownership
from greening.storage.candidates import Candidate
from greening.storage.records import Number, Record, RecordSource, Unit
from greening.storage.shared_values import SharedValue
from validators.finding import Level
from validators.record import Answer

STAMPED = text(
    "UPDATE record SET stamps = stamps || jsonb_build_object('address', CAST(:stamp AS jsonb)) WHERE id = :id"
)


@pytest.fixture
def desk(make):
    return Desk.laid(make)


def test_what_only_one_says_stays_and_what_both_say_is_the_kept_ones(desk):
    desk.merge()
    one = desk.record(desk.kept).record
    assert (one.company, one.former_names[0]) == (TEA.company, OTHER.company)
    assert (one.region, one.address, one.industry, one.scale) == (TEA.region, TEA.address, "茶叶", "20-50")
    assert one.phones == (*TEA.phones, *OTHER.phones)
    assert [person.name for person in one.key_persons] == ["李雷", "韩梅", "周瑜"]
    assert one.key_persons[1].phones == ("13900001237", "13900001239")
    assert one.profile == {"brands": "龙井", "stores": "3"}


def test_an_answer_that_the_other_has_is_none_any_more(desk):
    assert TEA.answers == {"scale": Answer.NOT_FOUND}
    desk.merge()
    assert desk.record(desk.kept).record.answers == {}


def test_of_two_values_the_further_proven_one_stands_with_its_author(desk, work, now):
    stamp = {"by": desk.person("Bo"), "at": now.isoformat(), "source": "form", "level": Level.PROVEN.name}
    with work() as unit:
        unit.session.execute(STAMPED, {"stamp": json.dumps(stamp), "id": desk.gone})
    desk.merge()
    kept = desk.record(desk.kept)
    assert kept.record.address == OTHER.address
    assert (kept.stamps["address"].by, kept.stamps["address"].level) == (desk.person("Bo"), Level.PROVEN)
    assert kept.stamps["industry"].by == desk.person("Ops")


def test_the_one_that_goes_is_found_by_nothing_and_leads_to_the_other(desk, work, make):
    desk.merge()
    with work() as unit:
        assert merges.record_now(unit.session, desk.gone) == desk.kept
        for table in (Number, SharedValue):
            assert unit.session.scalar(select(func.count()).select_from(table).filter_by(record_id=desk.gone)) == 0
    found = records.page(work, make.policy(), actor=make.person("Ops"), filters=Filters(text="茶铺"))
    assert [row.id for row in found.rows] == [desk.kept]


def test_merged_and_taken_back_is_as_if_nothing_had_been(desk, work, make):
    desk.own(desk.gone, "Ana")
    desk.claim(desk.kept, "Ana")
    desk.right(desk.gone, "Bo", days_ago=9)
    desk.right(desk.kept, "Ana", days_ago=3)
    note = {"note": "王总要两箱样品，周五寄", "channel": "phone", "at": make.now, "now": make.now}
    records.add_visit(work, make.policy(), actor=make.person("Ana"), record_id=desk.gone, **note)
    with work() as unit:
        unit.session.add(RecordSource(system="crm", source_id="7", record_id=desk.gone))
    before = desk.everything()
    merge_id = desk.merge()
    assert desk.everything() != before
    assert desk.unmerge(merge_id).edited == ()
    assert desk.everything() == before


def test_two_that_are_parted_are_a_pair_to_look_at_again(desk, work, now):
    left_id, right_id = sorted((desk.kept, desk.gone))
    found = {"found_at": now, "found_by": "save", "model_version": "1", "left_print": "", "right_print": ""}
    with work() as unit:
        unit.session.execute(delete(Candidate))
        pair = Candidate(left_id=left_id, right_id=right_id, probability=1, bits=9, terms=[], **found)
        pair.state = "ruled"
        unit.session.add(pair)
    merge_id = desk.merge()
    with work() as unit:
        assert unit.session.scalars(select(Candidate.state)).one() == "ruled"
    desk.unmerge(merge_id)
    with work() as unit:
        assert unit.session.scalars(select(Candidate.state)).one() == "open"


def test_an_owner_of_one_owns_what_comes_of_both_since_they_had_it(desk, work, now):
    desk.own(desk.gone, "Ana")
    desk.merge()
    kept = desk.unit(desk.kept)
    assert (kept.owner_id, kept.owned_since) == (desk.person("Ana"), now)
    assert desk.holding("Ana").owned == 1
    with work() as unit:
        assert [one.end_how for one in ownership.history(unit.session, desk.unit(desk.gone).id)] == [End.MERGE]


def test_who_owned_both_has_a_place_more(desk):
    desk.own(desk.kept, "Ana")
    desk.own(desk.gone, "Ana")
    desk.merge()
    assert desk.holding("Ana").owned == 1


def test_of_two_owners_somebody_has_to_rule_first(desk):
    desk.own(desk.kept, "Ana")
    desk.own(desk.gone, "Bo")
    before = desk.everything()
    with pytest.raises(MergeOfTwoOwners):
        desk.merge()
    assert desk.everything() == before


def test_a_claim_goes_along(desk, work):
    desk.claim(desk.gone, "Bo")
    desk.merge()
    with work() as unit:
        moved = claims.live(unit.session, desk.unit(desk.kept).id)
    assert (moved.rep_id, moved.state, desk.holding("Bo").pits) == (desk.person("Bo"), State.OPEN, 1)


def test_of_two_claims_that_on_the_kept_one_stands_and_the_other_costs_no_pit(desk, work):
    desk.claim(desk.kept, "Ana")
    desk.claim(desk.gone, "Bo")
    desk.merge()
    with work() as unit:
        assert claims.live(unit.session, desk.unit(desk.kept).id).rep_id == desk.person("Ana")
    assert desk.holding("Bo").pits == 0


@pytest.mark.parametrize("both", [False, True])
def test_a_claim_comes_back_when_they_are_parted(desk, both):
    desk.claim(desk.gone, "Bo")
    if both:
        desk.claim(desk.kept, "Ana")
    before = desk.everything()
    desk.unmerge(desk.merge())
    assert desk.everything() == before


def test_how_far_selling_was_comes_back_when_they_are_parted(desk, work):
    with work() as unit:
        unit.session.get_one(Unit, desk.unit(desk.gone).id).stage = "offered"
    merge_id = desk.merge()
    assert desk.unit(desk.kept).stage == "offered"
    desk.unmerge(merge_id)
    assert (desk.unit(desk.kept).stage, desk.unit(desk.gone).stage) == ("", "offered")


def test_a_unit_of_another_line_goes_along_and_comes_back(desk, work):
    unit_id = desk.unit(desk.gone).id
    with work() as unit:
        unit.session.get_one(Unit, unit_id).line = "service"
    merge_id = desk.merge()
    with work() as unit:
        assert unit.session.get_one(Unit, unit_id).record_id == desk.kept
    desk.unmerge(merge_id)
    assert desk.unit(desk.gone).id == unit_id


def test_of_two_rights_the_elder_one_stands_to_its_day(desk, work, now):
    desk.right(desk.kept, "Ana", days_ago=1)
    desk.right(desk.gone, "Bo", days_ago=5)
    desk.merge()
    with work() as unit:
        stands = entitlements.live(unit.session, desk.unit(desk.kept).id, now + HOUR)
    assert (stands.rep_id, stands.until) == (desk.person("Bo"), now + 175 * DAY)


def test_what_was_changed_since_stays_and_is_said(desk, work, make):
    merge_id = desk.merge()
    there = desk.record(desk.kept)
    typed = {"record": replace(there.record, scale="100+", visits=(), levels={}), "version": there.version}
    records.edit(work, make.policy(), actor=make.person("Ops"), record_id=desk.kept, **typed, now=make.now)
    assert desk.unmerge(merge_id).edited == ("scale",)
    kept = desk.record(desk.kept).record
    assert (kept.scale, kept.industry, kept.phones) == ("100+", "", TEA.phones)


def test_a_merge_is_taken_back_once_and_in_time_and_the_last_one_first(desk, make):
    third = make.record(company="杭州西湖茶铺分号有限公司")
    first = desk.merge()
    second = desk.merge(third, desk.kept, after=2 * HOUR)
    with pytest.raises(MergeUnderAnother):
        desk.unmerge(first)
    desk.unmerge(second)
    desk.unmerge(first)
    with pytest.raises(MergeSettled):
        desk.unmerge(first)
    again = desk.merge(after=4 * HOUR)
    with pytest.raises(MergeSettled):
        desk.unmerge(again, after=31 * DAY)


def test_what_is_part_of_another_is_merged_no_more(desk):
    desk.merge()
    with pytest.raises(MergedAlready):
        desk.merge()
    with pytest.raises(NotFound):
        desk.merge(desk.kept, desk.kept)


def test_a_record_does_not_come_back_beside_one_that_has_taken_its_id(desk, make):
    kept = make.record(company="杭州龙井茶业有限公司", ids=(USCC,))
    gone = make.record(company="杭州龙井茶业销售有限公司", ids=(OTHER_USCC,))
    merge_id = desk.merge(kept, gone)
    make.record(company="杭州龙井茶业销售二部有限公司", ids=(OTHER_USCC,))
    with pytest.raises(CompanyTaken):
        desk.unmerge(merge_id)


def test_judging_leaves_alone_what_is_part_of_another(desk, work, make):
    def judged():
        with work() as unit:
            return unit.session.scalar(select(Record.assessment_id).filter_by(id=desk.gone))

    before = judged()
    desk.merge()
    ids = [desk.kept, desk.gone]
    judging.judge(work, make.policy(), record_ids=ids, cause="again", now=make.now + 2 * HOUR)
    assert judged() == before
