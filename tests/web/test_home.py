"""My day: what a role begins with."""

import pytest
from surfing import words


@pytest.mark.parametrize(
    ("name", "lists"),
    [
        ("Ana", ["Mine, lowest score first", "In the public pool, lowest score first"]),
        ("Chen", ["To review", "Mine, lowest score first"]),
        ("Qi", ["To review", "Quarantined"]),
        ("Ada", ["To review", "Quarantined"]),
        ("Ops", ["Quarantined", "To review"]),
    ],
)
def test_every_role_begins_with_its_own_lists(browser_of, name, lists):
    said = words(browser_of(name).get("/").text)
    places = [said.index(title) for title in lists]
    assert places == sorted(places)


def test_the_lowest_score_comes_first_and_leads_to_its_record(browser_of, make):
    rich = make.record(by="Ana", company="Oakhill Trading Ltd", address="浙江省杭州市西湖区文三路 1 号", industry="x")
    poor = make.record(by="Ana", company="Birchwood Foods Ltd")
    html = browser_of("Ana").get("/").text
    assert 0 < html.index(f'href="/records/{poor}"') < html.index(f'href="/records/{rich}"')


def test_a_menu_offers_only_what_its_role_may_open(browser_of):
    ana, ops = browser_of("Ana").get("/").text, browser_of("Ops").get("/").text
    assert 'href="/jobs"' not in ana
    assert 'href="/imports"' not in ana
    assert 'href="/jobs"' in ops
    assert 'href="/imports"' in ops
