"""Which complaints run out of time? Quality control hears of each before it is too late, once for each thing that is due."""

from datetime import datetime

from greening.domain import complaint_codes
from greening.domain.people import Role
from greening.domain.policy import Policy
from greening.storage import complaints, notices, people
from greening.storage.session import Work


def sweep(work: Work, policy: Policy, *, now: datetime) -> int:
    """Remind everybody who may look into complaints of what is due within `policy.complaints.warn`; how many were told.

    Nobody is told of a complaint that accuses them.
    """
    told = 0
    with work() as unit:
        due = complaints.due(unit.session, now + policy.complaints.warn)
        inspectors = people.of_role(unit.session, Role.QC) if due else []
        for case, code, by in due:
            params = {"number": complaint_codes.number(case.id), "until": by.isoformat()}
            for person_id in inspectors:
                if person_id not in case.accused_ids:
                    key = f"{code}:{case.id}"
                    told += notices.tell(unit.session, person_id, code, key=key, params=params, now=now)
    return told
