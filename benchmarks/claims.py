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
from typing import Any

import psycopg
from sqlalchemy import text

from benchmarks import _claims_history, _claims_world, _common
from benchmarks._claims_client import ACTS, Life
from benchmarks._claims_house import House, disasters
from benchmarks._claims_world import World
from greening import embedded
from greening.storage import migrate
from greening.storage.holdings import Holding
from greening.storage.session import make_engine

CLIENTS, ACTS_WANTED = 32, 20_000
QUICK_SECONDS, FULL_SECONDS = 60.0, 1800.0
"""In all. Whoever has no time left stops; where acts are left undone then, or it took longer, the verdict says so."""
SETTLE_SECONDS = 7.0
"""Of those, for what the workers still have to do when nobody acts any more, and for reading the history."""
LONGER = 5
"""Times as many acts and disasters in the full run."""
SEED = 11
DRAIN_SECONDS = 120
EFFECTS = ("done", "pass", "return", "reject", "accepted", "declined")
"""How an act ends that has changed something; the others were refused, or there was nothing to do."""
GAVE_UP = "error:LockNotAvailable"
"""Waited too long for a unit or a counter, on a machine that has too much to do, and changed nothing."""
BARE = "UPDATE holding SET owned = owned + 1 WHERE person_id = %s AND owned < %s"
BARE_EACH = 30
"""Enough to know how fast it is; the rate is what is compared."""
WAITING = "SELECT count(*) FROM job WHERE state = 'open' AND key <> ''"
FORK = multiprocessing.get_context("fork")


def main() -> None:
    begun = time.monotonic()
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="within a minute")
    options.add_argument(
        "--acts", type=int, default=0, help=f"another number than {ACTS_WANTED:,}, or {LONGER} times that"
    )
    said = options.parse_args()
    limit, times = (QUICK_SECONDS, 1) if said.quick else (FULL_SECONDS, LONGER)
    acts = said.acts or ACTS_WANTED * times
    with _house(acts, times=times) as house:
        ceiling = _ceiling(house.world)
        house.warm_up()
        house.look_after()
        house.begin(limit - SETTLE_SECONDS - (time.monotonic() - begun))
        seconds = house.run()
        found, reached = _settled(house)
        in_all = time.monotonic() - begun
        figures = _figures(house, found) | {"wanted": acts, "seconds": round(seconds, 1)}
        figures |= {"seconds_in_all": round(in_all, 1), "bare_updates_s": round(ceiling), "reached": reached}
        left = len(house.blows) or figures["acts"] < acts or in_all > limit
        _common.tell(figures, passed=not any(found.values()) and all(reached.values()) and not left)


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
            empty = World(urls.database, urls.redis, time.time(), port, 0.0, [], [], [])
            with _claims_world.living(empty) as app:
                world = replace(empty, **_claims_world.populate(app.work, app.policy, folder, app.now()))
                dice, pot = random.Random(SEED), FORK.Semaphore(acts)
                house = House(world, app, folder, listener, CLIENTS, pot, dice, disasters(dice, times))
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


def _settled(house: House) -> tuple[dict[str, int], dict[str, int]]:
    """Wait until workers have done what was noted, then read the history: what is broken, and what was reached."""
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
        found = _claims_history.broken(unit.session, house.app.policy, house.folder) | {"jobs_left": waiting}
        return found, _claims_history.reached(unit.session)


def _figures(house: House, found: dict[str, int]) -> dict[str, Any]:
    """What was done, how long it took, and what was broken."""
    ended, took = _acted(house.folder)
    for kind in ACTS:
        print(f"{kind:9}", dict(ended[kind].most_common()))
    errors = sum((Counter(how) for how in ended.values()), Counter[str]())
    found["errors"] = sum(n for how, n in errors.items() if how.startswith("error") and how != GAVE_UP)
    return {
        "broken": found,
        "acts": sum(map(len, took.values())),
        "acts_by_kind": {kind: len(took[kind]) for kind in ACTS},
        "with_effect": {kind: sum(ended[kind][how] for how in EFFECTS) for kind in ACTS},
        "ms": {kind: _spread(took[kind]) for kind in ACTS},
        "disasters": dict(house.struck),
        "gave_up": errors[GAVE_UP],
        "clients": CLIENTS,
    }


def _acted(folder: Path) -> tuple[dict[str, Counter[str]], dict[str, list[float]]]:
    """How each act of the clients ended, and how long it took."""
    ended: dict[str, Counter[str]] = defaultdict(Counter)
    took: dict[str, list[float]] = defaultdict(list)
    for number in range(CLIENTS):
        for line in Life(number, 0, folder).file.read_text().splitlines():
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
