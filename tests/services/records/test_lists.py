"""A list shows what was asked for, every record once, and no number."""

from dataclasses import replace
from datetime import timedelta

import pytest
from factories import USCC
from sqlalchemy import update

from greening.domain.record_list import Cursor, Filters, Owner, Sort
from greening.domain.refusals import BadValue
from greening.domain.triage import Triage
from greening.services import records
from greening.storage.records import Record as Row
from validators.record import Record

FORMS = {
    "tea": ("Ana", Record(company="西湖茶铺有限公司", former_names=("老茶铺",), region="330106", ids=(USCC,))),
    "noodles": ("Bo", Record(company="Best Noodles Ltd", region="310101")),
    "silk": ("Ops", Record(company="安吉丝绸厂", region="330523")),
    "paper": ("Ops", Record(company="重庆纸业 13900001234", region="500103")),
}
JUDGED = {
    "tea": {"score": 40, "triage": "flow", "finding_codes": ["phone.masked"]},
    "noodles": {"score": 70, "triage": "review", "finding_codes": ["phone.masked", "visit.void"]},
    "silk": {"score": 70, "triage": "quarantine", "finding_codes": []},
    "paper": {"score": None, "triage": "", "finding_codes": []},
}


@pytest.fixture
def ids(work, make, now):
    """Four records of three owners, judged as the table says, changed one hour after the other."""
    made = {name: make.record(by=by, **_given(record)) for name, (by, record) in FORMS.items()}
    with work() as unit:
        for hour, (name, judged) in enumerate(JUDGED.items()):
            changed = update(Row).where(Row.id == made[name])
            unit.session.execute(changed.values(**judged, updated_at=now + timedelta(hours=hour)))
    return made


@pytest.fixture
def listed(work, make, ids):
    """Names of what a list shows, in its order."""
    names = {record_id: name for name, record_id in ids.items()}

    def show(by="Ana", **wanted):
        page = records.page(work, make.policy(), actor=make.person(by), filters=Filters(**wanted))
        return [names[row.id] for row in page.rows]

    return show


def _given(record):
    return {name: getattr(record, name) for name in ("company", "former_names", "region", "ids")}


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [
        ({}, ["silk", "noodles", "paper", "tea"]),
        ({"text": "茶"}, ["tea"]),
        ({"text": "老茶鋪"}, ["tea"]),
        ({"text": "ＮＯＯＤＬＥＳ"}, ["noodles"]),
        ({"text": USCC.value.lower()}, ["tea"]),
        ({"text": USCC.value[:9]}, []),
        ({"text": "%"}, []),
        ({"region": "CN-33"}, ["silk", "tea"]),
        ({"region": "CN-3301"}, ["tea"]),
        ({"region": "CN-%"}, []),
        ({"triage": Triage.REVIEW}, ["noodles"]),
        ({"code": "phone.masked"}, ["noodles", "tea"]),
        ({"code": "visit.void"}, ["noodles"]),
        ({"score_from": 41}, ["silk", "noodles"]),
        ({"score_to": 69}, ["tea"]),
        ({"score_from": 40, "score_to": 40}, ["tea"]),
        ({"owner": Owner.ME}, ["tea"]),
        ({"owner": Owner.POOL}, ["silk", "paper"]),
        ({"owner": Owner.POOL, "region": "CN-33", "score_from": 1}, ["silk"]),
        ({"sort": Sort.WORST}, ["paper", "tea", "noodles", "silk"]),
        ({"sort": Sort.BEST}, ["silk", "noodles", "tea", "paper"]),
        ({"sort": Sort.NEWEST}, ["paper", "silk", "noodles", "tea"]),
        ({"sort": Sort.CHANGED}, ["paper", "silk", "noodles", "tea"]),
    ],
    ids=str,
)
def test_it_shows_what_was_asked_for(listed, wanted, shown):
    assert listed(**wanted) == shown


def test_who_owns_nothing_finds_nothing_of_their_own(listed):
    assert listed("Qi", owner=Owner.ME) == []


@pytest.mark.parametrize("sort", Sort)
def test_pages_follow_each_other_without_gap_or_repeat(work, make, ids, sort):
    actor, policy, after, seen = make.person("Ana"), make.policy(), None, []
    policy = replace(policy, lists=replace(policy.lists, page=1))
    for _ in ids:
        page = records.page(work, policy, actor=actor, filters=Filters(sort=sort), after=after)
        seen += [row.id for row in page.rows]
        after = page.next and Cursor.read(str(page.next))
    assert after is None
    assert sorted(seen) == sorted(ids.values())


@pytest.mark.parametrize(
    ("sort", "after"),
    [(Sort.NAME, Cursor(1, 1)), (Sort.BEST, Cursor("a", 1)), (Sort.CHANGED, Cursor("yesterday", 1))],
)
def test_a_cursor_of_another_list_is_refused(work, make, sort, after):
    with pytest.raises(BadValue):
        records.page(work, make.policy(), actor=make.person("Ana"), filters=Filters(sort=sort), after=after)


@pytest.mark.parametrize("text", ["", "x", "W10", "e30", "WzEsMl0x", "bnVsbA"])
def test_what_is_no_cursor_is_refused(text):
    with pytest.raises(BadValue):
        Cursor.read(text)


def test_rows_say_what_a_list_needs_and_hide_numbers_in_names(work, make, ids):
    rows = {row.id: row for row in records.page(work, make.policy(), actor=make.person("Ana"), filters=Filters()).rows}
    tea, paper = rows[ids["tea"]], rows[ids["paper"]]
    assert (tea.company, tea.region_key, tea.owner_name, tea.score, tea.triage) == (
        "西湖茶铺有限公司",
        "CN-3301",
        "Ana",
        40,
        Triage.FLOW,
    )
    assert (paper.company, paper.owner_name, paper.triage) == ("重庆纸业 139****1234", "", None)
