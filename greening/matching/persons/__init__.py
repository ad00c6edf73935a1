"""Are two rows about one person? How persons are read, found and compared, and what each likeness is worth."""

from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources

from greening.matching.frequencies import Frequencies
from greening.matching.model import Model, load
from greening.matching.persons import steps as fields
from greening.matching.persons.features import Features, features
from greening.matching.persons.keys import KINDS, values
from greening.matching.persons.person import Person, PersonalId
from greening.matching.scheme import Rule, Step, keys_of
from greening.matching.values import Key, Kind, Values

__all__ = ["SCHEME", "Features", "Person", "PersonScheme", "PersonalId", "features", "keys", "model"]


class PersonScheme:
    """Persons, for the parts of matching that do not know what they match."""

    kind = Kind.PERSON
    kinds = KINDS
    reach = None

    def values(self, features: Sequence[Features], /) -> Iterable[tuple[str, Values]]:
        return values(features)

    def steps(self, left: Features, right: Features, frequencies: Frequencies, /) -> Sequence[Step]:  # noqa: ARG002
        return fields.steps(left, right)

    def rule(self, left: Features, right: Features, /) -> Rule | None:
        """Only senior and junior decide: ids of persons are mistyped, lent and used again, so they only weigh."""
        one, other = ({name.generation for name in own.names if name.generation} for own in (left, right))
        return Rule("name.generation", relation="generation") if one and other and not one & other else None


SCHEME = PersonScheme()


def keys(features: Features) -> tuple[Key, ...]:
    """Every key of a record, each once; strong ones first."""
    return keys_of(SCHEME, features)


@cache
def model() -> Model[Features]:
    """The shipped weights."""
    return load(SCHEME, resources.files("greening.matching.persons").joinpath("weights.toml").read_text("utf-8"))
