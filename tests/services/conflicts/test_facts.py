"""What the logs say: each gate of the rules through what people have really written down."""

from datetime import timedelta

import pytest
from complaining import Counter
from court import DAY
from factories import Make
from rule_book import HERE

from greening.domain import conflict_json as stored
from greening.domain.conflicts import recommend
from greening.domain.people import Role
from greening.services import candidates, conflicts, records
from validators.record import KeyPerson


def recommended(court, conflict_id):
    told = court.page(conflict_id).recommendation
    return told.ruling, told.steps[-1].gate, told.steps[-1].found


def test_a_holder_with_void_notes_only_gives_way_to_one_contact(court, held):
    court.visit(held, "Ana", verdict="void", entered_at=court.now + timedelta(minutes=5), days_ago=0)
    assert recommended(court, court.file(record_id=held)) == ("transfer", "empty_follow_up", "empty")


def test_void_notes_on_both_sides_make_it_nobodys(court, give):
    record_id = court.make.record("Ops")
    court.visit(record_id, "Bo", verdict="void")
    give(record_id)
    court.visit(record_id, "Ana", verdict="void", entered_at=court.now + timedelta(minutes=5), days_ago=0)
    assert recommended(court, court.file(record_id=record_id)) == ("pool", "empty_follow_up", "both_empty")


def test_a_protected_holder_in_touch_keeps_the_customer(court, held):
    court.visit(held, "Ana", entered_at=court.now + timedelta(minutes=5), days_ago=0)
    assert recommended(court, court.file(record_id=held)) == ("uphold", "protected", "protected")


def test_who_has_made_facts_up_loses_the_customer(court):
    earlier = Counter(court.work, court.policy, Make(court.work, court.now - 50 * DAY), court.now - 40 * DAY)
    padded = KeyPerson("李雷", "老板", phones=("13900001236",))
    record_id = earlier.make.record("Ana", company="杭州湖滨茶铺有限公司", key_persons=(padded,))
    earlier.ruled(record_id, by="Wei", phone="fabricated")
    court.visit(record_id, "Ana", days_ago=1)
    court.visit(record_id, "Bo", days_ago=5)
    assert recommended(court, court.file(record_id=record_id)) == ("transfer", "fraud", "holder_fraud")


def test_only_said_contacts_protect_nobody(court, held):
    court.visit(held, "Ana", evidence="", entered_at=court.now + timedelta(minutes=5), days_ago=0)
    assert recommended(court, court.file(record_id=held)) == ("transfer", "first_contact", "alone_in_touch")


def test_nobody_in_touch_is_no_evidence(court, give):
    record_id = court.make.record("Ops")
    court.visit(record_id, "Bo", evidence="")
    give(record_id)
    assert recommended(court, court.file(record_id=record_id)) == ("insufficient", "first_contact", "nobody_in_touch")


def test_notes_written_after_the_filing_do_not_count(court, held):
    conflict_id = court.file(record_id=held)
    court.visit(held, "Ana", days_ago=-1)
    late = court.visit(held, "Ana", days_ago=0, entered_at=court.now + timedelta(hours=3))
    page = court.page(conflict_id)
    assert page.holder.events == ()
    assert late not in {event.visit_id for event in page.facts.holder.events}


def test_whoever_saw_the_collision_and_waited_has_accepted_it(court, held):
    seen = {"record_id": held, "now": court.now + timedelta(minutes=1)}
    conflicts.offer(court.work, court.policy, actor=court.person("Bo"), **seen)
    conflict_id = court.file(record_id=held, at=court.now + 14 * DAY)
    assert recommended(court, conflict_id) == ("uphold", "filed_in_time", "too_late")
    assert court.case(conflict_id).discovered_at == court.now + timedelta(minutes=1)


def test_a_reveal_is_a_look_too(court, held):
    with_phone = court.make.record("Ops", company="杭州禾野包装有限公司", phones=("0571-55501234",))
    court.visit(with_phone, "Bo")
    path = {"record_id": with_phone, "path": "phones[0]"}
    records.reveal(court.work, court.policy, actor=court.person("Bo"), now=court.now - DAY, **path)
    conflict_id = court.file(record_id=held)
    assert court.case(conflict_id).discovered_at == court.case(conflict_id).filed_at


def test_a_look_at_an_earlier_owner_is_not_one_at_this_one(court, held):
    assert court.case(court.file(record_id=held)).discovered_at == court.now + timedelta(hours=2)


def test_an_unsure_pair_is_judged_by_what_a_person_says_of_it(court):
    conflict_id = court.file(candidate_id=court.pair())
    pair = court.case(conflict_id).candidate_id
    said = {"candidate_id": pair, "verdict": "different", "now": court.now + DAY}
    candidates.rule(court.work, court.policy, actor=court.person("Qi"), **said)
    assert recommended(court, conflict_id) == ("separate", "same_unit", "two_units")


def test_a_captured_contact_that_names_a_key_person_reached_them(court, give):
    from validators.record import KeyPerson

    record_id = court.make.record("Ops", key_persons=(KeyPerson("沈砚秋", "厂长"),))
    court.visit(record_id, "Bo")
    give(record_id)
    court.visit(record_id, "Ana", days_ago=0, evidence="", entered_at=court.now + timedelta(minutes=5))
    facts = court.page(court.file(record_id=record_id)).facts
    assert [event.reached_key_person for event in facts.challenger.events] == [True]
    assert [event.reached_key_person for event in facts.holder.events] == [False]


def test_the_stored_facts_give_the_stored_recommendation_again(court):
    pair = court.pair()
    first, second = court.records(pair)
    court.visit(second, "Bo", 3)
    court.visit(first, "Ana", 9, verdict="void")
    case = court.case(court.file(candidate_id=pair))
    told = recommend(stored.read_facts(case.facts), HERE, court.policy)
    assert stored.recommendation_json(told) == case.recommendation
    assert stored.facts_json(stored.read_facts(case.facts)) == case.facts


@pytest.mark.parametrize("name", ["Ana", "Bo"])
def test_a_party_does_not_read_the_others_notes_before_the_ruling(court, held, name):
    court.visit(held, "Ana", days_ago=0, entered_at=court.now + timedelta(minutes=5))
    conflict_id = court.file(record_id=held)
    notes = {one.name: [event.note for event in one.events] for one in court.page(conflict_id, name).parties}
    assert all(notes[name])
    assert not any(notes["Bo" if name == "Ana" else "Ana"])
    court.rule(conflict_id, "uphold")
    assert all(all(event.note for event in one.events) for one in court.page(conflict_id, name).parties)


def test_no_number_stands_in_what_a_conflict_says(court, held):
    court.visit(held, "Bo", note="打13900001234找到沈砚秋, 要两台机器, 报价八万元")
    conflict_id = court.file(record_id=held, reason="我一直打 13900001234")
    for name in ("Ana", "Bo", "Ada", "Qi", "Ops"):
        page = court.page(conflict_id, name)
        said = [page.reason, *(event.note for party in page.parties for event in party.events)]
        assert not any("13900001234" in one for one in said)


def test_nobody_else_reads_it(court, held):
    from greening.domain.refusals import Denied

    conflict_id = court.file(record_id=held)
    for name in ("Wei", "Amy"):
        with pytest.raises(Denied):
            court.page(conflict_id, name)
    assert court.page(conflict_id, "Chen").id == conflict_id
    assert court.person("Chen").role is Role.MANAGER
