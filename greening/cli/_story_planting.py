"""You own what you plant: a rep completes a pool record, quality control finds it true, and its next lead is the rep's."""

from greening.cli import _story
from greening.cli._story import Stage
from greening.domain.inquiries import Channel, Inquiry
from greening.services import leads

COMPANY = "杭州示例朗月办公用品有限公司"
PHONE = "key_persons[0].phones[0]"


def play(stage: Stage) -> None:
    app = stage.app
    rep, reviewer, ops = (stage.actor(number) for number in ("R001", "Q001", "O001"))
    record = _story.customer(COMPANY, 1)
    record_id = _story.enter(stage, ops, record)
    address = f"/records/{record_id}"
    claim_id = _story.claim(stage, rep, record_id)
    stage.tell(rep, f"claimed {COMPANY} out of the pool", "nobody else completes or takes it until it is due", address)

    person = _story.buyer("顾明远", 1)
    _story.complete(stage, rep, claim_id, person, 1)
    stage.tell(rep, f"answered seven questions, {person.name} and his number among them", "each value has author, time and level", address)  # fmt: skip
    _story.passed(stage, reviewer, record_id, proven=(PHONE,))
    stage.tell(reviewer, "called the number and passed the record", "credit for what was proven, and the right to its leads", "/rights")  # fmt: skip

    inquiry = Inquiry(COMPANY, person.name, person.phones[0], message="想要一份报价和两套样品")
    came = leads.receive(
        app.work, app.policy, inquiry=inquiry, idempotency_key=None, channel=Channel.FORM, now=stage.now()
    )
    offer = leads.waiting(app.work, app.policy, actor=rep).offers[0]
    leads.accept(app.work, app.policy, actor=rep, offer_id=offer.offer_id, now=stage.now())
    shown = leads.one(app.work, app.policy, actor=ops, lead_id=came.lead_id)
    considered = sum(len(one.considered) for one in shown.rounds)
    stage.tell("A stranger", f"sent the public form; it went to {rep.name}, who accepted", f"{considered} considered, each with a reason why or why not", f"/leads/{came.lead_id}")  # fmt: skip
