"""Which of all stored records are one? From what was read of them when they were saved, by the weights that hold."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from greening.cli import _match_entities, _match_report
from greening.cli._installation import looking
from greening.cli._language import Language
from greening.cli._match_order import Order, Watching
from greening.cli._match_rows import Rows
from greening.cli._match_run import Compared, Found
from greening.domain.policy import Policy
from greening.matching import Kind, Pair
from greening.matching.batch import resuming
from greening.matching.batch.judging import Watch
from greening.services import matching
from greening.services.matching import Shelved
from greening.storage.session import Work
from greening.words.matching import REPORT

PREFIX = "greening-match-"


def compare(order: Order, policy: Policy, watching: Watching, language: Language) -> Compared:
    """The records and what was found among them.

    Raises: FileRefused, when the entities cannot be read; Failed, when the tables are of another version.
    """
    former = _match_entities.read(order.entities, policy) if order.entities else None
    with _base(order.work, watch=watching("reading")) as base:
        for note in base.notes(language):
            click.echo(note, err=True)
        known = former.known(base.rows.ids) if former else None
        found = base.run(threshold=order.threshold, known=known, watch=watching("comparing"))
        base.name([*chain(*_match_report.ends(found.pairs, order.shown))])
    return Compared(base.rows, found, former, base.shelved.rulings)


@dataclass(frozen=True, slots=True)
class _Base:
    """What is stored, on a shelf. `rows` names each record as its page does; what it is called is asked for when it is shown."""

    work: Work
    shelved: Shelved
    rows: Rows

    def notes(self, language: Language) -> Iterator[str]:
        """What is compared by which weights, and what was not ready for it."""
        rulings, model = self.shelved.rulings, self.shelved.model
        ruled = len(rulings.same) + len(rulings.different)
        yield language.say(REPORT["stored"], records=len(self.rows.ids), version=model.version, ruled=ruled)
        if self.shelved.anew:
            yield language.say(REPORT["read_anew"], count=self.shelved.anew)

    def run(self, *, threshold: float | None, known: Sequence[int] | None, watch: Watch) -> Found:
        """Compare all. A `threshold` replaces that of the weights; `known` has the entity of each record at the last time."""
        model, rulings = self.shelved.model.at(threshold), self.shelved.rulings
        thresholds = {Kind.ORGANISATION: model.threshold}
        if not self.rows.ids:
            return Found([], [], 0, 0, thresholds, [], [])
        shelf = self.shelved.shelf
        found = resuming.match(shelf, model, rulings=rulings, teach=False, known=known, watch=watch)
        pairs = found.pairs.ruled(rulings).likely(model.threshold)
        return Found(pairs, found.clusters, found.compared, found.cut, thresholds, [], found.bridges)

    def name(self, shown: Sequence[Pair]) -> None:
        """Find out what the records of some pairs are called."""
        places = {at for pair in shown for at in (pair.left, pair.right)}
        names = matching.names(self.work, [self.shelved.ids[at] for at in places])
        for at in places:
            self.rows.labels[at] = names.get(self.shelved.ids[at], "")


@contextmanager
def _base(work_folder: Path | None, *, watch: matching.Watch) -> Iterator[_Base]:
    """All that is stored, in a folder that stays or in one that goes with the block.

    Raises: Failed, when the tables are of another version.
    """
    with looking() as work, nullcontext(work_folder) if work_folder else TemporaryDirectory(prefix=PREFIX) as folder:
        shelved = matching.shelve(work, Path(folder), watch=watch)
        many = len(shelved.ids)
        ids = [f"R-{record_id}" for record_id in shelved.ids]
        yield _Base(work, shelved, Rows(ids, kinds=[Kind.ORGANISATION] * many, labels=[""] * many))
