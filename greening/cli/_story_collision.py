"""Two reps, one customer: the logs say who talked to it, the rules recommend, a person rules, and it can be taken back."""

from dataclasses import replace
from datetime import timedelta

from greening.cli import _story
from greening.cli._story import Stage
from greening.domain.people import Actor
from greening.sample import numbers
from greening.services import candidates, conflicts, protection, records

HELD, FOUND = "杭州示例澄明贸易有限公司", "杭州示例澄明商贸有限公司"
PHONE = numbers.landline("0571", 9800)
JUDGES = ("A001", "A002", "A003")
"""One of them is drawn."""
SITE = "www.chengming.example"


def play(stage: Stage) -> None:
    app = stage.app
    holder, challenger = stage.actor("R002"), stage.actor("R003")
    reviewer = stage.actor("Q001")
    held, found = (
        _story.enter(stage, rep, replace(_story.customer(name, 3), phones=(PHONE,), website=SITE, ids=()))
        for rep, name in ((holder, HELD), (challenger, FOUND))
    )
    _note(stage, holder, held, "继续跟进")
    visit = _note(stage, challenger, found, "拜访孙总，确认年底前要换供应商，预算 8 万，下周三带样品过去")
    protection.confirm(app.work, actor=reviewer, record_id=found, visit_id=visit, now=stage.now())
    stage.tell(f"{holder.name}, {challenger.name}", "entered one customer under two names", "the second save opened a pair for quality control", f"/records/{found}")  # fmt: skip

    pair = next(row for row in candidates.page(app.work, app.policy, actor=reviewer).rows if {row.left.record_id, row.right.record_id} == {held, found})  # fmt: skip
    candidates.rule(app.work, app.policy, actor=reviewer, candidate_id=pair.id, verdict="same", reason="同一总机、同一网站", now=stage.now())  # fmt: skip
    conflict_id = conflicts.page(app.work, app.policy, actor=holder, now=stage.now()).rows[0].id
    for party, words in ((holder, "这家客户一直是我在跟。"), (challenger, "我上门拜访过，客户确认了预算。")):
        conflicts.answer(app.work, app.policy, actor=party, conflict_id=conflict_id, said=words, now=stage.now())
    address = f"/conflicts/{conflict_id}"
    stage.tell(reviewer, "ruled that they are one customer, which opened a conflict", "until the ruling nobody takes, claims, releases or merges it", address)  # fmt: skip

    shown = conflicts.one(app.work, app.policy, actor=holder, conflict_id=conflict_id, now=stage.now())
    judge = next(one for one in map(stage.actor, JUDGES) if one.id == shown.judges.person_id)
    advice = shown.recommendation.ruling
    conflicts.rule(app.work, app.policy, actor=judge, conflict_id=conflict_id, code=advice.value, reason="只有空洞跟进，对方有真实拜访。", now=stage.now())  # fmt: skip
    stage.tell(judge, f"ruled as the rules recommend: {advice.value}; the two records became one", "each gate says what it found; facts and policy version are kept", address)  # fmt: skip
    conflicts.undo(app.work, app.policy, actor=judge, conflict_id=conflict_id, reason="演示：判定可在 30 天内撤销。", now=stage.now())  # fmt: skip
    stage.tell(
        judge, "took the ruling back", "two records, two owners, as before: the undo is a row of its own", address
    )


def _note(stage: Stage, rep: Actor, record_id: int, note: str) -> int:
    app = stage.app
    now = stage.now()
    return records.add_visit(
        app.work, app.policy, actor=rep, record_id=record_id, note=note, at=now - timedelta(hours=2), channel="visit", now=now
    )  # fmt: skip
