"""A desk at which claims are submitted, and people who change over."""

from dataclasses import replace

import pytest
from sqlalchemy import update
from submission_desk import Desk

from greening.domain.people import Actor, Role
from greening.storage.people import Person


@pytest.fixture
def desk(make, now) -> Desk:
    return Desk(make, make.policy(), now, make.person("Qi"))


@pytest.fixture
def set_role(work):
    """Make somebody something else."""

    def set_one(person: Actor, role: str) -> Actor:
        with work() as unit:
            unit.session.execute(update(Person).where(Person.id == person.id).values(role=role))
        return replace(person, role=Role(role))

    return set_one
