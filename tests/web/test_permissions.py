"""The table of permissions, asked of the real routes: whoever may is let in, whoever may not changes no row."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import BytesIO

import pytest
from factories import Make
from neighbourhood import PIT, POOL, Neighbourhood
from permission_table import OPEN, ROLES, Row, rows
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session
from surfing import PASSWORD, Browser

from greening.storage import units
from greening.storage.session import Unit
from greening.web.app import create_app

ACTORS = dict(zip(ROLES, ("Ana", "Chen", "Qi", "Ada", "Ops"), strict=True))
NEAR = {
    "rep": {"own": "Ana", "pit": PIT, "team": "Amy", "region": "Bo", "pool": POOL, "other": "Wei"},
    "manager": {"own": "Chen", "team": "Ana", "region": "Bo", "pool": POOL, "other": "Wei"},
} | dict.fromkeys(("qc", "adjudicator", "ops"), {"pool": POOL, "other": "Ana"})
"""Whose thing stands in which relation to the actor of a role."""
FORMS = {
    "records.reveal": {"contact": "phones[0]"},
    "records.add_visit": {"note": "王总要两箱样品", "channel": "phone"},
    "quest.answer": {"path": "website", "value": "www.tea.example", "key": "1"},
    "quest.outcome": {"path": "phones[0]", "said": "no_answer", "key": "1"},
    "quest.dial": {"path": "phones[0]"},
    "conflicts.file": {"candidate_id": "{candidate}", "reason": "Mine."},
    "merges.merge": {"candidate": "{candidate}", "kept": "1"},
}
"""What a form has to say so that the request comes as far as the thing it is about."""
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
    def __call__(self) -> Iterator[Unit]:
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


@pytest.fixture
def neighbourhood(make: Make) -> Neighbourhood:
    return Neighbourhood.settled(make)


@pytest.fixture
def passing(worker_engine: Engine) -> Passing:
    return Passing(worker_engine)


@pytest.fixture
def fleeting(wiring, passing):
    """The application, remembering nothing."""
    return create_app(replace(wiring, work=passing))


@pytest.fixture
def things(neighbourhood, make, browser_of):
    """The id of the thing of a kind that is somebody's, by kind and whose; of a kind of which there is one, that one."""
    ops = browser_of("Ops")
    ops.send("/imports", file=(BytesIO(b"company,phone\nOakhill Ltd,0571-88880001\n"), "a.csv"))
    with make.work() as unit:
        there = {whose: units.of_record(unit.session, one)[0].id for whose, one in neighbourhood.records.items()}
    return {"record": neighbourhood.records, "unit": there, "candidate": neighbourhood.candidate()}


def address(rule, thing: object) -> str:
    return re.sub(r"<[^>]+>", str(thing), rule.rule)


def thing(things, kind: str, whose: str) -> object:
    found = things.get(kind, 1)
    return found[whose] if isinstance(found, dict) else found


def test_every_route_has_its_row_and_every_row_its_route(app):
    told = [row.route for row in rows()]
    assert len(told) == len(set(told))
    assert set(told) | OPEN == {rule.endpoint for rule in app.url_map.iter_rules()}


@pytest.mark.parametrize("role", ROLES)
def test_a_role_may_what_the_table_says_and_is_refused_the_rest_unchanged(
    app, fleeting, passing, things, browser_of, role
):
    entered = browser_of(ACTORS[role])
    token = entered.token("/password")
    browser = Browser(fleeting.test_client())
    browser.client._cookies.update(entered.client._cookies)
    wrong = []
    rules = {rule.endpoint: rule for rule in app.url_map.iter_rules()}
    for row in rows():
        rule = rules[row.route]
        method = "POST" if "POST" in rule.methods else "GET"
        near = NEAR[role] if isinstance(things.get(row.of), dict) else {"": ""}
        for relation, whose in near.items():
            with passing.request() as session:
                before = session.scalar(WRITTEN)
                path = address(rule, thing(things, row.of, whose))
                told = {name: value.format(**things) for name, value in FORMS.get(row.route, {}).items()}
                data = {"csrf_token": token} | told if method == "POST" else None
                answer = browser.client.open(path, method=method, data=data)
                wrote = session.scalar(WRITTEN) - before
            wrong += _faults(row, role, relation, path, answer.status_code, wrote)
    assert not wrong, "\n".join(wrong)


def _faults(row: Row, role: str, relation: str, path: str, status: int, wrote: int) -> Iterator[str]:
    said = f"{row.route} {path} as {role} ({relation}): {status}"
    is_missing = row.of not in {"-", "record"} and status == 404
    if row.lets(role, relation):
        if status in {401, 403, 500} or (status == 404 and not is_missing):
            yield f"{said}, but may"
    elif status not in DENIED:
        yield f"{said}, but may not"
    elif wrote:
        yield f"{said}, and {wrote} rows were written"
