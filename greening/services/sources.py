"""What has come of the records of one source system?"""

from dataclasses import dataclass

from greening.storage import sources
from greening.storage.session import Work
from validators.finding import Severity


@dataclass(frozen=True, slots=True)
class Standing:
    """`triages` counts records, `codes` and `warned` (a warning or worse) hold what was found, by source id."""

    triages: dict[str, int]
    codes: dict[str, frozenset[str]]
    warned: dict[str, frozenset[str]]

    @property
    def records(self) -> int:
        return sum(self.triages.values())

    @property
    def unjudged(self) -> int:
        return self.triages.get("", 0)


def standing(work: Work, *, system: str) -> Standing:
    """Where the records that `system` knows stand now."""
    codes: dict[str, frozenset[str]] = {}
    warned: dict[str, frozenset[str]] = {}
    with work() as unit:
        for source_id, found in sources.findings(unit.session, system):
            codes[source_id] = frozenset(finding["code"] for finding in found)
            warned[source_id] = frozenset(f["code"] for f in found if f["severity"] != Severity.HINT)
        return Standing(sources.triages(unit.session, system), codes, warned)
