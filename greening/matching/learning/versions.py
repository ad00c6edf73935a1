"""How is a model kept, so that every opinion it gave can be read again? As a table like the shipped one, with what it is worth."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from math import isfinite
from typing import Any, Generic

from greening.matching.learning.calibration import Quality
from greening.matching.model import Model, Weight
from greening.matching.scheme import F, Scheme


@dataclass(frozen=True, slots=True)
class Version(Generic[F]):
    """A model with its measured quality; none where nothing was measured, as of the shipped one."""

    model: Model[F]
    quality: Quality | None = None


def to_document(version: Version[F]) -> dict[str, Any]:
    """As plain values of JSON; the scheme is not among them."""
    model, quality = version.model, version.quality
    kept = {one.name: getattr(model, one.name) for one in fields(model) if one.name not in {"scheme", "weights"}}
    weights = {code: _finite(asdict(row)) for code, row in sorted(model.weights.items())}
    return {"model": kept, "weights": weights, "quality": quality.to_document() if quality else None}


def from_document(scheme: Scheme[F], document: Mapping[str, Any]) -> Version[F]:
    """What `to_document` has written.

    Raises: KeyError, TypeError, when it is something else.
    """
    weights = {code: Weight(**row) for code, row in document["weights"].items()}
    told = document["quality"]
    model = Model(scheme, weights=weights, **document["model"])
    return Version(model, Quality.from_document(told) if told else None)


def _finite(row: dict[str, Any]) -> dict[str, Any]:
    """Without bounds that are none, which no number of JSON says: they are left out as in the shipped table."""
    return {name: value for name, value in row.items() if not isinstance(value, float) or isfinite(value)}
