"""Padding earns nothing: a made-up person is complained about, two inspectors agree, and the next lead goes past the rep."""

from greening.cli import _story
from greening.cli._story import Stage
from greening.domain.complaints import Kind, Mode
from greening.domain.inquiries import Channel, Inquiry
from greening.domain.inspections import Answer, Said
from greening.sample import numbers
from greening.services import complaints, leads, penalties

COMPANY = "杭州示例星渚包装有限公司"
NEXT = "杭州示例云栖文具有限公司"
DOUBTED = ("key_persons[0].name", "key_persons[0].phones[0]")


def play(stage: Stage) -> None:
    padder, ops = stage.actor("R007"), stage.actor("O001")
    record_id = _story.enter(stage, ops, _story.customer(COMPANY, 2))
    claim_id = _story.claim(stage, padder, record_id)
    _story.complete(stage, padder, claim_id, _story.buyer("赵大海", 2), 2)
    _story.passed(stage, stage.actor("Q001"), record_id)
    stage.tell(padder, f"completed {COMPANY} with somebody who is not there, and said to have called", "nobody had noticed yet: it passed", f"/records/{record_id}")  # fmt: skip
    complaint_id = _complain(stage, record_id)
    _inspect(stage, complaint_id)
    _penalise(stage)
    _pass_by(stage)


def _complain(stage: Stage, record_id: int) -> int:
    app = stage.app
    filed = complaints.file(
        app.work, app.policy, actor=None, mode=Mode.ANONYMOUS, named=f"R-{record_id}",
        kinds=(Kind.NUMBER, Kind.PERSON), words="我在这家公司工作，没有赵大海这个人，电话也打不通。", now=stage.now(),
    )  # fmt: skip
    stage.tell(
        "Somebody",
        "complained without a name",
        "a code to come back with, nothing else is kept",
        "/complaints/follow-up",
    )
    return int(filed.code.split("·")[0].strip().removeprefix("C-"))


def _inspect(stage: Stage, complaint_id: int) -> None:
    app = stage.app
    first, second = stage.actor("Q002"), stage.actor("Q001")
    complaints.inspect(app.work, app.policy, actor=first, complaint_id=complaint_id, now=stage.now())
    for inspector in (first, second):
        said = [Said(path, Answer.FABRICATED, "公司前台确认没有此人；号码是空号。") for path in DOUBTED]
        complaints.find(app.work, app.policy, actor=inspector, complaint_id=complaint_id, said=said, now=stage.now())
    stage.tell(f"{first.name}, {second.name}", "found both facts made up, neither seeing the other's answer", "values struck, credit reversed, the right to leads lost", f"/complaints/{complaint_id}")  # fmt: skip


def _penalise(stage: Stage) -> None:
    app = stage.app
    padder, judge = stage.actor("R007"), stage.actor("A001")
    proposed = penalties.waiting(app.work, app.policy, actor=judge, now=stage.now()).rows[0]
    penalties.decide(
        app.work, app.policy, actor=judge, penalty_id=proposed.id, imposed=True,
        reason="两名质检独立核实，人名与电话均为编造。", now=stage.now(),
    )  # fmt: skip
    stage.tell(judge, f"suspended the leads of {padder.name}", "the machine proposed it, a person decided, time ends it", f"/penalties/{proposed.id}")  # fmt: skip


def _pass_by(stage: Stage) -> None:
    app = stage.app
    padder, ops = stage.actor("R007"), stage.actor("O001")
    inquiry = Inquiry(NEXT, "林若水", numbers.landline("0571", 9503), place="杭州", message="请联系我，想了解价格")
    came = leads.receive(
        app.work, app.policy, inquiry=inquiry, idempotency_key=None, channel=Channel.FORM, now=stage.now()
    )
    shown = leads.one(app.work, app.policy, actor=ops, lead_id=came.lead_id)
    reasons = {who.name: who.reason for one in shown.rounds for who in one.considered}
    stage.tell("Another stranger", f"sent the form; the lead went past {padder.name} ({reasons.get(padder.name, '')})", "the page says why, to whoever may know", f"/leads/{came.lead_id}")  # fmt: skip
    mine = penalties.penalties(app.work, app.policy, actor=padder).own[0]
    penalties.appeal(app.work, app.policy, actor=padder, penalty_id=mine.id, words="电话是客户前台给我的，我没有编造。", now=stage.now())  # fmt: skip
    stage.tell(padder, "appealed", "it waits for somebody who has not decided it: sign in as operations; if it is won, values, credit and right come back", f"/penalties/{mine.id}")  # fmt: skip
