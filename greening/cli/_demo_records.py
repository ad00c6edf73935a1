"""How do the sample's records get into the demo? Through the same import as anybody's, once."""

import time
from pathlib import Path

from greening.cli import _import_run
from greening.cli._exits import Failed
from greening.cli._import_run import Order, Watch
from greening.cli._language import Language
from greening.domain.intake import Mode
from greening.domain.people import OPERATOR, today
from greening.sample import files, generate, scorecard
from greening.sample import relatives as related
from greening.sample.files import SampleFiles
from greening.sample.relatives import Relatives
from greening.sample.scorecard import Scorecard
from greening.sample.words import SAMPLE_SYSTEM
from greening.services import jobs, sources
from greening.services.sources import Standing
from greening.wiring import Wiring

POLL_SECONDS = 0.2
PATIENCE_SECONDS = 300
UNDER_WAY = frozenset({"waiting", "running"})


def is_stored(app: Wiring) -> bool:
    """Whether all of the sample is stored and judged."""
    now = standing(app)
    return now.records >= generate.RECORDS and not now.unjudged


def is_under_way(app: Wiring) -> bool:
    """Whether anything waits to be done, or is being done."""
    counts = jobs.overview(app.work, app.policy, actor=OPERATOR).counts
    return any(count.phase in UNDER_WAY for count in counts)


def fill(app: Wiring, folder: Path, language: Language, watch: Watch) -> None:
    """Import the sample; what is there already is met again. The files are made once and kept in `folder`."""
    made = _files(app, folder)
    for path in (made.chinese, made.english):
        _import_run.carry_out(app, Order(path, "CN", Mode.CREATE, folder=folder), language, watch)


def settle(app: Wiring) -> None:
    """Wait until the workers have done what was noted. Raises: Failed, when they do not get there."""
    give_up = time.monotonic() + PATIENCE_SECONDS
    while is_under_way(app):
        if time.monotonic() > give_up:
            raise Failed("the background work does not come to an end: look at the jobs page, or make demo again")
        time.sleep(POLL_SECONDS)


def standing(app: Wiring) -> Standing:
    return sources.standing(app.work, app.policy, system=SAMPLE_SYSTEM)


def found(standing: Standing, folder: Path) -> Scorecard:
    """What was planted in the sample beside what judging found of it."""
    truth = scorecard.read_truth(files.places(folder).truth)
    return scorecard.score(truth, standing.codes, standing.warned)


def relatives(standing: Standing, folder: Path) -> Relatives:
    """Companies entered twice and look-alikes, beside what matching takes for one."""
    path = files.places(folder).truth
    return related.relatives(scorecard.read_truth(path), related.read_entities(path), standing.pairs)


def _files(app: Wiring, folder: Path) -> SampleFiles:
    kept = files.places(folder)
    if kept.truth.exists():  # written last
        return kept
    return files.write(generate.rows(today=today(app.policy, app.now())), folder)
