"""Do the two commands work for a newcomer: nothing but Python and make, in a closed folder, as root and as anybody?"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from commands import at_work_in
from processes import ROOT
from servers import remove

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

NOT_CLONED = shutil.ignore_patterns(".git", ".venv", ".greening", ".*_cache", "__pycache__", "*.mo", ".hypothesis")
SECOND_RUN_SECONDS = 60.0


def python_for(user: dict[str, object]) -> str:
    """The first Python that this user can start; the test ends as skipped where there is none."""
    for python in (sys.executable, "/usr/bin/python3"):
        with suppress(OSError):
            new_enough = [python, "-c", "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))"]
            if not subprocess.run(new_enough, check=False, capture_output=True, cwd="/", **user).returncode:
                return python
    pytest.skip("no Python that another user can start")


@dataclass(frozen=True)
class Clone:
    """The files of this checkout, and who works in them."""

    folder: Path
    user: dict[str, object]

    def make(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = ["make", "-C", self.folder, f"PYTHON={python_for(self.user)}", *arguments]
        environment = os.environ | {"HOME": str(self.folder.parent)}
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, **self.user)


@pytest.fixture(params=["whoever runs the tests", "nobody"])
def clone(request: pytest.FixtureRequest) -> Iterator[Clone]:
    """In a folder of mode 0700 that belongs to the user, with a blank in its path."""
    user = {}
    if request.param == "nobody":
        if os.getuid() != 0:
            pytest.skip("only root can become somebody else")
        nobody = pwd.getpwnam("nobody")
        user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    with tempfile.TemporaryDirectory(prefix="greening-") as home:
        folder = Path(home, "my clone")
        shutil.copytree(ROOT, folder, ignore=NOT_CLONED)
        if user:
            subprocess.run(["/bin/chown", "-R", f"{user['user']}:{user['group']}", home], check=True)
        yield Clone(folder, user)
        remove(folder / ".greening")


def test_the_demo_needs_nothing_but_python_and_make(clone):
    first = clone.make("demo", "ARGS=--no-serve")
    began = time.monotonic()
    second = clone.make("demo", "ARGS=--no-serve")

    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert time.monotonic() - began < SECOND_RUN_SECONDS
    assert "Nothing to be done" in clone.make("setup").stdout
    assert at_work_in(clone.folder) == []
