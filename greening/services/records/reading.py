"""What does somebody see of the records? A list, a page, its history, and what judging would say of a draft."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from greening.domain import entitlements, masking
from greening.domain.assessments import Assessed, read_findings, read_score
from greening.domain.changes import Change, Stamp, form_order, levels, stamps, verified
from greening.domain.people import Actor
from greening.domain.permissions import Action, Holder, allowed, authorise, may_see_contacts, relation
from greening.domain.policy import Policy
from greening.domain.record_list import Cursor, Filters, RecordList, RecordRow
from greening.domain.record_masking import masked_findings, unmasked
from greening.domain.record_page import (
    Act,
    Assessment,
    DraftJudgement,
    Reading,
    RecordPage,
    UnitShown,
    VisitShown,
    masked_history,
    masked_page,
    masked_readings,
)
from greening.domain.records import Channel, Derived, contact_path, derive, tidied
from greening.domain.refusals import NotFound
from greening.domain.refusals_units import MergedAlready
from greening.domain.triage import Triage
from greening.storage import assessments, events, judging, merges, number_states, people, record_pages
from greening.storage.population import population_of
from greening.storage.record_loading import Loaded, load
from greening.storage.record_pages import AnyRow
from greening.storage.session import Unit, Work
from validators import Score
from validators.record import Record, Visit


def page(
    work: Work, policy: Policy, *, actor: Actor, filters: Filters, after: Cursor | None = None, limit: int | None = None
) -> RecordList:
    """One page of the records that somebody wants to see. No number stands in a list, and none hides in a name.

    Raises: Denied; BadValue, for a cursor of a list in another order.
    """
    authorise(actor, Action.READ_RECORD)
    size = min(limit or policy.lists.page, policy.lists.page)
    with work() as unit:
        found = record_pages.page(unit.session, filters, reader_id=actor.id, after=after, limit=size + 1)
    shown = found[:size]
    more = record_pages.cursor(shown[-1]) if len(found) > size else None
    return RecordList(tuple(_row(row, actor) for row in shown), more)


def count(work: Work, policy: Policy, *, actor: Actor, filters: Filters) -> int:
    """How many records somebody wants to see; one more than `policy.lists.counted` stands for all beyond. Raises: Denied."""
    authorise(actor, Action.READ_RECORD)
    with work() as unit:
        return record_pages.count(unit.session, filters, reader_id=actor.id, limit=policy.lists.counted + 1)


def one(work: Work, policy: Policy, *, actor: Actor, record_id: int) -> RecordPage:
    """Everything about one record, masked for whoever does not hold it.

    Raises: NotFound, Denied.
    """
    with work() as unit:
        shown = _page(unit, policy, actor, _met(unit, policy, record_id, actor))
    return shown if shown.sees_contacts else masked_page(shown)


def history(work: Work, policy: Policy, *, actor: Actor, record_id: int, before: int | None = None) -> tuple[Act, ...]:
    """What people did to a record, newest first; `before` is the id of the last act that was already shown.

    Raises: NotFound, Denied.
    """
    with work() as unit:
        met = _met(unit, policy, record_id, actor)
        acts = _history(unit, policy, record_id, before)
    return acts if may_see_contacts(actor, met.holder) else masked_history(acts)


def draft_judgement(
    work: Work, policy: Policy, *, actor: Actor, record: Record, record_id: int | None = None, now: datetime
) -> DraftJudgement:
    """What judging would say if this were saved; nothing is written. `record_id` is the record that is being changed.

    Raises: NotFound, Denied.
    """
    with work() as unit:
        draft, sees = tidied(record), True
        if record_id is None:
            authorise(actor, Action.CREATE_RECORD)
            draft = replace(draft, rep=str(actor.id or ""))
        else:
            loaded, _, holder = _met(unit, policy, record_id, actor, Action.EDIT_RECORD)
            sees = may_see_contacts(actor, holder)
            draft = _continued(draft if sees else unmasked(draft, loaded.record), loaded, actor, now)
        derived = derive(draft)
        draft = number_states.with_states(unit.session, draft, derived)
        among = population_of(unit.session, derived, record_id, policy, draft=draft)
    places = range(len(draft.visits))  # nothing is stored that would need the ids of the follow-ups
    assessed = judging.assess_one(draft, among, policy, now, visit_ids=places)
    score, findings, readings = _score(assessed), read_findings(assessed.findings), _drafted_readings(derived)
    if not sees:
        findings, readings = masked_findings(findings, draft), masked_readings(readings)
    said = (score, assessed.triage, findings, readings, entitlements.passing_here(score, policy))
    return DraftJudgement(*said, sees_contacts=sees, kind=draft.kind, stage=draft.stage)


class _Met(NamedTuple):
    """A record as somebody meets it: the unit they meet it by, and who holds that."""

    loaded: Loaded
    unit: UnitShown
    holder: Holder


def _met(unit: Unit, policy: Policy, record_id: int, actor: Actor, action: Action = Action.READ_RECORD) -> _Met:
    """The record for somebody who may do that to it. Raises: NotFound, Denied, MergedAlready."""
    loaded = load(unit.session, [record_id], visits=policy.records.visits).get(record_id)
    met = record_pages.unit(unit.session, record_id, actor.id)
    if loaded is None or met is None:
        raise NotFound
    if loaded.merged_into_id is not None:
        raise MergedAlready(record_id=record_id, into=merges.record_now(unit.session, record_id))
    holder = record_pages.holder(met)
    authorise(actor, action, holder)
    shown = UnitShown(met.owner_id, met.owner or "", met.owned_since, met.stage or "", met.next_contact_on)
    return _Met(loaded, shown, holder)


def _continued(draft: Record, loaded: Loaded, actor: Actor, now: datetime) -> Record:
    """The draft with what the form does not hold: follow-ups, whose the record is, and the evidence for what stays."""
    stamped = stamps(loaded.record, draft, loaded.stamps, Stamp(actor.id, now, ""))
    told = replace(draft, visits=loaded.record.visits, rep=loaded.record.rep, stage=loaded.record.stage)
    return replace(told, levels=levels(stamped), verified=verified(stamped))


def _page(unit: Unit, policy: Policy, actor: Actor, met: _Met) -> RecordPage:
    loaded = met.loaded
    written = record_pages.written(unit.session, loaded.id)
    verdicts, assessment = _assessment(unit, loaded, Triage(written.triage) if written.triage else None)
    near = relation(actor, met.holder)
    authors = {stamp.by for stamp in loaded.stamps.values()} | {written.author_id}
    names = people.names(unit.session, authors | {_author(visit) for visit in loaded.record.visits})
    return RecordPage(
        id=loaded.id,
        version=loaded.version,
        record=loaded.record,
        unit=met.unit,
        source=written.source,
        author=names.get(written.author_id, ""),
        created_at=written.created_at,
        updated_at=written.updated_at,
        assessment=assessment,
        readings=tuple(_reading(row) for row in record_pages.readings(unit.session, loaded.id)),
        stamps=loaded.stamps,
        people=names,
        visits=_visits(unit, loaded, names, verdicts),
        history=_history(unit, policy, loaded.id, None),
        sees_contacts=may_see_contacts(actor, met.holder),
        may_reveal=allowed(actor, Action.REVEAL_CONTACTS, near),
        may_edit=allowed(actor, Action.EDIT_RECORD, near),
        may_add_visit=allowed(actor, Action.ADD_VISIT, near),
    )


def _assessment(
    unit: Unit, loaded: Loaded, stands: Triage | None
) -> tuple[Mapping[int, Mapping[str, Any]], Assessment | None]:
    """Verdicts by follow-up, and the newest judgement, where there is one; a reviewer's word `stands` above the machine's."""
    newest = assessments.one(unit.session, loaded.assessment_id)
    if newest is None:
        return {}, None
    assessed = assessments.assessed(newest)
    shown = Assessment(
        at=newest.at,
        score=_score(assessed),
        triage=stands or assessed.triage,
        findings=read_findings(assessed.findings),
        policy_version=assessed.policy_version,
        catalog_version=assessed.catalog_version,
        is_current=newest.record_version == loaded.version,
    )
    return {one["visit"]: one for one in assessed.visits}, shown


def _visits(
    unit: Unit, loaded: Loaded, names: Mapping[int, str], verdicts: Mapping[int, Mapping[str, Any]]
) -> tuple[VisitShown, ...]:
    historic = record_pages.historic(unit.session, loaded.visit_ids)
    return tuple(
        VisitShown(
            id=visit_id,
            at=visit.at,
            entered_at=visit.entered_at,
            channel=visit.channel,
            note=visit.note,
            author=names.get(_author(visit) or 0, ""),
            historic=visit_id in historic,
            verdict=verdicts.get(visit_id, {}).get("verdict", ""),
            units=tuple(verdicts.get(visit_id, {}).get("units", ())),
            reason=verdicts.get(visit_id, {}).get("reason", ""),
        )
        for visit_id, visit in zip(loaded.visit_ids, loaded.record.visits, strict=True)
    )


def _history(unit: Unit, policy: Policy, record_id: int, before: int | None) -> tuple[Act, ...]:
    rows = events.page(unit.session, "record", record_id, before=before, limit=policy.lists.page)
    return tuple(Act(row.id, row.at, row.kind, row.name or "", _sides(row.before, row.after)) for row in rows)


def _sides(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> tuple[Change, ...]:
    old, new = before or {}, after or {}
    paths = sorted({*old, *new}, key=form_order)
    return tuple(Change(path, str(old.get(path, "")), str(new.get(path, ""))) for path in paths)


def _row(row: AnyRow, actor: Actor) -> RecordRow:
    is_own = row.owner_id is not None and row.owner_id == actor.id
    return RecordRow(
        id=row.id,
        company=row.company if is_own else masking.text(row.company),
        short_name=row.short_name if is_own else masking.text(row.short_name),
        region_key=row.region_key,
        industry=row.industry if is_own else masking.text(row.industry),
        score=row.score,
        completeness=row.completeness,
        triage=Triage(row.triage) if row.triage else None,
        codes=tuple(row.finding_codes),
        owner_id=row.owner_id,
        owner_name=row.owner_name or "",
        updated_at=row.updated_at,
    )


def _reading(row: AnyRow) -> Reading:
    path = contact_path(Channel(row.channel), row.place, row.position)
    return Reading(path, row.value, row.kind, row.extension, row.inferred)


def _drafted_readings(derived: Derived) -> tuple[Reading, ...]:
    return tuple(
        Reading(contact_path(one.channel, one.key_person, one.position), n.value, n.kind, n.extension, n.inferred)
        for one in derived.contacts
        for n in one.numbers
    )


def _score(assessed: Assessed) -> Score:
    return read_score(assessed.score, assessed.completeness, assessed.score_detail)


def _author(visit: Visit) -> int | None:
    return int(visit.rep) if visit.rep else None
