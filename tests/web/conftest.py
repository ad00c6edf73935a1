"""A browser without a screen for every page test: the real application on the test's database and Valkey."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import pytest
import redis
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from greening.config import Settings
from greening.domain.people import OPERATOR, Employment, Role
from greening.domain.policy import Policy, shipped
from greening.services import policies, staff
from greening.storage.session import Work
from greening.web.app import create_app
from greening.wiring import Wiring

PASSWORD = "a calm river in spring"


@dataclass
class Browser:
    """What a person has before them, as far as forms and links go."""

    client: FlaskClient

    def get(self, path: str, **headers: str) -> TestResponse:
        return self.client.get(path, headers=headers)

    def token(self, page: str = "/sign-in") -> str:
        """The form token of a page."""
        return self.get(page).text.split('name="csrf_token" value="')[1].split('"')[0]

    def send(
        self, path: str, page: str = "/404", headers: dict[str, str] | None = None, **form: object
    ) -> TestResponse:
        """Send a form as a browser does that has loaded `page`."""
        data = {"csrf_token": self.token(page), **form}
        return self.client.post(path, data=data, headers=headers, content_type="multipart/form-data")

    def sign_in(self, employee_no: str, password: str = PASSWORD, **form: str) -> TestResponse:
        return self.send("/sign-in", employee_no=employee_no, password=password, **form)


@pytest.fixture
def policy(work: Work, now: datetime) -> Policy:
    return policies.ensure_current(work, shipped(), now=now)


@pytest.fixture
def wiring(work: Work, policy: Policy, redis_url: str, tmp_path: Path, now: datetime) -> Wiring:
    return Wiring(
        settings=replace(Settings(), data_dir=tmp_path, redis_url=redis_url),
        work=work,
        policy=policy,
        redis=redis.Redis.from_url(redis_url),
        ring_again=lambda _: None,
        now=lambda: now,
    )


@pytest.fixture
def app(wiring: Wiring) -> Flask:
    return create_app(wiring)


@pytest.fixture
def browser(app: Flask) -> Browser:
    """Nobody is signed in."""
    return Browser(app.test_client())


@pytest.fixture
def employ(work: Work, policy: Policy, now: datetime) -> Callable[..., int]:
    """Somebody of the given role with a password; the id."""

    def add(role: Role, employee_no: str = "", name: str = "Ana", **said: str) -> int:
        person = Employment(employee_no=employee_no or role.upper(), name=name, role=role, **said)
        return staff.add(work, policy, actor=OPERATOR, person=person, password=PASSWORD, now=now)

    return add


@pytest.fixture
def sign_in(app: Flask, employ: Callable[..., int]) -> Callable[..., Browser]:
    """A browser in which a new person of the given role is signed in."""

    def enter(role: Role, **said: str) -> Browser:
        employ(role, **said)
        browser = Browser(app.test_client())
        browser.sign_in(said.get("employee_no", role.upper()))
        return browser

    return enter
