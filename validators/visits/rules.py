"""What is to be said about the follow-ups of a record? What each note is worth, what cannot be, what is to be set right."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from validators.finding import Finding
from validators.population import subject
from validators.record import Record, Visit
from validators.settings import Settings
from validators.visits import changes, contradictions, copies
from validators.visits.copies import NO_NOTES, Notes
from validators.visits.faults import BY_CODE
from validators.visits.verdict import Verdict, VisitVerdict, judge_visit


def verdicts(record: Record, settings: Settings, notes: Notes = NO_NOTES) -> tuple[VisitVerdict, ...]:
    """What each follow-up is worth, in the order of the record, among its own others and the notes of other customers.

    A copy is weak at best. The note that was copied stays what it is.
    """
    judged = [judge_visit(visit, settings) for visit in record.visits]
    return tuple(
        _compared(record, at, one, settings, notes) if one.verdict is Verdict.EFFECTIVE else one
        for at, one in enumerate(judged)
    )


def check(
    record: Record, judged: tuple[VisitVerdict, ...], settings: Settings, as_of: datetime | None
) -> Iterator[Finding]:
    """Say why a note is not effective, what speaks against it, and what it says of the record; `judged` are `verdicts`.

    What has changed is said once, at the newest note that tells it.
    """
    told: set[changes.Change] = set()
    for at, (visit, verdict) in enumerate(zip(record.visits, judged, strict=True)):
        path = f"visits[{at}]"
        if verdict.reason == "visit.thin":
            yield BY_CODE["visit.thin"].at(path, found=verdict.units)
        elif verdict.reason:
            yield BY_CODE[verdict.reason].at(path, **verdict.params)
        yield from _times(path, visit, settings, as_of)
        yield from contradictions.check(path, visit, verdict, settings)
        for change in changes.proposed(record, verdict.changes, visit.note) if verdict.changes else ():
            if change not in told:
                told.add(change)
                yield BY_CODE[f"visit.tells_{change.kind}"].at(path, change=change.field)


def _compared(record: Record, at: int, judged: VisitVerdict, settings: Settings, notes: Notes) -> VisitVerdict:
    visit = record.visits[at]
    before = [(place, one) for place, one in enumerate(record.visits[at + 1 :], at + 1) if one.rep == visit.rep]
    copied = copies.earlier(visit.note, [one.note for _, one in before], settings) if before else None
    if copied is not None:
        return _weaker(judged, "visit.copied", earlier=f"visits[{before[copied][0]}]")
    if notes is not NO_NOTES:
        customers = copies.customers(visit.note, subject("", record), notes, settings)
        if customers >= settings.visits.template_customers:
            return _weaker(judged, "visit.template", customers=customers)
    return judged


def _weaker(judged: VisitVerdict, reason: str, **params: str | int) -> VisitVerdict:
    return replace(judged, verdict=Verdict.WEAK, reason=reason, params=params)


def _times(path: str, visit: Visit, settings: Settings, as_of: datetime | None) -> Iterator[Finding]:
    if visit.at is None:
        return
    bar = settings.visits
    if as_of and visit.at > as_of:
        yield BY_CODE["visit.in_future"].at(path, at=visit.at.isoformat())
    elif visit.at.year < bar.oldest_year:
        yield BY_CODE["visit.too_old"].at(path, at=visit.at.isoformat())
    if visit.entered_at and visit.entered_at - visit.at > bar.late:
        yield BY_CODE["visit.entered_late"].at(path, days=(visit.entered_at - visit.at).days)
    if visit.entered_at and visit.at - visit.entered_at > bar.ahead:
        yield BY_CODE["visit.entered_before"].at(path, hours=int((visit.at - visit.entered_at).total_seconds() // 3600))
