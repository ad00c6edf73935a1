"""What is under way at the same moment is seen afterwards, and nobody waits for anybody for ever."""

from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from random import Random

import pytest
from likenesses import AGAIN, MILL, STRANGER
from sqlalchemy import func, select, text
from two_saves import BRANDS, Company, Desks

from greening.domain.records import derive
from greening.domain.refusals import CompanyTaken, Stale
from greening.services import matching, records
from greening.storage import match_keys

HANDS, SAVES = 6, 4
A_MOMENT = 0.3
ROUNDS = 8
HELD = """
    SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database
    WHERE locktype = 'advisory' AND mode = 'ExclusiveLock' AND granted AND datname = current_database()
"""


@pytest.fixture
def stored(desk):
    """A file whose records are stored, judged and not compared yet."""
    return desk.bring("company,region,phone\n杭州澜序机械有限公司,330108,0571-55501234\n")


def test_looking_through_a_file_waits_for_saves_that_began_before(work, policy, stored, now):
    def look():
        return matching.match_intake(work, policy, intake_id=stored.id, rows=(1, 1), now=now)

    with ThreadPoolExecutor(1) as beside:
        with work() as save:
            match_keys.hold(save.session, derive(AGAIN))
            looking = beside.submit(look)
            assert wait([looking], timeout=A_MOMENT).not_done
        looking.result(timeout=10)


def test_a_save_without_others_beside_it_knows(work):
    with work() as unit:
        match_keys.hold(unit.session, derive(MILL))
        assert not match_keys.others_save(unit.session)
        with work() as other:
            match_keys.hold(other.session, derive(STRANGER))
            assert match_keys.others_save(unit.session)


def test_keys_are_held_in_one_order(work):
    derived = derive(MILL)
    first = min(key.hash for key in derived.keys if key.strong)

    def hold():
        with work() as save:
            match_keys.hold(save.session, derived)

    with ThreadPoolExecutor(1) as beside:
        with work() as other:
            other.session.execute(select(func.pg_advisory_xact_lock(first)))
            holding = beside.submit(hold)
            assert wait([holding], timeout=A_MOMENT).not_done
            assert other.session.scalar(text(HELD)) == 1
        holding.result(timeout=10)


def test_two_records_that_exchange_their_names_at_once_are_no_candidate_in_the_end(work, policy, make, now, pairs):
    desks = Desks(work, policy, (make.person("Ana"), make.person("Bo")), make, now)
    with ThreadPoolExecutor(2) as both:
        for serial in range(ROUNDS):
            one, other = Company(BRANDS[7 * serial], serial), Company(BRANDS[7 * serial + 500], serial)
            exchange = (desks.changing(0, one.short, other.full), desks.changing(1, other.short, one.full))
            found = desks.at_once(both, exchange)
            desks.look_again(found)
            assert [state for left, right, state in pairs() if {left, right} == found] in ([], ["asleep"])


def test_many_who_save_the_same_few_companies_all_get_through(work, policy, make, now, pairs):
    actors = [make.person("Ana"), make.person("Bo"), make.person("Ops")]
    forms = [
        replace(MILL, company=f"{place}澜序{trade}有限公司", phones=(f"0571-5550123{digit}",))
        for digit, (place, trade) in enumerate((p, t) for p in ("杭州", "", "浙江") for t in ("机械", "机电"))
    ]

    def save_some(hand):
        dice, actor = Random(hand), actors[hand % len(actors)]
        for _ in range(SAVES):
            try:
                there = records.create(work, policy, actor=actor, record=dice.choice(forms), now=now).record_id
                page = records.one(work, policy, actor=make.person("Ops"), record_id=there)
                changed = replace(page.record, phones=dice.choice(forms).phones)
                given = {"record_id": there, "version": page.version, "record": changed, "now": now}
                records.edit(work, policy, actor=make.person("Ops"), **given)
            except (CompanyTaken, Stale):
                continue

    with ThreadPoolExecutor(HANDS) as hands:
        list(hands.map(save_some, range(HANDS)))
    found = [(left, right) for left, right, _ in pairs()]
    assert len(found) == len(set(found)) > 0
