"""What is a fault, as opposed to one finding of it? The entry of the catalog: code, weight, and how to recognise it."""

from dataclasses import dataclass

from validators.finding import Finding, Param, Severity


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that can be wrong with a value.

    `params` are the names that every finding of this fault fills. `summary` is one English sentence for the rule pages;
    `example` is a value that has the fault and `counter_example` one that looks alike and has not.
    """

    code: str
    severity: Severity
    params: tuple[str, ...]
    summary: str
    example: str
    counter_example: str

    def at(self, path: str, **params: Param) -> Finding:
        """The finding of this fault at a path of the record."""
        if params.keys() != set(self.params):
            raise TypeError(f"{self.code} takes {self.params}, got {tuple(params)}")
        return Finding(self.code, path, self.severity, params)
