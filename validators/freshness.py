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
        if _is_proven(record, path) and as_of - at > term:
            yield BY_CODE[AGED].at(path, days=(as_of - at).days, due=(at + term).date().isoformat())
    last = _last_contact(record)
    if last and as_of - last > term:
        yield BY_CODE["record.stale"].at("visits", days=(as_of - last).days)


def ages_at(record: Record, settings: Settings, as_of: datetime) -> datetime | None:
    """When the next of what has not grown old by `as_of` will: from then on the record has to be judged anew.

    None where nothing of it will, because nothing is proven or all of it is old already.
    """
    term, last = settings.verified_for, _last_contact(record)
    times = [at for path, at in record.verified.items() if _is_proven(record, path)] + ([last] if last else [])
    return min((min(at, as_of) + term for at in times if as_of - at <= term), default=None)


def _is_proven(record: Record, path: str) -> bool:
    return record.levels.get(path, Level.EMPTY) > Level.PLAUSIBLE


def _last_contact(record: Record) -> datetime | None:
    return max((visit.at for visit in record.visits if visit.at), default=None)
