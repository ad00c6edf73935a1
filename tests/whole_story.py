"""Everything that a promise is about, done once by the services: what holds then is looked at, what breaks it is tried."""

from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from typing import Any

from complaining import Counter, quick
from court import Court
from factories import Make
from sqlalchemy import text
from submission_desk import Desk

from greening.domain.inquiries import Channel, Inquiry
from greening.services import leads
from greening.storage.session import Work
from validators.record import DecisionRole, KeyPerson

ASK = {"company": "西湖茶铺有限公司", "person": "陈青", "phone": "13900001236", "message": "请报价"}
LIAR = KeyPerson("李雷", "老板", DecisionRole.DECIDES, ("13900009236",))
OPEN_OFFER = """
    SELECT o.id, p.name FROM lead_offer o JOIN person p ON p.id = o.person_id WHERE lead_id = :lead AND answer IS NULL
"""


class Undone(Exception):
    """Whatever was done is not."""


@contextmanager
def undone(work: Work) -> Any:
    """A transaction that comes to nothing."""
    with suppress(Undone), work() as unit:
        yield unit
        raise Undone


def play(make: Make, now: datetime) -> None:
    """A pass, taken back and given again; its lead, declined and taken; a made-up number, its penalty and an appeal; a
    customer ruled over and back, and contested again; a claim that is open.
    """
    desk = Desk(make, make.policy(), now, make.person("Qi"))
    make.person("Wei")
    item = desk.submitted()
    desk.later(minutes=1).undo(desk.ruled(item))
    desk.later(minutes=2).ruled(item)
    _lead(make, now + timedelta(minutes=5))
    _lie(make, now + timedelta(hours=1))
    _collision(make, now + timedelta(hours=3))
    make.claim(make.record("Ops", company="上海示例包装有限公司"), "Bo")


def _lead(make: Make, at: datetime) -> None:
    asked = {"inquiry": Inquiry.of(ASK), "idempotency_key": None, "channel": Channel.API}
    lead_id = leads.receive(make.work, make.policy(), **asked, now=at).lead_id
    for act, said in ((leads.decline, {"reason": "在出差"}), (leads.accept, {})):
        with make.work() as unit:
            row = unit.session.execute(text(OPEN_OFFER), {"lead": lead_id}).one()
        who = {"actor": make.person(row.name), "offer_id": row.id, "now": at + timedelta(minutes=1)}
        act(make.work, make.policy(), **who, **said)


def _lie(make: Make, at: datetime) -> None:
    counter = Counter(make.work, quick(make.policy()), make, at)
    padded = make.record("Ana", company="杭州云栖文具有限公司", region="330106", key_persons=(LIAR,))
    counter.proven(padded)
    counter.appeal(counter.suspended(padded))


def _collision(make: Make, at: datetime) -> None:
    court = Court(make.work, make, at)
    court.sits()
    pair = court.pair("Amy", "Wei")
    court.visit(court.records(pair)[1], "Wei", days_ago=0.01)
    conflict_id = court.file("Wei", candidate_id=pair)
    court.rule(conflict_id, "transfer")
    court.undo(conflict_id)
    court.file("Wei", candidate_id=pair, at=court.now + timedelta(days=5))
