"""How does a file go through all its steps here and now? As workers would take it, but with somebody watching."""

import json
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from greening.cli._language import Language
from greening.domain.intake import Mode, Outcome, State
from greening.domain.people import OPERATOR
from greening.files import FileRefused
from greening.files.presets import preset
from greening.files.rejected import write_csv
from greening.services import intake
from greening.services.intake import Run, Summary
from greening.wiring import Wiring
from greening.words.files import PROBLEMS
from greening.words.intake import REPORT, ROWS

Watch = Callable[[str, int | None], AbstractContextManager[Callable[[int], None]]]
"""Shows a step while it lasts, of how many if that is known; gives what is told how many are done."""


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody asked for: `region` is a country, `mapping` a preset, a JSON file or the name of a kept mapping;
    rejected rows go into `folder`. `opening` declares an opening balance.
    """

    file: Path
    region: str
    mode: Mode
    mapping: str = ""
    folder: Path = Path()
    opening: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """What became of it. `rejected` is the file with the rejected rows, None where there are none."""

    run: Run
    summary: Summary
    rejected: Path | None


def carry_out(app: Wiring, order: Order, language: Language, watch: Watch) -> Done:
    """Import and judge the whole file.

    Records that nobody gets to judge because this is interrupted stay noted for workers. Raises: FileRefused.
    """
    intake_id = _upload(app, order)
    while _store(app, intake_id, watch) == State.UPLOADED:
        pass
    _judge(app, intake_id, watch)
    run = intake.one(app.work, actor=OPERATOR, intake_id=intake_id)
    rejected = _write_rejected(app, run, order.folder, language) if run.counts[Outcome.REJECTED] else None
    return Done(run, intake.summary(app.work, actor=OPERATOR, intake_id=intake_id), rejected)


def foresee(app: Wiring, order: Order, watch: Watch) -> Mapping[str, Any]:
    """What importing would do, as `intake.check` says it; of the file nothing is kept. Raises: FileRefused."""
    intake_id = _upload(app, order)
    try:
        _stage(app, intake_id, watch)
        with watch("checking", None) as report:
            answer = intake.check(app.work, app.policy, intake_id=intake_id, now=app.now(), report=report)
    finally:
        intake.discard(app.work, actor=OPERATOR, intake_id=intake_id)
    if answer is None:
        raise RuntimeError(f"somebody else has changed or started run {intake_id}")
    return answer


def _upload(app: Wiring, order: Order) -> int:
    with order.file.open("rb") as stream:
        intake_id = intake.upload(
            app.work,
            app.policy,
            actor=OPERATOR,
            file_name=order.file.name,
            stream=stream,
            region=order.region,
            mode=order.mode,
            opening=order.opening,
            mapping=_mapping(app, order.mapping) if order.mapping else None,
            now=app.now(),
        )
    columns = intake.preview(app.work, app.policy, actor=OPERATOR, intake_id=intake_id).columns
    if not any(column.target for column in columns):
        intake.discard(app.work, actor=OPERATOR, intake_id=intake_id)
        headers = [column.header for column in columns]
        raise FileRefused("file.no_known_column", columns=", ".join(headers), first=headers[0])
    return intake_id


def _mapping(app: Wiring, said: str) -> Mapping[str, Any]:
    kept = preset(said) or intake.saved_mappings(app.work, actor=OPERATOR).get(said)
    if kept is not None:
        return kept
    try:
        document = json.loads(Path(said).read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise FileRefused("mapping.not_found", name=said) from error
    except ValueError as error:
        raise FileRefused("mapping.not_json") from error
    if not isinstance(document, dict):
        raise FileRefused("mapping.not_json")
    return document


def _stage(app: Wiring, intake_id: int, watch: Watch) -> None:
    with watch("staging", None) as report:
        state = intake.stage(app.work, app.policy, intake_id=intake_id, now=app.now(), report=report)
    if state == State.FAILED:
        failure = intake.one(app.work, actor=OPERATOR, intake_id=intake_id).failure or {}
        raise FileRefused(failure["code"], **failure["params"])


def _store(app: Wiring, intake_id: int, watch: Watch) -> State:
    _stage(app, intake_id, watch)
    with watch("storing", None):
        return intake.store(app.work, app.policy, intake_id=intake_id, now=app.now())


def _judge(app: Wiring, intake_id: int, watch: Watch) -> None:
    """From the end of the file: where workers run too, they begin at its start."""
    spans = intake.spans(app.work, app.policy, intake_id=intake_id)
    with watch("judging", spans[-1].last if spans else 0) as report:
        for span in reversed(spans):
            intake.judge(app.work, app.policy, intake_id=intake_id, span=span, now=app.now())
            report(spans[-1].last - span.first + 1)


def _write_rejected(app: Wiring, run: Run, folder: Path, language: Language) -> Path:
    """The rejected rows, to be mended and sent again."""
    path = folder / f"{run.file_name}.rejected.csv"
    columns = intake.preview(app.work, app.policy, actor=OPERATOR, intake_id=run.id).columns
    rejected = intake.rejected(app.work, app.policy, actor=OPERATOR, intake_id=run.id)
    told = ((row.cells, _why(row.reason, language)) for row in rejected)
    with path.open("wb") as file:
        write_csv(file, [column.header for column in columns], told, reason=language.say(REPORT["reason"]))
    return path


def _why(reason: Mapping[str, Any], language: Language) -> str:
    words = ROWS.get(reason["code"]) or PROBLEMS[reason["code"]]
    return language.say(words, **reason["params"])
