"""Somebody of operations at their desk, importing files."""

import io
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from greening.domain.intake import Outcome, State
from greening.domain.people import Actor
from greening.domain.policy import Policy
from greening.services import intake
from greening.services.intake import Run
from greening.storage.session import Work

USCC = ("91330100799655058B", "91110000802100433B")
"""Two that pass their check digit."""


@dataclass
class Desk:
    """Somebody of operations who imports, and what they import into."""

    work: Work
    policy: Policy
    ops: Actor
    now: datetime

    def upload(self, table: str, **said: Any) -> int:
        return intake.upload(
            self.work,
            self.policy,
            actor=said.pop("actor", self.ops),
            file_name="table.csv",
            stream=io.BytesIO(table.encode()),
            now=self.now,
            **said,
        )

    def stage(self, intake_id: int) -> State:
        return intake.stage(self.work, self.policy, intake_id=intake_id, now=self.now)

    def store(self, intake_id: int) -> State:
        return intake.store(self.work, self.policy, intake_id=intake_id, now=self.now)

    def judge(self, intake_id: int) -> int:
        spans = intake.spans(self.work, self.policy, intake_id=intake_id)
        judge = (intake.judge(self.work, self.policy, intake_id=intake_id, span=span, now=self.now) for span in spans)
        return sum(judge)

    def check(self, intake_id: int) -> Any:
        return intake.check(self.work, self.policy, intake_id=intake_id, now=self.now)

    def run(self, intake_id: int) -> Run:
        return intake.one(self.work, actor=self.ops, intake_id=intake_id)

    def bring(self, table: str, **said: Any) -> Run:
        """Import a table to the end."""
        intake_id = self.upload(table, **said)
        self.stage(intake_id)
        self.store(intake_id)
        self.judge(intake_id)
        return self.run(intake_id)

    def rows(self, run: Run, outcome: Outcome) -> list[intake.RowResult]:
        return list(intake.rows(self.work, self.policy, actor=self.ops, intake_id=run.id, outcome=outcome))

    def ask(self, *columns: Any) -> list[tuple[Any, ...]]:
        with self.work() as unit:
            return [tuple(row) for row in unit.session.execute(select(*columns).order_by(*columns))]

    def count(self, table: type) -> int:
        return self.ask(func.count(table.id))[0][0]


def counts(run: Run) -> dict[str, int]:
    """The outcomes that rows had."""
    return {outcome.value: rows for outcome, rows in run.counts.items() if rows}
