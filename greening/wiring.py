"""What does a process of Greening work with? Composed once, from the environment; a fork keeps it, with new connections."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from redis import Redis
from sqlalchemy import Engine

from greening import bell, config
from greening.config import Settings
from greening.domain.policy import Policy, shipped
from greening.jobs import Hold
from greening.services import jobs, policies
from greening.storage.session import Send, Work, make_engine, unit_of_work


@dataclass(frozen=True, slots=True)
class Wiring:
    """What pages and jobs hand on to services. `now` is the only clock that anybody reads."""

    settings: Settings
    work: Work
    policy: Policy
    redis: Redis
    ring_again: Send
    now: Callable[[], datetime]

    def held(self, hold: Hold) -> "Wiring":
        """The same for somebody who does a job: transactions commit only while the job is theirs."""
        return replace(self, work=jobs.fenced(self.work, hold))


_standing: list[Wiring] = []


def wiring() -> Wiring:
    """The wiring of this process, made from the environment when first asked for. Raises: config.Invalid."""
    if not _standing:
        use(wire(config.load()))
    return _standing[0]


def use(made: Wiring) -> None:
    """Let `wiring` give this one from now on."""
    _standing[:] = [made]


def wire(settings: Settings) -> Wiring:
    """Compose what `settings` describe, for as long as the process lives.

    Both addresses must be given and the tables at their newest form.
    """
    return _compose(settings, make_engine(settings.database_url), bell.connect(settings.redis_url))


@contextmanager
def wired(settings: Settings) -> Iterator[Wiring]:
    """Like `wire`, for as long as the block lasts."""
    engine = make_engine(settings.database_url)
    try:
        with bell.connect(settings.redis_url) as redis:
            yield _compose(settings, engine, redis)
    finally:
        engine.dispose()


def _compose(settings: Settings, engine: Engine, redis: Redis) -> Wiring:
    the_bell = bell.Bell(redis)
    work = unit_of_work(engine, the_bell.ring)
    return Wiring(
        settings=settings,
        work=work,
        policy=policies.ensure_current(work, shipped(), now=_now()),
        redis=redis,
        ring_again=the_bell.ring_again,
        now=_now,
    )


def _now() -> datetime:
    return datetime.now(UTC)
