"""How does `match` go on with a large file where it was broken off? What was read and found lies in a folder of its own."""

from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

from greening.cli._match_run import Engine
from greening.matching import Matched, Model
from greening.matching.batch import resuming
from greening.matching.batch.copies import digest
from greening.matching.batch.shelf import PART, PRIVATE, Shelf
from greening.matching.packing import pack


def engine(work: Path) -> Engine:
    """What compares features by way of a folder, which is made where it is not there."""

    def match(features: Sequence[Any], model: Model[Any], **options: Any) -> Matched:
        told = blake2b(b"".join(digest(pack(one)) for one in features), digest_size=8).hexdigest()
        shelf = Shelf(work / f"{model.scheme.kind.value}-{told}", model.scheme, type(features[0]))
        shelf.folder.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
        for part, first in enumerate(range(0, len(features), PART)):
            if not shelf.has(part):
                shelf.put(part, features[first : first + PART], first=first)
        return resuming.match(shelf, model, **options)

    return match
