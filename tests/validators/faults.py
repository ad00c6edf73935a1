"""What every rule module promises about its faults, asked by the tests of each."""

from collections.abc import Callable, Iterable

from validators.fault import Fault
from validators.finding import Finding

Judge = Callable[[str], Iterable[Finding]]


def assert_example(fault: Fault, judge: Judge) -> None:
    """The fault is found in its example, with its severity and parameters, and not in the value that looks like it."""
    found = [finding for finding in judge(fault.example) if finding.code == fault.code]
    assert len(found) == 1
    assert found[0].severity == fault.severity
    assert set(found[0].params) == set(fault.params)
    assert fault.code not in {finding.code for finding in judge(fault.counter_example)}
