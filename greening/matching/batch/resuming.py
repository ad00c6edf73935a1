"""How does a run over a large base go on where it was broken off? What was found is written piece by piece, each as a whole.

The pieces lie in a folder that is named by all that the findings follow from: the records, the model, the sources. So a
run goes on with its own pieces only, and the same run once more finds everything done.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from greening.matching import clusters
from greening.matching.batch import judging
from greening.matching.batch.judging import PIECE, Plan, Watch
from greening.matching.batch.kept import Kept
from greening.matching.batch.matching import Matched
from greening.matching.batch.shelf import VERSION, Shelf
from greening.matching.batch.tables import SUFFIX
from greening.matching.entries import Numbers
from greening.matching.model import Model
from greening.matching.rulings import NOTHING_RULED, Rulings
from greening.matching.scheme import F
from greening.matching.uncollected import uncollected


@dataclass(frozen=True, slots=True)
class Resumed(Matched):
    """What was found, its pairs as they are kept."""

    pairs: Kept


@uncollected()
def match(
    shelf: Shelf[F],
    model: Model[F],
    *,
    sources: Sequence[str] | None = None,
    rulings: Rulings = NOTHING_RULED,
    teach: bool = True,
    known: Sequence[int] | None = None,
    new: int = 0,
    watch: Watch = lambda pairs, _: pairs,
    piece: int = PIECE,
) -> Resumed:
    """Compare the records of a shelf as `batch.match` does, going on with what an earlier run of the same found.

    So many pairs make a `piece`, which is what a run that is broken off loses. Rulings do not `teach` a model that has learned
    what it should; they hold all the same.
    """
    plan = judging.plan(shelf.held(), model, rulings if teach else NOTHING_RULED, watch, new=new)
    folder = shelf.folder / f"found-{_name(shelf, plan, sources)}-{piece}"
    folder.mkdir(exist_ok=True)
    pieces = [plan.pairs[start : start + piece] for start in range(0, len(plan.pairs), piece)]
    pairs = Kept.read(_judged(plan, pieces, folder, sources, watch))
    learned = plan.learned
    links = pairs.links()
    features = shelf.opened()
    joined = clusters.join(
        links, features, learned.model, ranks=plan.copies.ranks, sources=sources, rulings=rulings, known=known
    )
    return Resumed(pairs, joined.groups, plan.compared, plan.cut, plan.lost, learned, joined.bridges)


def _judged(
    plan: Plan[F], pieces: Sequence[Numbers], folder: Path, sources: Sequence[str] | None, watch: Watch
) -> list[Path]:
    """The files with what was found, one a piece, each written unless it is there."""
    paths = [folder / f"{number:05}{SUFFIX}" for number in range(len(pieces))]
    left = [at for at, path in enumerate(paths) if not path.exists()]
    for at, pairs in zip(left, watch((pieces[at] for at in left), len(left)), strict=True):
        Kept.of(judging.judge(plan, pairs, sources)).write(paths[at])
    return paths


def _name(shelf: Shelf[F], plan: Plan[F], sources: Sequence[str] | None) -> str:
    """What stands for all that the findings follow from."""
    model = plan.learned.model
    limits = (model.matches, model.threshold, model.review, model.vetoed)
    told = (VERSION, model.version, limits, sorted(model.weights.items()), sources, plan.new)
    pieces = (repr(told).encode("utf-8", "surrogatepass"), shelf.digest(), plan.pairs.tobytes())
    return blake2b(b"".join(pieces), digest_size=8).hexdigest()
