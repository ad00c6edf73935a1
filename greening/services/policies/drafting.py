"""How does somebody change the policy? A draft, its effect, and saving it as a version that begins now or later."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from greening.domain.people import Actor
from greening.domain.permissions import Action, authorise
from greening.domain.policy import Policy
from greening.domain.policy_changes import apply, combined
from greening.domain.policy_drafts import drafted
from greening.domain.refusals import BadValue, Denied, NotFound, PolicyMoved, PolicyStart
from greening.storage import events, policies, policy_effects
from greening.storage.policies import PolicyDraft, PolicyVersion
from greening.storage.session import Unit, Work

PATIENCE = timedelta(minutes=5)
"""A start that was now when the form was opened is still now."""


def draft(
    work: Work, policy: Policy, *, actor: Actor, base_version: int, typed: Mapping[str, str], now: datetime
) -> int:
    """Keep what was typed as a draft over the newest version, and have it found out what it would change; its id.

    `typed` is by path of the document. Raises: Denied; PolicyBroken, with every problem; PolicyUnchanged; PolicyMoved.
    """
    author_id = _author(actor)
    with work() as unit:
        base = _base(unit, base_version)
        changes = drafted(base.document, typed, policy.versions)
        new = policies.add_draft(unit.session, base.version, changes, author_id=author_id, now=now)
        policy_effects.note_preview(unit, new, now)
        return new.id


def save(
    work: Work,
    policy: Policy,
    *,
    actor: Actor,
    draft_id: int,
    reason: str,
    starts_at: datetime | None = None,
    now: datetime,
) -> int:
    """Make a draft the next version, from now or a later time on; its number. Saving it again gives the same number.

    Where it judges differently, all records are judged again from then on, in the background.
    Raises: Denied; NotFound; BadValue, without a reason or with too long a one; PolicyStart; PolicyMoved.
    """
    author_id = _author(actor)
    why = reason.strip()
    if not 0 < len(why) <= policy.versions.reason:
        raise BadValue(field="reason", value=why[: policy.versions.reason])
    begins = _start(policy, starts_at, now)
    with work() as unit:
        policies.lock(unit.session)
        held = policies.draft(unit.session, draft_id)
        if held is None:
            raise NotFound
        return held.version or _add(unit, held, author_id, (why, begins, policy.versions.look_every), now)


def _add(unit: Unit, held: PolicyDraft, author_id: int, said: tuple[str, datetime, timedelta], now: datetime) -> int:
    why, begins, noticed = said
    base = _base(unit, held.base_version)
    new = policies.add(
        unit.session,
        apply(base.document, held.changes),
        shipped_digest=base.shipped_digest,
        changes=combined(base.changes, held.changes),
        starts_at=begins,
        now=now,
        author_id=author_id,
        reason=why,
    )
    held.version = new.version
    after = {"version": new.version, "starts_at": begins.isoformat(), "reason": why, "changes": held.changes}
    about = {"subject": "policy", "subject_id": new.version, "actor_id": author_id, "at": now}
    events.add(unit.session, "policy.saved", **about, before={"version": base.version}, after=after)  # type: ignore[arg-type]
    policy_effects.note_rescoring(unit, base, new, noticed, now)
    return new.version


def _author(actor: Actor) -> int:
    """Whoever may; a version has a person's name on it."""
    authorise(actor, Action.SET_POLICY)
    if actor.id is None:
        raise Denied(action=Action.SET_POLICY.value)
    return actor.id


def _base(unit: Unit, version: int) -> PolicyVersion:
    newest = policies.newest(unit.session)
    if newest is None:
        raise NotFound
    if newest.version != version:
        raise PolicyMoved(version=newest.version)
    return newest


def _start(policy: Policy, asked: datetime | None, now: datetime) -> datetime:
    if asked is None or now - PATIENCE <= asked <= now:
        return now
    if not now < asked <= now + policy.versions.ahead:
        raise PolicyStart(days=policy.versions.ahead.days)
    return asked
