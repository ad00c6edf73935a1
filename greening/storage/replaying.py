"""Which policy was it decided under, and what of what is stored can be replayed at all?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from greening.domain import replaying as rules
from greening.domain.policy import Policy, read
from greening.domain.refusals import PolicyBroken
from greening.domain.verifying import Answer, Left
from greening.storage.policies import PolicyVersion

READ_ONLY = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
PATIENT = "SET LOCAL statement_timeout = 0"


def look_only(session: Session) -> None:
    """From here to its end the transaction sees one moment and can change nothing; it may take its time."""
    for said in (READ_ONLY, PATIENT):
        session.execute(text(said))


@dataclass(frozen=True, slots=True)
class Policies:
    """Every version as it was, read once; None where this program cannot read it."""

    session: Session
    known: dict[int, Policy | None] = field(default_factory=dict)

    def under(self, version: int) -> Policy | None:
        if version not in self.known:
            row = self.session.get_one(PolicyVersion, version)
            try:
                self.known[version] = read(row.document, version)
            except PolicyBroken:
                self.known[version] = None
        return self.known[version]

    def replayed(self, answer: Answer, facts: Mapping[str, Any] | None, version: int) -> Policy | None:
        """The policy to replay stored facts under, counted as looked at; None, and counted as left, where that cannot be."""
        if facts is None or "rules" not in facts:
            answer.left[Left.OLDER] += 1
        elif facts["rules"] != rules.RULES:
            answer.left[Left.RULES] += 1
        elif (policy := self.under(version)) is None:
            answer.left[Left.POLICY] += 1
        else:
            answer.checked += 1
            return policy
        return None
