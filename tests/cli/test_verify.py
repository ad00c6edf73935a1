"""`verify` says in plain words, or as JSON, whether everything holds, and changes nothing."""

import json

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from greening.cli.verify import command
from greening.domain.verifying import Promise
from greening.storage.policies import PolicyVersion


@pytest.fixture
def verify(database_url, redis_url, tmp_path):
    """The command in this process: what a child needs to start is no part of it."""
    told = {"DATABASE_URL": database_url, "REDIS_URL": redis_url, "GREENING_DATA_DIR": str(tmp_path)}
    return lambda *arguments: CliRunner(env=told).invoke(command, arguments, catch_exceptions=False)


def test_what_holds_and_what_is_broken_is_said_with_its_place(verify, work, make):
    make.record("Ana")
    sound = verify()
    with work() as unit:
        unit.session.execute(text("UPDATE holding SET owned = 9"))
    broken, chinese = verify("--only", "counters"), verify("--lang", "zh", "--only", "counters")
    [told] = json.loads(verify("--json", "--only", "counters").stdout)["promises"]
    person_id = make.person("Ana").id
    assert (sound.exit_code, broken.exit_code, chinese.exit_code) == (0, 1, 1)
    assert sound.stdout.splitlines()[-1] == "Everything that could be looked at holds."
    assert f"Person {person_id}: counted are 9 customers and 0 pits; there are 1 and 0." in broken.stdout
    assert "broken" not in chinese.stdout
    assert len(chinese.stdout.splitlines()) == 3
    assert len(sound.stdout.splitlines()) == len(Promise) + 1
    assert (told["promise"], told["checked"], told["left"]) == ("counters", 1, {})
    assert told["faults"] == [
        {"code": "counters.wrong", "person_id": person_id, "owned": 9, "pits": 0, "owned_there": 1, "pits_there": 0}
    ]


def test_an_empty_database_holds_and_gets_no_policy_of_this_program(verify, work):
    assert verify().exit_code == 0
    with work() as unit:
        assert unit.session.query(PolicyVersion).count() == 0
