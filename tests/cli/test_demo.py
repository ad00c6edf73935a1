"""`demo` makes an invented organisation once, and finds it later as it was left."""

import json
import os
import re
import stat
import subprocess
import sys

import pytest
from commands import query
from processes import ROOT

from greening.sample import generate

NEARLY_ALL = 0.95
STORY = re.compile(r"\nThe story once.*?(?=^role +sign in as)", re.DOTALL | re.MULTILINE)
"""It is played once."""


@pytest.fixture
def demo(database_url, redis_url, engine, tmp_path):
    told = {"DATABASE_URL": database_url, "REDIS_URL": redis_url, "GREENING_DATA_DIR": str(tmp_path)}

    def run() -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-W", "error", "-m", "greening", "demo", "--no-serve"]
        return subprocess.run(command, cwd=ROOT, env=os.environ | told, capture_output=True, text=True, check=False)

    return run


@pytest.mark.timeout(240)
def test_the_demo_finds_what_was_planted_and_is_there_the_second_time(demo, tmp_path, database_url):
    first = demo()
    imported = query(database_url, "SELECT count(*) FROM intake")

    assert first.returncode == 0, first.stderr
    assert f"{generate.RECORDS:,} records" in first.stdout
    assert "0 of them doubted" in first.stdout
    again = re.search(r"a company entered again +(\d+) +(\d+)", first.stdout)
    assert int(again[2]) >= NEARLY_ALL * int(again[1])
    logins = tmp_path / "demo-logins.json"
    assert stat.S_IMODE(logins.stat().st_mode) == 0o600
    assert all(password in first.stdout for password in json.loads(logins.read_text()).values())
    assert demo().stdout == STORY.sub("", first.stdout, count=1) != first.stdout
    assert query(database_url, "SELECT count(*) FROM intake") == imported == 2
