"""The real application on the test's database and Valkey, and browsers for the cast."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
import redis
from factories import Make
from flask import Flask
from surfing import PASSWORD, Browser

from greening.config import Settings
from greening.domain.passwords import hashed
from greening.domain.policy import Policy, shipped
from greening.storage.people import Person
from greening.storage.session import Work
from greening.web.app import create_app
from greening.wiring import Wiring

HASH = hashed(PASSWORD, shipped().passwords)


@pytest.fixture
def policy(make: Make) -> Policy:
    return make.policy()


@pytest.fixture
def settings(redis_url: str, tmp_path: Path) -> Settings:
    return replace(Settings(), data_dir=tmp_path, redis_url=redis_url)


@pytest.fixture
def wiring(work: Work, policy: Policy, settings: Settings, now: datetime) -> Wiring:
    valkey = redis.Redis.from_url(settings.redis_url)
    return Wiring(settings=settings, work=work, policy=policy, redis=valkey, ring_again=lambda _: None, now=lambda: now)


@pytest.fixture
def app(wiring: Wiring) -> Flask:
    return create_app(wiring)


@pytest.fixture
def stranger(app: Flask) -> Browser:
    """Nobody is signed in."""
    return Browser(app.test_client())


@pytest.fixture
def browser_of(app: Flask, make: Make, work: Work) -> Callable[[str], Browser]:
    """A new browser in which one of the cast is signed in."""

    def enter(name: str) -> Browser:
        person = make.person(name)
        with work() as unit:
            unit.session.get_one(Person, person.id).password_hash = HASH
        browser = Browser(app.test_client())
        assert browser.sign_in(person.employee_no).status_code == 303
        return browser

    return enter
