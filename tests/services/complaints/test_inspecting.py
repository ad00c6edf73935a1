"""Somebody takes a complaint: never in their own matter, one at a time, and the units rest meanwhile."""

from dataclasses import replace

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from greening.domain.complaints import Kind, Mode
from greening.domain.people import Role
from greening.domain.refusals import Denied, NotFound
from greening.domain.refusals_complaints import (
    ComplaintRecordMissing,
    ComplaintUncheckable,
    InspectionTaken,
    NotImpartial,
)
from greening.services import complaints
from greening.storage import freezes
from greening.storage.freezes import Cause
from greening.storage.inspections import Inspection
from greening.storage.people import Person


def standing(counter, record_id):
    unit_id = counter.unit(record_id)
    with counter.work() as unit:
        return freezes.standing(unit.session, [unit_id], counter.now).get(unit_id, set())


def test_whoever_takes_a_complaint_has_it_and_the_units_rest(counter, record_id):
    complaint_id = counter.complaint(record_id)
    first = counter.take(complaint_id)
    assert counter.take(complaint_id) == first
    assert standing(counter, record_id) == {Cause.INSPECTION}
    assert counter.stored(complaint_id).acknowledged_at == counter.now


def test_another_does_not_take_what_somebody_has(counter, record_id):
    complaint_id = counter.taken(record_id)
    with pytest.raises(InspectionTaken):
        counter.take(complaint_id, counter.person("Quan"))


def test_what_is_left_is_anybodys_and_the_units_rest_no_longer(counter, record_id, make):
    complaint_id = counter.taken(record_id)
    complaints.leave(counter.work, actor=make.person("Qi"), complaint_id=complaint_id, now=counter.now)
    assert standing(counter, record_id) == set()
    assert counter.take(complaint_id, counter.person("Quan"))


def test_only_quality_control_looks_into_complaints(counter, record_id, make):
    complaint_id = counter.complaint(record_id)
    for name in ("Ana", "Chen", "Ada", "Ops"):
        with pytest.raises(Denied):
            counter.take(complaint_id, make.person(name))
    assert counter.count(Inspection) == 0


def made_inspector(counter, name):
    """Somebody of the cast who works for quality control now, in the team they were in."""
    actor = replace(counter.make.person(name), role=Role.QC)
    with counter.work() as unit:
        unit.session.execute(update(Person).where(Person.id == actor.id).values(role=Role.QC))
    return actor


def test_neither_the_accused_nor_their_team_nor_the_complainant_takes_or_reads_it(counter, record_id):
    complaint_id = counter.complaint(record_id, by="Bo")
    for name in ("Ana", "Amy", "Bo"):
        actor = made_inspector(counter, name)
        for act in (counter.take, counter.case):
            with pytest.raises(NotImpartial):
                act(complaint_id, actor)
    assert counter.count(Inspection) == 0


def test_the_database_refuses_them_too(counter, record_id, make):
    complaint_id = counter.complaint(record_id, by="Bo")
    for name in ("Ana", "Amy", "Bo"):
        row = Inspection(complaint_id=complaint_id, inspector_id=make.person(name).id, opened_at=counter.now)
        row.policy_version = counter.policy.version
        with pytest.raises(IntegrityError, match="concerns them"), counter.work() as unit:
            unit.session.add(row)


def test_one_inspection_at_a_time_is_the_databases_word(counter, record_id):
    complaint_id = counter.taken(record_id)
    row = Inspection(complaint_id=complaint_id, inspector_id=counter.person("Quan").id, opened_at=counter.now)
    row.policy_version = counter.policy.version
    with pytest.raises(IntegrityError, match="uq__inspection__complaint_id_live"), counter.work() as unit:
        unit.session.add(row)


def test_which_record_it_is_about_can_be_said_later(counter, record_id, make):
    complaint_id = counter.complaint(named="西湖边那家茶铺")
    with pytest.raises(ComplaintRecordMissing):
        counter.take(complaint_id)
    who = {"actor": make.person("Qi"), "complaint_id": complaint_id, "now": counter.now}
    assert complaints.identify(counter.work, counter.policy, **who, named=f"R-{record_id}") == record_id
    assert counter.stored(complaint_id).accused_ids == [make.person("Ana").id]
    assert counter.take(complaint_id)


def test_what_nobody_stands_for_has_to_say_what_is_false(counter, record_id):
    complaint_id = counter.complaint(record_id, by="", mode=Mode.ANONYMOUS, kinds={Kind.OTHER}, words="全是假的")
    with pytest.raises(ComplaintUncheckable):
        counter.take(complaint_id)
    assert counter.take(counter.complaint(record_id, kinds={Kind.OTHER}, words="全是假的"))


def test_there_is_no_such_complaint(counter):
    with pytest.raises(NotFound):
        counter.take(4711)
