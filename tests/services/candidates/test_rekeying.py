"""Records without match keys, or with those of an older way of reading, get them and are looked through."""

from sqlalchemy import delete, select, update

from greening.domain.candidates import FoundBy
from greening.jobs import Kind
from greening.services import matching
from greening.storage import match_keys
from greening.storage.jobs import Job
from greening.storage.match_keys import MatchKey, MatchPrint

TABLE = "company,region,phone\n杭州澜序机械有限公司,330108,0571-55501234\n澜序机械,330100,0571 5550 1234\n"


def test_what_has_no_keys_gets_them_and_is_found(desk, work, policy, now, pairs):
    desk.bring(TABLE)
    stood = desk.ask(MatchKey.record_id, MatchKey.hash, MatchKey.strong)
    with work() as unit:
        unit.session.execute(delete(MatchKey))
        unit.session.execute(delete(MatchPrint))
    assert matching.rekey(work, policy, now=now) == 2
    assert desk.ask(MatchKey.record_id, MatchKey.hash, MatchKey.strong) == stood
    with work() as unit:
        args = unit.session.scalars(select(Job.args).where(Job.kind == Kind.MATCH_RECORDS)).one()
    matching.match_records(work, policy, record_ids=args["record_ids"], found_by=FoundBy(args["found_by"]), now=now)
    assert [state for _, _, state in pairs()] == ["asleep"]


def test_so_does_what_was_read_by_an_older_version(desk, work, policy, now):
    desk.bring(TABLE)
    with work() as unit:
        unit.session.execute(update(MatchPrint).values(version=0))
    assert (matching.rekey(work, policy, now=now), matching.rekey(work, policy, now=now)) == (2, 0)


def test_what_somebody_is_saving_is_left_alone(desk, work, policy, now):
    desk.bring(TABLE)
    with work() as unit:
        unit.session.execute(delete(MatchPrint))
    with work() as saving:
        held = match_keys.due(saving.session, limit=1)
        assert matching.rekey(work, policy, now=now) == 1
    assert len(held) == matching.rekey(work, policy, now=now) == 1
