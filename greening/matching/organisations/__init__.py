"""Are two records one company? Names, numbers, ids, domains, addresses and persons, read and compared."""

from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

from greening.matching.model import Model, load
from greening.matching.organisations import comparing, reach, rules, shortened
from greening.matching.organisations.features import Features, features, features_of
from greening.matching.organisations.keys import KINDS, values
from greening.matching.scheme import keys_of
from greening.matching.values import Key, Kind, Values

__all__ = ["SCHEME", "Features", "Organisations", "features", "features_of", "keys", "model", "surplus"]


class Organisations:
    """How companies are compared."""

    kind = Kind.ORGANISATION
    kinds = KINDS
    reach = reach.REACH

    def values(self, features: Sequence[Features], /) -> Iterable[tuple[str, Values]]:
        return values(features)

    steps = staticmethod(comparing.steps)
    rule = staticmethod(rules.rule)


SCHEME = Organisations()


def surplus(one: Features, other: Features) -> tuple[int, ...]:
    """What the names of two companies say beyond each other: of equally likely ones, the one with the least is meant."""
    return shortened.surplus(one.name, other.name)


def keys(features: Features) -> tuple[Key, ...]:
    """Every key of a record, each once; strong ones first."""
    return keys_of(SCHEME, features)


@cache
def model() -> Model[Features]:
    """The shipped model."""
    return load(SCHEME, (files(__name__) / "weights.toml").read_text(encoding="utf-8"))
