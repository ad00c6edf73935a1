"""What does one client of `benchmarks.claims` do? One random act after the other, through the services people use.

Each act leaves a line in the client's log: what, how it ended, how long it took. A client may be killed at any point; the
one that follows it sends again what nobody has acknowledged.
"""

import os
import random
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from multiprocessing.synchronize import Semaphore
from pathlib import Path
from time import perf_counter, sleep, time
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from benchmarks._claims_world import World
from greening.domain.claims import State
from greening.domain.inquiries import Channel, Inquiry
from greening.domain.people import Actor
from greening.domain.refusals import Refusal
from greening.domain.review import Filters, Kind, Source
from greening.services import claims, enriching, leads, pool, protection, review, submissions
from greening.storage.claims import Claim
from greening.storage.lead_offers import LeadOffer
from greening.storage.records import Record, Unit
from greening.storage.review import Review
from greening.wiring import Wiring

ACTS = {
    "claim": 50, "take": 38, "release": 8, "withdraw": 2,
    "submit": 0.4, "pass": 0.4, "drop": 0.03, "lead": 0.25, "answer": 0.8,
}  # fmt: skip
"""How often each is done, in parts of about a hundred.

Of what takes long, and of what follows from it, some forty to eighty each. Few claims are withdrawn, so that some live to be passed.
"""
PHONE = "key_persons[0].phones[0]"
KNOWN_FOR = 40
"""Acts after which a client looks again at what its rep has."""
HOT, HOT_SHARE = 0.15, 0.5
"""Half of all wishes go to a seventh of the units."""
SEND_AGAIN_SECONDS = 0.05


@dataclass
class Client:
    """Acts for one rep, who has others acting for them too; now and then as a reviewer."""

    app: Wiring
    world: World
    rep: Actor
    dice: random.Random
    log: int
    number: int
    claimed: list[tuple[int, int]] = field(default_factory=list)
    owned: list[int] = field(default_factory=list)

    def run(self, pot: Semaphore) -> None:
        """Take one act after the other out of what all have to do, until that or the time is over."""
        kinds, weights = list(ACTS), list(ACTS.values())
        for number in count():
            if time() > self.world.until or not pot.acquire(block=False):
                return
            if number % KNOWN_FOR == 0:
                self.look()
            self.act(self.dice.choices(kinds, weights)[0])

    def act(self, kind: str) -> None:
        begun = perf_counter()
        try:
            ended = getattr(self, f"do_{kind}")() or "done"
        except Refusal as no:
            ended = no.code
        except DBAPIError as broken:
            ended = f"error:{type(broken.orig).__name__}"
        self.write(f"{kind}\t{ended}\t{1000 * (perf_counter() - begun):.2f}")

    def look(self) -> None:
        """What the rep has, whoever has acted for them."""
        with self.app.work() as unit:
            own = select(Claim.id, Claim.unit_id).where(Claim.rep_id == self.rep.id, Claim.state == State.OPEN)
            self.claimed = [(row.id, row.unit_id) for row in unit.session.execute(own)]
            self.owned = list(unit.session.scalars(select(Unit.id).where(Unit.owner_id == self.rep.id)))

    def write(self, line: str) -> None:
        os.write(self.log, f"{line}\n".encode())

    def wish(self) -> int:
        units = self.world.units
        some = units[: int(len(units) * HOT)] if self.dice.random() < HOT_SHARE else units
        return self.dice.choice(some)

    def do_claim(self) -> str:
        unit_id = self.wish()
        [one] = claims.claim(self.app.work, self.app.policy, actor=self.rep, unit_ids=[unit_id], now=self.app.now())
        if one.claim_id is None:
            return one.refusal.code if one.refusal else ""
        self.claimed.append((one.claim_id, unit_id))
        return "done"

    def do_withdraw(self) -> str | None:
        if not self.claimed:
            return "nothing"
        claim_id, _ = self.claimed.pop(self.dice.randrange(len(self.claimed)))
        claims.withdraw(self.app.work, self.app.policy, actor=self.rep, claim_id=claim_id, now=self.app.now())
        return None

    def do_take(self) -> None:
        is_own = self.claimed and self.dice.random() < HOT_SHARE
        unit_id = self.dice.choice(self.claimed)[1] if is_own else self.wish()
        pool.take(self.app.work, self.app.policy, actor=self.rep, unit_id=unit_id, now=self.app.now())
        self.owned.append(unit_id)

    def do_release(self) -> None:
        unit_id = self.owned.pop(self.dice.randrange(len(self.owned))) if self.owned else self.wish()
        said: dict[str, Any] = {"actor": self.rep, "unit_id": unit_id, "reason": "not ours", "now": self.app.now()}
        pool.release(self.app.work, self.app.policy, **said)

    def do_submit(self) -> str | None:
        """Complete what a pass asks for, then submit one of the claims that the rep has at this moment."""
        self.look()
        if not self.claimed:
            return "nothing"
        claim_id, _ = self.claimed.pop(self.dice.randrange(len(self.claimed)))
        number = f"0571-8{self.number:02}{self.dice.randrange(100_000):05}"
        said: dict[str, Any] = {"path": PHONE, "value": number, "key": f"{self.number}-{self.dice.getrandbits(60)}"}
        enriching.answer(self.app.work, self.app.policy, actor=self.rep, claim_id=claim_id, now=self.app.now(), **said)
        submissions.submit(self.app.work, self.app.policy, actor=self.rep, claim_id=claim_id, now=self.app.now())
        return None

    def do_pass(self) -> str | None:
        """Review what waits longest: most of it passes, with the number proven; workers let the verdict take effect."""
        reviewer, work, rules = self.dice.choice(self.world.actors("reviewers")), self.app.work, self.app.policy
        wanted = Filters(source=Source.SUBMISSION)
        item_id = review.next_item(work, rules, actor=reviewer, filters=wanted, now=self.app.now())
        if item_id is None:
            return "nothing"
        with work() as unit:
            item = unit.session.get_one(Review, item_id)
        kind = self.dice.choices((Kind.PASS, Kind.RETURN, Kind.REJECT), (8, 1, 1))[0]
        review.decide(
            work, rules, actor=reviewer, review_id=item_id, version=item.version, record_version=item.record_version,
            kind=kind, proven=[PHONE], note="" if kind is Kind.PASS else "call again", now=self.app.now(),
        )  # fmt: skip
        return kind.value

    def do_drop(self) -> None:
        """The sweeps that workers do too, at the same time."""
        protection.sweep(self.app.work, self.app.policy, now=self.app.now())
        claims.sweep(self.app.work, self.app.policy, now=self.app.now())

    def do_lead(self) -> None:
        self.send(f"{self.number}-{self.dice.getrandbits(60)}")

    def send(self, key: str) -> None:
        """An inquiry, about a customer that is there or a new one; the same one for the same key."""
        dice = random.Random(key)
        self.write(f"sent\t{key}\t0")
        company, phone = f"Visitor {key} Works", f"0571-86{dice.randrange(1_000_000):06}"
        if dice.random() < HOT_SHARE:
            company = self.company(dice.choice(self.world.units))
        inquiry = Inquiry(company=company, person="A visitor", phone=phone, place="Hangzhou", message=f"About {key}")
        said: dict[str, Any] = {
            "inquiry": inquiry,
            "idempotency_key": key,
            "channel": Channel.API,
            "now": self.app.now(),
        }
        received = leads.receive(self.app.work, self.app.policy, **said)
        self.write(f"received\t{key}\t{received.lead_id}")

    def company(self, unit_id: int) -> str:
        with self.app.work() as unit:
            named = select(Record.company).join(Unit, Unit.record_id == Record.id).where(Unit.id == unit_id)
            return unit.session.scalars(named).one()

    def do_answer(self) -> str | None:
        """Take or leave a lead that is offered to the rep."""
        with self.app.work() as unit:
            own = select(LeadOffer.id).where(LeadOffer.person_id == self.rep.id, LeadOffer.answer.is_(None))
            offers = list(unit.session.scalars(own.where(LeadOffer.answer_by > self.app.now()).limit(5)))
        if not offers:
            return "nothing"
        said: dict[str, Any] = {"actor": self.rep, "offer_id": self.dice.choice(offers), "now": self.app.now()}
        if self.dice.random() < HOT_SHARE:
            leads.accept(self.app.work, self.app.policy, **said)
            return "accepted"
        leads.decline(self.app.work, self.app.policy, reason="too far", **said)
        return "declined"

    def send_again(self, keys: list[str]) -> None:
        """What nobody has acknowledged, until somebody does."""
        for key in keys:
            while not self.is_sent(key):
                sleep(SEND_AGAIN_SECONDS)

    def is_sent(self, key: str) -> bool:
        with suppress(DBAPIError):
            self.send(key)
            return True
        return False


@dataclass(frozen=True)
class Life:
    """Client `number`, who has been started so many times; their log is kept from one life to the next."""

    number: int
    times: int
    folder: Path

    @property
    def file(self) -> Path:
        return self.folder / f"client-{self.number:02}.log"


def main(kind: type[Client], app: Wiring, world: World, life: Life, pot: Semaphore) -> None:
    """The process of a client.

    Forked from one that has loaded and done everything before, so that what is measured is acting, not starting.
    """
    client = hired(kind, app, world, life)
    client.send_again(unacknowledged(life.file))
    client.run(pot)


def hired(kind: type[Client], app: Wiring, world: World, life: Life) -> Client:
    """A client with its dice and its log."""
    log = os.open(life.file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    rep = world.actors("reps")[life.number % len(world.reps)]
    return kind(app, world, rep, random.Random(f"{life.number}.{life.times}"), log, life.number)


def unacknowledged(log: Path) -> list[str]:
    """Keys of inquiries that were sent and of which no answer came back."""
    lines = [line.split("\t") for line in log.read_text().splitlines()]
    answered = {line[1] for line in lines if line[0] == "received"}
    return list(dict.fromkeys(line[1] for line in lines if line[0] == "sent" and line[1] not in answered))
