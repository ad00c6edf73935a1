"""How does a run over a large base go on where it was broken off? What was found is written piece by piece, each as a whole.

The pieces lie in a folder that is named by all that the findings follow from: the records, the model, the sources. So a
run goes on with its own pieces only, and the same run once more finds everything done.
"""

from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path

from greening.matching import clusters, judging
from greening.matching.batch import Matched
from greening.matching.judging import PIECE, Plan, Watch
from greening.matching.kept import Kept
from greening.matching.model import Model
from greening.matching.rulings import NOTHING_RULED, Rulings
from greening.matching.scheme import F
from greening.matching.shelf import OnShelf, Shelf
from greening.matching.tables import write


def match(
    shelf: Shelf[F],
    model: Model[F],
    *,
    sources: Sequence[str] | None = None,
    rulings: Rulings = NOTHING_RULED,
    watch: Watch = lambda pairs, _: pairs,
) -> Matched:
    """Compare the records of a shelf as `batch.match` does, going on with what an earlier run of the same found."""
    plan = judging.plan(shelf.held(), model, rulings, watch)
    folder = shelf.folder / f"found-{_name(shelf, plan, sources)}"
    folder.mkdir(exist_ok=True)
    pairs = Kept.read(_judged(plan, folder, sources, watch))
    held, learned = plan.held, plan.learned
    links = pairs.links()
    features = OnShelf(shelf, clusters.tangled(links))
    joined = clusters.join(links, features, learned.model, ranks=held.copies.ranks, sources=sources, rulings=rulings)
    return Matched(pairs, joined.groups, plan.compared, plan.cut, plan.lost, learned)


def _judged(plan: Plan[F], folder: Path, sources: Sequence[str] | None, watch: Watch) -> list[Path]:
    """The files with what was found, each written unless it is there."""
    pieces = [plan.pairs[start : start + PIECE] for start in range(0, len(plan.pairs), PIECE)]
    paths = [folder / f"{number:05}.parquet" for number in range(len(pieces))]
    left = [at for at, path in enumerate(paths) if not path.exists()]
    for at, piece in zip(left, watch((pieces[at] for at in left), len(left)), strict=True):
        write(Kept.of(judging.judge(plan, piece, sources)).columns, paths[at])
    return paths


def _name(shelf: Shelf[F], plan: Plan[F], sources: Sequence[str] | None) -> str:
    """What stands for all that the findings follow from."""
    model = plan.learned.model
    told = (model.version, model.matches, model.review, sorted(model.weights.items()), sources, len(plan.pairs))
    return blake2b(repr(told).encode("utf-8", "surrogatepass") + shelf.digest(), digest_size=8).hexdigest()
