"""What may a ruling take and an appeal give back? Looked up for tests: values, credit, rights, counters, and what was told."""

from dataclasses import replace
from decimal import Decimal

from sqlalchemy import select

from greening.domain import credits as rules
from greening.domain import entitlements as terms
from greening.services import records
from greening.storage import credits as ledger
from greening.storage import (
    entitlements,
    freezes,
    holdings,
    holidays,
    lead_reps,
    record_loading,
    restitutions,
)
from greening.storage.credits import Credit
from greening.storage.entitlements import Entitlement
from greening.storage.lead_reps import About
from greening.storage.match_keys import MatchKey
from greening.storage.records import Record

NEXT_PHONE = "key_persons[0].phones[1]"
BY_ANOTHER = f"UPDATE record SET stamps = jsonb_set(stamps, '{{{NEXT_PHONE},by}}', to_jsonb(CAST(:who AS bigint)))"


def told(counter, penalty_id):
    """What an appeal has given back, and what not."""
    with counter.work() as unit:
        return restitutions.of_penalty(unit.session, penalty_id)


def state(counter, record_id):
    """All that a ruling may take of somebody: values, whence they are, credit, rights, counters, keys, standing."""
    ana = counter.make.person("Ana").id
    with counter.work() as unit:
        session = unit.session
        there = record_loading.load(session, [record_id], visits=9)[record_id]
        row = session.get_one(Record, record_id)
        held = holdings.of(session, ana)
        right = entitlements.live(session, counter.unit(record_id), counter.now)
        return {
            "record": there.record,
            "stamps": there.stamps,
            "visits": there.visit_ids,
            "judged": (row.score, row.completeness, row.finding_codes, row.triage, row.version == row.judged_version),
            "credit": ledger.balances(session, [ana]),
            "pays": [one.id for one in rules.standing(ledger.ledger(session, counter.unit(record_id)))],
            "right": right and (right.rep_id, right.until, right.claim_id),
            "former": entitlements.former(session, counter.unit(record_id)),
            "held": (held.owned, held.pits),
            "wrong": holdings.wrong(session),
            "keys": set(session.execute(select(MatchKey.hash, MatchKey.strong)).all()),
            "checked": checked(counter, session),
            "closed": freezes.standing(session, [counter.unit(record_id)], counter.now),
        }


def checked(counter, session):
    """How many facts of hers the turns of leads go by, and how many of them were true."""
    ana, calendar = counter.make.person("Ana").id, holidays.of_organisation(session, counter.policy)
    rep = lead_reps.load(session, counter.policy, About(0, frozenset(), calendar, counter.now), [ana])[ana]
    return rep.sampled, rep.verified


def rows(counter):
    with counter.work() as unit:
        return unit.session.scalars(select(Credit).order_by(Credit.id)).all()


def balance(counter, name="Ana"):
    person_id = counter.make.person(name).id
    with counter.work() as unit:
        return ledger.balances(unit.session, [person_id]).get(person_id, Decimal())


def right_of(counter, record_id, name="Ana"):
    """The right to the leads of a record, to the end of a day, as a pass gives it; its id."""
    right_id = counter.make.right(record_id, by=name)
    with counter.work() as unit:
        calendar = holidays.of_organisation(unit.session, counter.policy)
        unit.session.get_one(Entitlement, right_id).until = terms.until(
            counter.now, calendar, counter.policy.entitlements
        )
    return right_id


def write(counter, record_id, by="Ops", **typed):
    """Somebody changes a record."""
    actor = counter.make.person(by)
    page = records.one(counter.work, counter.policy, actor=actor, record_id=record_id)
    given = {"record_id": record_id, "version": page.version, "record": replace(page.record, **typed)}
    records.edit(counter.work, counter.policy, actor=actor, **given, now=counter.now)


def phones(counter, record_id):
    with counter.work() as unit:
        there = record_loading.load(unit.session, [record_id], visits=0)[record_id].record
        return [person.phones for person in there.key_persons]
