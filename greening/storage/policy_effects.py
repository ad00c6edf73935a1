"""What would a draft change, and what has a version changed? One row each, written on as the work goes on."""

from datetime import datetime

from greening.domain.policy_changes import between, concerns_judging
from greening.jobs import Kind
from greening.storage.policies import PolicyEffect, PolicyVersion
from greening.storage.session import Unit


def note_rescoring(unit: Unit, before: PolicyVersion, new: PolicyVersion, now: datetime) -> None:
    """Have all records judged again once the version begins, where it judges differently. Note jobs last."""
    if concerns_judging(between(before.document, new.document)):
        unit.session.add(PolicyEffect(version=new.version, before_version=before.version))
        key = str(new.version)
        unit.note_job(Kind.RESCORE, key, {"version": new.version}, now=now, run_after=new.starts_at)
