"""Which policy is in force? Versions that people save and files that releases bring, one document at a time."""

import logging
from dataclasses import replace
from datetime import datetime

from sqlalchemy.exc import SQLAlchemyError

from greening.domain.policy import Policy, digest
from greening.domain.policy_changes import over, read_stored
from greening.storage import events, policies, policy_effects
from greening.storage.policies import PolicyVersion
from greening.storage.session import Unit, Work

log = logging.getLogger(__name__)


class InForce:
    """The policy in force, for one process: looked for at most once in `versions.look_every`, read when it is another.

    While the database does not answer it is the last one known: whatever needs the database meets that itself.
    """

    def __init__(self) -> None:
        self._held: Policy | None = None
        self._looked: datetime | None = None

    def at(self, work: Work, known: Policy, now: datetime) -> Policy:
        """`known` itself while its version holds."""
        held = self._held or known
        if self._looked is None or abs(now - self._looked) >= known.versions.look_every:
            self._looked = now
            try:
                held = self._held = in_force(work, held, now=now)
            except SQLAlchemyError as away:
                log.warning("policy not looked for: %s", type(away).__name__)
        return known if held.version == known.version else held

    def forget(self) -> None:
        """Look at once when asked next."""
        self._looked = None


def in_force(work: Work, known: Policy, *, now: datetime) -> Policy:
    """The policy that holds now; `known` where it is that one."""
    with work() as unit:
        version = policies.begun(unit.session, now)
        if version in {0, known.version}:
            return known
        stored = policies.of_version(unit.session, version)
        return known if stored is None else read_stored(stored.document, version)


def ensure_current(work: Work, policy: Policy, *, now: datetime) -> Policy:
    """The policy in force, once what the file of this installation says has become a version.

    A file that says something new makes a version of it, with everything in it that people have changed; so does every
    version that is still to begin. Safe to call by many processes at once.
    """
    said = digest(policy.document)
    with work() as unit:
        session = unit.session
        if policies.newest_file(session) != said:
            policies.lock(session)
            if policies.newest_file(session) != said:
                _carry_over(unit, policy, said, now)
        version = policies.begun(session, now)
        if policies.is_file_itself(session, version, said):
            return replace(policy, version=version)
        stored = policies.of_version(session, version)
        return policy if stored is None else read_stored(stored.document, version)


def _carry_over(unit: Unit, file: Policy, said: str, now: datetime) -> None:
    session = unit.session
    current = policies.of_version(session, policies.begun(session, now))
    to_come = policies.starts_after(session, now)
    before = _carried(unit, current, None, (file, said), now)
    for old in to_come:
        before = _carried(unit, old, before, (file, said), now)


def _carried(
    unit: Unit,
    old: PolicyVersion | None,
    before: PolicyVersion | None,
    shipped: tuple[Policy, str],
    now: datetime,
) -> PolicyVersion:
    """The next version: a file with what people had changed in `old`; `before` is the version that it follows."""
    file, said = shipped
    made, kept = over(file.document, old.changes if old else {})
    new = policies.add(
        unit.session,
        made,
        shipped_digest=said,
        changes=kept,
        starts_at=old.starts_at if old and before else now,
        now=now,
        author_id=old.author_id if old else None,
        reason=old.reason if old else "",
    )
    events.add(unit.session, "policy.started", subject="policy", subject_id=new.version, actor_id=None, at=now)
    if since := before or old:
        policy_effects.note_rescoring(unit, since, new, file.versions.look_every, now)
    return new
