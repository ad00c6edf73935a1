"""What is a fault, as opposed to one finding of it? The entry of the catalog: code, weight, and how to recognise it."""

from dataclasses import dataclass

from validators.finding import Finding, Param, Severity
from validators.record import Record

Example = str | Record | tuple[Record, ...]
"""A value of the fault's subject; or a record; or records judged together, of which the first has the fault."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that can be wrong with a value.

    `params` are the names that every finding of this fault fills. `summary` is one English sentence for the rule pages;
    `example` has the fault, and `counter_example` looks alike and has not.
    """

    code: str
    severity: Severity
    params: tuple[str, ...]
    summary: str
    example: Example
    counter_example: Example

    def at(self, path: str, **params: Param) -> Finding:
        """The finding of this fault at a path of the record."""
        if tuple(params) != self.params and params.keys() != set(self.params):
            raise TypeError(f"{self.code} takes {self.params}, got {tuple(params)}")
        return Finding(self.code, path, self.severity, params)
