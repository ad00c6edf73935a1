"""How long does advice take while somebody types, with a million records stored? Real servers, real sessions, real drafts.

Four clients ask `POST /api/v1/check` over HTTP of the product's own web server with two workers. Beside each round stands
what PostgreSQL answers to select-only pgbench by as many clients on the same machine at that time.
"""

import argparse
import multiprocessing
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPResponse, RemoteDisconnected
from itertools import islice
from json import dumps
from pathlib import Path
from time import perf_counter
from typing import Any
from urllib.parse import urlencode

from benchmarks import _common, _stored
from greening import embedded
from greening.config import Settings
from greening.domain.changes import values
from greening.domain.order import sort_key
from greening.domain.passwords import hashed
from greening.domain.people import Role
from greening.embedded.binaries import shipped as programs
from greening.embedded.children import bound_to_us
from greening.files import guess
from greening.sample import generate
from greening.sample.columns import HEADER_CHINESE
from greening.storage import migrate
from greening.storage.people import Person
from greening.storage.session import make_engine
from greening.web.forms import RecordForm
from greening.web.record_page import is_in_form
from greening.wiring import Wiring, wired

RECORDS, QUICK_RECORDS = 1_000_000, 50_000
ROUNDS, CLIENTS, REQUESTS, WEB_WORKERS = 3, 4, 2_000, 2
EACH = 100
"""Requests of one person: the pace of advice is limited by person, and nobody types faster."""
P95_MS = 120.0
BESIDE_SECONDS, BESIDE_SCALE = 5, 10
PASSWORD = "a calm river in spring"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
FORK = multiprocessing.get_context("fork")


@dataclass(frozen=True)
class Asked:
    """One round: milliseconds of each request, and of a bare primary key look-up beside it."""

    p50: float
    p95: float
    p99: float
    wrong: int
    select_only_ms: float


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help=f"{QUICK_RECORDS:,} records instead of {RECORDS:,}")
    wanted = QUICK_RECORDS if options.parse_args().quick else RECORDS
    with tempfile.TemporaryDirectory(prefix="greening-bench-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o711)  # root's server is another user's
        with embedded.servers(folder / "data") as urls:
            settings = replace(Settings(), database_url=urls.database, redis_url=urls.redis, secret_key="-" * 32)
            engine = make_engine(urls.database)
            migrate.upgrade(engine)
            now = datetime.now(UTC)
            with wired(settings) as app:
                begun = perf_counter()
                stored = _stored.fill(engine, app.work, app.policy, folder, wanted=wanted, now=now)
                print(f"{stored:,} records stored in {perf_counter() - begun:.0f} s")
                people = [_person(app, number) for number in range((ROUNDS + 1) * REQUESTS // EACH)]
            engine.dispose()
            beside = _select_only(urls.database, folder)
            with _served(urls) as port:
                rounds = _rounds(port, people, now, beside)
    _tell(stored, rounds)


def _rounds(port: int, people: list[str], now: datetime, beside: Any) -> list[Asked]:
    drafts = _drafts(now)
    share = REQUESTS // EACH
    _round(port, people[:share], drafts)  # warm
    found = []
    for number in range(1, ROUNDS + 1):
        took, wrong = _round(port, people[number * share : (number + 1) * share], drafts)
        cuts = statistics.quantiles(took, n=100)
        p50, p95, p99 = (round(1000 * cuts[at], 1) for at in (49, 94, 98))
        found.append(Asked(p50, p95, p99, wrong, beside()))
        print(found[-1])
    return found


def _tell(stored: int, rounds: list[Asked]) -> None:
    p95 = statistics.median(one.p95 for one in rounds)
    wrong = sum(one.wrong for one in rounds)
    figures = {
        "p95_ms": p95,
        "bar_ms": P95_MS,
        "p50_ms": statistics.median(one.p50 for one in rounds),
        "p99_ms": statistics.median(one.p99 for one in rounds),
        "select_only_ms": statistics.median(one.select_only_ms for one in rounds),
        "records": stored,
        "requests": REQUESTS * ROUNDS,
        "wrong": wrong,
    }
    _common.tell(figures, passed=p95 <= P95_MS and not wrong)


def _person(app: Wiring, number: int) -> str:
    employee_no = f"B{number:03}"
    with app.work() as unit:
        row = Person(employee_no=employee_no, name=employee_no, name_key=sort_key(employee_no), role=Role.REP)
        row.password_hash = hashed(PASSWORD, app.policy.passwords)
        unit.session.add(row)
    return employee_no


def _drafts(now: datetime) -> list[dict[str, str]]:
    """Records of another sample, as the form would send them; one in twenty has an agent's number."""
    rows = generate.rows(count=2_000, seed=1, today=now.date())
    cells = [[row.cells.get(column, "") for column in HEADER_CHINESE] for row in rows if not row.english]
    mapping = guess(tuple(HEADER_CHINESE.values()), cells[:200]).with_defaults(country="CN")
    drafts = [values(mapping.draft(number, row).record) for number, row in enumerate(cells, start=1)]
    sent = [{path: text for path, text in one.items() if RecordForm.takes(path) and is_in_form(path)} for one in drafts]
    for number, draft in enumerate(sent):
        if number % 20 == 0:
            draft["phones[0]"] = f"0571-88{100_000 + number % _stored.AGENTS}"
    return sent


def _round(port: int, people: list[str], drafts: list[dict[str, str]]) -> tuple[list[float], int]:
    """So many requests by so many clients at once: seconds of each, and how many were not answered with 200."""
    hands = [people[number::CLIENTS] for number in range(CLIENTS)]
    ready = FORK.Barrier(CLIENTS)
    with FORK.Pool(CLIENTS, initializer=_begin, initargs=(ready,)) as pool:
        told = pool.starmap(_client, [(port, mine, drafts, at) for at, mine in enumerate(hands)], chunksize=1)
    return [seconds for took, _ in told for seconds in took], sum(wrong for _, wrong in told)


def _begin(barrier: Any) -> None:
    globals()["_ready"] = barrier


def _client(port: int, people: list[str], drafts: list[dict[str, str]], at: int) -> tuple[list[float], int]:
    browsers = [_Browser(port, one) for one in people]
    globals()["_ready"].wait()
    took, wrong = [], 0
    for number, browser in enumerate(browsers):
        begin = (at * len(browsers) + number) * EACH % (len(drafts) - EACH)
        for draft in islice(drafts, begin, begin + EACH):
            begun = perf_counter()
            status = browser.check(draft)
            took.append(perf_counter() - begun)
            wrong += status != 200
    return took, wrong


class _Browser:
    """One person, signed in, on one connection."""

    def __init__(self, port: int, employee_no: str) -> None:
        self.connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: dict[str, str] = {}
        token = self.token("/sign-in")
        form = urlencode({"csrf_token": token, "employee_no": employee_no, "password": PASSWORD})
        self.ask("POST", "/sign-in", form.encode(), **{"Content-Type": "application/x-www-form-urlencoded"})
        self.said = {"X-CSRFToken": self.token("/records/new"), "Content-Type": "application/json"}

    def check(self, draft: dict[str, str]) -> int:
        return self.ask("POST", "/api/v1/check", dumps({"values": draft}).encode(), **self.said)[0]

    def token(self, page: str) -> str:
        found = TOKEN.search(self.ask("GET", page)[1])
        assert found, page
        return found[1]

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> tuple[int, str]:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        answer = self._answered(method, path, body, {**headers, "Cookie": cookies})
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.read().decode()

    def _answered(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> HTTPResponse:
        """What the server says; a connection that it has closed for being idle is opened again, as browsers do."""
        try:
            self.connection.request(method, path, body, headers)
            return self.connection.getresponse()
        except (BrokenPipeError, RemoteDisconnected):
            self.connection.close()
            self.connection.request(method, path, body, headers)
            return self.connection.getresponse()


@contextmanager
def _served(urls: embedded.Urls) -> Iterator[int]:
    """The product's own web server; the port that it listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    said = {"DATABASE_URL": urls.database, "REDIS_URL": urls.redis, "GREENING_SECRET_KEY": "-" * 32}
    command = [sys.executable, "-m", "greening", "serve", "--port", str(port), "--workers", str(WEB_WORKERS)]
    with subprocess.Popen(
        bound_to_us(command, ends_by=signal.SIGTERM), cwd=_common.ROOT, env=os.environ | said, stdout=subprocess.PIPE
    ) as server:
        assert server.stdout
        server.stdout.readline()
        try:
            yield port
        finally:
            server.terminate()


def _select_only(database_url: str, folder: Path) -> Any:
    """Milliseconds of one primary key look-up by as many clients, asked whenever it is called."""
    pgbench = str(programs()[0] / "pgbench")
    engine = make_engine(database_url)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("CREATE DATABASE beside")
    engine.dispose()
    url = database_url.replace("@/greening?", "@/beside?").replace("postgresql+psycopg", "postgresql")
    subprocess.run([pgbench, "-i", "-q", "-s", str(BESIDE_SCALE), url], check=True, capture_output=True, cwd=folder)

    def ask() -> float:
        command = [pgbench, "-S", "-c", str(CLIENTS), "-j", "2", "-T", str(BESIDE_SECONDS), url]
        said = subprocess.run(command, check=True, capture_output=True, text=True, cwd=folder).stdout
        found = re.search(r"latency average = ([\d.]+) ms", said)
        assert found, said
        return float(found[1])

    return ask


if __name__ == "__main__":
    main()
