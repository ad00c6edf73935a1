"""What does a process of Greening work with? Composed once, from the environment; a fork keeps it, with new connections."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from redis import Redis
from sqlalchemy import Engine

from greening import bell, config
from greening.config import Settings
from greening.domain.policy import Policy, shipped
from greening.jobs import Hold
from greening.services import jobs, policies
from greening.services.policies import InForce
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
    in_force: InForce = field(default_factory=InForce)

    def current(self) -> "Wiring":
        """The same under the policy in force now: what each request, job and sweep begins with."""
        policy = self.in_force.at(self.work, self.policy, self.now())
        return self if policy is self.policy else replace(self, policy=policy)

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
    return _compose(settings, make_engine(settings.database_url), bell.connect(settings.redis_url), shipped(), _now)


@contextmanager
def wired(
    settings: Settings, *, file: Policy | None = None, now: Callable[[], datetime] | None = None
) -> Iterator[Wiring]:
    """Like `wire`, for as long as the block lasts; with another policy file, or in another time."""
    engine = make_engine(settings.database_url)
    try:
        with bell.connect(settings.redis_url) as redis:
            yield _compose(settings, engine, redis, file or shipped(), now or _now)
    finally:
        engine.dispose()


def _compose(settings: Settings, engine: Engine, redis: Redis, file: Policy, now: Callable[[], datetime]) -> Wiring:
    the_bell = bell.Bell(redis)
    work = unit_of_work(engine, the_bell.ring)
    return Wiring(
        settings=settings,
        work=work,
        policy=policies.ensure_current(work, file, now=now()),
        redis=redis,
        ring_again=the_bell.ring_again,
        now=now,
    )


def _now() -> datetime:
    return datetime.now(UTC)
