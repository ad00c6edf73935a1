"""In what world do the clients of `benchmarks.claims` act? Small libraries, many hands, and days that pass in a second.

Policy, clock and people of one run, in which workers and web processes live too.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import time
from typing import Any

from sqlalchemy import select

from benchmarks.intake import write_rows
from greening.config import Settings
from greening.domain.order import sort_key
from greening.domain.passwords import hashed
from greening.domain.people import OPERATOR, Actor, Role
from greening.domain.policy import Policy, read, shipped
from greening.domain.triage import Triage
from greening.services import intake
from greening.storage import people
from greening.storage.people import Person
from greening.storage.records import Record, Unit
from greening.storage.session import Work
from greening.wiring import Wiring, wired

PASSWORD = "a calm river in spring"
AGO = timedelta(days=900)
"""Its time begins so far back that it never overtakes the clock of the database, by which jobs are due."""
DAYS_A_SECOND = 0.25
REPS, TEAMS, REVIEWERS, UNITS = 8, 4, 4, 240
SMALL: dict[str, dict[str, Any]] = {
    "library": {"cap": 10},
    "claims": {
        "pits_a_place": 1, "pits_at_first": 6, "pits_a_pass": 1, "term": 5, "checkpoints": [1, 2], "idle": 2,
        "free_withdrawal": 1, "cooldown": 2, "remind": 1,
    },
    "pool": {"cooldown": 2, "team_cooldown": 1},
    "protection": {"drops": True, "follow_up": 3, "reminders": [1]},
    "entitlements": {"score": 20, "term": 30},
    "review": {"undo": 0},
    "passwords": {"hash_memory": 7168, "hash_rounds": 1},
    "leads": {"quota": 100, "same_sender": 100, "answer": 480, "remind": 400},
}  # fmt: skip
"""So little room that every limit is met again and again."""
PATIENCE = {"lease": 2.0, "tick": 0.2, "relay_after": 1.0, "backoff": 0.1, "stop": 5.0}
SWEEP_SECONDS = 6.0
"""Each sweep is a job, and each job a process of its own."""


@dataclass(frozen=True)
class World:
    """`begun` is when its time began, in seconds of the real clock; nobody acts longer than `until`.

    Ids are those of people and units.
    """

    database_url: str
    redis_url: str
    begun: float
    port: int
    until: float
    reps: list[dict[str, Any]]
    reviewers: list[dict[str, Any]]
    units: list[int]

    def now(self) -> datetime:
        """Time passes faster here."""
        passed = timedelta(days=(time() - self.begun) * DAYS_A_SECOND)
        return datetime.fromtimestamp(self.begun, UTC) - AGO + passed

    def actors(self, names: str) -> list[Actor]:
        return [Actor(**{**one, "role": Role(one["role"])}) for one in getattr(self, names)]


def policy() -> Policy:
    """The shipped policy with little room."""
    document = {section: {**values, **SMALL.get(section, {})} for section, values in shipped().document.items()}
    return read(document)


@contextmanager
def living(world: World) -> Iterator[Wiring]:
    """The wiring of one process of this world."""
    settings = replace(Settings(), database_url=world.database_url, redis_url=world.redis_url, secret_key="-" * 32)
    with wired(settings, file=policy(), now=world.now) as app:
        yield app


def impatient(found: Policy) -> Policy:
    """The same policy for workers: leases and sweeps take seconds."""
    every = timedelta(seconds=SWEEP_SECONDS)
    seconds: dict[str, Any] = {name: timedelta(seconds=value) for name, value in PATIENCE.items()}
    return replace(
        found,
        jobs=replace(found.jobs, **seconds, attempts=1000, backoff_longest=timedelta(seconds=1)),
        claims=replace(found.claims, sweep_every=every),
        protection=replace(found.protection, sweep_every=every),
        entitlements=replace(found.entitlements, sweep_every=every),
        leads=replace(found.leads, sweep_every=every),
    )


def patient(found: Policy) -> Policy:
    """The same policy for the web: nobody is signed out because days pass in seconds."""
    long = timedelta(days=1000)
    return replace(found, sessions=replace(found.sessions, idle=long, absolute=long))


def populate(work: Work, rules: Policy, folder: Path, now: datetime) -> dict[str, Any]:
    """Reps in teams of one region, reviewers, and a pool of records that have been judged."""
    reps = [_person(work, rules, number, Role.REP) for number in range(REPS)]
    reviewers = [_person(work, rules, REPS + number, Role.QC) for number in range(REVIEWERS)]
    _import(work, rules, folder / "pool.csv", now)
    with work() as unit:
        usable = select(Unit.id).join(Record, Record.id == Unit.record_id).where(Record.triage != Triage.QUARANTINE)
        units = list(unit.session.scalars(usable.order_by(Unit.id)))
    return {"reps": reps, "reviewers": reviewers, "units": units}


def _person(work: Work, rules: Policy, number: int, role: Role) -> dict[str, Any]:
    name = f"Person {number}"
    with work() as unit:
        team_id = people.team_id(unit.session, "East", f"Team {number % TEAMS}" if role is Role.REP else "")
        row = Person(employee_no=f"B{number:03}", name=name, name_key=sort_key(name), role=role, team_id=team_id)
        row.password_hash = hashed(PASSWORD, rules.passwords) if role is Role.REP else None
        unit.session.add(row)
        unit.session.flush()
        region_id = people.region_of(unit.session, team_id)
        return {
            "id": row.id, "role": role.value, "name": name, "employee_no": row.employee_no,
            "team_id": team_id, "region_id": region_id,
        }  # fmt: skip


def _import(work: Work, rules: Policy, file: Path, now: datetime) -> None:
    write_rows(file, UNITS)
    with file.open("rb") as stream:
        run_id = intake.upload(work, rules, actor=OPERATOR, file_name=file.name, stream=stream, now=now)
    intake.stage(work, rules, intake_id=run_id, now=now)
    intake.store(work, rules, intake_id=run_id, now=now)
    for span in intake.spans(work, rules, intake_id=run_id):
        intake.judge(work, rules, intake_id=run_id, span=span, now=now)
