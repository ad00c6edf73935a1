"""Two records become one and two again: nothing is lost, and an undo gives back what was."""

import json
from dataclasses import asdict, replace
from datetime import timedelta

import pytest
from factories import OTHER_USCC, TEA, USCC
from sqlalchemy import func, select, text

from greening.domain.claims import State
from greening.domain.ownership import Begin, End
from greening.domain.record_list import Filters
from greening.domain.refusals import CompanyTaken, NotFound
from greening.domain.refusals_units import MergedAlready, MergeOfTwoOwners, MergeSettled, MergeUnderAnother
from greening.services import judging, records
from greening.storage import claims, entitlements, holdings, match_keys, merges, ownership, units
from greening.storage.claims import Claim
from greening.storage.entitlements import Entitlement
from greening.storage.merging import merge
from greening.storage.record_loading import load
from greening.storage.records import Number, Record, RecordSource
from greening.storage.unmerging import unmerge
from validators.finding import Level
from validators.record import Answer, KeyPerson, Visit

OTHER = replace(
    TEA,
    company="杭州西湖茶铺贸易有限公司",
    short_name="",
    former_names=(),
    region="330102",
    address="浙江省杭州市上城区解放路 2 号",
    phones=("0571-88880009",),
    website="",
    industry="茶叶",
    key_persons=(KeyPerson("韩梅", "采购", phones=("13900001239",)), KeyPerson("周瑜", phones=("13900001240",))),
    profile={"brands": "毛尖", "stores": "3"},
    answers={},
    scale="20-50",
)


@pytest.fixture
def two(work, make):
    """Ids of two records in the pool."""
    policy = make.policy()
    made = [records.create(work, policy, actor=make.person("Ops"), record=one, now=make.now) for one in (TEA, OTHER)]
    return [one.record_id for one in made]


@pytest.fixture
def act(work, make):
    """Does one thing in one transaction, an hour after everything else."""

    def act(done, **given):
        with work() as unit:
            return done(
                unit, make.policy(), **{"by": make.person("Ada").id, "now": make.now + timedelta(hours=1)} | given
            )

    return act


@pytest.fixture
def united(act, two):
    kept, gone = two
    return lambda **given: act(merge, kept_id=kept, gone_id=gone, **given)


@pytest.fixture
def unit_of(work):
    def unit_of(record_id):
        with work() as unit:
            return units.of_record(unit.session, record_id)[0]

    return unit_of


@pytest.fixture
def own(work, make, unit_of):
    def own(record_id, name):
        with work() as unit:
            there = units.locked(unit.session, [unit_of(record_id).id]).popitem()[1]
            person_id = make.person(name).id
            holdings.move(unit.session, {person_id: 1})
            ownership.begin(
                unit.session, there, person_id, how=Begin.TAKE, by=person_id, policy_version=1, now=make.now
            )

    return own


@pytest.fixture
def claim(work, make, unit_of):
    def claim(record_id, name):
        with work() as unit:
            person_id = make.person(name).id
            holdings.move_pits(unit.session, {person_id: 1})
            due = {"due_on": make.now.date(), "due_at": make.now + timedelta(days=60)}
            told = {"opened_at": make.now, "saved_at": make.now, "policy_version": 1, **due}
            unit.session.add(Claim(unit_id=unit_of(record_id).id, rep_id=person_id, **told))

    return claim


@pytest.fixture
def right(work, make, unit_of):
    def right(record_id, name, *, days_ago=0):
        with work() as unit:
            person_id, began = make.person(name).id, make.now - timedelta(days=days_ago)
            holdings.move_pits(unit.session, {person_id: 1})
            told = {"began_at": began, "until": began + timedelta(days=180), "policy_version": 1}
            unit.session.add(Entitlement(unit_id=unit_of(record_id).id, rep_id=person_id, **told))

    return right


@pytest.fixture
def everything(work, two):
    """All that is known of the two records, but for what counts versions and times of change."""

    def everything():
        with work() as unit:
            session = unit.session
            there = load(session, two, visits=99)
            assert holdings.wrong(session) == []
            return {
                record_id: {
                    "record": asdict(one.record),
                    "stamps": {path: stamp.to_json() for path, stamp in one.stamps.items()},
                    "merged": one.merged_into_id,
                    "visits": one.visit_ids,
                    "keys": sorted(session.scalars(select(match_keys.MatchKey.hash).filter_by(record_id=record_id))),
                    "numbers": sorted(session.scalars(select(Number.value).filter_by(record_id=record_id))),
                    "sources": sorted(session.scalars(select(RecordSource.source_id).filter_by(record_id=record_id))),
                    "name": session.execute(
                        select(Record.name_key, Record.region_key, Record.score, Record.triage).filter_by(id=record_id)
                    ).one(),
                    "units": [_unit(session, one) for one in units.of_record(session, record_id)],
                }
                for record_id, one in there.items()
            }

    return everything


def _unit(session, unit):
    lived = claims.live(session, unit.id)
    right = session.scalar(select(Entitlement).filter_by(unit_id=unit.id, ended_at=None))
    kept = (unit.id, unit.record_id, unit.owner_id, unit.owned_since, unit.merged_into_id)
    return kept, lived and (lived.id, lived.rep_id, lived.state), right and (right.id, right.rep_id, right.until)


def test_what_only_one_says_stays_and_what_both_say_is_the_kept_ones(work, two, united):
    united()
    with work() as unit:
        one = load(unit.session, two, visits=9)[two[0]].record
    assert (one.company, one.former_names[0]) == (TEA.company, OTHER.company)
    assert (one.region, one.address, one.industry, one.scale) == (TEA.region, TEA.address, "茶叶", "20-50")
    assert one.phones == (*TEA.phones, *OTHER.phones)
    assert [person.name for person in one.key_persons] == ["李雷", "韩梅", "周瑜"]
    assert one.key_persons[1].phones == ("13900001237", "13900001239")
    assert (one.profile, one.answers) == ({"brands": "龙井", "stores": "3"}, {})


def test_of_two_values_the_further_proven_one_stands_with_its_author(work, make, two, united):
    with work() as unit:
        stamp = {"by": make.person("Bo").id, "at": make.now.isoformat(), "source": "form", "level": Level.PROVEN.name}
        stamped = text(
            "UPDATE record SET stamps = stamps || jsonb_build_object('address', CAST(:stamp AS jsonb)) WHERE id = :id"
        )

        unit.session.execute(stamped, {"stamp": json.dumps(stamp), "id": two[1]})
    united()
    with work() as unit:
        kept = load(unit.session, two, visits=0)[two[0]]
    assert kept.record.address == OTHER.address
    assert (kept.stamps["address"].by, kept.stamps["address"].level) == (make.person("Bo").id, Level.PROVEN)
    assert kept.stamps["industry"].by == make.person("Ops").id


def test_the_one_that_goes_is_found_by_nothing_and_leads_to_the_other(work, make, two, united):
    united()
    with work() as unit:
        assert merges.record_now(unit.session, two[1]) == two[0]
        assert unit.session.scalar(select(func.count()).select_from(Number).filter_by(record_id=two[1])) == 0

    found = records.page(work, make.policy(), actor=make.person("Ops"), filters=Filters(text="茶铺"))
    assert [row.id for row in found.rows] == [two[0]]


def test_merged_and_taken_back_is_as_if_nothing_had_been(act, two, united, everything, own, claim, right, work, make):
    visit = Visit(note="王总要两箱样品，周五寄", at=make.now, channel="phone")
    own(two[1], "Ana")
    claim(two[0], "Ana")
    right(two[1], "Bo", days_ago=9)
    right(two[0], "Ana", days_ago=3)
    records.add_visit(
        work,
        make.policy(),
        actor=make.person("Ana"),
        record_id=two[1],
        note=visit.note,
        at=make.now,
        channel="phone",
        now=make.now,
    )
    with work() as unit:
        unit.session.add(RecordSource(system="crm", source_id="7", record_id=two[1]))
    before = everything()
    merge_id = united()
    assert everything() != before
    act(unmerge, merge_id=merge_id)
    assert everything() == before


def test_an_owner_of_one_owns_what_comes_of_both_since_they_had_it(work, make, two, united, own, unit_of):
    own(two[1], "Ana")
    united()
    kept = unit_of(two[0])
    assert (kept.owner_id, kept.owned_since) == (make.person("Ana").id, make.now)
    with work() as unit:
        assert holdings.of(unit.session, kept.owner_id).owned == 1
        assert [one.end_how for one in ownership.history(unit.session, unit_of(two[1]).id)] == [End.MERGE]


def test_who_owned_both_has_a_place_more(work, make, two, united, own):
    own(two[0], "Ana")
    own(two[1], "Ana")
    united()
    with work() as unit:
        assert holdings.of(unit.session, make.person("Ana").id).owned == 1


def test_of_two_owners_somebody_has_to_rule_first(two, united, own, everything):
    own(two[0], "Ana")
    own(two[1], "Bo")
    before = everything()
    with pytest.raises(MergeOfTwoOwners):
        united()
    assert everything() == before


def test_a_claim_goes_along_unless_somebody_else_completes_or_owns_the_other(work, make, two, united, claim, unit_of):
    claim(two[1], "Bo")
    united()
    with work() as unit:
        moved = claims.live(unit.session, unit_of(two[0]).id)
        assert (moved.rep_id, moved.state) == (make.person("Bo").id, State.OPEN)
        assert holdings.of(unit.session, moved.rep_id).pits == 1


def test_of_two_claims_that_on_the_kept_one_stands_and_the_other_costs_no_pit(work, make, two, united, claim, unit_of):
    claim(two[0], "Ana")
    claim(two[1], "Bo")
    united()
    with work() as unit:
        assert claims.live(unit.session, unit_of(two[0]).id).rep_id == make.person("Ana").id
        assert holdings.of(unit.session, make.person("Bo").id).pits == 0


def test_of_two_rights_the_elder_one_stands_to_its_day(work, make, two, united, right, unit_of):
    right(two[0], "Ana", days_ago=1)
    right(two[1], "Bo", days_ago=5)
    united()
    with work() as unit:
        stands = entitlements.live(unit.session, unit_of(two[0]).id, make.now + timedelta(hours=1))
        assert (stands.rep_id, stands.until) == (make.person("Bo").id, make.now + timedelta(days=175))


def test_what_was_changed_since_stays_and_is_said(act, work, make, two, united):
    merge_id = united()
    with work() as unit:
        there = load(unit.session, two, visits=0)[two[0]]
    typed = replace(there.record, scale="100+", visits=(), levels={})
    records.edit(
        work,
        make.policy(),
        actor=make.person("Ops"),
        record_id=two[0],
        version=there.version,
        record=typed,
        now=make.now,
    )
    undone = act(unmerge, merge_id=merge_id)
    assert undone.edited == ("scale",)
    with work() as unit:
        kept = load(unit.session, two, visits=0)[two[0]].record
    assert (kept.scale, kept.industry, kept.phones) == ("100+", "", TEA.phones)


def test_a_merge_is_taken_back_once_and_in_time_and_the_last_one_first(act, make, two, united):
    third = make.record(company="杭州西湖茶铺分号有限公司")
    first = united()
    second = act(merge, kept_id=third, gone_id=two[0], now=make.now + timedelta(hours=2))
    with pytest.raises(MergeUnderAnother):
        act(unmerge, merge_id=first, now=make.now + timedelta(hours=3))
    act(unmerge, merge_id=second, now=make.now + timedelta(hours=3))
    act(unmerge, merge_id=first, now=make.now + timedelta(hours=3))
    with pytest.raises(MergeSettled):
        act(unmerge, merge_id=first, now=make.now + timedelta(hours=3))
    again = united(now=make.now + timedelta(hours=4))
    with pytest.raises(MergeSettled):
        act(unmerge, merge_id=again, now=make.now + timedelta(days=31))


def test_what_is_part_of_another_is_merged_no_more(act, two, united):
    united()
    with pytest.raises(MergedAlready):
        united()
    with pytest.raises(NotFound):
        act(merge, kept_id=two[0], gone_id=two[0])


def test_a_third_record_is_never_made_twice(act, work, make, two):
    """A number of two records that only together are a third one."""
    with_id = make.record(company="杭州龙井茶业有限公司", ids=(USCC,))
    other = make.record(company="杭州龙井茶业销售有限公司", ids=(OTHER_USCC,))
    merge_id = act(merge, kept_id=with_id, gone_id=other)
    taken = make.record(company="杭州龙井茶业销售二部有限公司", ids=(OTHER_USCC,))
    assert taken
    with pytest.raises(CompanyTaken):
        act(unmerge, merge_id=merge_id)


def test_judging_leaves_alone_what_is_part_of_another(work, make, two, united):
    def judged():
        with work() as unit:
            return unit.session.scalar(select(Record.assessment_id).filter_by(id=two[1]))

    before = judged()
    united()
    judging.judge(work, make.policy(), record_ids=two, cause="again", now=make.now + timedelta(hours=2))
    assert judged() == before


def test_an_answer_that_the_other_has_is_none_any_more(work, two, united):
    assert TEA.answers == {"scale": Answer.NOT_FOUND}
    united()
    with work() as unit:
        assert load(unit.session, two, visits=0)[two[0]].record.answers == {}
