"""Versions of the policy: made once, carried over new files, in force from their time on in every process."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from greening.domain.policy import digest, read, shipped
from greening.domain.policy_changes import apply
from greening.services.policies import InForce, ensure_current, in_force
from greening.storage import policies
from greening.storage.events import Event
from greening.storage.policies import PolicyVersion
from greening.storage.session import make_engine, unit_of_work

SOON = timedelta(hours=1)


def document(**lists):
    shipped_one = {section: dict(values) for section, values in shipped().document.items()}
    return shipped_one | {"lists": shipped_one["lists"] | lists}


def with_page(rows):
    return read(document(page=rows))


def add(work, now, *, by, changes, starts_at=None):
    """A version as a person saves it."""
    with work() as unit:
        said = dict(apply(shipped().document, changes))
        own = {"author_id": by.id, "reason": "because"}
        found = policies.add(
            unit.session,
            said,
            shipped_digest=digest(shipped().document),
            changes=changes,
            starts_at=starts_at or now,
            now=now,
            **own,
        )
        return found.version


def to(path, after):
    return {path: {"before": None, "after": after}}


def test_the_same_document_keeps_its_version(work, now):
    first = ensure_current(work, shipped(), now=now)
    assert (first.version, ensure_current(work, shipped(), now=now).version) == (1, 1)
    assert first.sessions == shipped().sessions


def test_a_changed_file_is_the_next_version_and_so_is_the_old_one_when_it_comes_back(work, now):
    ensure_current(work, shipped(), now=now)
    assert ensure_current(work, with_page(20), now=now).version == 2
    back = ensure_current(work, shipped(), now=now)
    assert (back.version, back.lists.page) == (3, shipped().lists.page)


@pytest.mark.slow
def test_what_is_stored_is_what_was_in_force(work, now):
    ensure_current(work, with_page(20), now=now)
    with work() as unit:
        stored = unit.session.get(PolicyVersion, 1)
        assert read(stored.document).lists.page == 20


def test_a_version_holds_from_its_start_on(work, make, now):
    known, ops = make.policy(), make.person("Ops")
    add(work, now, by=ops, changes=to("lists.page", 20), starts_at=now + SOON)
    assert in_force(work, known, now=now) is known
    later = in_force(work, known, now=now + SOON)
    assert (later.version, later.lists.page) == (2, 20)


@pytest.mark.slow
def test_a_higher_version_that_begins_before_stays(work, make, now):
    known, ops = make.policy(), make.person("Ops")
    add(work, now, by=ops, changes=to("lists.page", 20), starts_at=now + SOON)
    add(work, now, by=ops, changes=to("lists.page", 30))
    assert in_force(work, known, now=now).lists.page == 30
    assert in_force(work, known, now=now + SOON).lists.page == 30


def test_a_new_file_keeps_what_people_have_changed_now_and_for_later(work, make, now):
    make.policy()
    ops = make.person("Ops")
    words = {"validators.lexicon.visit_phrases": {"added": ["浇浇水"], "removed": ["跟进"]}}
    add(work, now, by=ops, changes=words)
    add(work, now, by=ops, changes=words | to("lists.page", 20), starts_at=now + SOON)
    released = read(document(counted=500))
    current = ensure_current(work, released, now=now)
    assert (current.lists.counted, current.lists.page) == (500, shipped().lists.page)
    assert "浇浇水" in current.settings.words["visit_phrases"]
    assert "跟进" not in current.settings.words["visit_phrases"]
    later = in_force(work, current, now=now + SOON)
    assert (later.lists.counted, later.lists.page) == (500, 20)


@pytest.mark.slow
def test_a_new_file_drops_a_change_that_it_no_longer_allows(work, make, now):
    make.policy()
    add(work, now, by=make.person("Ops"), changes=to("lists.page", 10**9) | to("library.cap", 20))
    current = ensure_current(work, read(document(counted=500)), now=now)
    assert (current.lists.page, current.library.cap) == (shipped().lists.page, 20)


def test_a_document_of_another_release_can_still_be_gone_by(work, make, now):
    known = make.policy()
    with work() as unit:
        other = {"lists": {"page": 20, "colour": "red"}, "pits": {}, "validators": {"levels": {}}}
        policies.add(unit.session, other, shipped_digest="-", changes={}, starts_at=now, now=now)
    found = in_force(work, known, now=now)
    assert (found.version, found.lists.page, found.lists.counted) == (2, 20, shipped().lists.counted)
    assert found.settings.levels == shipped().settings.levels


def test_a_process_notices_another_version_within_the_time_of_the_policy(work, make, now):
    known, held = make.policy(), InForce()
    assert held.at(work, known, now) is known
    add(work, now, by=make.person("Ops"), changes=to("lists.page", 20))
    soon, due = now + timedelta(seconds=1), now + known.versions.look_every
    assert held.at(work, known, soon) is known
    assert held.at(work, known, due).lists.page == 20
    assert held.at(work, known, due) is held.at(work, known, due)


def test_a_process_whose_database_is_away_goes_by_the_last_one_known(work, make, now):
    known, held = make.policy(), InForce()
    add(work, now, by=make.person("Ops"), changes=to("lists.page", 20))
    nowhere = unit_of_work(make_engine("postgresql://nobody@127.0.0.1:1/nothing"), lambda _: None)
    assert held.at(nowhere, known, now) is known
    later = now + known.versions.look_every
    assert held.at(work, known, later).lists.page == 20
    assert held.at(nowhere, known, later + known.versions.look_every).lists.page == 20


@pytest.mark.slow
def test_a_process_that_saved_a_version_looks_at_once(work, make, now):
    known, held = make.policy(), InForce()
    held.at(work, known, now)
    add(work, now, by=make.person("Ops"), changes=to("lists.page", 20))
    held.forget()
    assert held.at(work, known, now).lists.page == 20


@pytest.mark.slow
def test_what_a_process_was_given_stays_while_its_version_holds(work, make, now):
    known = make.policy()
    own = replace(known, lists=replace(known.lists, page=3))
    assert InForce().at(work, own, now) is own


def test_a_version_is_never_edited(work, make, now):
    make.policy()
    for act in ("UPDATE policy_version SET reason = 'x'", "DELETE FROM policy_version"):
        with pytest.raises(IntegrityError, match="append-only"), work() as unit:
            unit.session.execute(text(act))


def test_who_begins_waits_for_whoever_is_adding_a_version(work, now):
    with ThreadPoolExecutor(1) as pool:
        with work() as unit:
            policies.lock(unit.session)
            waiting = pool.submit(ensure_current, work, shipped(), now=now)
            with pytest.raises(TimeoutError):
                waiting.result(timeout=0.5)
            said = digest(shipped().document)
            policies.add(
                unit.session, dict(shipped().document), shipped_digest=said, changes={}, starts_at=now, now=now
            )
        assert waiting.result().version == 1


def test_many_processes_at_once_get_one_version_and_one_event(work, now):
    with ThreadPoolExecutor(8) as pool:
        versions = list(pool.map(lambda _: ensure_current(work, shipped(), now=now).version, range(16)))
    assert set(versions) == {1}
    with work() as unit:
        assert unit.session.scalar(select(func.count()).select_from(PolicyVersion)) == 1
        assert unit.session.scalar(select(func.count()).select_from(Event)) == 1
