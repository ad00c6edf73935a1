"""The service as `serve --with-jobs` runs it, and a real browser in front of it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browsing import Site
from factories import Make
from playwright.sync_api import Browser, expect, sync_playwright
from processes import ROOT

from greening.cli import _language

QUIET = ("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync")  # fmt: skip


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    expect.set_options(timeout=30_000)
    sandbox = ["--no-sandbox"] if os.getuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=[*QUIET, *sandbox])
        yield browser
        browser.close()


@pytest.fixture
def site(database_url: str, redis_url: str, make: Make, chromium: Browser, tmp_path: Path) -> Iterator[Site]:
    told = {"DATABASE_URL": database_url, "REDIS_URL": redis_url, "GREENING_DATA_DIR": str(tmp_path)}
    command = [sys.executable, "-m", "greening", "serve", "--with-jobs", "--workers", "1"]
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | told, text=True, stdout=subprocess.PIPE) as process:
        yield Site(process.stdout.readline().strip(), make, chromium)
        process.terminate()


@pytest.fixture
def says() -> Callable[[str, str], str]:
    """A sentence in the language of a page, out of the catalog that the pages use."""
    return lambda language, english: _language.load(language).say(english)
