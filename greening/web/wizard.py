"""Which step of an import is this, which are open, and what did the form of a step say?"""

from collections.abc import Mapping, Sequence
from typing import Any

from werkzeug.datastructures import MultiDict

from greening.domain.intake import Mode, Outcome, State
from greening.files import Dialect, Target
from greening.services.intake import Preview, Run
from greening.words import N_

STEPS: Mapping[str, str] = {
    "file": N_("File"),
    "columns": N_("Columns"),
    "rules": N_("Rules"),
    "check": N_("Check"),
    "result": N_("Result"),
}

TARGETS = (
    "company", "short_name", "former_names[0]", "ids[0]", "ids[1]", "country", "region[0]", "region[1]", "region[2]",
    "address", "phones[0]", "phones[1]", "emails[0]", "website", "industry", "scale", "business", "kind",
    "key_persons[0].name", "key_persons[0].title", "key_persons[0].role", "key_persons[0].phones[0]",
    "key_persons[0].phones[1]", "key_persons[0].emails[0]", "key_persons[1].name", "key_persons[1].title",
    "key_persons[1].role", "key_persons[1].phones[0]", "key_persons[1].emails[0]", "visits[0].note", "visits[0].at",
    "visits[0].channel", "visits[0].rep", "rep", "source_system", "source_id", "owner_no", "created_at",
    "last_follow_up_at", "next_contact_on", "stage",
)  # fmt: skip
"""What a column may be sent to from the page; a kept mapping may know more."""

SEPARATORS = {"tab": "\t", "none": ""}
"""What a form can hardly say."""

PARTS = {
    Outcome.CREATED: "fill-text",
    Outcome.UPDATED: "fill-grey",
    Outcome.UNCHANGED: "fill-pale",
    Outcome.SKIPPED: "fill-warn",
    Outcome.REJECTED: "fill-block",
}


def current(run: Run) -> str:
    """The step a run stands at, for coming back to it."""
    if run.started_at or run.state in {State.STORED, State.JUDGED, State.FAILED}:
        return "result"
    return "check" if run.checked else "columns"


def is_running(run: Run) -> bool:
    """Whether workers still have to do with it."""
    return run.started_at is not None and run.state not in {State.JUDGED, State.FAILED}


def targets(preview: Preview) -> tuple[str, ...]:
    """Every path a column of this file may go to: those of the page, and those its mapping has already."""
    used = (column.target for column in preview.columns if column.target)
    return tuple(dict.fromkeys((*TARGETS, *used)))


def mapping(form: MultiDict[str, str], preview: Preview) -> dict[str, Any]:
    """The mapping as the form of the columns says it; a path that nobody knows is no path."""
    said = (form.get(f"column-{place}", "") for place in range(len(preview.columns)))
    pairs = zip(preview.columns, said, strict=True)
    return {**preview.mapping, "columns": [[column.header, _path(path)] for column, path in pairs]}


def dialect(form: MultiDict[str, str]) -> Dialect:
    """How the form of the file says it is written; a row number that is none is the first."""
    separator = form.get("separator", ",")
    return Dialect(
        encoding=form.get("encoding", ""),
        separator=SEPARATORS.get(separator, separator),
        header_row=max(1, form.get("header_row", 1, int)),
        header_depth=max(1, form.get("header_depth", 1, int)),
        sheet=form.get("sheet", ""),
    )


def mode(form: MultiDict[str, str]) -> Mode:
    """What happens to companies that are here already; the harmless choice where the form does not say."""
    said = form.get("mode", "")
    return Mode(said) if said in set(Mode) else Mode.CREATE


def counts(checked: Mapping[str, Any]) -> dict[Outcome, int]:
    """Rows by outcome, as a dry run foresaw them."""
    found = dict.fromkeys(Outcome, 0)
    for one in checked["outcomes"]:
        found[Outcome(one["outcome"])] += one["rows"]
    return found


def shares(found: Mapping[Outcome, int]) -> Sequence[tuple[str, float]]:
    """The same as parts of a bar, in percent."""
    whole = sum(found.values()) or 1
    return [(PARTS[outcome], 100 * rows / whole) for outcome, rows in found.items()]


def _path(typed: str) -> str | None:
    try:
        return Target.parse(typed).path
    except ValueError:
        return None
