"""How does the ledger change? By acts that are logged with what they went by, so that anybody can do them again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from greening.domain import replaying
from greening.domain.credits import Grant
from greening.domain.policy import Policy
from greening.storage import credits as ledger
from greening.storage import events
from greening.storage.credits import Credit

REVERSED, RESTORED = "credit.reversed", "credit.restored"
"""What happened to the ledger but for payments, which are told of with what was proven."""


@dataclass(frozen=True, slots=True)
class Act:
    """What `cause` does to the ledger of a unit that is held, in one transaction, under one policy, at one time."""

    session: Session
    policy: Policy
    unit_id: int
    cause: str
    now: datetime

    def add(self, facts: replaying.Json, read: Sequence[Credit]) -> tuple[tuple[Grant, ...], replaying.Json]:
        """Add what the facts give by the rows that were read; the rows, and all of it as it is to be logged.

        They are made by the function that makes them again when somebody asks whether everything still holds.
        """
        units = {row.id: row.unit_id for row in read}
        grants = replaying.granted(facts, self.cause, [row.entry for row in read], self.policy)
        ids = [id_ for one in grants for id_ in self._written(units.get(one.reverses_id or 0, self.unit_id), one)]
        return grants, replaying.act_json(facts, units, ids, self.policy)

    def turn(self, kind: str, facts: replaying.Json, read: Sequence[Credit]) -> tuple[Grant, ...]:
        """Take rows back, or give them back, each in the ledger that it stands in; where anything was, it is logged.

        It is said of the unit, as the record's own history has the act that caused it.
        """
        grants, told = self.add(facts, read)
        if grants:
            after = {"cause": self.cause, **told}
            events.add(
                self.session, kind, subject="unit", subject_id=self.unit_id, actor_id=None, at=self.now, after=after
            )
        return grants

    def _written(self, unit_id: int, one: Grant) -> list[int]:
        return ledger.add(self.session, unit_id, [one], policy_version=self.policy.version, now=self.now)
