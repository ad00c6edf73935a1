"""What does a change of the policy change? Counts and examples of notes and records judged before and after.

What is found is kept as JSON and added to as the work goes on: numbers are summed, examples of each kind are kept up to a
limit. ``{"notes": {"moves", "teams", "examples"}, "records": {"moves", "codes", "scores", "examples"}}``, where a move is
``"flow>review"`` and examples stand by move.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from greening.domain import masking

WORSE = ("effective", "weak", "void")
"""Verdicts on a follow-up, the worst last."""


class State(StrEnum):
    """Notes are replayed before records are judged, then what was left over; superseded is what a later one overtook."""

    WAITING = "waiting"
    NOTES = "notes"
    RECORDS = "records"
    REST = "rest"
    DONE = "done"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class JudgedNote:
    """A follow-up and its verdicts; `team_id` is that of its author today, None where nobody knows."""

    visit_id: int
    record_id: int
    team_id: int | None
    note: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Side:
    """How a record was judged."""

    triage: str
    score: int
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class JudgedRecord:
    record_id: int
    company: str
    before: Side
    after: Side


def of_notes(judged: Iterable[JudgedNote]) -> dict[str, Any]:
    """What these notes add to what was found. Numbers in examples are masked."""
    found: dict[str, Any] = {}
    for one in judged:
        _add(found, _of_note(one), None)
    return {"notes": found}


def of_records(judged: Iterable[JudgedRecord]) -> dict[str, Any]:
    """What these records add to what was found."""
    found: dict[str, Any] = {}
    for one in judged:
        _add(found, _of_record(one), None)
    return {"records": found}


def added(found: Mapping[str, Any], more: Mapping[str, Any], *, examples: int) -> dict[str, Any]:
    """What was found with more of it, at most so many examples of a move."""
    together: dict[str, Any] = {}
    _add(together, found, examples)
    _add(together, more, examples)
    return together


def moves(found: Mapping[str, Any], part: str) -> dict[tuple[str, str], int]:
    """How many went from one state to another; part is ``notes`` or ``records``."""
    counted = found.get(part, {}).get("moves", {})
    return {(move.partition(">")[0], move.partition(">")[2]): count for move, count in counted.items()}


def _of_note(one: JudgedNote) -> dict[str, Any]:
    move = f"{one.before}>{one.after}"
    if one.before == one.after:
        return {"moves": {move: 1}}
    way = "flagged" if WORSE.index(one.after) > WORSE.index(one.before) else "cleared"
    example = {"visit_id": one.visit_id, "record_id": one.record_id, "note": masking.text(one.note)}
    team = "" if one.team_id is None else str(one.team_id)
    return {"moves": {move: 1}, "teams": {team: {way: 1}}, "examples": {move: [example | {"team": team}]}}


def _of_record(one: JudgedRecord) -> dict[str, Any]:
    before, after = one.before, one.after
    move = f"{before.triage}>{after.triage}"
    way = "up" if after.score > before.score else "down" if after.score < before.score else "same"
    gained, lost = sorted(after.codes - before.codes), sorted(before.codes - after.codes)
    found: dict[str, Any] = {
        "moves": {move: 1},
        "scores": {way: 1, "before": before.score, "after": after.score},
        "codes": {code: {"gained": 1} for code in gained} | {code: {"lost": 1} for code in lost},
    }
    if before.triage != after.triage:
        scores = {"before": before.score, "after": after.score}
        example = {"record_id": one.record_id, "company": masking.text(one.company), "gained": gained, "lost": lost}
        found["examples"] = {move: [example | scores]}
    return found


def _add(held: dict[str, Any], more: Mapping[str, Any], examples: int | None) -> None:
    for name, value in more.items():
        if isinstance(value, Mapping):
            _add(held.setdefault(name, {}), value, examples)
        elif isinstance(value, list):
            held[name] = [*held.get(name, ()), *value][:examples]
        else:
            held[name] = held.get(name, 0) + value
