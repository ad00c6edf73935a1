"""Who works beside the clients of `benchmarks.claims`, and what befalls them all? Workers, a web server, and their deaths."""

import gc
import multiprocessing
import os
import random
import signal
import socket
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Semaphore
from pathlib import Path
from typing import Any

from redis import Redis

from benchmarks import _claims_client, _claims_process
from benchmarks._claims_client import ACTS, Client, Life
from benchmarks._claims_surfer import Surfer
from benchmarks._claims_world import World
from greening.wiring import Wiring

WORKERS, THREADS = 2, 4
SURFERS = 2
"""Of the clients, before browsers."""
BLOWS = {"client": 8, "work-horse": 6, "flush": 5, "worker": 2, "web": 2, "supervisor": 1}
"""How often each befalls them in a quick run; who is killed is started again, which costs, so that work is left to be hit."""
PAUSES = (0.3, 1.0)
"""Seconds between two of them."""
QUIET_SECONDS = 4.0
"""At the end nobody dies any more, so that whoever was killed is back."""
POLL_SECONDS, STOP_SECONDS = 0.05, 15
FORK = multiprocessing.get_context("fork")


@dataclass
class House:
    """Everything that runs, each of which can be hit; what ends by accident is started again."""

    world: World
    app: Wiring
    folder: Path
    listener: socket.socket
    clients: int
    pot: Semaphore
    """The acts that nobody has begun yet."""
    dice: random.Random
    blows: list[str]
    acting: dict[int, BaseProcess] = field(default_factory=dict)
    lives: Counter[int] = field(default_factory=Counter)
    struck: Counter[str] = field(default_factory=Counter)
    workers: BaseProcess | None = None
    web: BaseProcess | None = None

    def begin(self, seconds: float) -> None:
        """Time runs from now on, for so long."""
        self.world = replace(self.world, until=time.time() + seconds)

    def warm_up(self) -> None:
        """What every client would else do for itself: load what is loaded late, compile what all of them ask."""
        first = _claims_client.hired(Client, self.app, self.world, Life(self.clients, 0, self.folder))
        first.look()
        for kind in [*ACTS, *ACTS]:
            first.act(kind)
        gc.freeze()

    def run(self) -> float:
        """Let the clients act to the end under disasters; the seconds that took."""
        begun = time.perf_counter()
        for number in range(self.clients):
            self.start_client(number)
        due = begun + self.dice.uniform(*PAUSES)
        while self.acting:
            self.look_after()
            if time.perf_counter() > due and self.blows and time.time() < self.world.until - QUIET_SECONDS:
                self.strike(self.blows.pop())
                due = time.perf_counter() + self.dice.uniform(*PAUSES)
            time.sleep(POLL_SECONDS)
        return time.perf_counter() - begun

    def start_client(self, number: int) -> None:
        kind: type[Client] = Surfer if number < SURFERS else Client
        self.lives[number] += 1
        said = (kind, self.app, self.world, Life(number, self.lives[number], self.folder), self.pot)
        self.acting[number] = FORK.Process(target=_claims_client.main, args=said)
        self.acting[number].start()

    def look_after(self) -> None:
        """Whoever was killed comes back; whoever has done everything goes."""
        for number, process in list(self.acting.items()):
            if process.exitcode is None:
                continue
            del self.acting[number]
            if process.exitcode:
                self.pot.release()  # what it did not live to end is still to be done
                self.start_client(number)
        if self.workers is None or self.workers.exitcode is not None:
            self.workers = self.start(_claims_process.workers, WORKERS)
        if self.web is None or self.web.exitcode is not None:
            self.web = self.start(_claims_process.web, self.listener, THREADS)

    def start(self, part: Callable[..., None], *said: Any) -> BaseProcess:
        about = (part, os.getpid(), self.folder / "processes.log", self.app, *said)
        process = FORK.Process(target=_claims_process.live, args=about)
        process.start()
        return process

    def strike(self, name: str) -> None:
        how: dict[str, Callable[[], None]] = {
            "client": self.kill_a_client,
            "work-horse": self.kill_a_horse,
            "flush": self.flush,
            "worker": self.kill_a_worker,
            "web": self.kill_the_web,
            "supervisor": self.kill_the_supervisor,
        }
        how[name]()
        self.struck[name] += 1

    def kill_a_client(self) -> None:
        if self.acting:
            _kill(self.acting[self.dice.choice(list(self.acting))].pid)

    def kill_a_horse(self) -> None:
        """Whoever does a job at this moment, if anybody does."""
        horses = [horse for worker in _children(self.workers) for horse in _children_of(worker)]
        for horse in self.dice.sample(horses, k=min(1, len(horses))):
            _kill(horse)

    def kill_a_worker(self) -> None:
        for worker in self.dice.sample(_children(self.workers), k=min(1, len(_children(self.workers)))):
            _kill(worker)

    def kill_the_supervisor(self) -> None:
        if self.workers:
            _kill(self.workers.pid)

    def kill_the_web(self) -> None:
        if self.web:
            for child in _children(self.web):
                _kill(child)
            _kill(self.web.pid)

    def flush(self) -> None:
        with Redis.from_url(self.world.redis_url) as redis:
            redis.flushall()

    def stop(self) -> None:
        """End what is left: all of it dies with its parents."""
        for process in (self.web, self.workers):
            if process:
                process.terminate()
                process.join(STOP_SECONDS)
                process.kill()
                process.join()


def _children(process: BaseProcess | None) -> list[int]:
    return _children_of(process.pid) if process and process.pid else []


def _children_of(pid: int) -> list[int]:
    with suppress(OSError):
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def _kill(pid: int | None) -> None:
    if pid:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def disasters(dice: random.Random, times: int) -> list[str]:
    """All that will befall them, in an order of this seed."""
    blows = [name for name, count in BLOWS.items() for _ in range(count * times)]
    dice.shuffle(blows)
    return blows
