"""When does a record want a person's look, how urgently, and what does a verdict change? Pure rules of the review."""

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from fnmatch import fnmatchcase
from typing import Any
from zoneinfo import ZoneInfo

from greening.domain.assessments import finding_json, read_findings
from greening.domain.changes import Change, Stamp, form_order, values
from greening.domain.policy import Policy
from greening.domain.record_masking import masked_findings
from greening.domain.review import Kind, Part
from greening.domain.triage import Triage
from validators.finding import Finding, Severity
from validators.record import Record

VISIT = re.compile(r"visits\[(\d+)\]")
PLACES = re.compile(r"\[\d+\]")
GRAVEST = (Severity.BLOCKER, Severity.WARNING, Severity.HINT)
WILDCARDS = re.compile(r"[*?]")
PRINT_BYTES = 8


@dataclass(frozen=True, slots=True)
class Ruling:
    """A verdict in effect: on which version of the record, and which doubts a pass has settled."""

    kind: Kind
    record_version: int
    passed: frozenset[str] = frozenset()


def prints(findings: Sequence[Finding], record: Record) -> list[str]:
    """What tells one doubt from another: the fault and the value it is about, wherever in a list that stands by now.

    Counts are left out: a number that a seventh company has too is the same doubt as with six.
    """
    stood = values(record) if findings else {}
    return [_print(one, _value(one, record, stood)) for one in findings]


def triage(machine: Triage, doubted: Collection[str], record_version: int, ruling: Ruling | None) -> Triage:
    """Where a record goes when a person has spoken: a pass lets it flow until other doubts come up, a rejection keeps
    it out of the way until the record changes; else the machine's word holds.
    """
    if ruling is None:
        return machine
    if ruling.kind is Kind.PASS and ruling.passed.issuperset(doubted):
        return Triage.FLOW
    if ruling.kind is Kind.REJECT and ruling.record_version == record_version:
        return Triage.QUARANTINE
    return machine


def wants_look(doubted: Collection[str], record_version: int, ruling: Ruling | None) -> bool:
    """Whether there is a doubt nobody has ruled on. What was returned or rejected comes back when the record changes."""
    if ruling is None:
        return bool(doubted)
    if ruling.kind is Kind.PASS:
        return not ruling.passed.issuperset(doubted)
    return bool(doubted) and ruling.record_version != record_version


def parts(findings: Sequence[Finding], policy: Policy) -> tuple[Part, ...]:
    """Why a record wants a look, the heaviest reason first."""
    by_code: dict[str, list[Finding]] = {}
    for one in findings:
        by_code.setdefault(one.code, []).append(one)
    made = [_part(code, tuple(found), policy) for code, found in by_code.items()]
    return tuple(sorted(made, key=lambda part: (-part.points, GRAVEST.index(part.severity), part.code)))


def points(code: str, severity: Severity, policy: Policy) -> int:
    """What a finding weighs: the longest pattern that fits decides, else its severity.

    >>> from greening.domain.policy import shipped
    >>> [points(code, Severity.WARNING, shipped()) for code in ("repeat.phone_agent", "repeat.phone_suspect", "mail.typo")]
    [35, 30, 15]
    """
    fitting = [pattern for pattern in policy.review.points if fnmatchcase(code, pattern)]
    by_pattern = policy.review.points[max(fitting, key=_exactness)] if fitting else 0
    by_severity = {Severity.BLOCKER: policy.review.blocker, Severity.WARNING: policy.review.warning, Severity.HINT: 0}
    if severity is Severity.BLOCKER:
        return max(by_pattern, by_severity[severity])
    return by_pattern if fitting else by_severity[severity]


def topics(made: Sequence[Part]) -> list[str]:
    """What filters find an item by: its codes and their subjects."""
    return sorted({topic for part in made for topic in (part.code, part.code.partition(".")[0])})


def author(made: Sequence[Part], record: Record, stamps: Mapping[str, Stamp], entered_by: int | None) -> int | None:
    """Whose value is doubted most; None where nobody is known."""
    authors = (_author(one.field, record, stamps, entered_by) for part in made for one in part.findings)
    return next((one for one in authors if one is not None), None)


def authors(record: Record, stamps: Mapping[str, Stamp], entered_by: int | None) -> list[int]:
    """Everybody who wrote something of the record, in order of id."""
    wrote = {entered_by} | {stamp.by for stamp in stamps.values()}
    wrote |= {int(visit.rep) for visit in record.visits if visit.rep}
    return sorted(one for one in wrote if one is not None)


def part_json(part: Part) -> dict[str, Any]:
    return {
        "code": part.code,
        "field": part.field,
        "severity": part.severity.value,
        "points": part.points,
        "findings": [finding_json(one) for one in part.findings],
    }


def read_parts(stored: Sequence[Mapping[str, Any]]) -> tuple[Part, ...]:
    return tuple(
        Part(one["code"], Severity(one["severity"]), one["points"], read_findings(one["findings"])) for one in stored
    )


def masked_parts(made: Sequence[Part], record: Record) -> tuple[Part, ...]:
    """The reasons for whoever does not hold the record: what stands in a contact is masked like the contact."""
    return tuple(replace(part, findings=masked_findings(part.findings, record)) for part in made)


def differences(acts: Iterable[tuple[Mapping[str, Any], Mapping[str, Any]]]) -> tuple[Change, ...]:
    """What several acts, oldest first, changed in all: what stood before the first and what stands after the last.

    >>> differences([({"address": "a"}, {"address": "b"}), ({"address": "b"}, {"address": "c", "scale": "20"})])
    (Change(path='address', before='a', after='c'), Change(path='scale', before='', after='20'))
    """
    stood: dict[str, str] = {}
    stands: dict[str, str] = {}
    for before, after in acts:
        for path in {**before, **after}:
            stood.setdefault(path, str(before.get(path, "")))
            stands[path] = str(after.get(path, ""))
    changed = (path for path in sorted(stands, key=form_order) if stood[path] != stands[path])
    return tuple(Change(path, stood[path], stands[path]) for path in changed)


def must_say_why(done: int, skipped: int, policy: Policy) -> bool:
    """Whether one more skip today needs a reason: the first few do not, nor a small share of what was seen."""
    skips = skipped + 1
    if skips <= policy.review.free_skips:
        return False
    return skips * 100 > policy.review.skips * (done + skips)


def day_began(now: datetime, policy: Policy) -> datetime:
    """When the organisation's day began."""
    zone = ZoneInfo(policy.calendar.zone)
    return datetime.combine(now.astimezone(zone).date(), time(), zone)


def _part(code: str, found: tuple[Finding, ...], policy: Policy) -> Part:
    severity = min((one.severity for one in found), key=GRAVEST.index)
    return Part(code, severity, points(code, severity, policy), found)


def _exactness(pattern: str) -> tuple[int, str]:
    return len(WILDCARDS.sub("", pattern)), pattern


def _print(finding: Finding, value: str) -> str:
    told = [finding.code, PLACES.sub("", finding.field), value]
    return hashlib.blake2b(json.dumps(told, ensure_ascii=False).encode(), digest_size=PRINT_BYTES).hexdigest()


def _value(finding: Finding, record: Record, stood: Mapping[str, str]) -> str:
    """What the finding is about, as it stands; else what the finding says of it in words."""
    if visit := VISIT.match(finding.field):
        note = record.visits[int(visit[1])]
        return f"{note.at and note.at.isoformat()} {note.note}"
    return stood.get(finding.field) or "\n".join(_said(finding))


def _said(finding: Finding) -> Iterator[str]:
    return (value for _, value in sorted(finding.params.items()) if isinstance(value, str))


def _author(field: str, record: Record, stamps: Mapping[str, Stamp], entered_by: int | None) -> int | None:
    if visit := VISIT.match(field):
        rep = record.visits[int(visit[1])].rep
        return int(rep) if rep else None
    return stamps[field].by if field in stamps else entered_by
