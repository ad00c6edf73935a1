"""What does somebody see of the policy? Its versions, the form, a draft, and how far its effect is known."""

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
        running = {one.version: _effect(unit, one) for one in policy_effects.running(unit.session) if one.version}
        more = rows[limit - 1].version if len(rows) > limit else None
        return Overview(
            [_version(unit, row, now) for row in rows[:limit]],
            more,
            [_draft(unit, draft, newest) for draft in drafts],
            running,
        )


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
        return _draft(unit, _found(unit, draft_id), _newest(unit))


def one_version(work: Work, *, actor: Actor, version: int, now: datetime) -> VersionPage:
    """A version, what it says otherwise than the one before, and what it has changed. Raises: Denied; NotFound."""
    authorise(actor, Action.SET_POLICY)
    with work() as unit:
        row = policies.of_version(unit.session, version)
        if row is None:
            raise NotFound
        last = policies.of_version(unit.session, version - 1)
        effect = policy_effects.of_version(unit.session, version)
        return VersionPage(
            _version(unit, row, now),
            between(last.document, row.document) if last else {},
            _effect(unit, effect) if effect else None,
        )


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


def _draft(unit: Unit, draft: PolicyDraft, newest: PolicyVersion) -> DraftPage:
    effect = policy_effects.of_draft(unit.session, draft.id)
    if effect is None:
        raise NotFound
    return DraftPage(
        id=draft.id,
        base_version=draft.base_version,
        newest=newest.version,
        version=draft.version,
        author=_name(unit, draft.author_id),
        created_at=draft.created_at,
        changes=draft.changes,
        effect=_effect(unit, effect),
    )


def _version(unit: Unit, row: PolicyVersion, now: datetime) -> VersionShown:
    return VersionShown(
        version=row.version,
        starts_at=row.starts_at,
        created_at=row.created_at,
        author=_name(unit, row.author_id),
        reason=row.reason,
        standing=_standing(unit, row, now),
    )


def _standing(unit: Unit, row: PolicyVersion, now: datetime) -> Standing:
    if row.version == policies.begun(unit.session, now):
        return Standing.IN_FORCE
    if policies.is_overtaken(unit.session, row):
        return Standing.OVERTAKEN
    return Standing.TO_COME if row.starts_at > now else Standing.PAST


def _effect(unit: Unit, effect: PolicyEffect) -> EffectShown:
    return EffectShown(
        state=State(effect.state),
        before_version=effect.before_version,
        notes=effect.notes,
        notes_done=effect.notes_done,
        records=effect.records,
        records_done=effect.records_done,
        every=effect.every,
        rate=policy_effects.rate(effect),
        found=effect.found,
        teams=_teams(unit, effect),
    )


def _teams(unit: Unit, effect: PolicyEffect) -> dict[str, str]:
    counted = effect.found.get("notes", {}).get("teams", {})
    return policy_effects.team_names(unit.session, [int(team) for team in counted if team]) if counted else {}


def _name(unit: Unit, person_id: int | None) -> str:
    return people.names(unit.session, [person_id]).get(person_id, "") if person_id else ""
