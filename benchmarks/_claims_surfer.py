"""What does a client of `benchmarks.claims` do who sits before a browser? The same acts as requests to a real web server.

The server is killed now and then; whoever asks it then does not know whether the act has happened, as people do not.
"""

import re
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from time import sleep
from urllib.parse import urlencode

from benchmarks._claims_client import Client
from benchmarks._claims_world import PASSWORD

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
AWAY_SECONDS = 0.3
READS_SECONDS = 0.2
"""What is shown is looked at before the next click."""
DONE, SIGNED_OUT = 303, 401


class Away(Exception):
    """Nobody has answered."""


@dataclass
class Surfer(Client):
    """Claims, takes and gives back by forms; what has no form here, or is rarely done, as every client does."""

    cookies: str = ""
    token: str = ""

    def do_claim(self) -> str:
        return self.post("/claims", unit_ids=self.wish(), stay=1, back="/claims")

    def do_withdraw(self) -> str:
        if not self.claimed:
            return "nothing"
        claim_id, _ = self.claimed.pop(self.dice.randrange(len(self.claimed)))
        return self.post(f"/claims/{claim_id}/withdraw")

    def do_take(self) -> str:  # type: ignore[override]
        return self.post(f"/units/{self.wish()}/take")

    def do_release(self) -> str:  # type: ignore[override]
        unit_id = self.owned.pop() if self.owned else self.wish()
        return self.post(f"/units/{unit_id}/release", reason="not ours")

    def act(self, kind: str) -> None:
        super().act(kind)
        sleep(READS_SECONDS)

    def post(self, path: str, **form: object) -> str:
        try:
            if not self.token:
                self.sign_in()
            status, _ = self.ask("POST", path, csrf_token=self.token, **form)
        except (Away, OSError, HTTPException):
            self.token = self.cookies = ""
            sleep(AWAY_SECONDS)
            return "away"
        if status == SIGNED_OUT:
            self.token = self.cookies = ""
        return "done" if status == DONE else f"http {status}"

    def sign_in(self) -> None:
        self.cookies = ""
        _, page = self.ask("GET", "/sign-in")
        said = {"employee_no": self.rep.employee_no, "password": PASSWORD}
        self.ask("POST", "/sign-in", csrf_token=self.found(page), **said)
        _, page = self.ask("GET", "/claims")
        self.token = self.found(page)

    def found(self, page: str) -> str:
        token = TOKEN.search(page)
        if token is None:
            raise Away
        return token[1]

    def ask(self, method: str, path: str, **form: object) -> tuple[int, str]:
        connection = HTTPConnection("127.0.0.1", self.world.port, timeout=10)
        try:
            headers = {"Cookie": self.cookies, **(FORM if form else {})}
            connection.request(method, path, urlencode(form) if form else None, headers)
            answer = connection.getresponse()
            self.keep(answer.headers.get_all("Set-Cookie") or [])
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def keep(self, given: list[str]) -> None:
        """Cookies by name, the newest value of each."""
        cookies = [*self.cookies.split("; "), *(one.split(";")[0] for one in given)]
        jar = {name: value for name, _, value in (one.partition("=") for one in cookies) if name}
        self.cookies = "; ".join(f"{name}={value}" for name, value in jar.items())
