"""Completing a record question by question: asked, answered, called, undone."""

from typing import Any

from flask import Blueprint, g, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from greening.domain.enriching import Said
from greening.domain.permissions import Action
from greening.domain.refusals import BadValue, CompanyTaken
from greening.domain.refusals_units import AnswerOvertaken
from greening.services import enriching
from greening.services.enriching import Quest
from greening.web import scores
from greening.web.auth import requires
from greening.web.i18n import say
from greening.web.limits import advice_rate, asker, limiter
from greening.web.quest import quest_address, skipped
from greening.words.refusals import REFUSALS
from validators.record import Answer

bp = Blueprint("quest", __name__)
SAYING = {Answer.HAS_NONE.value: Answer.HAS_NONE, Answer.NOT_FOUND.value: Answer.NOT_FOUND}


@bp.get("/claims/<int:claim_id>")
@requires(Action.COMPLETE_RECORD)
def all_fields(claim_id: int) -> Response:
    """Everything on one page: the form of the claimed record; what waits for its reviewer is only read."""
    quest = _quest(claim_id=claim_id)
    page = "records.change" if quest.takes_answers else "records.one"
    return redirect(url_for(page, record_id=quest.record_id), 303)


@bp.get("/claims/<int:claim_id>/green")
@requires(Action.COMPLETE_RECORD)
def of_claim(claim_id: int) -> str:
    """The next question about a claimed record."""
    return _page(_quest(claim_id=claim_id))


@bp.get("/records/<int:record_id>/green")
@requires(Action.COMPLETE_RECORD)
def of_record(record_id: int) -> str:
    """The next question about a record of one's own."""
    return _page(_quest(record_id=record_id))


@bp.post("/records/<int:record_id>/green")
@requires(Action.COMPLETE_RECORD)
def answer(record_id: int) -> Response:
    """Keep an answer and go on. What cannot be taken comes back as it was typed; of two, both are shown."""
    app, form = g.wiring, request.form
    path, typed = form.get("path", ""), form.get("value", "")
    said: dict[str, Any] = {"value": SAYING.get(form.get("said", ""), typed), "stood": form.get("stood")}
    try:
        enriching.answer(
            app.work, app.policy, actor=g.actor, record_id=record_id, claim_id=_claim_id(), path=path,
            key=form.get("key", ""), now=app.now(), **said,
        )  # fmt: skip
    except AnswerOvertaken as overtaken:
        both = {"record_id": record_id, "claim_id": _claim_id(), **overtaken.params}
        return make_response(render_template("quest/both.html", **both), 409)
    except (BadValue, CompanyTaken) as refused:
        return make_response(
            _page(_quest(record_id=record_id, at=path), _wrong(path, typed, refused), typed=typed), 422
        )
    return _go_on(record_id)


@bp.post("/records/<int:record_id>/green/advice")
@limiter.limit(advice_rate, key_func=asker)
@requires(Action.COMPLETE_RECORD)
def advice(record_id: int) -> str:
    """What judging says of what is being typed; nothing is written."""
    app, form = g.wiring, request.form
    path, typed = form.get("path", ""), form.get("value", "")
    try:
        said = enriching.advice(
            app.work, app.policy, actor=g.actor, record_id=record_id, path=path, typed=typed, now=app.now()
        )
    except BadValue:
        return ""
    return render_template("quest/_advice.html", findings=said.findings, typed=typed)


@bp.post("/records/<int:record_id>/green/undo")
@requires(Action.COMPLETE_RECORD)
def undo(record_id: int) -> Response:
    """Take back the answer that was named."""
    app, form = g.wiring, request.form
    answer_id = form.get("answer", 0, int)
    enriching.undo(app.work, app.policy, actor=g.actor, answer_id=answer_id, key=form.get("key", ""), now=app.now())
    return _go_on(record_id)


@bp.post("/records/<int:record_id>/dial")
@requires(Action.SEE_CONTACTS)
def dial(record_id: int) -> str:
    """Give the number to whoever sees it, logged; a script dials it, without one it is a link."""
    app, form = g.wiring, request.form
    path = form.get("path", "")
    dialled = enriching.dial(app.work, app.policy, actor=g.actor, record_id=record_id, path=path, now=app.now())
    if "HX-Request" in request.headers:
        return render_template("quest/_dialled.html", dialled=dialled)
    said = {"dialled": dialled, "quest": _quest(record_id=record_id), "skipped": skipped()}
    return render_template("quest/dialled.html", **said)


@bp.post("/records/<int:record_id>/outcome")
@requires(Action.COMPLETE_RECORD)
def outcome(record_id: int) -> Response:
    """Say what came of a call, in one tap."""
    app, form = g.wiring, request.form
    typed = form.get("said", "")
    said = Said(typed) if typed in set(Said) else Said.VALUE  # which is no outcome of a call
    enriching.outcome(
        app.work, app.policy, actor=g.actor, record_id=record_id, claim_id=_claim_id(), path=form.get("path", ""),
        said=said, key=form.get("key", ""), stood=form.get("stood"), now=app.now(),
    )  # fmt: skip
    return _go_on(record_id)


def _quest(*, claim_id: int | None = None, record_id: int | None = None, at: str = "") -> Quest:
    app, put_off = g.wiring, skipped()
    wanted = at or request.args.get("at", "")
    return enriching.quest(
        app.work,
        app.policy,
        actor=g.actor,
        claim_id=claim_id,
        record_id=record_id,
        skipped=put_off,
        at=wanted,
        now=app.now(),
    )


def _page(quest: Quest, errors: dict[str, str] | None = None, *, typed: str | None = None) -> str:
    said = {"quest": quest, "skipped": skipped(), "typed": typed, "scores": scores}
    return render_template("quest/page.html", errors=errors or {}, **said)


def _wrong(path: str, typed: str, refused: BadValue | CompanyTaken) -> dict[str, str]:
    """What to say at the field: nothing typed, no such region, or another record is that company."""
    code = "field.bad_region" if path == "region" and typed.strip() else refused.code
    if isinstance(refused, BadValue) and not typed.strip():
        code = "answer.missing"
    return {"value": say(REFUSALS, code, refused.params)}


def _claim_id() -> int | None:
    """The claim under which the form was opened, so that an answer does not outlive it."""
    return request.form.get("claim", None, int)


def _go_on(record_id: int) -> Response:
    return redirect(quest_address(_claim_id(), record_id, skipped=skipped()), 303)
