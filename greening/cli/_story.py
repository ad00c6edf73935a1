"""Who plays the demo's story, and when? People of the sample, a minute after each other, through the real services."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from greening.domain.enriching import Said
from greening.domain.people import Actor
from greening.domain.record_list import Filters
from greening.domain.review import Filters as Waiting
from greening.domain.review import Kind, Source
from greening.sample import numbers
from greening.services import claims, enriching, people, records, review, submissions
from greening.wiring import Wiring
from validators.record import DecisionRole, Identifier, KeyPerson, Record

MINUTE = timedelta(minutes=1)
PLAYED = 60 * MINUTE
"""The story ends about now."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something that somebody did, what it proves, and where it can be seen."""

    who: str
    did: str
    proves: str
    address: str


@dataclass
class Stage:
    """The wiring, and a clock that goes on a minute whenever somebody looks at it."""

    app: Wiring
    began_at: datetime
    steps: list[Step] = field(default_factory=list)

    @classmethod
    def set_up(cls, app: Wiring) -> "Stage":
        return cls(app, app.now() - PLAYED)

    def now(self) -> datetime:
        self.began_at += MINUTE
        return self.began_at

    def actor(self, employee_no: str) -> Actor:
        return people.actor(self.app.work, employee_no=employee_no)

    def tell(self, who: Actor | str, did: str, proves: str, address: str) -> None:
        self.steps.append(Step(who if isinstance(who, str) else who.name, did, proves, address))


def is_played(app: Wiring, company: str) -> bool:
    """Whether a record of that name is there, and so the story has been told."""
    wanted = Filters(text=company)
    return records.count(app.work, app.policy, actor=people.actor(app.work, employee_no="O001"), filters=wanted) > 0


def customer(company: str, serial: int) -> Record:
    """An invented company of Hangzhou with a true-looking id and a switchboard, and nobody to talk to."""
    return Record(
        company=company,
        region="330106",
        address=f"浙江省杭州市西湖区示例路 {serial} 号",
        ids=(Identifier(numbers.company_id("330106", 9000 + serial), "uscc"),),
        phones=(numbers.landline("0571", 9000 + serial),),
        industry="批发",
    )


def buyer(name: str, serial: int) -> KeyPerson:
    """Somebody who decides, with a number of their own."""
    return KeyPerson(name, "采购经理", DecisionRole.DECIDES, (numbers.landline("0571", 9500 + serial),))


def enter(stage: Stage, who: Actor, record: Record) -> int:
    app = stage.app
    return records.create(app.work, app.policy, actor=who, record=record, now=stage.now()).record_id


def claim(stage: Stage, rep: Actor, record_id: int) -> int:
    """The claim of a pool record by a rep; its id."""
    app = stage.app
    card = claims.of_record(app.work, app.policy, actor=rep, record_id=record_id, now=stage.now())
    [done] = claims.claim(app.work, app.policy, actor=rep, unit_ids=[card.unit_id], now=stage.now())
    if done.claim_id is None:
        raise RuntimeError(done)
    return done.claim_id


def complete(stage: Stage, rep: Actor, claim_id: int, person: KeyPerson, serial: int) -> None:
    """Answer the questions of a claim, say that the person was reached, and hand it in."""
    app = stage.app
    person_path = "key_persons[0]"
    said = {
        f"{person_path}.name": person.name,
        f"{person_path}.title": person.title,
        f"{person_path}.role": str(person.role),
        f"{person_path}.phones[0]": person.phones[0],
        f"{person_path}.emails[0]": f"buyer@customer-{serial}.example",
        "website": f"www.customer-{serial}.example",
        "emails[0]": f"info@customer-{serial}.example",
        "scale": "20-99",
        "business": "办公用品批发，每季度采购一次",
    }
    for path, value in said.items():
        key = f"story:{claim_id}:{path}"
        enriching.answer(
            app.work, app.policy, actor=rep, claim_id=claim_id, path=path, value=value, key=key, now=stage.now()
        )
    record_id = enriching.quest(app.work, app.policy, actor=rep, claim_id=claim_id, now=stage.now()).record_id
    note = f"电话联系{person.name}，他负责采购，本季度要办公用品约 200 件，预算 3 万，下周二寄样品"
    now = stage.now()
    records.add_visit(
        app.work, app.policy, actor=rep, record_id=record_id, note=note, at=now - MINUTE, channel="phone", now=now
    )
    enriching.outcome(
        app.work, app.policy, actor=rep, claim_id=claim_id, path=f"{person_path}.phones[0]",
        said=Said.REACHED, key=f"story:{claim_id}:call", now=stage.now(),
    )  # fmt: skip
    submissions.submit(app.work, app.policy, actor=rep, claim_id=claim_id, now=stage.now())


def passed(stage: Stage, reviewer: Actor, record_id: int, *, proven: tuple[str, ...] = ()) -> None:
    """Quality control passes what was handed in, and ten seconds later it holds."""
    app = stage.app
    waiting = Waiting(source=Source.SUBMISSION)
    queue = review.queue(app.work, app.policy, actor=reviewer, filters=waiting, now=stage.now())
    item_id = next(row.id for row in queue.rows if row.record_id == record_id)
    item = review.item(app.work, app.policy, actor=reviewer, review_id=item_id, filters=waiting, now=stage.now())
    done = review.decide(
        app.work, app.policy, actor=reviewer, review_id=item_id, version=item.version,
        record_version=item.record_version, kind=Kind.PASS, proven=proven, now=stage.now(),
    )  # fmt: skip
    review.settle(app.work, app.policy, verdict_ids=[done.verdict_id], now=done.undo_until)
