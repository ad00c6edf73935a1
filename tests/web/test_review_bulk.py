"""Many items at once: shown first, judged, told one by one, taken back as one."""

import re

import pytest
from review_queue import Queue
from surfing import words


@pytest.fixture
def queue(make):
    return Queue(make)


@pytest.fixture
def qi(browser_of):
    return browser_of("Qi")


def preview(qi):
    """The preview of everything that doubts a phone, and when it was made."""
    html = qi.get("/review/bulk?code=phone").text
    found = re.search(r'name="as_of" value="([^"]*)"', html)
    return words(html), found[1] if found else ""


def test_the_preview_counts_what_would_happen_to_each(qi, stranger, queue):
    held = queue.doubted("Oakhill Trading Ltd")
    for company in ("Birchwood Foods Ltd", "Ashford Mills Ltd"):
        queue.doubted(company)
    queue.reviewer("Bo", stranger).send(f"/review/{held}/lease")
    said, _ = preview(qi)
    assert "2 + 1 = 3" in said
    assert "2 would be judged" in said
    assert "1 are left out, for somebody has them open" in said
    assert "Judge 2 items" in said


def test_many_are_judged_told_and_taken_back_as_one(qi, stranger, queue):
    items = [queue.doubted(f"Oakhill {number} Trading Ltd") for number in range(3)]
    _, as_of = preview(qi)
    queue.reviewer("Bo", stranger).send(f"/review/{items[2]}/lease")
    done = qi.send("/review/bulk?code=phone", kind="return", note="ask for the switchboard", as_of=as_of)
    said = words(done.text)
    assert "2 + 1 = 3" in said
    assert "2 Judged · returned" in said
    assert "Oakhill 2 Trading Ltd Left out: somebody has it open" in said
    assert [queue.stored(item_id).state for item_id in items] == ["pending", "pending", "open"]

    undo = re.search(r'action="(/review/bulk/\d+/undo[^"]*)"', done.text)[1]
    assert f'action="{undo.split("?")[0]}"' in qi.get("/review/mine").text
    assert qi.send(undo).location == "/review?code=phone"
    assert {queue.stored(item_id).state for item_id in items} == {"open"}


def test_who_returns_many_says_why(qi, queue):
    queue.doubted()
    _, as_of = preview(qi)
    answer = qi.send("/review/bulk?code=phone", kind="return", note=" ", as_of=as_of)
    assert answer.status_code == 422
    assert 'href="#note"' in answer.text
    assert re.search(r'id="kind-return"[^>]* checked', answer.text)


@pytest.mark.parametrize("said", [{"kind": "undo"}, {"as_of": "yesterday"}, {"as_of": "2026-03-02T10:30"}])
def test_what_no_page_sends_judges_nothing(qi, queue, said):
    item_id = queue.doubted()
    _, as_of = preview(qi)
    assert qi.send("/review/bulk?code=phone", **{"kind": "pass", "as_of": as_of, **said}).status_code == 422
    assert queue.stored(item_id).state == "open"


def test_nothing_to_judge_offers_no_button(qi):
    said, as_of = preview(qi)
    assert "0 would be judged" in said
    assert as_of == ""
