"""What does somebody see of the policy? Versions, the form, a draft, and what each changes, as plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from greening.domain.policy import JUDGING, Document
from greening.domain.policy_changes import Changes, values
from greening.domain.policy_drafts import as_typed
from greening.domain.policy_effects import State
from validators.settings import LEXICON, default_document, rows


class Standing(StrEnum):
    """Of a version: in force, still to begin, over, or begun by none because a higher one began before."""

    IN_FORCE = "in_force"
    TO_COME = "to_come"
    PAST = "past"
    OVERTAKEN = "overtaken"


@dataclass(frozen=True, slots=True)
class VersionShown:
    """A version; `author` is empty where a new file made it."""

    version: int
    starts_at: datetime
    created_at: datetime
    author: str
    reason: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class EffectShown:
    """What was found so far; `rate` in rows a second, `teams` by the id that stands in `found`."""

    state: State
    before_version: int
    notes: int
    notes_done: int
    records: int
    records_done: int
    every: int
    rate: float
    found: Mapping[str, Any]
    teams: Mapping[str, str]

    @property
    def is_running(self) -> bool:
        return self.state not in {State.DONE, State.SUPERSEDED}

    @property
    def done(self) -> int:
        """In percent; 100 only at the end."""
        if not self.is_running:
            return 100
        return min(99, 100 * (self.notes_done + self.records_done) // max(1, self.notes + self.records))


@dataclass(frozen=True, slots=True)
class VersionPage:
    """`changes` are against the version before."""

    shown: VersionShown
    changes: Changes
    effect: EffectShown | None


@dataclass(frozen=True, slots=True)
class DraftPage:
    """`newest` is the version that a new one must be made over; `version` what the draft was saved as."""

    id: int
    base_version: int
    newest: int
    version: int | None
    author: str
    created_at: datetime
    changes: Changes
    effect: EffectShown


@dataclass(frozen=True, slots=True)
class Overview:
    """`before` leads to earlier versions, None at the end; `running` are the passes that are not over."""

    versions: Sequence[VersionShown]
    before: int | None
    drafts: Sequence[DraftPage]
    running: Mapping[int, EffectShown]


@dataclass(frozen=True, slots=True)
class FormRow:
    """A value to edit; `kind` is ``words``, ``level`` or ``number``, `held` what the newest version says, `shipped` the file."""

    path: str
    kind: str
    typed: str
    held: Any
    shipped: Any
    unit: str = ""
    why: str = ""
    min: float | None = None
    max: float | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """Rows by section, made over `base_version`."""

    base_version: int
    sections: Mapping[str, Sequence[FormRow]]


def form_rows(held: Document, wanted: Document) -> dict[str, list[FormRow]]:
    """The form over a document, filled in with another; lists of words first."""
    known, filled = values(held), values(wanted)
    sections = sorted(default_document(), key=lambda section: section != LEXICON)
    return {
        section: [_row(section, name, known, filled) for name in named]
        for section, named in ((section, default_document()[section]) for section in sections)
    }


def _row(section: str, name: str, held: Mapping[str, Any], filled: Mapping[str, Any]) -> FormRow:
    path = f"{JUDGING}.{section}.{name}"
    shipped = default_document()[section][name]
    kind = "words" if isinstance(shipped, list) else "level" if isinstance(shipped, str) else "number"
    row = {key: value for key, value in rows().get(section, {}).get(name, {}).items() if key != "value"}
    known = held.get(path, shipped)
    return FormRow(path, kind, as_typed(filled.get(path, known)), known, shipped, **row)
