"""What has come of the records of one source system?"""

from dataclasses import dataclass

from greening.domain.policy import Policy
from greening.storage import sources
from greening.storage.session import Work
from validators.finding import Severity


@dataclass(frozen=True, slots=True)
class Standing:
    """`triages` counts records, `codes` and `warned` (a warning or worse) hold what was found, by source id.

    `pairs` are source ids of two rows that are one record already, or likely one company.
    """

    triages: dict[str, int]
    codes: dict[str, frozenset[str]]
    warned: dict[str, frozenset[str]]
    pairs: frozenset[tuple[str, str]]

    @property
    def records(self) -> int:
        return sum(self.triages.values())

    @property
    def unjudged(self) -> int:
        return self.triages.get("", 0)


def standing(work: Work, policy: Policy, *, system: str) -> Standing:
    """Where the records that `system` knows stand now."""
    codes: dict[str, frozenset[str]] = {}
    warned: dict[str, frozenset[str]] = {}
    with work() as unit:
        for source_id, found in sources.findings(unit.session, system):
            codes[source_id] = frozenset(finding["code"] for finding in found)
            warned[source_id] = frozenset(f["code"] for f in found if f["severity"] != Severity.HINT)
        pairs = sources.pairs(unit.session, system, review=policy.matching.review)
        return Standing(sources.triages(unit.session, system), codes, warned, frozenset(pairs))
