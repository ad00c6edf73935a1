"""The table of permissions, asked of the real routes: whoever may is let in, whoever may not changes no row."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

import pytest
from neighbourhood import PIT, POOL, Neighbourhood, Street
from permission_table import OPEN, ROLES, Row, rows
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session
from surfing import Browser

from greening.storage.session import Unit
from greening.web.app import create_app

ACTORS = dict(zip(ROLES, ("Ana", "Chen", "Qi", "Ada", "Ops"), strict=True))
NEAR = {
    "rep": {"own": "Ana", "pit": PIT, "team": "Amy", "region": "Bo", "pool": POOL, "other": "Wei"},
    "manager": {"own": "Chen", "team": "Ana", "region": "Bo", "pool": POOL, "other": "Wei"},
} | {role: {"pool": POOL, "other": "Ana"} for role in ("qc", "adjudicator", "ops")}
"""Whose thing stands in which relation to the actor of a role."""
FORMS = {
    "records.reveal": {"contact": "phones[0]"},
    "records.add_visit": {"note": "王总要两箱样品", "channel": "phone"},
    "quest.answer": {"path": "website", "value": "www.tea.example", "key": "1"},
    "quest.outcome": {"path": "phones[0]", "said": "no_answer", "key": "1"},
    "quest.dial": {"path": "phones[0]"},
    "conflicts.file": {"candidate_id": "{candidate}", "reason": "Mine."},
    "penalties.appeal": {"words": "号码是名片上的"},
    "leads.decline": {"reason": "没有库存"},
    "merges.merge": {"candidate": "{candidate}", "kept": "1"},
}
"""What a form has to say so that the request comes as far as the thing it is about."""
NOT_THERE = {"pool.ask", "calendar.forget"}
"""Routes about something more than their address names, which is not there."""
SELDOM = {"adjudicator", "ops"}
"""Roles that are asked with the slow tests."""
DENIED = {403, 404}
WRITTEN = text("""
    SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0) FROM pg_stat_xact_user_tables WHERE relname <> 'session'
""")


@dataclass
class Passing:
    """Requests whose changes are undone after each: every one meets the same neighbourhood."""

    engine: Engine
    session: Session | None = None

    @contextmanager
    def __call__(self, *, look: bool = False) -> Iterator[Unit]:
        assert self.session, "outside of a request"
        kept = {"join_transaction_mode": "create_savepoint", "expire_on_commit": False}
        with Session(self.session.connection(), **kept) as session, session.begin():
            yield Unit(session)

    @contextmanager
    def request(self) -> Iterator[Session]:
        with self.engine.connect() as connection, Session(connection) as session:
            self.session = session
            yield session
            self.session = None
            connection.rollback()


@dataclass
class Guard:
    """Somebody of a role in front of every route, once a relation; what is done is undone at once."""

    browser: Browser
    passing: Passing
    things: Mapping[str, Any]
    token: str

    def meet(self, rule, row: Row, *, may: bool, whose: str) -> str:
        """What is wrong with the answer, or nothing."""
        found = self.things.get(row.of, 1)
        thing = found.get(whose) if isinstance(found, dict) else found
        if thing is None:
            return ""
        told = {name: value.format(**self.things) for name, value in FORMS.get(row.route, {}).items()}
        sent = {"method": "POST", "data": {"csrf_token": self.token} | told} if "POST" in rule.methods else {}
        with self.passing.request() as session:
            before = session.scalar(WRITTEN)
            status = self.browser.client.open(address(rule, thing), **sent).status_code
            wrote = session.scalar(WRITTEN) - before
        is_there = row.of in {*self.things, "-"} and row.route not in NOT_THERE
        fault = _fault(may=may, status=status, wrote=wrote, is_there=is_there)
        return fault and f"{row.route} {thing} of {whose or 'nobody'}: {status}{fault}"


def _fault(*, may: bool, status: int, wrote: int, is_there: bool) -> str:
    if may:
        return ", but may" if status in {401, 403, 500} or (status == 404 and is_there) else ""
    if status not in DENIED:
        return ", but may not"
    return f", and {wrote} rows were written" if wrote else ""


@pytest.fixture
def things(make, browser_of, work):
    """Ids by kind: of a kind that is somebody's by whose it is, else of the one there is."""
    neighbourhood = Neighbourhood.settled(make)
    browser_of("Ops").send("/imports", file=(BytesIO(b"company,phone\nOakhill Ltd,0571-88880001\n"), "a.csv"))
    street = Street(neighbourhood)
    return {
        "record": neighbourhood.records,
        "unit": {whose: neighbourhood.unit(whose) for whose in neighbourhood.records},
        "claim": street.claims(),
        "lead": (offers := street.offers()) and {whose: lead for whose, (lead, _) in offers.items()},
        "offer": offers,
        "penalty": street.penalties(),
        "conflict": (filed := street.conflicts()),
        "filing": {"Bo": filed["Ana"], "Wei": filed["Amy"]},
        "candidate": neighbourhood.candidate(),
        "day": "2026-10-01",
        "version": 1,
    }


def address(rule, thing: object) -> str:
    parts = iter(thing if isinstance(thing, tuple) else [thing] * 2)
    return re.sub(r"<[^>]+>", lambda _: str(next(parts)), rule.rule)


def test_every_route_has_its_row_and_every_row_its_route(app):
    told = [row.route for row in rows()]
    assert len(told) == len(set(told))
    assert set(told) | OPEN == {rule.endpoint for rule in app.url_map.iter_rules()}


@pytest.fixture
def guard_of(wiring, worker_engine, things, browser_of):
    def guard_of(name: str) -> Guard:
        passing, entered = Passing(worker_engine), browser_of(name)
        token = entered.token("/password")
        browser = Browser(create_app(replace(wiring, work=passing)).test_client())
        browser.client._cookies.update(entered.client._cookies)
        return Guard(browser, passing, things, token)

    return guard_of


@pytest.mark.parametrize("role", [pytest.param(one, marks=pytest.mark.slow) if one in SELDOM else one for one in ROLES])
def test_a_role_may_what_the_table_says_and_is_refused_the_rest_unchanged(app, guard_of, role):
    guard, rules = guard_of(ACTORS[role]), {rule.endpoint: rule for rule in app.url_map.iter_rules()}
    wrong = [
        guard.meet(rules[row.route], row, may=row.lets(role, relation), whose=whose)
        for row in rows()
        for relation, whose in (NEAR[role] if isinstance(guard.things.get(row.of), dict) else {"": ""}).items()
    ]
    assert not any(wrong), "\n".join(filter(None, wrong))
