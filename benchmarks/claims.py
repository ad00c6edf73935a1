"""Does everything hold when many want the same, and everybody's processes die? 32 clients, 20,000 random acts, real servers.

Clients claim, take, give back, submit, pass, drop and send leads through the services, two of them through a web server,
while clients, workers and web processes are killed and Valkey is flushed; sweeps run in the workers all the time. Then the
history is read: no unit with two owners or two claims, no cap exceeded, no credit or lead lost or given twice, every
counter right. Beside it stands what PostgreSQL itself does here: as many bare guarded UPDATEs by as many clients.
"""

import argparse
import multiprocessing
import random
import socket
import statistics
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import psycopg
from sqlalchemy import text

from benchmarks import _claims_history, _claims_world, _common
from benchmarks._claims_client import ACTS
from benchmarks._claims_house import House, disasters
from benchmarks._claims_world import World
from greening import embedded
from greening.storage import migrate
from greening.storage.holdings import Holding
from greening.storage.session import make_engine

CLIENTS, ACTS_WANTED = 32, 20_000
QUICK_SECONDS, FULL_SECONDS = 30.0, 1800.0
"""Whoever has no time left stops, so that a quick run ends within a minute on two cores too: what is told is what was done."""
LONGER = 5
"""Times as many disasters in the full run."""
SEED = 11
DRAIN_SECONDS = 120
GAVE_UP = "error:LockNotAvailable"
"""Waited too long for a unit or a counter, on a machine that has too much to do, and changed nothing."""
BARE = "UPDATE holding SET owned = owned + 1 WHERE person_id = %s AND owned < %s"
BARE_EACH = 60
"""Enough to know how fast it is; the rate is what is compared."""
WAITING = "SELECT count(*) FROM job WHERE state = 'open' AND key <> ''"
FORK = multiprocessing.get_context("fork")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="as many acts as fit into a minute")
    options.add_argument("--acts", type=int, default=0, help=f"another number than {ACTS_WANTED:,}")
    said = options.parse_args()
    with _house(said.acts or ACTS_WANTED, times=1 if said.quick else LONGER) as house:
        house.look_after()
        ceiling = _ceiling(house.world)
        house.warm_up()
        house.begin(QUICK_SECONDS if said.quick else FULL_SECONDS)
        seconds = house.run()
        found = _settled(house)
        _tell(house, found, seconds=seconds, ceiling=ceiling)


@contextmanager
def _house(acts: int, *, times: int) -> Iterator[House]:
    """Servers, a world with people and a pool, nothing running yet."""
    with tempfile.TemporaryDirectory(prefix="greening-bench-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o711)  # root's server is another user's
        with embedded.servers(folder / "data") as urls, socket.create_server(("127.0.0.1", 0)) as listener:
            engine = make_engine(urls.database)
            migrate.upgrade(engine)
            engine.dispose()
            port = listener.getsockname()[1]
            empty = World(urls.database, urls.redis, time.time(), acts // CLIENTS, port, 0.0, [], [], [])
            with _claims_world.living(empty) as app:
                world = replace(empty, **_claims_world.populate(app.work, app.policy, folder, app.now()))
                world.save(folder)
                dice = random.Random(SEED)
                house = House(world, app, folder, listener, CLIENTS, dice, disasters(dice, times))
                try:
                    yield house
                finally:
                    house.stop()


def _ceiling(world: World) -> float:
    """Bare guarded UPDATEs a second, by as many clients, each a transaction, of the counters that all want."""
    with psycopg.connect(world.database_url) as connection:
        for rep in world.reps:
            connection.execute(f"INSERT INTO {Holding.__tablename__} VALUES (%s) ON CONFLICT DO NOTHING", [rep["id"]])
    begun = time.perf_counter()
    clients = [FORK.Process(target=_bare, args=(world, number)) for number in range(CLIENTS)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    seconds = time.perf_counter() - begun
    with psycopg.connect(world.database_url) as connection:
        connection.execute(f"DELETE FROM {Holding.__tablename__}")
    return CLIENTS * BARE_EACH / seconds


def _bare(world: World, number: int) -> None:
    rep = world.reps[number % len(world.reps)]["id"]
    with psycopg.connect(world.database_url, autocommit=True) as connection:
        for _ in range(BARE_EACH):
            connection.execute(BARE, [rep, CLIENTS * BARE_EACH])


def _settled(house: House) -> dict[str, int]:
    """Wait until workers have done what was noted, then read the history."""
    give_up = time.monotonic() + DRAIN_SECONDS
    while time.monotonic() < give_up:
        house.look_after()
        with house.app.work() as unit:
            if not unit.session.scalar(text(WAITING)):
                break
        time.sleep(0.1)
    house.stop()
    with house.app.work() as unit:
        waiting = unit.session.scalar(text(WAITING)) or 0
        return _claims_history.broken(unit.session, house.app.policy, house.folder) | {"jobs_left": waiting}


def _tell(house: House, found: dict[str, int], *, seconds: float, ceiling: float) -> None:
    ended, took = _acted(house.folder)
    acts = sum(map(len, took.values()))
    print()
    for kind in ACTS:
        print(f"{kind:9}", dict(ended[kind].most_common(7)), _spread(took[kind]))
    errors = sum((Counter(how) for how in ended.values()), Counter[str]())
    found["errors"] = sum(n for how, n in errors.items() if how.startswith("error") and how != GAVE_UP)
    figures = {
        "broken": found,
        "acts": acts,
        "wanted": house.world.acts * CLIENTS,
        "acts_s": round(acts / seconds),
        "seconds": round(seconds, 1),
        "bare_updates_s": round(ceiling),
        "ms": {kind: _spread(took[kind]) for kind in ACTS},
        "disasters": dict(house.struck),
        "gave_up": errors[GAVE_UP],
        "clients": CLIENTS,
    }
    _common.tell(figures, passed=not any(found.values()))


def _acted(folder: Path) -> tuple[dict[str, Counter[str]], dict[str, list[float]]]:
    """How each act ended, and how long it took."""
    ended: dict[str, Counter[str]] = defaultdict(Counter)
    took: dict[str, list[float]] = defaultdict(list)
    for file in folder.glob("client-*.log"):
        for line in file.read_text().splitlines():
            kind, how, ms = line.split("\t")
            if kind in ACTS:
                ended[kind][how] += 1
                took[kind].append(float(ms))
    return ended, took


def _spread(ms: list[float]) -> dict[str, float]:
    cuts = statistics.quantiles(ms, n=100) if len(ms) > 1 else [0.0] * 99
    return {"p50": round(cuts[49], 1), "p95": round(cuts[94], 1), "p99": round(cuts[98], 1)}


if __name__ == "__main__":
    main()
