"""Who may enter which route, and what no route may do."""

import re
from dataclasses import replace
from io import BytesIO

import pytest
from factories import TEA
from permission_table import OPEN
from sqlalchemy import text
from surfing import PASSWORD, Browser

from greening.config import Mode
from greening.domain.people import Role
from greening.domain.permissions import TABLE, Action
from greening.web.app import create_app
from greening.web.auth import Door, access_of
from greening.web.headers import POLICY

SAFE = {"GET", "HEAD", "OPTIONS"}
PARTS = {"digest": "0", "name": "app.css", "key": "no-such-form"}
"""Of addresses; every other part is the id of a thing, and its first one."""
WITHOUT_SESSION = {"public_form.send": 404, "leads_api.receive": 401}
"""They act for nobody: a stranger's form has a ticket of its own, another system a token. What they say to neither."""
ROLES = {"Ana": Role.REP, "Chen": Role.MANAGER, "Qi": Role.QC, "Ada": Role.ADJUDICATOR, "Ops": Role.OPS}


def address(rule):
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: PARTS.get(found[1], "1"), rule.rule)


@pytest.fixture
def routes(app):
    return list(app.url_map.iter_rules())


@pytest.fixture
def everything(make, browser_of):
    """A record and a run that every address can be about."""
    make.record(by="Ana", **{name: getattr(TEA, name) for name in ("company", "phones", "key_persons", "address")})
    ops = browser_of("Ops")
    ops.send("/imports", file=(BytesIO(b"company,phone\nOakhill Ltd,0571-88880001\n"), "a.csv"))
    return ops


def test_every_route_says_whom_it_is_for(app, routes):
    assert [rule.endpoint for rule in routes if access_of(app, rule.endpoint) is None] == []


def test_a_route_that_says_nothing_lets_nobody_in(wiring, make):
    app = create_app(wiring)
    app.add_url_rule("/forgotten", view_func=lambda: "secret", endpoint="forgotten")
    make.person("Ops", PASSWORD)
    browser = Browser(app.test_client())
    assert browser.get("/forgotten").status_code == 302
    browser.sign_in("E-OPS")
    assert browser.get("/forgotten").status_code == 403


def test_nothing_but_the_sign_in_is_open_to_strangers(app, routes, stranger):
    closed = [rule for rule in routes if "GET" in rule.methods and access_of(app, rule.endpoint) is not Door.OPEN]
    for rule in closed:
        answer = stranger.get(address(rule))
        assert (answer.status_code, answer.location[:9]) == (302, "/sign-in?"), rule.rule
    open_doors = {rule.endpoint for rule in routes if access_of(app, rule.endpoint) is Door.OPEN}
    assert open_doors == OPEN


@pytest.mark.parametrize("name", ROLES)
def test_a_role_enters_what_the_table_of_permissions_gives_it_and_no_more(app, routes, everything, browser_of, name):
    browser = browser_of(name)
    for rule in routes:
        access = access_of(app, rule.endpoint)
        if isinstance(access, Action) and "GET" in rule.methods:
            denied = browser.get(address(rule)).status_code == 403
            assert denied == (ROLES[name] not in TABLE[access]), f"{name} {rule.rule}"


@pytest.mark.parametrize("name", ROLES)
def test_no_unsafe_request_passes_without_its_token(routes, browser_of, name):
    browser = browser_of(name)
    for rule in routes:
        for method in rule.methods - SAFE:
            refused = WITHOUT_SESSION.get(rule.endpoint, 400)
            assert browser.client.open(address(rule), method=method).status_code == refused, f"{method} {rule.rule}"


def test_looking_changes_nothing(app, routes, everything, work):
    tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'session'"

    def snapshot():
        with work() as unit:
            names = unit.session.scalars(text(tables)).all()
            hashed = "SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {} t"
            return {name: unit.session.scalar(text(hashed.format(name))) for name in names}

    before = snapshot()
    for rule in routes:
        if "GET" in rule.methods:
            everything.get(address(rule))
    assert snapshot() == before


def test_every_answer_forbids_what_it_does_not_need(app, routes, everything, stranger):
    answers = [everything.get(address(rule)) for rule in routes if "GET" in rule.methods]
    answers += [stranger.get("/"), stranger.get("/no-such-page"), stranger.client.post("/sign-in")]
    for answer in answers:
        assert answer.headers["Content-Security-Policy"] == POLICY
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert answer.headers["Cache-Control"], answer.request.path
    assert "unsafe" not in POLICY
    assert "frame-ancestors 'none'" in POLICY


def test_nothing_keeps_a_page_with_personal_data(everything):
    for path in ("/", "/records", "/records/1", "/records/1/edit", "/imports", "/imports/1/columns"):
        assert everything.get(path).headers["Cache-Control"] == "no-store"


def test_an_organisation_is_served_by_https_alone(wiring, make):
    settings = replace(wiring.settings, mode=Mode.PRODUCTION, trusted_hosts=("greening.example",), trusted_proxies=1)
    make.person("Ana", PASSWORD)
    client = create_app(replace(wiring, settings=settings)).test_client()
    base = {"base_url": "https://greening.example", "headers": {"X-Forwarded-Proto": "https"}}

    page = client.get("/sign-in", **base)
    assert page.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    token = page.text.split('name="csrf_token" value="')[1].split('"')[0]
    form = {"csrf_token": token, "employee_no": "E-ANA", "password": PASSWORD}
    base["headers"] = base["headers"] | {"Referer": "https://greening.example/sign-in"}
    cookies = client.post("/sign-in", data=form, **base).headers.getlist("Set-Cookie")

    opened = next(cookie for cookie in cookies if cookie.startswith("__Host-greening="))
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(opened.split("; "))
    assert "Domain" not in opened


def test_a_name_that_is_not_ours_is_not_answered(app):
    assert app.test_client().get("/sign-in", base_url="http://evil.example").status_code == 400


def test_many_sign_ins_from_one_address_have_to_wait_whatever_they_say_their_address_is(wiring, policy):
    few = replace(wiring, policy=replace(policy, pages=replace(policy.pages, sign_in_per_minute=3)))
    browser = Browser(create_app(few).test_client())
    token = browser.token()
    answers = [
        browser.client.post(
            "/sign-in",
            data={"csrf_token": token, "employee_no": f"E-{n}"},
            headers={"X-Forwarded-For": f"203.0.113.{n}"},
        )
        for n in range(4)
    ]
    assert [answer.status_code for answer in answers] == [422, 422, 422, 429]
    assert answers[-1].headers["Retry-After"]


def test_while_valkey_is_away_tries_are_counted_here(wiring, policy):
    settings = replace(wiring.settings, redis_url="redis://127.0.0.1:1/0")
    few = replace(wiring, settings=settings, policy=replace(policy, pages=replace(policy.pages, sign_in_per_minute=3)))
    browser = Browser(create_app(few).test_client())
    assert [browser.sign_in("E-NOBODY").status_code for _ in range(4)] == [422, 422, 422, 429]


def test_a_form_is_smaller_than_a_file(wiring, policy, make):
    few = replace(wiring, policy=replace(policy, pages=replace(policy.pages, form_bytes=100_000)))
    make.person("Ops", PASSWORD)
    ops = Browser(create_app(few).test_client())
    ops.sign_in("E-OPS")
    assert ops.send("/records/new", company="x" * 100_000).status_code == 413
    assert ops.send("/imports", file=(BytesIO(b"company\n" + b"Oakhill Ltd\n" * 10_000), "a.csv")).status_code == 303
    stranger = Browser(create_app(few).test_client())
    assert stranger.send("/imports", file=(BytesIO(b"x" * 120_000), "a.csv")).status_code == 413
