"""Two records on a desk: owned, claimed, earned, made one and two again, and looked at from all sides."""

from dataclasses import asdict, dataclass, replace
from datetime import timedelta

from factories import TEA, Make
from sqlalchemy import select

from greening.domain.ownership import Begin
from greening.services import records
from greening.storage import claims, holdings, match_keys, ownership, units
from greening.storage.claims import Claim
from greening.storage.entitlements import Entitlement
from greening.storage.merging import merge
from greening.storage.record_loading import load
from greening.storage.records import Number, Record, RecordSource
from greening.storage.shared_values import SharedValue
from greening.storage.unmerging import unmerge
from validators.record import KeyPerson

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
OTHER = replace(
    TEA,
    company="杭州西湖茶铺贸易有限公司",
    short_name="",
    former_names=(),
    region="330102",
    address="浙江省杭州市上城区解放路 2 号",
    phones=("0571-88880009",),
    website="",
    industry="茶叶",
    key_persons=(KeyPerson("韩梅", "采购", phones=("13900001239",)), KeyPerson("周瑜", phones=("13900001240",))),
    profile={"brands": "毛尖", "stores": "3"},
    answers={},
    scale="20-50",
)
"""What else somebody knows of the same company."""


@dataclass(frozen=True)
class Desk:
    """The record that stays and the one that goes; acts happen an hour after they were entered, unless said otherwise."""

    make: Make
    kept: int
    gone: int

    @classmethod
    def laid(cls, make: Make) -> "Desk":
        policy, ops = make.policy(), make.person("Ops")
        made = [records.create(make.work, policy, actor=ops, record=one, now=make.now) for one in (TEA, OTHER)]
        return cls(make, *(one.record_id for one in made))

    def merge(self, kept=None, gone=None, *, after=HOUR):
        with self.make.work() as unit:
            ids = {"kept_id": kept or self.kept, "gone_id": gone or self.gone}
            return merge(unit, self.make.policy(), **ids, by=self.person("Ada"), now=self.make.now + after)

    def unmerge(self, merge_id, *, after=3 * HOUR):
        with self.make.work() as unit:
            told = {"merge_id": merge_id, "by": self.person("Ada"), "now": self.make.now + after}
            return unmerge(unit, self.make.policy(), **told)

    def person(self, name):
        return self.make.person(name).id

    def record(self, record_id):
        with self.make.work() as unit:
            return load(unit.session, [record_id], visits=9)[record_id]

    def unit(self, record_id):
        with self.make.work() as unit:
            return units.of_record(unit.session, record_id)[0]

    def holding(self, name):
        with self.make.work() as unit:
            return holdings.of(unit.session, self.person(name))

    def own(self, record_id, name):
        person_id, unit_id = self.person(name), self.unit(record_id).id
        with self.make.work() as unit:
            [there] = units.locked(unit.session, [unit_id]).values()
            holdings.move(unit.session, {person_id: 1})
            told = {"how": Begin.TAKE, "by": person_id, "policy_version": 1, "now": self.make.now}
            ownership.begin(unit.session, there, person_id, **told)

    def claim(self, record_id, name):
        person_id, unit_id, now = self.person(name), self.unit(record_id).id, self.make.now
        times = {"opened_at": now, "saved_at": now, "due_on": now.date(), "due_at": now + 60 * DAY}
        with self.make.work() as unit:
            holdings.move_pits(unit.session, {person_id: 1})
            unit.session.add(Claim(unit_id=unit_id, rep_id=person_id, policy_version=1, **times))

    def right(self, record_id, name, *, days_ago=0):
        person_id, unit_id, began = self.person(name), self.unit(record_id).id, self.make.now - days_ago * DAY
        with self.make.work() as unit:
            holdings.move_pits(unit.session, {person_id: 1})
            told = {"began_at": began, "until": began + 180 * DAY, "policy_version": 1}
            unit.session.add(Entitlement(unit_id=unit_id, rep_id=person_id, **told))

    def everything(self):
        """All that is known of the two records, but for what counts versions and times of change."""
        with self.make.work() as unit:
            there = load(unit.session, [self.kept, self.gone], visits=99)
            assert holdings.wrong(unit.session) == []
            return {one: _all_of(unit.session, loaded) for one, loaded in there.items()}


def _all_of(session, one):
    def of(column):
        return sorted(session.scalars(select(column).filter_by(record_id=one.id)))

    judged = select(Record.name_key, Record.region_key, Record.score, Record.triage).filter_by(id=one.id)
    return {
        "record": asdict(one.record),
        "stamps": {path: stamp.to_json() for path, stamp in one.stamps.items()},
        "merged": one.merged_into_id,
        "visits": one.visit_ids,
        "keys": of(match_keys.MatchKey.hash),
        "numbers": of(Number.value),
        "shared": of(SharedValue.hash),
        "sources": of(RecordSource.source_id),
        "judged": session.execute(judged).one(),
        "units": [_unit(session, unit) for unit in units.of_record(session, one.id)],
    }


def _unit(session, unit):
    claim = claims.live(session, unit.id)
    right = session.scalar(select(Entitlement).filter_by(unit_id=unit.id, ended_at=None))
    own = (unit.id, unit.record_id, unit.owner_id, unit.owned_since, unit.merged_into_id)
    return own, claim and (claim.id, claim.rep_id, claim.state), right and (right.rep_id, right.until)
