"""The real application on the test's database and Valkey, and browsers for the cast."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
import redis
from factories import Make
from flask import Flask
from lead_office import Office
from surfing import Browser, entered

from greening.config import Settings
from greening.domain.policy import Policy
from greening.storage.session import Work
from greening.web.app import create_app
from greening.wiring import Wiring


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
def browser_of(app: Flask, make: Make, work: Work, now: datetime) -> Callable[[str], Browser]:
    """A new browser in which one of the cast is signed in."""
    return lambda name: entered(app, work, make.person(name).id, now)


@pytest.fixture
def few(wiring: Wiring, make: Make, work: Work, policy: Policy, now: datetime) -> Callable[[str], Browser]:
    """The same where a page of a list holds two."""
    short = replace(wiring, policy=replace(policy, lists=replace(policy.lists, page=2)))
    return lambda name: entered(create_app(short), work, make.person(name).id, now)


@pytest.fixture
def office(make: Make, work: Work, wiring: Wiring, now: datetime) -> Office:
    """Somewhere that leads come in."""
    return Office(make, work, wiring, now)
