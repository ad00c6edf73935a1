"""What of a record has grown old? Values age: what was proven long ago has to be verified again."""

from collections.abc import Iterator
from datetime import UTC, datetime

from validators.fault import Fault
from validators.finding import Finding, Level, Severity
from validators.record import Record, Visit
from validators.settings import Settings

HINT = Severity.HINT
AGED = "record.verify_again"

FAULTS: tuple[Fault, ...] = (
    Fault(
        AGED,
        HINT,
        ("days", "due"),
        "The value was proven so long ago that it counts as merely plausible until somebody verifies it again.",
        Record(
            phones=("0512-62658014",),
            levels={"phones[0]": Level.PROVEN},
            verified={"phones[0]": datetime(2025, 3, 1, tzinfo=UTC)},
        ),
        Record(
            phones=("0512-62658014",),
            levels={"phones[0]": Level.PROVEN},
            verified={"phones[0]": datetime(2026, 2, 1, tzinfo=UTC)},
        ),
    ),
    Fault(
        "record.stale",
        HINT,
        ("days",),
        "The last contact is so long ago that numbers and persons have to be verified again.",
        Record(visits=(Visit("采购经理要样品", at=datetime(2024, 3, 1, tzinfo=UTC)),)),
        Record(visits=(Visit("采购经理要样品", at=datetime(2026, 2, 1, tzinfo=UTC)),)),
    ),
)
BY_CODE = {fault.code: fault for fault in FAULTS}


def check(record: Record, settings: Settings, as_of: datetime | None) -> Iterator[Finding]:
    """Name each value whose proof is older than the term, with the day since which it is due, and a last contact so old.

    Without a time to judge as of, nothing ages; nor does evidence of which nobody knows when it was given.
    """
    if as_of is None:
        return
    term = settings.verified_for
    for path, at in record.verified.items():
        if record.levels.get(path, Level.EMPTY) > Level.PLAUSIBLE and as_of - at > term:
            yield BY_CODE[AGED].at(path, days=(as_of - at).days, due=(at + term).date().isoformat())
    times = [visit.at for visit in record.visits if visit.at]
    if times and as_of - max(times) > term:
        yield BY_CODE["record.stale"].at("visits", days=(as_of - max(times)).days)
