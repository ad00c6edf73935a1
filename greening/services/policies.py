"""Which policy is in force? The document of this installation, stored as a version before anything is decided by it."""

from dataclasses import replace
from datetime import datetime

from greening.domain.policy import Policy, digest
from greening.storage import events, policies
from greening.storage.session import Work


def ensure_current(work: Work, policy: Policy, *, now: datetime) -> Policy:
    """The same policy with the number of its version; a document that was never in force becomes the next version.

    Safe to call by many processes at once: they get one number.
    """
    document = {section: dict(values) for section, values in policy.document.items()}
    said = digest(document)
    with work() as unit:
        policies.lock(unit.session)
        stored = policies.of_digest(unit.session, said)
        if stored is None:
            stored = policies.add(unit.session, document, said, now)
            events.add(
                unit.session, "policy.started", subject="policy", subject_id=stored.version, actor_id=None, at=now
            )
        return replace(policy, version=stored.version)
