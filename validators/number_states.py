"""Does anybody answer at a number? What a provider of number states says, where one was asked; without it nothing is missing.

A state is a hint about a moment: telephones are off at night, and a provider errs. Only a number that nobody has is doubted.
"""

from collections.abc import Iterator

from validators.fault import Fault
from validators.finding import Finding, Severity
from validators.phones import Readings
from validators.record import NumberState, Record

NUMBER = "13926580147"
NOBODYS = frozenset({NumberState.EMPTY, NumberState.NONEXISTENT})
QUIET = frozenset({NumberState.SUSPENDED, NumberState.OFF, NumberState.MAYBE_OFF, NumberState.SILENT})


def _said(state: NumberState) -> Record:
    return Record(phones=(NUMBER,), number_states={f"+86{NUMBER}": state})


FAULTS: tuple[Fault, ...] = (
    Fault(
        "phone.out_of_service",
        Severity.WARNING,
        ("number",),
        "A provider of number states says that nobody has this number.",
        _said(NumberState.EMPTY),
        _said(NumberState.SILENT),
    ),
    Fault(
        "phone.quiet",
        Severity.HINT,
        ("number", "state"),
        "A provider of number states says that nobody would answer just now: off, suspended, or long unused.",
        _said(NumberState.SUSPENDED),
        _said(NumberState.ACTIVE),
    ),
    Fault(
        "phone.risky",
        Severity.HINT,
        ("number",),
        "A provider of number states has complaints about calls to or from this number.",
        _said(NumberState.RISK),
        _said(NumberState.UNKNOWN),
    ),
)
BY_CODE = {fault.code: fault for fault in FAULTS}


def check(record: Record, found: Readings) -> Iterator[Finding]:
    """What is known of the numbers that were read out of each field."""
    if not record.number_states:
        return
    for path, numbers in found.items():
        for number in numbers:
            if state := record.number_states.get(number.e164 or ""):
                yield from _judge(path, number.raw, state)


def _judge(path: str, number: str, state: NumberState) -> Iterator[Finding]:
    if state in NOBODYS:
        yield BY_CODE["phone.out_of_service"].at(path, number=number)
    elif state in QUIET:
        yield BY_CODE["phone.quiet"].at(path, number=number, state=state.value)
    elif state is NumberState.RISK:
        yield BY_CODE["phone.risky"].at(path, number=number)
