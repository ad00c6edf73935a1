"""What does matching have to know about a kind of thing? How it is read, found, and compared field by field."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from msgspec import Struct

from greening.matching.bounds.reaching import Reach
from greening.matching.frequencies import Frequencies
from greening.matching.values import Key, Kind, Values

F = TypeVar("F")
F_contra = TypeVar("F_contra", contravariant=True)


class Step(Struct, frozen=True, gc=False):
    """What one field says of a pair.

    `code` is a row of the weight table. `shared` are the values that both have, of which the table may count how rare
    they are. The same for both orders of the pair, `params` too.
    """

    field: str
    code: str
    shared: tuple[Key, ...] = ()
    params: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Rule:
    """What decides a pair outside the score: that it is one (`same`), or that it is not and what it is then.

    A `relation` makes it a veto: the two are not one, and related where much speaks for them.
    """

    code: str
    same: bool = False
    relation: str = ""


class Scheme(Protocol[F_contra]):
    """How one kind of thing is compared. Every function is pure and, of pairs, symmetric.

    Features are `Packed`, so that equal ones are packed as equal texts.
    """

    @property
    def kind(self) -> Kind: ...

    @property
    def reach(self) -> Reach[F_contra] | None:
        """How much a pair can be worth at most, told from numbers; None where nothing tells."""
        ...

    @property
    def kinds(self) -> tuple[str, ...]:
        """Every kind of its keys."""
        ...

    def values(self, features: Sequence[F_contra], /) -> Iterable[tuple[str, Values]]:
        """What records are found by and what is counted, kind by kind of key: a row a record, each value once.

        Every `shared` key of a step is among those of one.
        """
        ...

    def steps(self, left: F_contra, right: F_contra, frequencies: Frequencies, /) -> Sequence[Step]:
        """What each field that both have says; a field that one lacks says nothing.

        `frequencies` tell which parts of a value are telling: two names that share a rare word are closer.
        """
        ...

    def rule(self, left: F_contra, right: F_contra, /) -> Rule | None:
        """What decides the pair whatever the fields say; None where nothing does. Cheap: clusters ask it often."""
        ...


def keys_of(scheme: Scheme[F], features: F) -> tuple[Key, ...]:
    """Every key of one record, each once; strong ones first."""
    return tuple([Key(kind, value) for kind, (row,) in scheme.values((features,)) for value in row])
