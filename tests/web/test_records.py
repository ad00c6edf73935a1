"""The list, one record, and what people see of it."""

import re
from dataclasses import replace

import pytest
from factories import TEA
from surfing import HTMX, PASSWORD, Browser, words

from greening.web.app import create_app
from validators.record import KeyPerson

PHONE = "13900001234"
NODES = 1500
"""What a slow phone draws without a pause."""


@pytest.fixture
def tea(make):
    """Ana's."""
    return make.record(
        by="Ana", company=TEA.company, address=TEA.address, phones=(PHONE,), website="tea.example.cn",
        key_persons=TEA.key_persons,
    )  # fmt: skip


def test_the_list_shows_what_the_address_asks_for(browser_of, make):
    make.record(company="Oakhill Trading Ltd")
    make.record(by="Ana", company="Birchwood Foods Ltd")
    ana = browser_of("Ana")

    everything = words(ana.get("/records").text)
    assert "2 records" in everything
    assert everything.index("Birchwood") < everything.index("Oakhill")

    mine = ana.get("/records?owner=me&q=birch").text
    assert "1 record" in words(mine)
    assert "Oakhill" not in mine
    assert "Held by: Mine" in words(mine)
    assert 'href="/records?q=birch"' in mine
    assert 'href="/records?owner=me"' in mine


def test_a_list_counts_only_so_far(wiring, policy, make):
    make.person("Ana", PASSWORD)
    for number in range(2):
        make.record(company=f"Oakhill {number} Trading Ltd")
    few = replace(wiring, policy=replace(policy, lists=replace(policy.lists, counted=2)))
    ana = Browser(create_app(few).test_client())
    ana.sign_in("E-ANA")
    assert "more than" not in words(ana.get("/records").text)
    make.record(company="Birchwood Foods Ltd")
    assert "more than 2 records" in words(ana.get("/records").text)


def test_what_an_address_does_not_mean_is_left_out(browser_of, make):
    make.record(company="Oakhill Trading Ltd")
    answer = browser_of("Ana").get("/records?triage=odd&owner=x&sort=%00&from=-1&to=1e9&code=")
    assert answer.status_code == 200
    assert "1 record" in words(answer.text)
    assert browser_of("Ana").get("/records?after=rubbish").status_code == 422


def test_the_next_page_begins_where_this_one_ends(browser_of, make, policy):
    for number in range(policy.lists.page + 1):
        make.record(company=f"Oakhill {number:03} Trading Ltd")
    ana = browser_of("Ana")
    first = ana.get("/records").text
    assert "Oakhill 050" not in first
    following = first.split('rel="next"')[0].rpartition('href="')[2].split('"')[0].replace("&amp;", "&")
    assert len(re.findall("<[a-z]", first)) <= NODES
    second = ana.get(following).text
    assert "Oakhill 050" in second
    assert "Oakhill 049" not in second
    assert 'rel="next"' not in second


def test_an_empty_list_says_why_and_what_next(browser_of):
    ana = browser_of("Ana")
    assert "There are no records yet" in ana.get("/records").text
    filtered = ana.get("/records?triage=quarantine").text
    assert "No record fits these filters" in filtered
    assert "Show all records" in filtered


def test_htmx_is_given_the_list_alone(browser_of, tea):
    part = browser_of("Ana").get("/records", **HTMX).text
    assert part.lstrip().startswith('<div id="list">')
    assert "<html" not in part


def test_the_sum_of_the_sections_is_the_score(browser_of, tea):
    html = browser_of("Ana").get(f"/records/{tea}").text
    rows = html.split("<tbody>")[1].split("</tbody>")[0].split("<tr>")[1:]
    got = [float(row.split("<strong>")[1].split("<")[0]) for row in rows]
    together = float(html.split("<tfoot>")[1].split('<td class="end">')[1].split("<")[0])
    score = int(html.split('id="score">Score ')[1].split(" ")[0])
    assert len(got) == 5
    assert sum(got) == pytest.approx(together)
    assert abs(together - score) <= 0.5


def test_a_finding_shows_its_value_its_price_and_the_way_to_correct_it(browser_of, make):
    record_id = make.record(by="Ana", company="Oakhill Trading Ltd", phones=("13800138000",))
    html = browser_of("Ana").get(f"/records/{record_id}").text
    finding = next(
        li for li in html.split('class="plain pane-b findings"')[1].split("<li>") if "/rules#phone-placeholder" in li
    )
    assert "13800138000" in words(finding)
    assert f'href="/records/{record_id}/edit#phones-0"' in finding
    assert 'aria-label="Take care"' in finding


def test_a_number_is_whole_for_its_holder_and_masked_for_everybody_else(browser_of, tea):
    own = browser_of("Ana").get(f"/records/{tea}").text
    assert PHONE in own
    for name in ("Bo", "Chen", "Qi", "Ada", "Ops"):
        browser = browser_of(name)
        for path in ("/records", f"/records/{tea}", f"/records/{tea}/edit", f"/records/{tea}/history", "/"):
            assert PHONE not in browser.get(path).text, f"{name} {path}"
    assert "Contact numbers are masked" in browser.get(f"/records/{tea}").text


@pytest.mark.parametrize(
    ("website", "link"),
    [
        ("tea.example.cn", 'href="https://tea.example.cn"'),
        ("http://tea.example.cn/a?b=c", 'href="http://tea.example.cn/a?b=c"'),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("//tea.example.cn\\@evil", None),
    ],
)
def test_only_a_web_address_is_a_link(browser_of, make, website, link):
    record_id = make.record(by="Ana", website=website)
    facts = browser_of("Ana").get(f"/records/{record_id}").text.split('id="facts"')[1]
    assert (link in facts) if link else ('target="_blank"' not in facts)


def test_nothing_typed_is_read_as_html(browser_of, make):
    bad = "<img src=x onerror=alert(1)>"
    record_id = make.record(
        by="Ana", company=f"Oakhill {bad} Ltd", address=bad, business=bad, profile={"brands": bad},
        key_persons=(KeyPerson(bad, bad, phones=(bad,)),), phones=(bad,),
    )  # fmt: skip
    ana = browser_of("Ana")
    for path in ("/records", f"/records/{record_id}", f"/records/{record_id}/edit", "/", f"/records?q={bad}"):
        assert "<img" not in ana.get(path).text, path


def test_a_follow_up_is_written_down_and_judged(browser_of, tea):
    ana = browser_of("Ana")
    answer = ana.send(
        f"/records/{tea}/visits", note="李雷说预算两万，下周三签合同", at="2026-03-01T15:00", channel="phone"
    )
    assert answer.location == f"/records/{tea}#visits"
    said = words(ana.get(f"/records/{tea}").text)
    assert "李雷说预算两万" in said
    assert "Sun 1 Mar, 15:00 · Phone · Ana" in said
    assert "Effective" in said


def test_an_empty_note_is_refused_beside_its_field(browser_of, tea):
    answer = browser_of("Ana").send(f"/records/{tea}/visits", note="  ")
    assert answer.status_code == 422
    assert 'href="#note"' in answer.text or "note-msg" in answer.text


def test_whose_a_value_is_and_what_is_open(browser_of, tea):
    said = words(browser_of("Ana").get(f"/records/{tea}").text)
    assert "Ana · typed here · just now" in said
    assert "open, +" in said
