"""A document becomes a version once, whoever starts first."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from greening.domain.policy import digest, read, shipped
from greening.services.policies import ensure_current
from greening.storage import policies
from greening.storage.events import Event
from greening.storage.policies import PolicyVersion


def with_page(rows):
    document = {section: dict(values) for section, values in shipped().document.items()}
    document["lists"]["page"] = rows
    return read(document)


def test_the_same_document_keeps_its_version(work, now):
    first = ensure_current(work, shipped(), now=now)
    assert (first.version, ensure_current(work, shipped(), now=now).version) == (1, 1)
    assert first.sessions == shipped().sessions


def test_a_changed_document_is_the_next_version_and_going_back_is_the_old_one(work, now):
    ensure_current(work, shipped(), now=now)
    assert ensure_current(work, with_page(20), now=now).version == 2
    assert ensure_current(work, shipped(), now=now).version == 1


def test_what_is_stored_is_what_was_in_force(work, now):
    ensure_current(work, with_page(20), now=now)
    with work() as unit:
        stored = unit.session.get(PolicyVersion, 1)
        assert read(stored.document).lists.page == 20


def test_who_begins_waits_for_whoever_is_adding_a_version(work, now):
    with ThreadPoolExecutor(1) as pool:
        with work() as unit:
            policies.lock(unit.session)
            waiting = pool.submit(ensure_current, work, shipped(), now=now)
            with pytest.raises(TimeoutError):
                waiting.result(timeout=0.5)
            policies.add(unit.session, dict(shipped().document), digest(shipped().document), now)
        assert waiting.result().version == 1


def test_many_processes_at_once_get_one_version_and_one_event(work, now):
    with ThreadPoolExecutor(8) as pool:
        versions = list(pool.map(lambda _: ensure_current(work, shipped(), now=now).version, range(16)))
    assert set(versions) == {1}
    with work() as unit:
        assert unit.session.scalar(select(func.count()).select_from(PolicyVersion)) == 1
        assert unit.session.scalar(select(func.count()).select_from(Event)) == 1
