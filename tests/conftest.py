"""What does every test stand on? A real database and queue store of this run, a fixed time, and no network.

`work` commits for real, so that a test sees what the next transaction would see; each test begins with empty tables.
"""

import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path

import hypothesis
import pytest
import redis
from sqlalchemy import Engine, text

from greening.storage.session import Work, make_engine, unit_of_work

sys.path.insert(0, str(Path(__file__).parent))
import servers
from factories import Make

SERVERS = "GREENING_TEST_SERVERS"
GET_CHROMIUM = "no Chromium here: apt-get install chromium fonts-noto-cjk"
VALKEY_DATABASES = 16
WITH_PROCESSES = ("tests/browser/", "tests/cli/", "tests/embedded/", "tests/workers/")


class NetworkUsed(Exception):
    """A test reached for a host beyond this one."""


def pytest_configure(config: pytest.Config) -> None:
    """The run itself, not its workers, keeps the servers.

    No test is about how fast this machine happens to be; where a run decides whether a change lands, it tries the same
    examples every time.
    """
    hypothesis.settings.register_profile(
        "greening",
        deadline=None,
        derandomize=os.environ.get("CI") == "true",
        suppress_health_check=[hypothesis.HealthCheck.too_slow],
    )
    hypothesis.settings.load_profile("greening")
    sys.addaudithook(_stay_on_this_host)
    if SERVERS not in os.environ:
        stack = ExitStack()
        folder = Path(tempfile.mkdtemp(prefix="greening-test-"))
        os.environ[SERVERS] = str(stack.enter_context(servers.beside(folder)))
        stack.callback(os.environ.pop, SERVERS)
        config.add_cleanup(stack.close)


def pytest_xdist_auto_num_workers() -> int:
    """One worker more than cores: a test that waits for a server or a browser leaves its core to another."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those that start processes and wait for them come first: the last worker of a run has nobody to leave a core to."""
    items.sort(key=lambda item: not item.nodeid.startswith(WITH_PROCESSES))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A browser test without a browser is skipped, but not where everything must run."""
    if item.get_closest_marker("browser") and not shutil.which("chromium"):
        if os.environ.get("CI") == "true":
            pytest.fail(GET_CHROMIUM)
        pytest.skip(GET_CHROMIUM)


@pytest.fixture(scope="session")
def server_urls() -> dict[str, str]:
    """Addresses of this run's PostgreSQL (`database`) and Valkey (`redis`)."""
    return servers.ask(Path(os.environ[SERVERS]))


@pytest.fixture(scope="session")
def database_url(server_urls: dict[str, str], worker_id: str) -> str:
    """A database of this worker alone, migrated. Ask for `engine` or `work` to have it empty."""
    name = f"test_{worker_id}"
    server = make_engine(server_urls["database"])
    with server.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {servers.TEMPLATE}"))
    server.dispose()
    return server_urls["database"].replace("@/greening?", f"@/{name}?")


@pytest.fixture(scope="session")
def worker_engine(database_url: str) -> Iterator[Engine]:
    engine = make_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def engine(worker_engine: Engine) -> Engine:
    """The worker's database, every table empty."""
    servers.empty(worker_engine)
    return worker_engine


@pytest.fixture
def queued() -> list[int]:
    """Ids of the jobs that were sent after a commit, in order."""
    return []


@pytest.fixture
def work(engine: Engine, queued: list[int]) -> Work:
    """What services take to begin a transaction."""
    return unit_of_work(engine, queued.extend)


@pytest.fixture
def fresh() -> Iterator[Path]:
    """A data folder to be made, on a short path that root's unprivileged servers reach; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="greening-") as folder:
        Path(folder).chmod(0o711)
        yield Path(folder) / "data"


@pytest.fixture
def now() -> datetime:
    """A Monday morning in China, 2 March 2026."""
    return datetime(2026, 3, 2, 2, 30, tzinfo=UTC)


@pytest.fixture
def make(work: Work, now: datetime) -> Make:
    """Makes people and records that a test needs to be there."""
    return Make(work, now)


@pytest.fixture(scope="session")
def redis_address(server_urls: dict[str, str], worker_id: str) -> str:
    """A database of this run's Valkey, of this worker alone. Ask for `redis_url` to have it empty."""
    number = int(worker_id.removeprefix("gw")) + 1 if worker_id.startswith("gw") else 0
    assert number < VALKEY_DATABASES, "more workers than Valkey has databases"
    return f"{server_urls['redis'].rpartition('/')[0]}/{number}"


@pytest.fixture
def redis_url(redis_address: str) -> str:
    """The worker's Valkey, nothing in it."""
    with redis.Redis.from_url(redis_address) as client:
        client.flushdb()
    return redis_address


def _stay_on_this_host(event: str, args: tuple[object, ...]) -> None:
    if event == "socket.getaddrinfo":
        host = args[0]
        if _is_number(host):
            return  # nobody is asked what it means
    elif event in {"socket.connect", "socket.sendto"} and isinstance(args[1], tuple):
        host = args[1][0]
    else:
        return
    if not _is_local(host):
        raise NetworkUsed(f"{event} {host}")


def _is_number(host: object) -> bool:
    """Whether it is an address, in whichever notation, and no name."""
    with suppress(OSError, ValueError, TypeError):
        return bool(socket.inet_aton(str(host)))
    with suppress(ValueError):
        return bool(ip_address(str(host)))
    return False


def _is_local(host: object) -> bool:
    name = host.decode() if isinstance(host, bytes) else host
    if name in {None, "", "localhost", socket.gethostname()}:
        return True
    try:
        return ip_address(str(name)).is_loopback
    except ValueError:
        return False
