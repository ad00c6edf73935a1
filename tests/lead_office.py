"""An organisation that takes inquiries: a clock that goes, a public form, a token, and browsers for everybody."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from factories import Make
from flask import Flask
from sqlalchemy import text
from surfing import Browser, entered
from werkzeug.test import TestResponse

from greening.services import leads
from greening.storage.session import Work
from greening.web.app import create_app
from greening.wiring import Wiring

ASK = {"company": "杭州西湖茶铺有限公司", "person": "李雷", "phone": "13900001236", "message": "请报价"}


@dataclass
class Office:
    """Open for inquiries, its own clock a minute on at each look."""

    make: Make
    work: Work
    wiring: Wiring
    at: datetime
    app: Flask = field(init=False)
    key: str = field(init=False)
    token: str = field(init=False)

    def __post_init__(self) -> None:
        self.app = create_app(replace(self.wiring, now=lambda: self.at))
        ops = self.make.person("Ops")
        self.key = leads.open_form(self.work, actor=ops, name="网站", now=self.at).key
        self.token = leads.open_token(self.work, actor=ops, name="商城", now=self.at).token

    def stranger(self) -> Browser:
        return Browser(self.app.test_client())

    def browser(self, name: str) -> Browser:
        return entered(self.app, self.work, self.make.person(name).id, self.at)

    def fill_in(self, browser: Browser, after: timedelta = timedelta(minutes=1), **typed: str) -> TestResponse:
        """Open the public form, and send it some time later."""
        ticket = browser.get(f"/f/{self.key}").text.split('name="ticket" value="')[1].split('"')[0]
        self.at += after
        return browser.client.post(f"/f/{self.key}", data={"ticket": ticket, **ASK, **typed})

    def call(self, body: Any = None, token: str | None = None, key: str | None = None, **more: Any) -> TestResponse:
        """Hand an inquiry over as another system does."""
        headers = {"Authorization": f"Bearer {self.token if token is None else token}", **more.pop("headers", {})}
        headers |= {"Idempotency-Key": key} if key is not None else {}
        sent = {"json": ASK if body is None else body} if "data" not in more else {}
        return self.app.test_client().post("/api/leads", headers=headers, **sent, **more)

    def count(self, table: str) -> int:
        with self.work() as unit:
            return unit.session.scalar(text(f"SELECT count(*) FROM {table}")) or 0

    def one(self, column: str, table: str = "lead") -> Any:
        with self.work() as unit:
            return unit.session.scalars(text(f"SELECT {column} FROM {table} ORDER BY id DESC LIMIT 1")).one()
