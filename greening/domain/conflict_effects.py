"""What does a ruling on a conflict do? Owners that end and begin, records that become one, and what is said of the pair.

Where the two sides have the customer in two records, the winner's record stays with its owner and takes up the other.
"""

from dataclasses import dataclass

from greening.domain.candidates import Related, Verdict
from greening.domain.conflict_facts import Ruling


@dataclass(frozen=True, slots=True)
class Stake:
    """A side's record, unit and person."""

    record_id: int
    unit_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done. `ends` are stakes that end; `begins` gives the unit of a stake to its person; of `merge` the
    second record becomes part of the first.
    """

    ends: tuple[Stake, ...] = ()
    begins: tuple[Stake, ...] = ()
    merge: tuple[int, int] | None = None
    verdict: Verdict | None = None
    relation: Related | None = None


def plan(ruling: Ruling, holder: Stake, challenger: Stake) -> Plan:
    """What a ruling does. Of one record both stakes name its unit: then nothing is merged and nothing said of a pair."""
    if holder.unit_id == challenger.unit_id:
        return _of_one(ruling, holder, challenger)
    own, other = holder.record_id, challenger.record_id
    plans = {
        Ruling.UPHOLD: Plan(ends=(challenger,), merge=(own, other), verdict=Verdict.SAME),
        Ruling.TRANSFER: Plan(ends=(holder,), merge=(other, own), verdict=Verdict.SAME),
        Ruling.POOL: Plan(ends=(holder, challenger), merge=(own, other), verdict=Verdict.SAME),
        Ruling.SEPARATE: Plan(verdict=Verdict.DIFFERENT),
        Ruling.GROUP: Plan(verdict=Verdict.RELATED, relation=Related.SAME_BOSS),
    }
    return plans.get(ruling, Plan())


def _of_one(ruling: Ruling, holder: Stake, challenger: Stake) -> Plan:
    if ruling is Ruling.TRANSFER:
        return Plan(ends=(holder,), begins=(challenger,))
    return Plan(ends=(holder,)) if ruling is Ruling.POOL else Plan()
