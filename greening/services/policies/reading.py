"""What does somebody see of the policy? Its versions, the form, a draft, and how far its effect is known."""

from collections.abc import Sequence
from datetime import datetime

from greening.domain.people import Actor
from greening.domain.permissions import Action, authorise
from greening.domain.policy import Policy
from greening.domain.policy_changes import apply, between
from greening.domain.policy_effects import State
from greening.domain.policy_page import (
    DraftPage,
    EffectShown,
    Form,
    Overview,
    Standing,
    VersionPage,
    VersionShown,
    form_rows,
)
from greening.domain.refusals import NotFound
from greening.storage import people, policies, policy_effects
from greening.storage.policies import PolicyDraft, PolicyVersion
from greening.storage.policy_effects import PolicyEffect
from greening.storage.session import Unit, Work


def overview(work: Work, policy: Policy, *, actor: Actor, before: int | None = None, now: datetime) -> Overview:
    """A page of versions, newest first; drafts over the newest version; passes that run. Raises: Denied."""
    authorise(actor, Action.SET_POLICY)
    limit = policy.lists.page
    with work() as unit:
        rows = policies.history(unit.session, before=before, limit=limit + 1)
        newest = _newest(unit)
        drafts = policies.unsaved(unit.session, newest.version, limit=policy.versions.examples)
        effects = policy_effects.running(unit.session)
        running = {one.version or 0: shown for one, shown in zip(effects, _effects(unit, effects), strict=True)}
        more = rows[limit - 1].version if len(rows) > limit else None
        return Overview(_versions(unit, rows[:limit], now), more, _drafts(unit, drafts, newest), running)


def form(work: Work, *, actor: Actor, draft_id: int | None = None) -> Form:
    """The form over the newest version, with the changes of a draft in it. Raises: Denied; NotFound."""
    authorise(actor, Action.SET_POLICY)
    with work() as unit:
        newest = _newest(unit)
        changes = {} if draft_id is None else _found(unit, draft_id).changes
    return Form(newest.version, form_rows(newest.document, apply(newest.document, changes)))


def one_draft(work: Work, *, actor: Actor, draft_id: int) -> DraftPage:
    """A draft and what it would change. Raises: Denied; NotFound."""
    authorise(actor, Action.SET_POLICY)
    with work() as unit:
        [page] = _drafts(unit, [_found(unit, draft_id)], _newest(unit))
        return page


def one_version(work: Work, *, actor: Actor, version: int, now: datetime) -> VersionPage:
    """A version, what it says otherwise than the one before, and what it has changed. Raises: Denied; NotFound."""
    authorise(actor, Action.SET_POLICY)
    with work() as unit:
        row = policies.of_version(unit.session, version)
        if row is None:
            raise NotFound
        last = policies.of_version(unit.session, version - 1)
        effect = policy_effects.of_version(unit.session, version)
        [shown] = _versions(unit, [row], now)
        changes = between(last.document, row.document) if last else {}
        return VersionPage(shown, changes, _effects(unit, [effect])[0] if effect else None)


def _newest(unit: Unit) -> PolicyVersion:
    newest = policies.newest(unit.session)
    if newest is None:
        raise NotFound
    return newest


def _found(unit: Unit, draft_id: int) -> PolicyDraft:
    draft = policies.draft(unit.session, draft_id)
    if draft is None:
        raise NotFound
    return draft


def _drafts(unit: Unit, drafts: Sequence[PolicyDraft], newest: PolicyVersion) -> list[DraftPage]:
    found = policy_effects.of_drafts(unit.session, [one.id for one in drafts])
    effects = {one.draft_id: shown for one, shown in zip(found, _effects(unit, found), strict=True)}
    names = people.names(unit.session, {one.author_id for one in drafts})
    return [
        DraftPage(
            id=one.id,
            base_version=one.base_version,
            newest=newest.version,
            version=one.version,
            author=names.get(one.author_id, ""),
            created_at=one.created_at,
            changes=one.changes,
            effect=effects[one.id],
        )
        for one in drafts
    ]


def _versions(unit: Unit, rows: Sequence[PolicyVersion], now: datetime) -> list[VersionShown]:
    names = people.names(unit.session, {row.author_id for row in rows})
    overtaken = policies.overtaken(unit.session, [row.version for row in rows])
    in_force = policies.begun(unit.session, now)

    def standing(row: PolicyVersion) -> Standing:
        if row.version == in_force:
            return Standing.IN_FORCE
        if row.version in overtaken:
            return Standing.OVERTAKEN
        return Standing.TO_COME if row.starts_at > now else Standing.PAST

    return [
        VersionShown(
            version=row.version,
            starts_at=row.starts_at,
            created_at=row.created_at,
            author=names.get(row.author_id or 0, ""),
            reason=row.reason,
            standing=standing(row),
        )
        for row in rows
    ]


def _effects(unit: Unit, effects: Sequence[PolicyEffect]) -> list[EffectShown]:
    counted = {team for one in effects for team in one.found.get("notes", {}).get("teams", {}) if team}
    teams = policy_effects.team_names(unit.session, [int(team) for team in counted]) if counted else {}
    return [
        EffectShown(
            state=State(one.state),
            before_version=one.before_version,
            notes=one.notes,
            notes_done=one.notes_done,
            records=one.records,
            records_done=one.records_done,
            every=one.every,
            rate=policy_effects.rate(one),
            found=one.found,
            teams=teams,
        )
        for one in effects
    ]
