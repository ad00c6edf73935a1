"""A follow-up is written down, judged, and makes a new version."""

from dataclasses import replace
from datetime import timedelta

import pytest
from factories import TEA

from greening.domain.refusals import BadValue, Denied, NoteMissing, Stale


def test_it_stands_on_the_page_with_its_verdict(create, visit, one, now):
    record_id = create().record_id
    visit_id = visit(record_id)
    visit(record_id, "已跟进", at=now - timedelta(days=1))
    newest, older = one(record_id).visits
    assert (newest.id, newest.author, newest.channel, newest.historic) == (visit_id, "Ana", "phone", False)
    assert (newest.verdict, older.verdict) == ("effective", "void")
    assert one(record_id).version == 3


def test_it_leaves_an_event_without_the_note(create, visit, one):
    record_id = create().record_id
    visit(record_id)
    act = one(record_id).history[0]
    assert act.kind == "record.visited"
    assert "龙井" not in str(act.changes)


def test_an_empty_note_and_a_visit_to_come_are_refused(create, visit, now):
    record_id = create().record_id
    with pytest.raises(NoteMissing):
        visit(record_id, "  ")
    with pytest.raises(BadValue):
        visit(record_id, at=now + timedelta(minutes=1))


def test_a_rival_writes_nothing(create, visit, make, snapshot):
    record_id = create().record_id
    make.person("Bo")
    before = snapshot()
    with pytest.raises(Denied):
        visit(record_id, by="Bo")
    assert snapshot() == before


def test_a_form_that_began_before_a_visit_is_stale_but_loses_nothing(create, visit, edit):
    record_id = create().record_id
    visit(record_id)
    with pytest.raises(Stale) as refused:
        edit(record_id, replace(TEA, short_name="茶"))
    assert refused.value.params["fields"] == [{"path": "short_name", "stands": "西湖茶铺", "typed": "茶"}]
