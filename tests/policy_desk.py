"""Operations at work on the policy: drafts, versions, and the records and follow-ups they are tried on."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from factories import Make
from sqlalchemy import select

from greening.domain.people import Actor
from greening.domain.policy import Policy
from greening.domain.policy_changes import values
from greening.domain.policy_drafts import as_typed
from greening.services import policies
from greening.storage import policy_effects
from greening.storage.policies import PolicyVersion
from greening.storage.policy_effects import PolicyEffect
from greening.storage.records import Record as Row
from greening.storage.records import Visit
from greening.storage.session import Work

PHRASES = "validators.lexicon.visit_phrases"
COMPANIES = "validators.lexicon.placeholder_companies"


@dataclass(frozen=True)
class Desk:
    """What operations do, one call a step."""

    make: Make
    work: Work
    policy: Policy
    now: datetime

    @property
    def ops(self) -> Actor:
        return self.make.person("Ops")

    def version(self, number: int) -> PolicyVersion:
        with self.work() as unit:
            return unit.session.get_one(PolicyVersion, number)

    def newest(self) -> int:
        with self.work() as unit:
            return unit.session.scalars(select(PolicyVersion.version).order_by(PolicyVersion.version.desc())).first()

    def typed(self, **extra: str) -> dict[str, str]:
        """The whole form as it is shown."""
        document = self.version(self.newest()).document
        shown = {path: as_typed(value) for path, value in values(document).items() if path.startswith("validators.")}
        return shown | extra

    def draft(self, typed: dict[str, str], *, base: int | None = None, by: Actor | None = None) -> int:
        base = base or self.newest()
        return policies.draft(
            self.work, self.policy, actor=by or self.ops, base_version=base, typed=typed, now=self.now
        )

    def save(self, draft_id: int, *, after: timedelta = timedelta(0), by: Actor | None = None, reason="why") -> int:
        told = {"draft_id": draft_id, "reason": reason, "starts_at": self.now + after, "now": self.now}
        return policies.save(self.work, self.policy, actor=by or self.ops, **told)

    def with_words(self, path: str, *words: str) -> int:
        """A draft that adds words to a list."""
        return self.draft({path: "\n".join([self.typed()[path], *words])})

    def preview(self, draft_id: int) -> PolicyEffect:
        policies.preview(self.work, self.policy, draft_id=draft_id, now=self.now)
        return self.effect(draft_id=draft_id)

    def effect(self, *, draft_id: int | None = None, version: int | None = None) -> PolicyEffect:
        with self.work() as unit:
            found = (
                policy_effects.of_draft(unit.session, draft_id)
                if draft_id
                else policy_effects.of_version(unit.session, version or 0)
            )
            assert found
            return found

    def in_portions(self, **numbers: int) -> "Desk":
        """The same desk with other numbers for changing the policy."""
        return replace(self, policy=replace(self.policy, versions=replace(self.policy.versions, **numbers)))

    def note(self, record_id: int, text: str, *, by: str = "Ana", ago: timedelta = timedelta(1), **own: bool) -> int:
        with self.work() as unit:
            at = self.now - ago
            row = Visit(record_id=record_id, author_id=self.make.person(by).id, at=at, entered_at=at, note=text, **own)
            unit.session.add(row)
            unit.session.flush()
            return row.id

    def record(self, record_id: int) -> Row:
        with self.work() as unit:
            return unit.session.get_one(Row, record_id)
