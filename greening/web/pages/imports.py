"""A file in, in five steps. Each step is an address; leaving and coming back keeps everything."""

from tempfile import TemporaryFile
from typing import BinaryIO, cast

from flask import Blueprint, Response, g, make_response, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response as AnyResponse

from greening.domain.intake import Outcome
from greening.domain.permissions import Action
from greening.files import Dialect, FileRefused
from greening.files.rejected import write_csv
from greening.services import intake
from greening.services.intake import Run
from greening.web import links, wizard
from greening.web.auth import requires
from greening.web.findings import reason
from greening.web.i18n import say
from greening.web.limits import takes_file
from greening.words import files as file_words
from greening.words import imports as import_words

bp = Blueprint("imports", __name__, url_prefix="/imports")


@bp.context_processor
def tables() -> dict[str, object]:
    return {"wizard": wizard, "file_words": file_words, "import_words": import_words}


@bp.errorhandler(FileRefused)
def unreadable(refused: FileRefused) -> AnyResponse:
    """The file does not fit how somebody said it is written: back to saying it."""
    wrong = {"encoding": say(file_words.REFUSALS, refused.code, refused.params)}
    run_id = (request.view_args or {})["run_id"]
    page = render_template("imports/file.html", run=_run(run_id), dialect=Dialect(), now_at="file", errors=wrong)
    return make_response(page, 422)


@bp.get("")
@requires(Action.READ_INTAKES)
def page() -> str:
    """Runs, newest first, and the form for a new one."""
    return _runs()


@bp.post("")
@requires(Action.IMPORT_RECORDS)
@takes_file
def upload() -> AnyResponse:
    """Take a file in."""
    app, file = g.wiring, request.files.get("file")
    if not file or not file.filename:
        return make_response(_runs({"file": say(import_words.FORM, "not_chosen")}), 422)
    try:
        run_id = intake.upload(
            app.work, app.policy, actor=g.actor,
            file_name=file.filename, stream=cast("BinaryIO", file.stream), region=_region(), now=app.now(),
        )  # fmt: skip
    except FileRefused as refused:
        return make_response(_runs({"file": say(file_words.REFUSALS, refused.code, refused.params)}), 422)
    return _to("columns", run_id)


@bp.get("/<int:run_id>")
@requires(Action.READ_INTAKES)
def one(run_id: int) -> AnyResponse:
    """The step that this run stands at."""
    return _to(wizard.current(_run(run_id)), run_id)


@bp.get("/<int:run_id>/file")
@requires(Action.IMPORT_RECORDS)
def file(run_id: int) -> str | AnyResponse:
    return _step("file", run_id)


@bp.post("/<int:run_id>/file")
@requires(Action.IMPORT_RECORDS)
def save_file(run_id: int) -> AnyResponse:
    """Read it another way."""
    said = wizard.dialect(request.form)
    intake.configure(g.wiring.work, actor=g.actor, intake_id=run_id, dialect=said, region=_region())
    return _to("columns", run_id)


@bp.get("/<int:run_id>/columns")
@requires(Action.IMPORT_RECORDS)
def columns(run_id: int) -> str | AnyResponse:
    return _step("columns", run_id, saved=intake.saved_mappings(g.wiring.work, actor=g.actor))


@bp.post("/<int:run_id>/columns")
@requires(Action.IMPORT_RECORDS)
def save_columns(run_id: int) -> AnyResponse:
    """Keep where each column goes, before anything runs; under a name as well where one is given."""
    app, name = g.wiring, request.form.get("name", "").strip()
    preview = intake.preview(app.work, app.policy, actor=g.actor, intake_id=run_id)
    intake.configure(app.work, actor=g.actor, intake_id=run_id, mapping=wizard.mapping(request.form, preview))
    if name:
        intake.save_mapping(app.work, actor=g.actor, intake_id=run_id, name=name, now=app.now())
    return _to("rules", run_id)


@bp.post("/<int:run_id>/columns/saved")
@requires(Action.IMPORT_RECORDS)
def use_saved(run_id: int) -> AnyResponse:
    """Take a kept mapping in place of what was guessed."""
    kept = intake.saved_mappings(g.wiring.work, actor=g.actor)
    if request.form.get("saved") in kept:
        intake.configure(g.wiring.work, actor=g.actor, intake_id=run_id, mapping=kept[request.form["saved"]])
    return _to("columns", run_id)


@bp.get("/<int:run_id>/rules")
@requires(Action.IMPORT_RECORDS)
def rules(run_id: int) -> str | AnyResponse:
    return _step("rules", run_id)


@bp.post("/<int:run_id>/rules")
@requires(Action.IMPORT_RECORDS)
def save_rules(run_id: int) -> AnyResponse:
    """Keep what happens to companies that are here already, and have the file checked."""
    app = g.wiring
    mode, opening = wizard.mode(request.form), "opening" in request.form
    intake.configure(app.work, actor=g.actor, intake_id=run_id, mode=mode, opening=opening)
    intake.ask_check(app.work, actor=g.actor, intake_id=run_id, now=app.now())
    return _to("check", run_id)


@bp.get("/<int:run_id>/check")
@requires(Action.IMPORT_RECORDS)
def check(run_id: int) -> str | AnyResponse:
    """What importing would do; asked again until workers have found out."""
    run = _run(run_id)
    if wizard.current(run) == "result":
        return _to("result", run_id)
    return render_template(links.part("imports/check.html"), run=run, now_at="check")


@bp.post("/<int:run_id>/start")
@requires(Action.IMPORT_RECORDS)
def start(run_id: int) -> AnyResponse:
    """Say go."""
    intake.start(g.wiring.work, actor=g.actor, intake_id=run_id, now=g.wiring.now())
    return _to("result", run_id)


@bp.get("/<int:run_id>/result")
@requires(Action.READ_INTAKES)
def result(run_id: int) -> str | AnyResponse:
    """What became of every row; asked again while workers run."""
    app, run = g.wiring, _run(run_id)
    if wizard.current(run) != "result":
        return _to(wizard.current(run), run_id)
    after = request.args.get("after", 0, int)
    rows = intake.rows(app.work, app.policy, actor=g.actor, intake_id=run_id, outcome=Outcome.REJECTED, after=after)
    found = intake.summary(app.work, actor=g.actor, intake_id=run_id)
    return render_template(links.part("imports/result.html"), run=run, found=found, rows=rows, now_at="result")


@bp.get("/<int:run_id>/rejected.csv")
@requires(Action.IMPORT_RECORDS)
def rejected(run_id: int) -> Response:
    """The rejected rows with the reason in a column of its own, to be mended and sent again."""
    app = g.wiring
    columns = intake.preview(app.work, app.policy, actor=g.actor, intake_id=run_id).columns
    rows = intake.rejected(app.work, app.policy, actor=g.actor, intake_id=run_id)
    told = ((row.cells, reason(row.reason["code"], row.reason["params"])) for row in rows)
    file = TemporaryFile()  # noqa: SIM115  closed with the response
    write_csv(file, [column.header for column in columns], told, reason=say(import_words.FORM, "reason"))
    file.seek(0)
    return send_file(file, "text/csv", as_attachment=True, download_name=f"rejected-{run_id}.csv")


def _runs(errors: dict[str, str] | None = None) -> str:
    app, before = g.wiring, request.args.get("before", type=int)
    runs = intake.page(app.work, app.policy, actor=g.actor, before=before)
    return render_template("imports/page.html", runs=runs, errors=errors or {}, full=app.policy.lists.page)


def _run(run_id: int) -> Run:
    return intake.one(g.wiring.work, actor=g.actor, intake_id=run_id)


def _step(step: str, run_id: int, **more: object) -> str | AnyResponse:
    """A step that can be changed as long as the run has not been started."""
    app, run = g.wiring, _run(run_id)
    if wizard.current(run) == "result":
        return _to("result", run_id)
    preview = intake.preview(app.work, app.policy, actor=g.actor, intake_id=run_id)
    said = {"preview": preview, "dialect": preview.dialect, "paths": wizard.targets(preview), "now_at": step}
    return render_template(f"imports/{step}.html", run=run, errors={}, **said, **more)


def _region() -> str:
    said = request.form.get("region", "")
    return said if said in import_words.REGIONS else "CN"


def _to(step: str, run_id: int) -> AnyResponse:
    return redirect(url_for(f"imports.{step}", run_id=run_id), 303)
