"""A reviewer's day in a real browser: by keys alone, by thumb, without scripts, and with a browser that dies."""

import re
from urllib.parse import parse_qs

import pytest
from browsing import LANGUAGES, PHONE, overflows, violations
from playwright.sync_api import Page, expect
from review_queue import Queue
from sqlalchemy import func, select

from greening.storage.review import Verdict

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

TALLEST_BAR = 64
FEW, MANY = 8, 100
VERDICTS = {"pass": ["p"], "return": ["r", "Enter"], "reject": ["x", "Enter"]}
"""The keys of each."""
SAID = "nobody answers p r s"
"""What somebody types: the keys of verdicts among it."""


@pytest.fixture
def queue(site):
    return Queue(site.make)


@pytest.fixture
def judged(site):
    """How many verdicts of each kind there are."""

    def count() -> dict[str, int]:
        with site.make.work() as unit:
            return dict(unit.session.execute(select(Verdict.kind, func.count()).group_by(Verdict.kind)).all())

    return count


def fill(queue: Queue, count: int) -> list[int]:
    reps = ("Ana", "Bo", "Amy")  # no library holds a hundred
    return [queue.doubted(f"Oakhill {number:03} Trading Ltd", by=reps[number % len(reps)]) for number in range(count)]


def begin(page: Page) -> None:
    """Open the first item by its key."""
    page.goto("/review")
    page.keyboard.press("s")
    page.wait_for_url(re.compile(r"/review/\d+$"))


def judge_by_keys(page: Page, count: int) -> int:
    """Judge so many items without touching the mouse; how many keys it took."""
    begin(page)
    pressed = 0
    for number in range(count):
        before = page.url
        for key in list(VERDICTS.values())[number % len(VERDICTS)]:
            page.keyboard.press(key)
            pressed += 1
        page.wait_for_url(lambda address, before=before: address != before)
    return pressed


@pytest.mark.parametrize("count", [FEW, pytest.param(MANY, marks=pytest.mark.slow)])
def test_a_reviewer_needs_two_keys_a_verdict_at_most(site, queue, judged, count):
    fill(queue, count)
    page = site.window()
    site.sign_in(page, "Qi")
    assert judge_by_keys(page, count) <= 2 * count
    expect(page.locator("main .state")).to_be_visible()
    kinds = list(VERDICTS)
    assert judged() == {kind: len(range(place, count, len(kinds))) for place, kind in enumerate(kinds)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_the_queue_to_a_verdict_back_again_and_many_at_once(site, says, queue, judged, language):
    fill(queue, 3)
    page = site.window(language)
    site.sign_in(page, "Qi")
    page.get_by_role("button", name=says(language, "Start")).click()
    expect(page.locator(".item-h h1")).to_have_text("Oakhill 000 Trading Ltd")
    assert violations(page) == []

    page.locator("summary[data-key=x]").click()
    expect(page.locator("#reject-1")).to_be_focused()
    page.locator("#reject-note").fill("号码打不通")
    assert violations(page) == []
    page.get_by_role("button", name=says(language, "Reject it")).click()

    expect(page.locator(".item-h h1")).to_have_text("Oakhill 001 Trading Ltd")
    page.locator(".bar button[data-key=z]").click()
    expect(page.locator(".item-h h1")).to_have_text("Oakhill 000 Trading Ltd")
    expect(page.locator("#reject-note")).to_have_value("号码打不通")
    page.keyboard.press("Escape")
    page.keyboard.press("p")
    expect(page.locator(".item-h h1")).to_have_text("Oakhill 001 Trading Ltd")

    page.goto("/review?code=phone")
    page.get_by_role("link", name=says(language, "Judge all of these …")).click()
    page.locator("#kind-pass").check()
    assert violations(page) == []
    page.locator("main form.form button.btn-primary").click()
    expect(page.locator("main")).to_contain_text(says(language, "What became of them"))
    assert violations(page) == []
    assert judged() == {"pass": 3, "reject": 1, "undo": 1}
    page.get_by_role("button", name=says(language, "Take all of them back")).click()
    expect(page.locator("table tbody tr")).to_have_count(2)


@pytest.mark.slow
def test_a_thumb_reaches_everything_on_a_phone(site, queue):
    fill(queue, 2)
    page = site.window("zh", PHONE)
    site.sign_in(page, "Qi")
    page.goto("/review")
    assert not overflows(page)
    page.locator("main form[action*='/next'] button").click()
    expect(page.locator(".bar")).to_be_visible()
    assert page.locator(".bar").bounding_box()["height"] <= TALLEST_BAR
    assert not overflows(page)
    assert violations(page) == []

    page.locator(".bar details.fix summary").click()
    page.locator(".bar button[form=skip]:visible").click()
    expect(page.locator(".item-h h1")).to_have_text("Oakhill 001 Trading Ltd")
    page.locator(".bar summary[data-key=r]").click()
    page.locator("#return-note").fill("请补总机")
    assert violations(page) == []
    page.locator(".tray [data-main]:visible").click()
    expect(page.locator(".undone button")).to_be_visible()
    assert not overflows(page)


@pytest.mark.slow
def test_everything_goes_without_scripts(site, queue, judged):
    fill(queue, 2)
    page = site.window(scripts=False)
    site.sign_in(page, "Qi")
    page.goto("/review")
    page.locator("main form[action*='/next'] button").click()
    page.locator(".bar summary[data-key=r]").click()
    page.locator("#return-note").fill("ask for the switchboard")
    page.locator(".tray [data-main]:visible").click()
    page.locator(".bar button[form=undo]").click()
    expect(page.locator("#return-note")).to_have_value("ask for the switchboard")
    page.locator("#pass button").click()
    page.locator("#pass button").click()
    expect(page.locator("main .state")).to_be_visible()
    assert judged() == {"return": 1, "undo": 1, "pass": 2}


@pytest.mark.slow
def test_a_browser_that_dies_takes_nothing_along(site, queue):
    [item_id] = fill(queue, 1)
    page = site.window()
    site.sign_in(page, "Qi")
    page.goto(f"/review/{item_id}")
    expect(page.locator("form[data-release]")).to_be_visible()
    page.keyboard.press("x")
    with page.expect_response(lambda answer: parse_qs(answer.request.post_data or "").get("note") == [SAID]):
        page.locator("#reject-note").type(SAID)
    page.context.close()

    again = site.window()
    site.sign_in(again, "Qi")
    again.goto(f"/review/{item_id}")
    expect(again.locator("#reject-note")).to_have_value(SAID)
    expect(again.locator("#reject-note")).to_be_visible()


@pytest.mark.slow
def test_who_leaves_gives_it_back(site, queue):
    [item_id] = fill(queue, 1)
    page = site.window()
    site.sign_in(page, "Qi")
    page.goto(f"/review/{item_id}")
    expect(page.locator("form[data-release]")).to_be_visible()
    assert queue.stored(item_id).lease_by is not None
    page.goto("/records")
    for _ in range(100):
        if queue.stored(item_id).lease_by is None:
            break
        page.wait_for_timeout(100)
    assert queue.stored(item_id).lease_by is None


@pytest.mark.slow
def test_keys_rest_while_somebody_types_and_where_they_are_turned_off(site, queue, judged):
    fill(queue, 1)
    page = site.window()
    site.sign_in(page, "Qi")
    begin(page)
    page.keyboard.press("n")
    expect(page.locator("#note")).to_be_focused()
    page.keyboard.type("spx")
    expect(page.locator("#note")).to_have_value("spx")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+p")
    page.keyboard.press("?")
    page.get_by_role("button", name="Turn single keys off").click()
    expect(page.locator("[data-keys]")).to_have_count(0)
    page.keyboard.press("p")
    page.keyboard.press("x")
    expect(page.locator(".tray:visible")).to_have_count(0)
    assert judged() == {}


@pytest.mark.slow
def test_rows_are_walked_by_letters_and_arrows_and_a_stroke_searches(site, queue):
    fill(queue, 3)
    page = site.window()
    site.sign_in(page, "Qi")
    page.goto("/review")
    rows = page.locator("[data-row]")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-row]:focus")).to_have_count(0)
    for key, row in (("j", 0), ("ArrowDown", 1), ("j", 2), ("ArrowUp", 1), ("k", 0)):
        page.keyboard.press(key)
        expect(rows.nth(row)).to_be_focused()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()


@pytest.mark.slow
def test_the_seconds_to_undo_run_down(site, queue):
    fill(queue, 2)
    page = site.window()
    site.sign_in(page, "Qi")
    page.clock.install()
    begin(page)
    page.keyboard.press("p")
    undo = page.locator(".bar button[form=undo]")
    expect(undo).to_be_visible()
    page.clock.fast_forward(5_000)
    expect(undo.locator("[data-seconds]")).to_have_text(re.compile("^[1-5]$"))
    page.clock.fast_forward(6_000)
    expect(undo).to_be_hidden()
