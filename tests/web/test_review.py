"""The queue, one item, and who may do what there."""

import gzip
import re
from dataclasses import replace

import pytest
from review_queue import MADE_UP, Queue, judge
from surfing import HTMX, PASSWORD, Browser, words

from greening.web.app import create_app
from greening.web.assets import assets

HTML_BYTES = 30_000
SCRIPT_BYTES = 25_000
REQUESTS = 6
NODES = 1500


@pytest.fixture
def queue(make):
    return Queue(make)


@pytest.fixture
def qi(browser_of):
    return browser_of("Qi")


@pytest.fixture
def li(queue, stranger):
    """A second reviewer: Bo, who has changed over."""
    return queue.reviewer("Bo", stranger)


def test_the_queue_begins_with_the_most_points_and_says_why_each_waits(qi, queue):
    queue.doubted("Birchwood Foods Ltd", key_persons=())
    queue.doubted("Oakhill Trading Ltd")
    said = words(qi.get("/review").text)
    assert said.index("Oakhill") < said.index("Birchwood")
    assert "Made-up number" in said


def test_filters_stand_in_the_address_and_each_can_be_taken_away(qi, queue):
    queue.doubted("Birchwood Foods Ltd", phones=("0571-88880001",))
    queue.doubted("Oakhill Trading Ltd", key_persons=())
    html = qi.get("/review?code=phone.placeholder&region=CN-33").text
    assert "Oakhill" in html
    assert "Birchwood" not in html
    assert "Finding: Made-up number" in words(html)
    assert 'href="/review?region=CN-33"' in html
    assert 'href="/review?code=phone.placeholder"' in html


def test_what_an_address_does_not_mean_is_left_out(qi, queue):
    queue.doubted()
    answer = qi.get("/review?severity=odd&source=x&points=-1&author=1e9&code=")
    assert (answer.status_code, "Oakhill" in answer.text) == (200, True)
    assert qi.get("/review?after=rubbish").status_code == 422


def test_the_next_page_of_the_queue_begins_where_this_one_ends(wiring, policy, queue, make):
    few = create_app(replace(wiring, policy=replace(policy, lists=replace(policy.lists, page=2))))
    qi = Browser(few.test_client())
    make.person("Qi", PASSWORD)
    qi.sign_in("E-QI")
    for number in range(3):
        queue.doubted(f"Oakhill {number} Trading Ltd")
    first = qi.get("/review").text
    assert "Oakhill 2" not in first
    second = qi.get(re.search(r'href="([^"]*)" rel="next"', first)[1].replace("&amp;", "&")).text
    assert "Oakhill 2" in second
    assert "Oakhill 1" not in second
    assert 'rel="next"' not in second


def test_an_empty_queue_says_why_and_what_next(qi):
    assert "No value that is there is doubted." in qi.get("/review").text
    filtered = qi.get("/review?code=phone").text
    assert "Nothing to review with these filters" in filtered
    assert "Show the whole queue" in filtered


def test_looking_takes_nothing_and_the_next_one_is_taken(qi, queue):
    item_id = queue.doubted()
    assert "Nobody has it open." in qi.get(f"/review/{item_id}").text
    assert queue.stored(item_id).lease_by is None

    assert qi.send("/review/next").location == f"/review/{item_id}"
    assert queue.stored(item_id).lease_by is not None
    assert "Yours until 10:40" in words(qi.get(f"/review/{item_id}").text)


def test_an_item_shows_its_sum_and_the_values_that_caused_it_masked(qi, queue):
    item_id = queue.doubted()
    html = qi.get(f"/review/{item_id}").text
    said = words(html)
    points = [int(one) for one in re.findall(r'class="num pts">\+(\d+)<', html)]
    assert len(points) == 2
    assert f"{points[0]} + {points[1]} = {sum(points)}" in said
    assert "138****8000" in said
    assert MADE_UP not in html
    assert "Ana" in said
    assert f'href="/records/{queue.stored(item_id).record_id}"' in html


def test_a_verdict_leads_to_the_next_item_and_can_be_undone_from_there(qi, queue):
    first, second = queue.doubted("Oakhill Trading Ltd"), queue.doubted("Birchwood Foods Ltd")
    answer = judge(qi, first, "pass", "?code=phone")
    assert answer.location == f"/review/{second}?code=phone"

    html = qi.get(answer.location).text
    assert "Last: Oakhill Trading Ltd, passed" in words(html)
    assert 'data-seconds="10"' in html
    undo = re.search(r'action="(/review/verdicts/\d+/undo[^"]*)"', html)[1]
    back = qi.resend(f"/review/{second}", undo)
    assert back.location == f"/review/{first}?code=phone"
    assert queue.stored(first).state == "open"


def test_after_the_last_verdict_the_queue_still_offers_to_undo_it(qi, queue):
    answer = judge(qi, queue.doubted(), "pass")
    assert answer.location == "/review"
    said = words(qi.get("/review").text)
    assert "Nothing to review" in said
    assert "Last: Oakhill Trading Ltd, passed" in said


def test_a_return_without_a_reason_is_refused_with_its_tray_open(qi, queue):
    item_id = queue.doubted()
    versions = {"version": 1, "record_version": 1}
    answer = qi.send(f"/review/{item_id}/verdict", kind="return", **versions)
    assert answer.status_code == 422
    assert "Choose the findings you confirm" in answer.text
    assert re.search(
        r'<details class="tray-of" name="tray" open>\s*<summary class="btn btn-plain" data-key="r"', answer.text
    )
    assert qi.send(f"/review/{item_id}/verdict", kind="burn", **versions).status_code == 422


def test_the_gravest_findings_are_chosen_beforehand(qi, queue):
    item_id = queue.doubted("测试公司")
    tray = qi.get(f"/review/{item_id}").text.split("which findings do you confirm?")[1].split("</fieldset>")[0]
    chosen = [" checked" in one for one in re.findall("<input[^>]*>", tray)]
    assert chosen == [part["severity"] == "BLOCKER" for part in queue.stored(item_id).parts]
    assert sorted(set(chosen)) == [False, True]


def test_what_was_begun_is_there_again_for_its_author_alone(qi, li, queue):
    item_id = queue.doubted()
    kept = qi.send(f"/review/{item_id}/note", headers=HTMX, kind="reject", note="nobody answers there")
    assert (kept.status_code, kept.data) == (204, b"")
    html = qi.get(f"/review/{item_id}").text
    assert html.count("nobody answers there") == 3, "in each tray"
    assert re.search(r'open>\s*<summary class="btn btn-stop"', html)
    assert "nobody answers there" not in li.get(f"/review/{item_id}").text

    by_hand = qi.send(f"/review/{item_id}/note?code=phone", note="ask the front desk")
    assert by_hand.location == f"/review/{item_id}?code=phone"
    assert "Your note is kept:" in qi.get(f"/review/{item_id}").text


def test_who_comes_late_sees_both_values_and_loses_none(qi, queue):
    item_id = queue.doubted()
    page = qi.get(f"/review/{item_id}").text
    versions = {name: re.search(rf'name="{name}" value="(\d+)"', page)[1] for name in ("version", "record_version")}
    queue.edited(item_id, address="1 Quay Street, Hangzhou")

    answer = qi.send(f"/review/{item_id}/verdict", kind="reject", note="nobody answers there", **versions)
    assert answer.status_code == 409
    said = words(answer.text)
    assert "Address (nothing) 1 Quay Street, Hangzhou" in said
    assert "Yours : Reject" in said
    assert "nobody answers there" in said
    assert qi.get(f"/review/{item_id}").text.count("nobody answers there") == 3

    again = qi.client.post(f"/review/{item_id}/verdict", data=_form(answer.text, "/verdict"))
    assert (again.status_code, queue.stored(item_id).state) == (303, "pending")


def test_who_judges_second_is_told_of_the_first_verdict(qi, li, queue):
    item_id = queue.doubted()
    versions = {"version": 1, "record_version": 1}
    judge(qi, item_id, "pass")
    late = li.send(f"/review/{item_id}/verdict", kind="return", note="ring them", **versions)
    assert late.status_code == 409
    assert "Qi: passed" in words(late.text)
    assert "ring them" in words(late.text)
    assert "/verdict" not in late.text, "nothing is left to judge"


def test_an_item_that_somebody_has_open_is_for_reading(qi, li, queue):
    item_id = queue.doubted()
    qi.send("/review/next")
    html = li.get(f"/review/{item_id}").text
    assert "Qi is reading it." in words(html)
    assert "until 10:40" in words(html)
    assert f"/review/{item_id}/verdict" not in html
    assert "Qi is reading it" in words(li.get(f"/review/{queue.doubted('Birchwood Foods Ltd')}").text)
    assert "Qi, until 10:40" in words(li.get("/review").text)
    told = li.send(f"/review/{item_id}/lease", headers=HTMX)
    assert (told.status_code, "Qi is reading it." in words(told.text)) == (200, True)


def test_a_lease_is_taken_renewed_and_given_back(qi, queue):
    item_id = queue.doubted()
    assert qi.send(f"/review/{item_id}/lease").location == f"/review/{item_id}"
    renewed = qi.send(f"/review/{item_id}/lease", headers=HTMX).text
    assert "Yours until 10:40" in words(renewed)
    assert qi.send(f"/review/{item_id}/release", leaving="yes").status_code == 204
    assert queue.stored(item_id).lease_by is None
    qi.send("/review/next")
    assert qi.send(f"/review/{item_id}/release?code=phone").location == "/review?code=phone"


def test_who_skips_often_is_asked_why(qi, queue, policy):
    items = [queue.doubted(f"Oakhill {number} Ltd") for number in range(policy.review.free_skips + 2)]
    for item_id in items[:-2]:
        assert qi.send(f"/review/{item_id}/skip").status_code == 303
    asked = qi.send(f"/review/{items[-2]}/skip")
    assert asked.status_code == 422
    assert "What is in the way of this one?" in words(asked.text)
    assert qi.send(f"/review/{items[-2]}/skip", reason="written in Thai").location == f"/review/{items[-1]}"


def test_roles_see_what_the_table_gives_them(browser_of, queue):
    item_id = queue.doubted()
    for name, reads in (("Ana", False), ("Chen", True), ("Ada", False), ("Ops", True)):
        browser = browser_of(name)
        assert (browser.get("/review").status_code == 200) is reads, name
        assert ('href="/review"' in browser.get("/").text) is reads, name
        if reads:
            html = browser.get(f"/review/{item_id}").text
            assert "You read the queue" in html
            assert "/verdict" not in html
        assert browser.send("/review/next").status_code == 403


@pytest.mark.parametrize("page", ["/review", "/review?code=phone", "/review/mine", "/review/bulk", "/"])
def test_no_english_is_left_on_a_chinese_page_of_the_review(qi, queue, page):
    item_id = queue.doubted("澜序机械有限公司")
    judge(qi, queue.doubted("砚川包装有限公司"), "pass")
    qi.send("/preferences", language="zh_Hans")
    for path in (page, f"/review/{item_id}"):
        said = words(qi.get(path).text).replace("English", "")
        assert set(re.findall("[A-Za-z]{2,}", said)) <= {"Qi", "QI", "Ana", "Hangzhou", "Esc", "Enter"}, path


def test_a_page_is_small_and_asks_for_little(qi, queue, policy):
    for number in range(policy.lists.page):
        queue.doubted(f"Oakhill {number:03} Trading Ltd", key_persons=())
    for path in ("/review", qi.send("/review/next").location):
        html = qi.get(path).text
        assert len(gzip.compress(html.encode())) < HTML_BYTES
        assert len(re.findall("<[a-z]", html)) <= NODES
    assert min(map(len, assets()["app.js"].packed.values())) < SCRIPT_BYTES
    assert sum(f"/{name}" in html for name in assets()) < REQUESTS


def _form(html, ending):
    """What the form with such an address sends as it stands."""
    form = html.split(f'{ending}"')[1].split("</form>")[0]
    return {
        re.search('name="([^"]*)"', tag)[1]: re.search('value="([^"]*)"', tag)[1]
        for tag in re.findall("<input[^>]*>", form)
    }
