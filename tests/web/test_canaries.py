"""A contact number is seen by whoever holds the record, and by nobody else on any page, fragment or file."""

import re
from collections import deque
from html import unescape

import pytest
from neighbourhood import NAMES, PIT, Neighbourhood, number

SEEN = {"Ana": {"Ana", PIT}, "Amy": {"Amy"}, "Bo": {"Bo"}, "Wei": {"Wei"}, "Chen": {"Chen"}, "Qi": set(), "Ada": set(), "Ops": set()}  # fmt: skip
"""Whose numbers each of the cast may read without asking."""
LINKS = re.compile(r'(?:href|action|hx-get)="(/[^"#]*)')
LEFT = re.compile(r"/assets/|/sign-|/preferences")
BROKEN = 500
OFTEN = {"Ana", "Qi"}
"""Whose walks are in every run; the others' take long too."""
MOST = 400
"""Pages that one person has looked at when nothing new can come."""


@pytest.fixture
def neighbourhood(make):
    return Neighbourhood.settled(make)


def pages(browser):
    """Every page and fragment that can be reached by following links, as text; the same page with other filters once."""
    waiting, known = deque(["/"]), {"/"}
    while waiting:
        path = waiting.popleft()
        answer = browser.get(path)
        assert answer.status_code < BROKEN, path
        if answer.mimetype != "text/html":
            yield path, answer.text
            continue
        for text in (answer.text, browser.get(path, **{"HX-Request": "true"}).text):
            yield path, text
        found = dict.fromkeys(unescape(link) for link in LINKS.findall(answer.text))
        for link in found:
            if not LEFT.match(link) and _plain(link) not in known:
                known.add(_plain(link))
                waiting.append(link)
    assert len(known) < MOST, "the crawl runs in circles"


def _plain(link):
    """A list under other filters is the same page, beyond the first ones."""
    return link.partition("?")[0]


def squeezed(text):
    return re.sub(r"[\s().-]|&#?\w+;", "", text)


@pytest.mark.parametrize(
    "name", [name if name in OFTEN else pytest.param(name, marks=pytest.mark.slow) for name in SEEN]
)
def test_nobody_finds_a_number_that_is_not_theirs_to_see(neighbourhood, browser_of, name):
    numbers = {whose: number(whose) for whose in NAMES}
    leaks = {
        (path, whose)
        for path, text in pages(browser_of(name))
        for whose, dialled in numbers.items()
        if dialled in squeezed(text) and whose not in SEEN[name]
    }
    assert leaks == set()


def test_whoever_holds_a_record_finds_its_number(neighbourhood, browser_of):
    """So that the search above is no search in vain."""
    for name, seen in SEEN.items():
        browser = browser_of(name)
        for whose in seen:
            assert number(whose) in squeezed(browser.get(f"/records/{neighbourhood.records[whose]}").text), (
                name,
                whose,
            )
