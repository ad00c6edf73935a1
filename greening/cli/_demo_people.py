"""Who can sign in to the demo? Everybody of the sample works here; one of each role has a password, kept for its owner."""

import json
import os
import secrets
from datetime import datetime
from pathlib import Path

from greening.domain.people import OPERATOR, Employment, Role
from greening.domain.refusals import EmployeeTaken
from greening.sample.people import SamplePerson, people
from greening.services import staff
from greening.wiring import Wiring

PASSWORD_BYTES = 12
LOGINS_FILE = "demo-logins.json"


def logins(data_dir: Path) -> dict[str, str]:
    """Employee number to password, one person a role; made at the first start and kept 0600."""
    kept = data_dir / LOGINS_FILE
    if not kept.exists():
        made = {person.employee_no: secrets.token_urlsafe(PASSWORD_BYTES) for person in first_of_each_role()}
        with os.fdopen(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump(made, file)
    stored: dict[str, str] = json.loads(kept.read_text())
    return stored


def first_of_each_role() -> list[SamplePerson]:
    found: dict[str, SamplePerson] = {}
    for person in people():
        found.setdefault(person.role, person)
    return [found[role] for role in Role]


def hire(app: Wiring, passwords: dict[str, str], now: datetime) -> int:
    """Add whoever of the sample is not there yet; how many that were."""
    hired = 0
    for person in people():
        employment = Employment(
            person.employee_no, person.name, Role(person.role), region=person.region, team=person.team
        )
        password = passwords.get(person.employee_no)
        try:
            staff.add(app.work, app.policy, actor=OPERATOR, person=employment, password=password, now=now)
        except EmployeeTaken:
            continue
        hired += 1
    return hired
