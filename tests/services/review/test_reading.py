"""What the queue and an item show, to whom, and how masked."""

from dataclasses import replace
from datetime import timedelta

import pytest

from greening.domain.refusals import BadValue, Denied, NotFound, TooManyFilters
from greening.domain.review import Cursor, Filters, Kind, Source
from greening.services import review
from validators.finding import Severity


def read(desk, policy=None, after=None, **filters):
    given = {"actor": desk.by, "filters": Filters(**filters), "after": after, "now": desk.now}
    return review.queue(desk.work, policy or desk.policy, **given)


def test_a_row_says_what_waits_and_why(desk):
    item_id = desk.doubted(company="热线13926580147餐饮有限公司", region="330106")
    [row] = read(desk).rows
    assert (row.id, row.company, row.points) == (item_id, "热线139****0147餐饮有限公司", 50)
    assert (row.region_key, row.source, row.severity) == ("CN-3301", Source.FINDING, Severity.WARNING)
    assert row.headline in {"phone.placeholder", "key_person.placeholder_name"}
    assert (row.opened_at, row.lease, row.is_own) == (desk.now, None, False)


def test_pages_follow_each_other_without_gap_or_repeat(desk):
    small = replace(desk.policy, lists=replace(desk.policy.lists, page=3))
    every = [desk.later(seconds=number % 3).doubted() for number in range(7)]
    seen, after = [], None
    while True:
        page = read(desk, small, after)
        seen += [row.id for row in page.rows]
        assert page.total == 7
        if page.next is None:
            break
        after = Cursor.read(str(page.next))
    assert sorted(seen) == sorted(every)
    assert seen == sorted(every, key=lambda one: (desk.stored(one).opened_at, one))


@pytest.mark.parametrize("text", ["", "rubbish", "WzEsMl0", "WzEsICIyMDI2LTAzLTAyIiwgMV0"])
def test_a_cursor_that_is_none_is_refused(text):
    with pytest.raises(BadValue):
        Cursor.read(text)


def test_filters_find_what_they_say(desk, make):
    here = desk.doubted(region="330106", emails=("test@test.com",))
    there = desk.doubted(by="Bo", region="110105")
    grave = desk.of_record(make.record(company="测试公司", region="310101")).id
    assert set(desk.queue()) == {here, there, grave}
    assert desk.queue(region="CN-33") == [here]
    assert desk.queue(code="mail.placeholder") == desk.queue(code="mail") == [here]
    assert desk.queue(severity=Severity.BLOCKER) == [grave]
    assert desk.queue(author_id=make.person("Bo").id) == [there]
    assert desk.queue(points_from=51) == [here]
    assert desk.queue(source=Source.COMPLAINT) == []
    assert set(desk.queue(source=Source.FINDING)) == {here, there, grave}


def test_filters_go_into_json_and_back():
    asked = Filters(region="CN-33", code="phone", severity=Severity.WARNING, source=Source.LOT, points_from=0)
    assert Filters.from_json(asked.to_json()) == asked
    assert Filters().to_json() == {}
    with pytest.raises(BadValue):
        Filters.from_json({"severity": "DREADFUL"})


def test_an_item_stands_among_its_neighbours(desk):
    first, second, third = (desk.doubted() for _ in range(3))
    page = desk.item(second)
    assert (page.place, page.total, page.before, page.after) == (2, 3, first, third)
    assert (desk.item(first).before, desk.item(third).after) == (None, None)


def test_an_item_beyond_the_filters_has_no_place_in_them(desk):
    item_id, other = desk.doubted(), desk.doubted(emails=("test@test.com",))
    page = desk.item(item_id, code="mail")
    assert (page.place, page.total, page.before) == (None, 1, other)
    decided = desk.say(item_id)
    assert desk.item(item_id).place is None
    assert desk.item(item_id).verdicts[0].id == decided.verdict_id


def test_nobody_counts_the_places_far_back(desk):
    near = replace(desk, policy=replace(desk.policy, lists=replace(desk.policy.lists, counted=2)))
    ids = [desk.doubted() for _ in range(4)]
    assert [near.item(one).place for one in ids] == [1, 2, None, None]
    assert near.item(ids[0]).total == 3


def test_the_reasons_are_masked_but_for_whoever_holds_the_record(desk, make):
    item_id = desk.doubted(by="Chen")
    numbers = {part.code: part.findings[0].params for part in desk.item(item_id).parts}
    assert numbers["phone.placeholder"]["number"] == "138****8000"
    own = desk.of(make.person("Chen")).item(item_id)
    assert {part.code: part.findings[0].params for part in own.parts}["phone.placeholder"]["number"] == "13800138000"
    assert (own.refusal, own.unit.owner, own.parts[0].field) == ("denied", "Chen", desk.item(item_id).parts[0].field)


def test_looking_takes_nothing(desk):
    item_id = desk.doubted()
    assert (desk.item(item_id).refusal, desk.item(item_id).lease) == ("", None)


@pytest.mark.parametrize("state", ["held", "pending", "decided"])
def test_a_page_says_why_it_cannot_be_judged(desk, quan, state):
    item_id = desk.doubted()
    if state == "held":
        desk.of(quan).take(item_id)
    else:
        verdict = desk.say(item_id)
    if state == "decided":
        desk.settle(verdict.verdict_id)
    assert desk.item(item_id).refusal == state


def test_the_authors_numbers_are_of_the_last_quarter_and_in_effect(desk, make):
    ids = [desk.doubted(by="Ana") for _ in range(5)]
    desk.ruled(ids[0])
    desk.ruled(ids[1], Kind.REJECT, note="made up")
    desk.ruled(ids[2], Kind.RETURN, note="which Li?")
    desk.undo(desk.ruled(ids[3], Kind.REJECT, note="a slip"))
    desk.say(ids[4], Kind.REJECT, note="not settled yet")
    author = desk.item(ids[3]).author
    assert (author.name, author.team, author.checked, author.false) == ("Ana", "Hangzhou 1", 3, 1)
    assert 0.05 < author.low < 1 / 3 < author.high < 0.85
    assert desk.later(days=91).item(ids[3]).author.checked == 0


def test_today_begins_at_midnight_in_the_organisation(desk, work):
    ids = [desk.doubted() for _ in range(3)]
    desk.say(ids[0])
    desk.undo(desk.say(ids[1]).verdict_id)
    desk.skip(ids[2])
    today = review.today(work, desk.policy, actor=desk.by, now=desk.now)
    assert (today.done, today.goal, today.skipped) == (1, 60, 1)
    midnight = desk.now.replace(hour=16, minute=0)  # 00:00 of the next day in Shanghai
    for now, done in ((midnight - timedelta(seconds=1), 1), (midnight, 0)):
        assert review.today(work, desk.policy, actor=desk.by, now=now).done == done


@pytest.mark.parametrize("name", ["Qi", "Chen", "Ops"])
def test_who_reads_the_queue(desk, make, name):
    assert read(desk.of(make.person(name))).rows == ()


@pytest.mark.parametrize("name", ["Ana", "Ada"])
def test_who_does_not(desk, make, name):
    item_id = desk.doubted(by="Bo")
    other = desk.of(make.person(name))
    for refused in (other.queue, lambda: other.item(item_id)):
        with pytest.raises(Denied):
            refused()


def test_there_is_no_page_of_what_is_not_there(desk):
    with pytest.raises(NotFound):
        desk.item(0)
    with pytest.raises(NotFound):
        review.standing(desk.work, actor=desk.by, record_id=0)


def test_filters_are_kept_by_name_each_for_oneself(desk, quan, work):
    def kept(actor):
        return [(one.name, one.query) for one in review.filters(work, actor=actor)]

    def save(name, query, actor=desk.by, policy=desk.policy):
        return review.save_filter(work, policy, actor=actor, name=name, query=query, now=desk.now)

    save("East", "region=CN-33")
    east = save(" East ", "region=CN-31")
    save("Alone", "", quan)
    assert (kept(desk.by), kept(quan)) == ([("East", "region=CN-31")], [("Alone", "")])
    with pytest.raises(NotFound):
        review.forget_filter(work, actor=quan, filter_id=east, now=desk.now)
    tight = replace(desk.policy, review=replace(desk.policy.review, filters=1))
    with pytest.raises(TooManyFilters):
        save("West", "region=CN-51", policy=tight)
    for name, query in (("", "x"), ("n" * 61, "x"), ("Long", "x" * 1001)):
        with pytest.raises(BadValue):
            save(name, query)
    review.forget_filter(work, actor=desk.by, filter_id=east, now=desk.now)
    assert kept(desk.by) == []
