"""On how many unrelated subjects does a number or mail stand? A shared one belongs to an agent, not to a customer."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from validators.record import Record


@dataclass(frozen=True, slots=True)
class Subject:
    """Who else has a value: as much of a record as tells whether two of them belong together; empty where unknown."""

    key: str
    core_name: str = ""
    domain: str = ""
    address_key: str = ""


@dataclass(frozen=True, slots=True)
class Sharers:
    """The records that have a value: how many there are, and the first of them; the judged one may be among them."""

    count: int = 0
    subjects: tuple[Subject, ...] = ()


class Population(Protocol):
    """The records among which one is judged."""

    def sharers(self, channel: str, value: str) -> Sharers:
        """Who has this value. `channel` is ``phone`` (value in E.164) or ``email`` (folded address)."""


class EmptyPopulation:
    """Nobody else is known."""

    def sharers(self, channel: str, value: str) -> Sharers:  # noqa: ARG002
        return Sharers()


EMPTY_POPULATION = EmptyPopulation()


class FilePopulation:
    """The records of a file, read in one pass."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._sharers: dict[tuple[str, str], Sharers] = {}
        for _ in records:
            pass

    def sharers(self, channel: str, value: str) -> Sharers:
        return self._sharers.get((channel, value), Sharers())
