"""A masked contact is shown so often and no more, whoever asks at once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from factories import TEA
from sqlalchemy import func, select

from greening.domain.refusals import Denied, NotFound, TooManyReveals
from greening.services import records
from greening.storage.events import Event


@pytest.fixture
def few(policy):
    return replace(policy, reveals=replace(policy.reveals, hour=3, day=5, day_selling=4))


@pytest.fixture
def reveal(work, few, make, now):
    def show(record_id, by="Qi", path="phones[1]", at=now):
        return records.reveal(work, few, actor=make.person(by), record_id=record_id, path=path, now=at)

    return show


@pytest.fixture
def shown(work):
    """How many contacts were shown, as the log says."""

    def count():
        with work() as unit:
            rows = select(func.count()).select_from(Event).where(Event.kind == "record.revealed")
            return unit.session.scalar(rows)

    return count


def test_it_is_the_contact_as_it_was_typed(create, reveal):
    found = reveal(create().record_id)
    assert (found.path, found.value) == ("phones[1]", TEA.phones[1])


def test_a_number_in_a_name_stays_masked(create, reveal):
    record_id = create(replace(TEA, company="茶铺 13900007777")).record_id
    assert "13900007777" not in reveal(record_id).company


def test_of_many_at_once_no_more_are_shown_than_may_be(create, few, reveal, make, shown):
    record_id, _ = create().record_id, make.person("Qi")

    def show(_):
        try:
            return reveal(record_id).value
        except TooManyReveals:
            return ""

    with ThreadPoolExecutor(8) as pool:
        values = list(pool.map(show, range(16)))
    assert len(list(filter(None, values))) == few.reveals.hour == shown()


def test_everybody_is_counted_alone_and_who_sells_gets_fewer_a_day(create, reveal, now):
    record_id = create(by="Ops").record_id
    for by, most in (("Bo", 4), ("Qi", 5)):
        for hour in range(most):
            reveal(record_id, by, at=now + timedelta(hours=hour))
        with pytest.raises(TooManyReveals) as refused:
            reveal(record_id, by, at=now + timedelta(hours=most))
        assert refused.value.params == {"limit": most, "wait_minutes": (24 - most) * 60}
        assert reveal(record_id, by, at=now + timedelta(days=1))


def test_a_refused_one_is_not_counted(create, reveal, shown):
    record_id = create().record_id
    for by, path, why in (("Bo", "phones[0]", Denied), ("Ops", "phones[0]", Denied), ("Qi", "phones[9]", NotFound)):
        with pytest.raises(why):
            reveal(record_id, by, path)
    assert shown() == 0
