"""Whoever complained in confidence is in no row but the seal's, on nobody's page and in no log."""

import logging
import re

import pytest
from complaining import Counter
from sqlalchemy import inspect, text
from surfing import PASSWORD, words

from greening.domain.passwords import hashed
from greening.domain.people import Role
from greening.storage.people import Person
from validators.record import DecisionRole, KeyPerson

SEALED = {
    ("complaint_seal", "person_id"),
    ("suspension", "person_id"),
    ("session", "person_id"),
    ("event", "actor_id"),
}
"""Where their id may stand: behind the seal, in a bar that does not say for what, in their own session and its event."""
PLACES = ("/complaints", "/penalties", "/notices", "/records/{record}", "/records/{record}/history")
ROLES = ("Ana", "Chen", "Qi", "Ada")
NAME = "Zephyrine"


@pytest.fixture
def counter(work, make, now, policy):
    return Counter(work, policy, make, now)


@pytest.fixture
def story(app, browser_of, counter, make, caplog):
    """She signs in, complains, comes back and writes; the complaint is upheld, the author suspended, an appeal won."""
    caplog.set_level(logging.DEBUG)
    person = KeyPerson("李雷", "老板", DecisionRole.DECIDES, ("13900001236",))
    record_id = make.record("Ana", company="杭州西湖茶铺有限公司", region="330106", key_persons=(person,))
    teller = counter.person(NAME, Role.REP)
    with counter.work() as unit:
        unit.session.get_one(Person, teller.id).password_hash = hashed(PASSWORD, counter.policy.passwords)
    browser = browser_of("Qi").__class__(app.test_client())
    browser.sign_in(teller.employee_no)
    caplog.clear()
    said = {"mode": "confidential", "named": f"R-{record_id}", "kinds": "number", "words": "打了两次,不是这家店。"}
    code = re.findall(r"C-\d+ · [\d-]+", words(browser.send("/complaints/new", page="/complaints/new", **said).text))[0]
    browser.send("/complaints/follow-up", page="/complaints/follow-up", code=code, words="还打过一次。")
    complaint_id = int(code.partition(" ")[0][2:])
    counter.take(complaint_id)
    for actor in (None, counter.person("Quan")):
        counter.find(complaint_id, actor, phone="fabricated")
    penalty_id = counter.penalties()[0].id
    counter.decide(penalty_id)
    counter.appeal(penalty_id)
    counter.decide_appeal(penalty_id)
    return record_id, teller, code


def pointing(work, person_id):
    """Every column that refers to people in which this one stands."""
    with work() as unit:
        schema = inspect(unit.session.connection())
        keys = [
            (table, key["constrained_columns"][0])
            for table in schema.get_table_names()
            for key in schema.get_foreign_keys(table)
            if key["referred_table"] == "person"
        ]
        asked = text("SELECT EXISTS (SELECT FROM %s WHERE %s = :id)")
        return {
            (table, column)
            for table, column in keys
            if unit.session.scalar(text(str(asked) % (table, column)), {"id": person_id})
        }


def naming(work, *canaries):
    """Every table, but that of the people, with a row in which one of these stands, in whatever column."""
    with work() as unit:
        tables = set(inspect(unit.session.connection()).get_table_names()) - {"person"}
        like = [f"%{canary}%" for canary in canaries]
        found = "SELECT EXISTS (SELECT FROM %s AS row WHERE CAST(row AS text) ILIKE ANY (:like))"
        return {table for table in tables if unit.session.scalar(text(found % table), {"like": like})}


def test_whoever_complained_in_confidence_stays_sealed(story, work, browser_of, caplog):
    """In one story, for it takes a while: what each part looks for is its name."""
    record_id, teller, code = story
    logged = caplog.text
    no_other_row_points_to_her_or_names_her(work, teller)
    no_event_or_notice_holds_her_id(work, teller)
    her_bar_does_not_say_for_which_complaint_it_is(work)
    for canary in (teller.name, teller.employee_no, code.rpartition(" ")[2], "13900001236"):
        assert canary not in logged
    for name in ROLES:
        nobody_reads(browser_of(name), record_id, (teller.name, teller.employee_no, code, code.rpartition(" ")[2]))


def no_other_row_points_to_her_or_names_her(work, teller):
    assert pointing(work, teller.id) <= SEALED
    assert naming(work, teller.name, teller.employee_no) == set()


def no_event_or_notice_holds_her_id(work, teller):
    """Numbers within JSON point as well as keys do; that she signed in is told of herself."""
    held = r"SELECT count(*) FROM %s, jsonb_path_query(%s, '$.**') AS one WHERE one = to_jsonb(CAST(:id AS bigint))"
    acts = "SELECT count(*) FROM event WHERE actor_id = :id AND subject <> 'person'"
    with work() as unit:
        for table, column in (("event", "before"), ("event", "after"), ("notice", "params")):
            assert unit.session.scalar(text(held % (table, column)), {"id": teller.id}) == 0, (table, column)
        assert unit.session.scalar(text(acts), {"id": teller.id}) == 0


def her_bar_does_not_say_for_which_complaint_it_is(work):
    with work() as unit:
        causes = unit.session.scalars(text("SELECT cause FROM suspension WHERE what = 'barred'")).all()
    assert [one for one in causes if not re.fullmatch("sealed:[0-9a-f]{16}", one)] == []
    assert len(causes) == len(set(causes)) == 3


def nobody_reads(browser, record_id, canaries):
    places = [place.format(record=record_id) for place in PLACES]
    links = {
        link
        for place in places
        for link in re.findall(r'href="(/(?:complaints|penalties)/\d+)"', browser.get(place).text)
    }
    for path in (*places, *links):
        shown = browser.get(path).text
        assert not [canary for canary in canaries if canary in shown], path
