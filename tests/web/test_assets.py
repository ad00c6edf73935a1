"""What a browser fetches: little of it, once, and nothing that a strict browser would refuse."""

import gzip
import hashlib
import re

import brotli
import pytest
from factories import TEA

from greening.config import CHECKOUT
from greening.web.assets import FOLDER, assets

TEMPLATES = sorted((CHECKOUT / "templates").rglob("*.html"))
FIRST_VIEW_BYTES = 100_000
REQUESTS = 6


def address_of(stranger):
    return re.search(r'<link rel="stylesheet" href="([^"]+)"', stranger.get("/sign-in").text)[1]


@pytest.mark.parametrize("folder", [FOLDER / "vendor", CHECKOUT / "tests" / "vendor"])
def test_what_others_wrote_is_as_they_wrote_it(folder):
    lines = (folder / "SHA256SUMS").read_text().splitlines()
    for digest, name in (line.split("  ") for line in lines):
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
        assert (folder / name).parent.joinpath("LICENSE").exists()


def test_a_file_is_kept_for_ever_under_its_digest(stranger, app):
    style = address_of(stranger)

    plain = stranger.get(style)
    assert "immutable" in plain.headers["Cache-Control"]
    assert plain.data == assets()["app.css"].body

    older = stranger.get("/assets/0123456789abcdef/app.css")
    assert (older.data, older.headers["Cache-Control"]) == (plain.data, "no-cache")
    assert stranger.get("/assets/0/..%2f..%2fapp.py").status_code == 404


@pytest.mark.parametrize(
    ("accepted", "used", "unpack"),
    [("gzip, deflate, br", "br", brotli.decompress), ("gzip", "gzip", gzip.decompress), ("br;q=0", None, bytes)],
)
def test_a_file_is_packed_as_the_browser_can_unpack_it(stranger, app, accepted, used, unpack):
    style = address_of(stranger)

    sent = stranger.get(style, **{"Accept-Encoding": accepted})
    assert (sent.headers.get("Content-Encoding"), sent.headers["Vary"]) == (used, "Accept-Encoding")
    assert unpack(sent.data) == assets()["app.css"].body


@pytest.mark.parametrize(("name", "kilobytes"), [("app.css", 32), ("app.js", 25)])
def test_a_file_stays_within_its_budget(name, kilobytes):
    assert len(assets()[name].packed["br"]) <= kilobytes * 1000


def test_the_first_view_is_small(browser_of, make):
    record_id = make.record(by="Ana", **{name: getattr(TEA, name) for name in ("company", "phones", "key_persons")})
    page = browser_of("Ana").get(f"/records/{record_id}").text
    fetched = {name for name in assets() if f"/{name}" in page}
    assert len(fetched) < REQUESTS
    assert sum(len(assets()[name].packed["br"]) for name in fetched) + len(page.encode()) < FIRST_VIEW_BYTES


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(CHECKOUT / "templates")))
def test_no_template_needs_what_the_policy_of_content_forbids(template):
    html = template.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|\son\w+=|hx-on|<style|javascript:|hx-(?:vals|headers)='?\"?js:", html)
    assert not re.search(r"<script(?![^>]* src=)", html)
    assert not re.search(r"hx-trigger=\"[^\"]*\[", html), "a condition in a trigger is code"
    assert "|safe" not in html.replace(" ", "")
