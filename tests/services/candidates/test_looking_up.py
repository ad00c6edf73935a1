"""What is typed is compared with all that is stored before anybody saves it, and leaves nothing behind."""

from dataclasses import replace

import pytest
from likenesses import AGAIN, BRANCH, CLIENTS, MILL, STRANGER
from sqlalchemy import update

from greening.services import candidates
from greening.storage.match_keys import MatchPrint
from validators.record import Record


@pytest.fixture
def look_up(work, policy, make):
    def ask(record, by="Ana", policy=policy):
        return candidates.look_up(work, policy, actor=make.person(by), record=record)

    return ask


def test_a_company_is_found_before_it_is_entered_again(create, look_up, pairs, desk):
    mill = create(MILL)
    create(STRANGER, by="Bo")
    found = look_up(AGAIN)
    assert [(one.record_id, one.candidate_id) for one in found] == [(mill, None)]
    assert found[0].probability > 0.99
    assert (pairs(), desk.ask(MatchPrint.record_id)) == ([], [(mill,), (mill + 1,)])


def test_it_is_as_likely_as_it_will_be_once_it_is_saved(create, look_up, similar):
    create(MILL), create(STRANGER, by="Bo")
    (before,) = look_up(AGAIN)
    (after,) = similar(create(AGAIN, by="Bo"))
    assert {step.code: step.bits for step in before.steps} == {step.code: step.bits for step in after.steps}


def test_of_a_house_the_one_is_shown_first_whose_name_says_least_beyond(create, look_up):
    here = create(Record(company="砚溪屿机械设备(宁波)有限公司", region="330200", phones=("0574-55501236",)))
    house = create(Record(company="砚溪屿机械设备有限公司", region="330200", phones=("0574-55501237",)), by="Bo")
    assert [one.record_id for one in look_up(Record(company="砚溪屿机械"))] == [house, here]


def test_a_branch_is_told_from_its_company(create, look_up):
    create(MILL)
    assert [(one.relation, one.decider) for one in look_up(BRANCH)] == [("branch", "branch.differs")]


def test_no_number_in_a_name_is_shown_to_who_does_not_hold_it(create, look_up):
    create(replace(MILL, company="杭州澜序机械有限公司 13912345678"))
    assert "13912345678" in repr(look_up(MILL))
    assert "13912345678" not in repr(look_up(MILL, by="Bo"))


def test_nothing_resembles_nothing(create, look_up):
    create(MILL)
    assert look_up(Record()) == ()


def test_of_a_crowd_those_with_most_in_common_are_compared(bring, look_up, policy):
    bring("company,region,phone\n" + "".join(f"杭州{name}有限公司,330100,0571-55509999\n" for name in CLIENTS))
    typed = Record(company=CLIENTS[-1], phones=("0571 5550 9999",))
    few = replace(policy, matching=replace(policy.matching, scored=1))
    assert [one.company for one in look_up(typed, policy=few)] == [f"杭州{CLIENTS[-1]}有限公司"]


def test_a_key_that_too_many_have_leads_to_nobody(bring, look_up, policy):
    bring("company,region,phone\n" + "".join(f"杭州{name}有限公司,330100,0571-55509999\n" for name in CLIENTS))
    typed = Record(company=CLIENTS[-1], phones=("0571 5550 9999",))
    rare = replace(policy, matching=replace(policy.matching, gathered=1))
    assert look_up(typed, policy=rare) == ()


def test_what_an_older_version_has_read_is_read_anew(create, look_up, work):
    mill = create(MILL)
    before = look_up(AGAIN)
    with work() as unit:
        unit.session.execute(update(MatchPrint).values(version=1, features=""))
    assert (look_up(AGAIN), [one.record_id for one in before]) == (before, [mill])
