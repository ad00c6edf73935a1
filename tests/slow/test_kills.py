"""Is anything lost or done twice when workers, the queue store and the database die while a file comes in?

Real processes, a durable PostgreSQL and a Valkey of this test alone; each seed is another order of disasters.
"""

import io
import random
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from subprocess import Popen

import processes
import pytest
from factories import Make
from redis import Redis
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from greening import config
from greening.embedded import places, postgres, valkey
from greening.services import intake
from greening.storage import migrate
from greening.storage.session import make_engine
from greening.wiring import Wiring, wired

ROWS = 20_000
SHARED_EVERY = 50
"""One in so many has the number of the row before: somebody judged early must be judged again."""
WORKERS = 2
LEASE_SECONDS = 3
FINISH_SECONDS = 200
PAUSES = (0.2, 1.5)
TAKEN_TWICE = 4
"""The fence rises when a job is taken, given back, taken again and closed."""
STEPS = ("uploaded", "staged", "stored")
OF_EACH_ONE = (
    "SELECT count(*) FROM record",
    "SELECT count(DISTINCT company) FROM record",
    "SELECT count(DISTINCT record_id) FROM intake_row",
    "SELECT count(*) FROM unit",
    "SELECT count(*) FROM contact",
    "SELECT count(*) FROM number",
    "SELECT count(*) FROM visit",
)
STATE = "SELECT state FROM intake WHERE id = :id"

pytestmark = [pytest.mark.slow, pytest.mark.timeout(500)]


@dataclass
class House:
    """All servers and workers of one test, each of which can be hit."""

    place: places.Place
    store: Popen[bytes]
    redis_url: str
    dice: random.Random
    database: Popen[bytes]
    workers: ExitStack = field(default_factory=ExitStack)
    supervisor: int = 0

    def start_workers(self) -> None:
        numbers = {"attempts": 1000, "backoff_longest": 1, "lease": LEASE_SECONDS}
        started = processes.workers(postgres.url(self.place), self.redis_url, WORKERS, **numbers)
        self.supervisor = self.workers.enter_context(started).pid

    def kill_a_horse(self) -> None:
        for horse in self._a_horse():
            processes.kill(horse)

    def freeze_a_horse(self) -> None:
        """Longer than its lease: it wakes up as an orphan."""
        for horse in self._a_horse():
            processes.kill(horse, signal.SIGSTOP)
            time.sleep(LEASE_SECONDS + 2)
            processes.kill(horse, signal.SIGCONT)

    def kill_a_worker(self) -> None:
        """Or the sweeper: whatever the supervisor keeps."""
        processes.wait_until(lambda: processes.children(self.supervisor))
        processes.kill(self.dice.choice(processes.children(self.supervisor)))

    def kill_the_supervisor(self) -> None:
        processes.kill(self.supervisor)
        self.workers.close()
        self.start_workers()

    def flush_redis(self) -> None:
        with Redis.from_url(self.redis_url) as redis:
            redis.flushall()

    def hang_redis(self) -> None:
        """Longer than a page waits for it."""
        self.store.send_signal(signal.SIGSTOP)
        time.sleep(4)
        self.store.send_signal(signal.SIGCONT)

    def crash_the_database(self) -> None:
        """What `pg_ctl stop -m immediate` does: no checkpoint, and recovery at the next start."""
        self.database.send_signal(signal.SIGQUIT)
        self.database.wait(30)
        time.sleep(self.dice.uniform(0, 1))
        self.database = postgres.start(self.place, {})

    def _a_horse(self) -> list[int]:
        """One at random, none where nothing is being done."""
        workers = processes.children(self.supervisor)
        horses = [horse for worker in workers for horse in processes.children(worker)]
        return self.dice.sample(horses, k=min(1, len(horses)))


@pytest.fixture
def house(fresh: Path, request: pytest.FixtureRequest) -> Iterator[House]:
    place = places.find(fresh)
    store, redis_url = valkey.start(place)
    house = House(place, store, redis_url, random.Random(request.param), postgres.start(place, {}))
    try:
        yield house
    finally:
        house.workers.close()
        postgres.stop(house.database)
        valkey.stop(store)


@pytest.fixture
def app(house: House) -> Iterator[Wiring]:
    url = postgres.url(house.place)
    engine = make_engine(url)
    migrate.upgrade(engine)
    engine.dispose()
    with wired(replace(config.Settings(), database_url=url, redis_url=house.redis_url)) as here:
        yield here


@pytest.mark.parametrize("house", [11, 12, 13], indirect=True)
def test_an_import_survives_everybody_elses_death(house: House, app: Wiring) -> None:
    ops = Make(app.work, app.now()).person("Ops")
    given = {"actor": ops, "file_name": "table.csv", "stream": io.BytesIO(_table(house.dice)), "now": app.now()}
    intake_id = intake.upload(app.work, app.policy, **given)
    intake.start(app.work, actor=ops, intake_id=intake_id, now=app.now())

    house.start_workers()
    _strike(house, lambda state: _has_reached(app, intake_id, state))
    processes.wait_until(lambda: _is_over(app, intake_id), seconds=FINISH_SECONDS)
    house.workers.close()

    assert _lost(app, intake_id) == {}
    assert _twice(app, intake_id) == {}
    assert _one(app, "SELECT max(fence) FROM job") >= TAKEN_TWICE, "nobody died at work"


def _strike(house: House, has_reached: Callable[[str], bool]) -> None:
    """Every disaster at least once, in an order and at moments of this seed; some while it reads, stores and judges."""
    blows: list[Callable[[], None]] = [
        *[house.kill_a_horse] * 4,
        *[house.kill_a_worker] * 3,
        *[house.flush_redis] * 2,
        *[house.crash_the_database] * 3,
        house.kill_the_supervisor,
        house.freeze_a_horse,
        house.hang_redis,
    ]
    house.dice.shuffle(blows)
    for number, state in enumerate(STEPS):
        processes.wait_until(partial(has_reached, state), seconds=FINISH_SECONDS)
        for blow in blows[number :: len(STEPS)]:
            time.sleep(house.dice.uniform(*PAUSES))
            blow()


def _has_reached(app: Wiring, intake_id: int, state: str) -> bool:
    with suppress(DBAPIError):
        return _one(app, STATE, id=intake_id) in (*STEPS[STEPS.index(state) :], "judged")
    return False


def _is_over(app: Wiring, intake_id: int) -> bool:
    """Judged, and nothing noted is left; unknown while the database is away."""
    with suppress(DBAPIError):
        return (
            _one(app, STATE, id=intake_id) == "judged"
            and _one(app, "SELECT count(*) FROM job WHERE state = 'open'") == 0
        )
    return False


def _lost(app: Wiring, intake_id: int) -> dict[str, object]:
    """What is not as it must be when every row arrived and was judged: the question and its answer."""
    run = "SELECT {} FROM intake WHERE id = " + str(intake_id)
    expected = {
        run.format("read"): ROWS,
        run.format("created"): ROWS,
        run.format("updated + unchanged + skipped + rejected"): 0,
        run.format("judged"): ROWS,
        "SELECT count(*) FROM job WHERE state = 'dead'": 0,
        "SELECT count(*) FROM intake_row WHERE outcome = 'created'": ROWS,
        "SELECT count(*) FROM record WHERE judged_version = version AND assessment_id IS NOT NULL": ROWS,
    }
    return _unlike(app, expected)


def _twice(app: Wiring, intake_id: int) -> dict[str, object]:
    """What is there more or less often than once."""
    alike = """
        SELECT count(*) FROM (
            SELECT record_id FROM assessment GROUP BY record_id, record_version, findings, score HAVING count(*) > 1
        ) AS twice
    """
    expected = {
        **dict.fromkeys(OF_EACH_ONE, ROWS),
        "SELECT count(*) FROM event WHERE kind = 'intake.stored'": 1,
        "SELECT count(*) FROM staged_row": 0,
        "SELECT count(*) FROM job WHERE kind = 'intake.judge'": len(
            intake.spans(app.work, app.policy, intake_id=intake_id)
        ),
        alike: 0,
    }
    return _unlike(app, expected)


def _unlike(app: Wiring, expected: dict[str, int]) -> dict[str, object]:
    return {query: found for query, wanted in expected.items() if (found := _one(app, query)) != wanted}


def _one(app: Wiring, query: str, **values: object) -> object:
    with app.work() as unit:
        return unit.session.scalar(text(query), values)


def _table(dice: random.Random) -> bytes:
    """Companies that are plainly made up, all different; numbers of the range kept for services."""
    lines = ["company,region,phone,key person,title,note"]
    phone = ""
    for number in range(ROWS):
        if number % SHARED_EVERY or not phone:
            phone = f"400-{dice.randrange(10**3):03}-{number:04}" if number < 10**4 else f"0571-8{number:07}"
        lines.append(
            f"Sample Works No. {number} Ltd,330100,{phone},Person {number},Owner,Asked for a quote No. {number}"
        )
    return "\n".join(lines).encode()
