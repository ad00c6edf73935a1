"""Customer records: the list, one record, and the form that changes it or makes a new one."""

from flask import Blueprint, g, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from greening.domain.candidates import Similar
from greening.domain.permissions import Action
from greening.domain.record_page import DraftJudgement
from greening.domain.records import tidied
from greening.domain.refusals import CompanyMissing, CompanyTaken, Denied, NoteMissing, Refusal, Stale
from greening.domain.refusals_units import LibraryFull
from greening.services import candidates, claims, conflicts, enriching, entitlements, pool, protection, records
from greening.web import links, record_list, scores
from greening.web.auth import requires
from greening.web.conflicts import choices
from greening.web.forms import RecordForm
from greening.web.i18n import said_at, say
from greening.web.limits import advice_rate, asker, limiter
from greening.web.record_page import is_in_form
from greening.words.refusals import REFUSALS

bp = Blueprint("records", __name__, url_prefix="/records")


@bp.context_processor
def tables() -> dict[str, object]:
    return {"scores": scores}


@bp.get("")
@requires(Action.READ_RECORD)
def page() -> str:
    """The list; its filters, order and place stand in the address."""
    app, asked = g.wiring, record_list.asked(request.args)
    found = records.page(app.work, app.policy, actor=g.actor, filters=asked.filters, after=asked.after)
    counted = records.count(app.work, app.policy, actor=g.actor, filters=asked.filters)
    return render_template(links.part("records/page.html"), asked=asked, found=found, counted=counted)


@bp.get("/<int:record_id>")
@requires(Action.READ_RECORD)
def one(record_id: int) -> str:
    """Everything about one record, as far as this person may see it."""
    return _one(record_id)


@bp.get("/<int:record_id>/history")
@requires(Action.READ_RECORD)
def history(record_id: int) -> str:
    """What people did to it, a page at a time."""
    app, before = g.wiring, request.args.get("before", type=int)
    shown = records.one(app.work, app.policy, actor=g.actor, record_id=record_id)
    acts = records.history(app.work, app.policy, actor=g.actor, record_id=record_id, before=before)
    return render_template("records/history.html", page=shown, acts=acts)


@bp.get("/new")
@requires(Action.CREATE_RECORD)
def new() -> str:
    return _form(RecordForm({"company": request.args.get("company", "")}))


@bp.post("/new")
@requires(Action.CREATE_RECORD)
def create() -> Response:
    """Enter a company; one that is here already is shown instead. Where the library is full, the pool is offered."""
    app, form = g.wiring, RecordForm.read(request.form)
    if wrong := form.wrong():
        return _wrong(form, wrong)
    try:
        to_pool = "to_pool" in request.form
        saved = records.create(
            app.work, app.policy, actor=g.actor, record=form.record(), to_pool=to_pool, now=app.now()
        )
    except (CompanyMissing, CompanyTaken) as refused:
        return _refused(form, refused)
    except LibraryFull as full:
        return make_response(_form(form, {"to_pool": say(REFUSALS, full.code, full.params)}), 409)
    return redirect(url_for("records.one", record_id=saved.record_id, met=saved.existing or None), 303)


@bp.get("/<int:record_id>/edit")
@requires(Action.EDIT_RECORD)
def change(record_id: int) -> str:
    app = g.wiring
    shown = records.one(app.work, app.policy, actor=g.actor, record_id=record_id)
    return _form(RecordForm.of(shown.record), record_id=record_id, version=shown.version)


@bp.post("/<int:record_id>/edit")
@requires(Action.EDIT_RECORD)
def edit(record_id: int) -> Response:
    """Save; where somebody else saved in between, both values are shown and nothing typed is lost."""
    app, form, version = g.wiring, RecordForm.read(request.form), request.form.get("version", 0, int)
    if wrong := form.wrong():
        return _wrong(form, wrong, record_id=record_id, version=version)
    try:
        records.edit(
            app.work, app.policy, actor=g.actor,
            record_id=record_id, version=version, record=form.record(), now=app.now(),
        )  # fmt: skip
    except (CompanyMissing, CompanyTaken) as refused:
        return _refused(form, refused, record_id=record_id, version=version)
    except Stale as stale:
        return _both(record_id, form, stale, version)
    return redirect(url_for("records.one", record_id=record_id), 303)


@bp.post("/advice")
@bp.post("/<int:record_id>/advice")
@limiter.limit(advice_rate, key_func=asker)
@requires(Action.CREATE_RECORD)
def advice(record_id: int | None = None) -> str:
    """What judging says of the form as it stands, and whom a new record resembles; nothing is written."""
    form, shown = RecordForm.read(request.form), [path for path in request.form if is_in_form(path)]
    told = {"judged": _judged(form, record_id), "shown": shown, "similar": () if record_id else _like(form)}
    return render_template("records/_advice.html", form=form, **told)


@bp.post("/<int:record_id>/visits")
@requires(Action.ADD_VISIT)
def add_visit(record_id: int) -> Response:
    """Write down a follow-up."""
    app, form = g.wiring, request.form
    at = said_at(form.get("at", "")) or app.now()
    said = {name: form.get(name, "") for name in ("note", "channel", "outcome")}
    try:
        records.add_visit(app.work, app.policy, actor=g.actor, record_id=record_id, at=at, **said, now=app.now())
    except NoteMissing as refused:
        return make_response(_one(record_id, {"note": say(REFUSALS, refused.code)}), 422)
    return redirect(url_for("records.one", record_id=record_id, _anchor="visits"), 303)


@bp.post("/<int:record_id>/reveal")
@requires(Action.REVEAL_CONTACTS)
def reveal(record_id: int) -> str:
    """Show one masked contact; a script puts it in its place, without one it has a page of its own."""
    app, form = g.wiring, request.form
    shown = records.reveal(
        app.work, app.policy, actor=g.actor, record_id=record_id, path=form.get("contact", ""), now=app.now()
    )
    return render_template(links.part("records/reveal.html"), shown=shown, back=links.local(form.get("next", "")))


def _one(record_id: int, errors: dict[str, str] | None = None) -> str:
    app = g.wiring
    shown = records.one(app.work, app.policy, actor=g.actor, record_id=record_id)
    similar = candidates.similar(app.work, app.policy, actor=g.actor, record_id=record_id)
    clock = protection.countdown(app.work, app.policy, actor=g.actor, record_id=record_id, now=app.now())
    card = claims.of_record(app.work, app.policy, actor=g.actor, record_id=record_id, now=app.now())
    stands = pool.standing(app.work, app.policy, actor=g.actor, record_id=record_id, now=app.now())
    contest = conflicts.offer(app.work, app.policy, actor=g.actor, record_id=record_id, now=app.now())
    completion = entitlements.of_record(app.work, app.policy, actor=g.actor, record_id=record_id, now=app.now())
    done = {"completion": completion, "standing": stands, "done": request.args.get("done", ""), "conflict": contest}
    said = {"page": shown, "similar": similar, "met": "met" in request.args, "was": request.args.get("was", type=int)}
    return render_template("records/one.html", errors=errors or {}, countdown=clock, card=card, **said, **done)


def _judged(form: RecordForm, record_id: int | None) -> DraftJudgement:
    app = g.wiring
    return records.draft_judgement(
        app.work, app.policy, actor=g.actor, record=form.record(), record_id=record_id, now=app.now()
    )


def _like(form: RecordForm) -> tuple[Similar, ...]:
    """What is stored already and looks like the record that is being typed."""
    app = g.wiring
    return candidates.look_up(app.work, app.policy, actor=g.actor, record=form.record())


def _form(
    form: RecordForm, errors: dict[str, str] | None = None, *, record_id: int | None = None, version: int = 0
) -> str:
    judged, quest = _judged(form, record_id), None if record_id is None else _quest(record_id)
    said = {"quest": quest, "form": form, "judged": judged, "record_id": record_id, "version": version}
    return render_template("records/form.html", errors=errors or {}, **said)


def _quest(record_id: int) -> enriching.Quest | None:
    """How far it has come, for whoever completes it."""
    app = g.wiring
    try:
        return enriching.quest(app.work, app.policy, actor=g.actor, record_id=record_id, now=app.now())
    except Denied:
        return None


def _wrong(form: RecordForm, codes: dict[str, str], *, record_id: int | None = None, version: int = 0) -> Response:
    errors = {path: say(REFUSALS, code) for path, code in codes.items()}
    return make_response(_form(form, errors, record_id=record_id, version=version), 422)


def _refused(form: RecordForm, refused: Refusal, *, record_id: int | None = None, version: int = 0) -> Response:
    return _wrong(form, {"company": refused.code}, record_id=record_id, version=version)


def _both(record_id: int, form: RecordForm, stale: Stale, begun: int) -> Response:
    """The page of two saves; `begun` is the version that this form was opened on."""
    shown = records.one(g.wiring.work, g.wiring.policy, actor=g.actor, record_id=record_id)
    since = shown.history[: max(1, shown.version - begun)]
    found = list(choices(stale.params["fields"], since))
    typed = RecordForm.of(tidied(form.record()))
    page = render_template("records/both.html", page=shown, form=typed, choices=found, last=since[0])
    return make_response(page, 409)
