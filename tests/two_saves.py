"""Two people save one company at the same moment: the ways in which that happens, and what must have come of it."""

from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import datetime
from threading import Barrier

from factories import Make
from sqlalchemy import or_, select

from greening.domain.candidates import FoundBy
from greening.domain.people import Actor
from greening.domain.policy import Policy
from greening.domain.refusals import CompanyTaken
from greening.jobs import Kind
from greening.sample import numbers, words
from greening.services import matching, records
from greening.storage.candidates import Candidate
from greening.storage.jobs import Job
from greening.storage.records import Identifier as StoredId
from greening.storage.session import Work
from validators import regions
from validators.record import Identifier, Record

PAIRED = [one + other for one in words.BRAND_FIRST for other in words.BRAND_SECOND]
BRANDS = [brand for brand in PAIRED if not regions.find(brand, country="CN").code]
"""One of them is a city's name, which would part 榆林茶业 from 杭州榆林茶业."""
CITY, AREA = "330100", "0571"

Save = Callable[[], int | None]
"""Gives the record that came of it, None where it was refused."""


@dataclass(frozen=True)
class Company:
    """One company of a round, and how two people write it."""

    brand: str
    serial: int

    @property
    def full(self) -> Record:
        return Record(company=f"杭州{self.brand}茶业有限公司", region=CITY)

    @property
    def short(self) -> Record:
        return Record(company=f"{self.brand}茶业", region=CITY)

    @property
    def phone(self) -> str:
        return numbers.landline(AREA, self.serial)

    @property
    def ids(self) -> tuple[Identifier, ...]:
        return (Identifier(numbers.company_id("330106", self.serial), "uscc"),)


@dataclass(frozen=True)
class Desks:
    """Two people at their desks, and the pool of records that one of them may change."""

    work: Work
    policy: Policy
    actors: tuple[Actor, Actor]
    make: Make
    now: datetime

    def creating(self, desk: int, record: Record) -> Save:
        def save() -> int:
            return records.create(
                self.work, self.policy, actor=self.actors[desk], record=record, now=self.now
            ).record_id

        return save

    def changing(self, desk: int, before: Record, after: Record) -> Save:
        record_id = self.creating(desk, before)() or 0

        def save() -> int | None:
            given = {"record_id": record_id, "version": 1, "record": after, "now": self.now}
            try:
                records.edit(self.work, self.policy, actor=self.actors[desk], **given)
            except CompanyTaken:
                return None
            return record_id

        return save

    def at_once(self, both: Executor, saves: tuple[Save, Save]) -> set[int]:
        """The records that came of it."""
        together = Barrier(2)

        def wait_and(save: Save) -> int | None:
            together.wait()
            return save()

        return {one for one in both.map(wait_and, saves) if one is not None}

    def look_again(self, ids: set[int]) -> None:
        """Do what saves of these records have left for the background."""
        with self.work() as unit:
            left = unit.session.scalars(select(Job.args).where(Job.kind == Kind.MATCH_RECORDS)).all()
        for one in left:
            if ids.issuperset(one["record_ids"]):
                given = {"record_ids": one["record_ids"], "found_by": FoundBy(one["found_by"])}
                matching.match_records(self.work, self.policy, now=self.now, **given)

    def candidates(self, ids: set[int]) -> list[Candidate]:
        """All that any of these records is part of."""
        of_them = or_(Candidate.left_id.in_(ids), Candidate.right_id.in_(ids))
        with self.work() as unit:
            return list(unit.session.scalars(select(Candidate).where(of_them)))

    def with_id(self, company: Company) -> int:
        """How many records have the company's id."""
        with self.work() as unit:
            of_id = select(StoredId.id).where(StoredId.value == company.ids[0].value, StoredId.valid)
            return len(unit.session.scalars(of_id).all())


Way = Callable[[Desks, Company], tuple[Save, Save]]


def _equal_id(desks: Desks, it: Company) -> tuple[Save, Save]:
    return (
        desks.creating(0, replace(it.full, ids=it.ids)),
        desks.creating(1, Record(company=f"{it.brand}餐饮管理", region="310100", ids=it.ids)),
    )


def _equal_name(desks: Desks, it: Company) -> tuple[Save, Save]:
    return desks.creating(0, it.full), desks.creating(1, replace(it.full, phones=(it.phone,)))


def _changed_to_one_id(desks: Desks, it: Company) -> tuple[Save, Save]:
    stranger = Record(company=f"宁波{it.brand}五金厂", region="330200")
    return (
        desks.changing(0, it.full, replace(it.full, ids=it.ids)),
        desks.changing(1, stranger, replace(stranger, ids=it.ids)),
    )


def _shared_phone(desks: Desks, it: Company) -> tuple[Save, Save]:
    return (
        desks.creating(0, replace(it.full, phones=(it.phone,))),
        desks.creating(1, replace(it.short, phones=(it.phone.replace("-", " "),))),
    )


def _two_phones(desks: Desks, it: Company) -> tuple[Save, Save]:
    both = (it.phone, numbers.landline("0574", it.serial))
    return (
        desks.creating(0, replace(it.full, phones=both)),
        desks.creating(1, replace(it.short, phones=tuple(reversed(both)))),
    )


def _shared_domain(desks: Desks, it: Company) -> tuple[Save, Save]:
    site = f"https://t{it.serial}.example"
    return desks.creating(0, replace(it.full, website=site)), desks.creating(1, replace(it.short, website=site))


def _name_alone(desks: Desks, it: Company) -> tuple[Save, Save]:
    return desks.creating(0, it.full), desks.creating(1, it.short)


def _changed_beside_new(desks: Desks, it: Company) -> tuple[Save, Save]:
    stranger = Record(company=f"{it.serial}号仓库", region=CITY)
    return (
        desks.changing(0, stranger, replace(it.full, phones=(it.phone,))),
        desks.creating(1, replace(it.short, phones=(it.phone,))),
    )


def _both_changed(desks: Desks, it: Company) -> tuple[Save, Save]:
    one, other = (
        Record(company=f"{it.serial}号仓库", region=CITY),
        Record(company=f"{it.serial}号门市", region="310100"),
    )
    return (
        desks.changing(0, one, replace(it.full, phones=(it.phone,))),
        desks.changing(1, other, replace(it.short, phones=(it.phone,))),
    )


ONE_RECORD: Mapping[str, Way] = {"equal id": _equal_id, "equal name and region": _equal_name}
ONE_CANDIDATE: Mapping[str, Way] = {
    "shared phone": _shared_phone,
    "two phones, in either order": _two_phones,
    "shared domain": _shared_domain,
    "nothing but the name": _name_alone,
    "one changed, one new": _changed_beside_new,
    "both changed": _both_changed,
}
STRONG = ONE_CANDIDATE.keys() - {"nothing but the name"}
"""What shares a strong key is found by the second save itself, not later."""
REFUSED: Mapping[str, Way] = {"both changed to one id": _changed_to_one_id}
WAYS = {**ONE_RECORD, **ONE_CANDIDATE, **REFUSED}


@dataclass(frozen=True)
class Outcome:
    """What came of two saves: how many records, how many of them with the company's id, and the pairs opened of the two."""

    records: int
    with_id: int
    candidates: tuple[str, ...] = ()


def wanted(way: str) -> Outcome:
    """No company has become two without anybody knowing."""
    if way in ONE_CANDIDATE:
        return Outcome(records=2, with_id=0, candidates=("open",))
    return Outcome(records=1, with_id=0 if way == "equal name and region" else 1)


def one_round(desks: Desks, both: Executor, way: str, serial: int) -> Outcome:
    """Save twice at once in this way."""
    company = Company(BRANDS[serial % len(BRANDS)], serial)
    found = desks.at_once(both, WAYS[way](desks, company))
    if way not in STRONG:
        desks.look_again(found)
    pairs = (one for one in desks.candidates(found) if {one.left_id, one.right_id} == found)
    return Outcome(len(found), desks.with_id(company), tuple(one.state for one in pairs))
