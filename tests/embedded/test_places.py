"""Do the embedded servers run wherever the data folder is and whoever starts them?"""

import os
import pwd
import shutil
import subprocess
import sys
import sysconfig
from contextlib import suppress
from pathlib import Path

import pytest
from commands import at_work_in, query
from processes import ROOT

from greening import embedded
from greening.embedded import NotStarted, binaries, places, postgres

as_root = pytest.mark.skipif(os.getuid() != 0, reason="only root has to become somebody else")


@pytest.mark.parametrize("name", ["with blank, comma", "it's 客户", "long" * 30])
def test_any_path_will_do(data_dir, name):
    folder = data_dir.with_name(name)
    data_dir.rename(folder)
    with embedded.servers(folder) as urls:
        assert postgres.answers(urls.database)
    shutil.rmtree(places.find(folder).run)


def test_a_closed_folder_will_do(closed):
    with embedded.servers(closed) as urls:
        query(urls.database, "CREATE TABLE kept AS SELECT 7 AS number")
    with embedded.servers(closed) as urls:
        assert query(urls.database, "SELECT number FROM kept") == 7


@as_root
def test_root_is_nobody_to_the_servers(closed):
    with embedded.servers(closed) as urls:
        assert places.find(closed).home.is_relative_to(binaries.SHARED)
        assert {Path(f"/proc/{pid}").owner() for pid in at_work_in(places.find(closed).home)} == {"nobody"}
        assert query(urls.database, "SELECT 1") == 1


@as_root
def test_a_closed_folder_that_was_copied_does_not_take_the_others_database(closed):
    with embedded.servers(closed):
        pass
    copy = closed.with_name("copy")
    shutil.copytree(closed, copy)

    with pytest.raises(NotStarted, match="moved or copied"), embedded.servers(copy):
        pass


@as_root
def test_a_database_that_became_unreachable_is_not_replaced_by_an_empty_one(data_dir):
    with embedded.servers(data_dir):
        pass
    data_dir.parent.chmod(0o700)

    with pytest.raises(NotStarted, match="can no longer reach"), embedded.servers(data_dir):
        pass


@as_root
def test_databases_of_deleted_folders_are_named(closed):
    with embedded.servers(closed):
        home = places.find(closed).home
    assert home not in places.left_behind()
    (closed / places.AWAY).rename(closed / "gone")
    assert home in places.left_behind()
    (closed / "gone").rename(closed / places.AWAY)


def python_for(user: dict[str, object]) -> str | None:
    """A Python of our version that this user can run with our packages."""
    same = f"import sys, greening; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
    for python in (sys.executable, "/usr/bin/python3"):
        with suppress(OSError):
            if not subprocess.run([python, "-c", same], capture_output=True, check=False, **user).returncode:
                return python
    return None


@as_root
def test_an_ordinary_user_needs_nothing_of_root(fresh):
    nobody = pwd.getpwnam("nobody")
    os.chown(fresh.parent, nobody.pw_uid, nobody.pw_gid)
    environment = {
        "GREENING_DATA_DIR": str(fresh),
        "PYTHONPATH": f"{ROOT}:{sysconfig.get_path('platlib')}",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": [], "cwd": "/", "env": environment}
    python = python_for(user)
    if python is None:
        pytest.skip("this checkout or its Python is closed to other users")

    command = [python, "-m", "greening", "migrate"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, **user)

    assert (done.returncode, done.stderr) == (0, "")
    assert (fresh / "servers").owner() == "nobody"
    assert at_work_in(fresh) == []
