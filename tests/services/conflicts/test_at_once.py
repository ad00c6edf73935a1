"""Two who rule, take back, withdraw or contest at the same moment: one of them counts, the other hears why not."""

from concurrent.futures import ThreadPoolExecutor

from court import DAY, LATER
from sqlalchemy import select
from waiting import when_let_go

from greening.domain.conflict_page import State
from greening.domain.refusals_conflicts import ConflictOver
from greening.services import conflicts
from greening.storage import conflicts as stored
from greening.storage import units
from greening.storage.conflicts import Conflict, ConflictRuling


def test_of_two_rulings_at_once_one_counts(court, contested, held):
    judge = court.judge(contested)

    def rule(code):
        given = {"conflict_id": contested, "code": code, "reason": "So.", "now": court.now + LATER}
        try:
            conflicts.rule(court.work, court.policy, actor=judge, **given)
        except ConflictOver:
            return 0
        return 1

    with ThreadPoolExecutor(4) as threads:
        assert sum(threads.map(rule, ["transfer", "pool", "transfer", "uphold"])) == 1
    with court.work() as unit:
        assert len(unit.session.scalars(select(ConflictRuling)).all()) == 1
        assert unit.session.scalars(select(Conflict.state)).one() == State.RULED
    court.counters()


def test_what_is_being_withdrawn_is_not_ruled(court, contested):
    judge = court.judge(contested).name

    def withdraw(unit):
        case = stored.one(unit.session, contested, lock=True)
        case.state, case.closed_at = State.WITHDRAWN, court.now + DAY
        unit.session.flush()

    [came] = when_let_go(court.work, withdraw, lambda: court.rule(contested, "uphold", judge))
    assert isinstance(came, ConflictOver)
    assert court.case(contested).state == State.WITHDRAWN


def test_a_ruling_is_taken_back_once_by_two_at_once(court, contested, held):
    court.rule(contested, "uphold")
    judge, unit_id = court.judge(contested).name, court.unit(held).id

    def undo():
        return court.undo(contested, judge)

    came = when_let_go(court.work, lambda unit: units.hold(unit.session, unit_id), undo, undo)
    assert sorted(type(one).__name__ for one in came) == ["ConflictOver", "tuple"]


def test_two_who_contest_one_customer_at_once_open_one_case(court, held):
    court.visit(held, "Wei")

    def file(name):
        try:
            return court.file(name, record_id=held)
        except Exception as refused:  # noqa: BLE001  whichever it is, it must not be a second case
            return type(refused).__name__

    court.person("Wei"), court.policy
    with ThreadPoolExecutor(2) as threads:
        found = list(threads.map(file, ["Bo", "Wei"]))
    assert "UnitContested" in found
    assert len(court.frozen()) == 1
