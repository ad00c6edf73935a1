"""A browser without a screen: it loads pages, keeps cookies and sends forms with their token, as people's do."""

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from html import unescape

from factories import kept
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from greening.storage.people import Person
from greening.storage.session import Work
from greening.storage.sign_ins import SignIn
from greening.web.auth import COOKIE

PASSWORD = "a calm river in spring"
HTMX = {"HX-Request": "true"}


@dataclass
class Browser:
    """One person's browser."""

    client: FlaskClient

    def get(self, path: str, **headers: str) -> TestResponse:
        return self.client.get(path, headers=headers)

    def token(self, page: str = "/sign-in") -> str:
        """The form token that a page carries."""
        return self.client.get(page).text.split('name="csrf_token" value="')[1].split('"')[0]

    def send(
        self, path: str, page: str = "/no-such-page", headers: dict[str, str] | None = None, **form: object
    ) -> TestResponse:
        """Send a form from `page`; a field whose name no keyword can be goes in by ``**{...}``."""
        data = {"csrf_token": self.token(page), **form}
        return self.client.post(path, data=data, headers=headers, content_type="multipart/form-data")

    def resend(self, page: str, path: str = "", **typed: object) -> TestResponse:
        """Load a page with a form, change some of its fields, and send it."""
        return self.client.post(path or page, data={**fields(self.get(page).text), **typed})

    def sign_in(self, employee_no: str, password: str = PASSWORD, **form: str) -> TestResponse:
        return self.send("/sign-in", employee_no=employee_no, password=password, **form)


def entered(app: Flask, work: Work, person_id: int, now: datetime) -> Browser:
    """The browser of somebody who has signed in with PASSWORD already: typing it takes 60 ms, most of them hashing."""
    token = secrets.token_urlsafe()
    session = {"token_hash": hashlib.sha256(token.encode()).digest(), "created_at": now, "seen_at": now}
    with work() as unit:
        unit.session.get_one(Person, person_id).password_hash = kept(PASSWORD)
        unit.session.add(SignIn(person_id=person_id, user_agent="", **session))
    browser = Browser(app.test_client())
    browser.client.set_cookie(COOKIE, token)
    return browser


def fields(html: str) -> dict[str, str]:
    """What the main form of a page would send as it stands: inputs, areas and chosen options by name."""
    main = html.partition('<main id="main"')[2]
    found = {}
    for tag in re.findall(r"<input[^>]*>", main):
        said = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if "name" in said and (said.get("type") not in {"radio", "checkbox"} or " checked" in tag):
            found[unescape(said["name"])] = unescape(said.get("value", ""))
    for name, text in re.findall(r'<textarea[^>]* name="([^"]*)"[^>]*>\n?(.*?)</textarea>', main, re.DOTALL):
        found[unescape(name)] = unescape(text)
    for name, options in re.findall(r'<select[^>]* name="([^"]*)"[^>]*>(.*?)</select>', main, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options) or re.search(r'value="([^"]*)"', options)
        found[unescape(name)] = unescape(chosen[1]) if chosen else ""
    return found


def words(html: str) -> str:
    """What a page says, without its tags, each run of blanks one."""
    body = re.sub(r"<(script|style|svg|template).*?</\1>", " ", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def next_page(html: str) -> str:
    """The address of the next page of a list."""
    link = html.partition('rel="next"')
    tag = link[0].rpartition("<a ")[2] + link[2].partition(">")[0]
    return unescape(tag.partition('href="')[2].partition('"')[0])
