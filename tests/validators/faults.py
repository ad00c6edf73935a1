"""What every rule module promises about its faults, asked by the tests of each."""

from collections.abc import Callable, Iterable

from validators.fault import Fault
from validators.finding import Finding
from validators.record import Record


def assert_example(fault: Fault, hold: Callable[[str], Record], judge: Callable[[Record], Iterable[Finding]]) -> None:
    """The fault is found once in its example, with its severity and parameters, and not in what looks like it.

    `hold` puts a bare value where the subject has its place in a record.
    """
    example, spared = (
        given if isinstance(given, Record) else hold(str(given)) for given in (fault.example, fault.counter_example)
    )
    (found,) = (finding for finding in judge(example) if finding.code == fault.code)
    assert found.severity == fault.severity
    assert set(found.params) == set(fault.params)
    assert fault.code not in {finding.code for finding in judge(spared)}
