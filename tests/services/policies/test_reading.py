"""The page of the policy asks a fixed number of questions, however many versions and drafts there are."""

from datetime import timedelta

import pytest
from policy_desk import COMPANIES, Desk
from sqlalchemy import event

from greening.domain.policy_page import Standing
from greening.services import policies


@pytest.fixture
def asked(engine):
    """What the database is asked from now on."""
    told = []

    def hear(_connection, _cursor, statement, *_):
        told.append(statement)

    event.listen(engine, "before_cursor_execute", hear)
    yield told
    event.remove(engine, "before_cursor_execute", hear)


def overview(desk: Desk, **later):
    return policies.overview(desk.work, desk.policy, actor=desk.ops, now=desk.now + timedelta(**later))


def test_the_questions_do_not_grow_with_versions_and_drafts(desk, asked):
    def questions():
        asked.clear()
        overview(desk)
        return len(asked)

    desk.save(desk.with_words(COMPANIES, "空壳一号"))
    desk.with_words(COMPANIES, "空壳二号")
    few = questions()
    for name in ("空壳三号", "空壳四号"):
        desk.save(desk.with_words(COMPANIES, name))
    for name in ("空壳五号", "空壳六号"):
        desk.with_words(COMPANIES, name)
    assert questions() == few


def test_what_holds_what_is_past_what_comes_and_what_never_will_are_told_apart(desk):
    desk.save(desk.with_words(COMPANIES, "空壳一号"), after=timedelta(days=2))
    desk.save(desk.with_words(COMPANIES, "空壳二号"), after=timedelta(days=1))
    desk.save(desk.with_words(COMPANIES, "空壳三号"), after=timedelta(days=3))
    order = [Standing.TO_COME, Standing.TO_COME, Standing.OVERTAKEN, Standing.IN_FORCE]
    assert [one.standing for one in overview(desk).versions] == order
    order = [Standing.TO_COME, Standing.IN_FORCE, Standing.OVERTAKEN, Standing.PAST]
    assert [one.standing for one in overview(desk, days=1).versions] == order
