"""The service as `serve --with-jobs` runs it, and a real browser in front of it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
import servers
from browsing import Site
from factories import Make
from playwright.sync_api import Browser, expect, sync_playwright
from processes import ROOT, wait_until
from sqlalchemy import Engine, text

from greening.cli import _language
from greening.storage.session import Work

QUIET = ("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync")  # fmt: skip


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    expect.set_options(timeout=30_000)
    sandbox = ["--no-sandbox"] if os.getuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=[*QUIET, *sandbox])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def served(
    database_url: str, redis_address: str, worker_engine: Engine, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of a service that the tests of one file share; it begins with empty tables, as each of them does."""
    servers.empty(worker_engine)
    folder = tmp_path_factory.mktemp("served")
    told = {"DATABASE_URL": database_url, "REDIS_URL": redis_address, "GREENING_DATA_DIR": str(folder)}
    command = [sys.executable, "-m", "greening", "serve", "--with-jobs", "--workers", "1"]
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | told, text=True, stdout=subprocess.PIPE) as process:
        yield process.stdout.readline().strip()
        process.terminate()


@pytest.fixture
def site(served: str, redis_url: str, make: Make, chromium: Browser) -> Iterator[Site]:
    """The service with nothing in it but its policy; what a test leaves to the background is not begun any more."""
    assert redis_url
    make.policy()
    yield Site(served, make, chromium)
    for context in chromium.contexts:
        context.close()
    wait_until(lambda: _is_over(make.work))


def _is_over(work: Work) -> bool:
    """Whether nobody works any more; what waits is forgotten."""
    with work() as unit:
        unit.session.execute(text("DELETE FROM job WHERE state = 'open' AND lease_until IS NULL"))
        return unit.session.scalar(text("SELECT count(*) FROM job WHERE state = 'open'")) == 0


@pytest.fixture
def says() -> Callable[[str, str], str]:
    """A sentence in the language of a page, out of the catalog that the pages use."""
    return lambda language, english: _language.load(language).say(english)
