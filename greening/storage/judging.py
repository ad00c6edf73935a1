"""How are stored records judged? Read, checked, scored, sorted and remembered: one step for whoever has a transaction."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, select, text, tuple_
from sqlalchemy.orm import Session

from greening.domain.assessments import Assessed, assess
from greening.domain.policy import Policy
from greening.domain.review import Source
from greening.domain.triage import Triage
from greening.jobs import Kind
from greening.storage import assessments, review_arising, shared_values, submissions
from greening.storage.population import StoredPopulation, population
from greening.storage.record_loading import STAMPED, Loaded, load
from greening.storage.records import Record
from greening.storage.session import Unit
from validators import NO_DIRECTORY, Population, check, score
from validators import record as plain
from validators.freshness import ages_at
from validators.visits import NO_NOTES

COPIED = text("""
    UPDATE record SET
        assessment_id = new.assessment_id, score = new.score, completeness = new.completeness, triage = new.triage,
        finding_codes = new.codes, judged_version = new.version, ages_at = new.ages_at
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS new (
        id bigint, version integer, assessment_id bigint, score integer, completeness integer, triage text, codes text[],
        ages_at timestamptz
    )
    WHERE record.id = new.id AND record.version = new.version
""")
AGEING = text("""
    UPDATE record SET ages_at = new.ages_at
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS new (id bigint, ages_at timestamptz)
    WHERE record.id = new.id
""")
SORTED = text("""
    UPDATE record SET triage = new.triage
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS new (id bigint, triage text)
    WHERE record.id = new.id
""")


@dataclass(frozen=True, slots=True)
class Judged:
    """How many records were judged anew and how many as before; `due` are others whom this concerns, in order of id."""

    judged: int = 0
    unchanged: int = 0
    due: tuple[int, ...] = ()


def judge(session: Session, ids: Collection[int], policy: Policy, now: datetime) -> Judged:
    """Judge those of the records that are there and part of no other, among all that are stored.

    A judgement like the newest one of the same version, policy and catalog adds no row, so that judging twice is judging
    once. A record that was changed meanwhile is left to whoever changed it. `due` were judged when a number of theirs was
    not shared yet. Where a person has spoken, their verdict decides where the record goes.
    """
    there = load(session, ids, visits=policy.records.visits)
    found = {one: loaded for one, loaded in there.items() if loaded.merged_into_id is None}
    held = {one.id: shared_values.of_record(one.record, policy.settings, one.visit_ids) for one in found.values()}
    shared_values.remember(session, held)
    among = population(session, found, policy)
    assessed = {one.id: assess_one(one.record, among, policy, now, visit_ids=one.visit_ids) for one in found.values()}
    before = assessments.newest(session, [one.assessment_id for one in found.values() if one.assessment_id])
    news = {one: assessed[one] for one in found if before.get(one) != (found[one].version, assessed[one])}
    _remember(session, found, assessed, news, policy=policy, now=now)
    return Judged(len(news), len(found) - len(news), tuple(sorted(among.untold - found.keys())))


def aged(
    session: Session, now: datetime, *, after: tuple[datetime, int] | None, limit: int
) -> dict[int, tuple[datetime, int]]:
    """Records of which something has grown old since they were judged, longest ago first, each with its place among them;
    `after` is the last place that was seen.
    """
    due = select(Record.id, Record.ages_at).where(Record.ages_at < now, Record.merged_into_id.is_(None))
    rest = due if after is None else due.where(tuple_(Record.ages_at, Record.id) > after)
    found = session.execute(rest.order_by(Record.ages_at, Record.id).limit(limit))
    return {row.id: (row.ages_at, row.id) for row in found}


def assess_one(
    record: plain.Record, among: Population, policy: Policy, now: datetime, *, visit_ids: Sequence[int] = ()
) -> Assessed:
    """Judge one record without remembering it."""
    notes = among if isinstance(among, StoredPopulation) else NO_NOTES
    directory = among if isinstance(among, StoredPopulation) else NO_DIRECTORY
    judgement = check(record, as_of=now, population=among, notes=notes, directory=directory, settings=policy.settings)
    return assess(judgement, score(record, judgement, settings=policy.settings), visit_ids, policy)


def note_due(unit: Unit, judged: Judged, cause: str, now: datetime) -> None:
    """Have those judged again whom a judgement concerns; `cause` names it with its version. Note jobs last."""
    if judged.due:
        unit.note_job(Kind.REJUDGE_SHARERS, cause, {"record_ids": list(judged.due)}, now=now)


def _remember(
    session: Session,
    found: Mapping[int, Loaded],
    assessed: Mapping[int, Assessed],
    news: Mapping[int, Assessed],
    *,
    policy: Policy,
    now: datetime,
) -> None:
    """Write down what is new, and have the queue of reviews say it; an unchanged judgement may meet a new verdict."""
    known = review_arising.with_items(session, found)
    ages = {one: ages_at(loaded.record, policy.settings, now) for one, loaded in found.items()}
    moved_on = {one for one, at in ages.items() if one not in news and at != found[one].ages_at}
    concerned = news.keys() | known[Source.FINDING] | known[Source.SUBMISSION]
    held = hold(session, concerned | moved_on)
    news = {one: assessed for one, assessed in news.items() if not _proven_since(found[one], held)}
    current = [(found[one], assessed[one], held[one].region_key) for one in concerned if _stands(found[one], held)]
    looks = review_arising.looks(session, current, policy)
    triages = {look.loaded.id: look.triage for look in looks}
    if news:
        _copy(session, found, news, triages, ages=ages, now=now)
    review_arising.follow(session, looks, policy, now)
    if submitted := [(one, region) for one, _, region in current if one.id in known[Source.SUBMISSION]]:
        submissions.keep_up(session, submitted, now)
    _move_on(session, {one: ages[one] for one in moved_on if _stands(found[one], held)})
    moved = [{"id": one, "triage": to} for one, to in triages.items() if one not in news and held[one].triage != to]
    if moved:
        session.execute(SORTED, {"rows": json.dumps(moved)})


def hold(session: Session, ids: Collection[int]) -> dict[int, Row[int, int, str, str, str]]:
    """Version, stamps, region and triage of the records, held in order of id until this transaction ends."""
    if not ids:
        return {}
    columns = (Record.id, Record.version, Record.region_key, Record.triage, STAMPED)
    rows = select(*columns).where(Record.id.in_(ids)).order_by(Record.id).with_for_update(key_share=True)
    return {row.id: row for row in session.execute(rows)}


def _stands(judged: Loaded, held: Mapping[int, Row[int, int, str, str, str]]) -> bool:
    """Whether the record is still as it was judged; whoever changed it, or proved some of it, meanwhile judges it."""
    there = held.get(judged.id)
    return there is not None and (there.version, there.stamped) == (judged.version, judged.stamped)


def _proven_since(judged: Loaded, held: Mapping[int, Row[int, int, str, str, str]]) -> bool:
    """Whether a value of this very version has been proven meanwhile; whoever proved it has judged it anew."""
    there = held.get(judged.id)
    return there is not None and there.version == judged.version and there.stamped != judged.stamped


def _copy(
    session: Session,
    found: Mapping[int, Loaded],
    news: Mapping[int, Assessed],
    triages: Mapping[int, Triage],
    *,
    ages: Mapping[int, datetime | None],
    now: datetime,
) -> None:
    ids = assessments.add(session, [(one, found[one].version, assessed) for one, assessed in news.items()], now)
    rows = [
        {
            "id": record_id,
            "version": found[record_id].version,
            "assessment_id": assessment_id,
            "score": assessed.score,
            "completeness": assessed.completeness,
            "triage": triages.get(record_id, assessed.triage),
            "codes": assessed.codes,
            "ages_at": _json(ages[record_id]),
        }
        for (record_id, assessed), assessment_id in zip(news.items(), ids, strict=True)
    ]
    session.execute(COPIED, {"rows": json.dumps(rows)})


def _move_on(session: Session, ages: Mapping[int, datetime | None]) -> None:
    """Remember when records that were judged as before grow old next."""
    if ages:
        rows = [{"id": one, "ages_at": _json(at)} for one, at in ages.items()]
        session.execute(AGEING, {"rows": json.dumps(rows)})


def _json(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
