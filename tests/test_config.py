"""Is the environment read as meant, and is every mistake in it named at once?"""

import stat

import pytest

from greening import config
from greening.config import Invalid, LogFormat, Mode, Settings

PRODUCTION = {
    "GREENING_MODE": "production",
    "DATABASE_URL": "postgresql://db.example/greening",
    "REDIS_URL": "rediss://queue.example/0",
    "GREENING_SECRET_KEY": "s" * config.SECRET_CHARACTERS,
    "GREENING_TRUSTED_HOSTS": "greening.example, www.greening.example",
}


def test_nothing_has_to_be_set():
    assert config.load({}) == Settings()


def test_a_variable_that_is_empty_counts_as_not_set():
    assert config.load({"DATABASE_URL": "", "GREENING_PORT": " "}) == Settings()


def test_every_variable_is_read(tmp_path):
    told = {
        "GREENING_DATA_DIR": str(tmp_path),
        "GREENING_TRUSTED_PROXIES": "1",
        "GREENING_HOST": "0.0.0.0",
        "GREENING_PORT": "80",
        "GREENING_WEB_WORKERS": "4",
        "GREENING_JOB_WORKERS": "3",
        "GREENING_LOG_FORMAT": "json",
    }

    assert config.load(PRODUCTION | told) == Settings(
        mode=Mode.PRODUCTION,
        data_dir=tmp_path,
        database_url=PRODUCTION["DATABASE_URL"],
        redis_url=PRODUCTION["REDIS_URL"],
        secret_key=PRODUCTION["GREENING_SECRET_KEY"],
        trusted_hosts=("greening.example", "www.greening.example"),
        trusted_proxies=1,
        host="0.0.0.0",
        port=80,
        web_workers=4,
        job_workers=3,
        log_format=LogFormat.JSON,
    )


@pytest.mark.parametrize("missing", ["DATABASE_URL", "REDIS_URL", "GREENING_SECRET_KEY", "GREENING_TRUSTED_HOSTS"])
def test_production_makes_nothing_up(missing):
    with pytest.raises(Invalid, match=f"{missing}: needed"):
        config.load({name: value for name, value in PRODUCTION.items() if name != missing})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GREENING_MODE", "staging"),
        ("DATABASE_URL", "mysql://db.example/greening"),
        ("REDIS_URL", "localhost:6379"),
        ("GREENING_SECRET_KEY", "short"),
        ("GREENING_TRUSTED_HOSTS", "https://greening.example/"),
        ("GREENING_TRUSTED_PROXIES", "-1"),
        ("GREENING_PORT", "65536"),
        ("GREENING_PORT", "８０"),
        ("GREENING_WEB_WORKERS", "0"),
        ("GREENING_JOB_WORKERS", "many"),
        ("GREENING_LOG_FORMAT", "xml"),
        ("GREENING_DATA_DIR", __file__),
    ],
)
def test_a_bad_value_is_named(name, value):
    with pytest.raises(Invalid) as wrong:
        config.load({name: value})
    assert [problem.partition(":")[0] for problem in wrong.value.problems] == [name]


def test_all_that_is_wrong_is_said_at_once():
    with pytest.raises(Invalid) as wrong:
        config.load({"GREENING_MODE": "production", "GREENING_PORT": "x"})
    assert len(wrong.value.problems) == 5


def test_no_secret_gets_into_a_log():
    settings = config.load(PRODUCTION | {"DATABASE_URL": "postgresql://u:hunter2@db.example/greening"})
    with pytest.raises(Invalid) as wrong:
        config.load({"DATABASE_URL": "mysql://u:hunter2@db.example"})
    assert "hunter2" not in repr(settings) + str(wrong.value)
    assert settings.secret_key not in repr(settings)


def test_the_key_that_is_made_is_kept_for_its_owner_and_stays_the_same(tmp_path):
    settings = Settings(data_dir=tmp_path / "data")

    key = config.secret_key(settings)

    assert len(key) >= config.SECRET_CHARACTERS
    assert config.secret_key(settings) == key
    [kept] = settings.data_dir.iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_a_key_that_is_given_is_used(tmp_path):
    settings = Settings(data_dir=tmp_path / "data", secret_key="given")

    assert config.secret_key(settings) == "given"
    assert not settings.data_dir.exists()


def test_a_name_that_nothing_reads_is_told_with_the_one_that_was_meant():
    told = {"GREENING_PROT": "8001", "GREENING_XYZZY_FROB": "1", "GREENING_PORT": "1", "PATH": "/bin"}
    assert config.unknown(told) == {"GREENING_PROT": "GREENING_PORT", "GREENING_XYZZY_FROB": ""}
