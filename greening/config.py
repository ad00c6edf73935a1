"""What was this installation told? Read once from the environment; whatever is wrong is said at once, all of it.

Without any variable set, everything runs on this machine for the person at it (`Mode.LOCAL`).
"""

import os
import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

CHECKOUT = Path(__file__).resolve().parents[1]
SECRET_CHARACTERS = 32
"""Fewer can be guessed: 32 characters of a random generator hold at least 128 bits."""
PREFIX = "GREENING_"
READ_ELSEWHERE = frozenset({"GREENING_BENCH_DATA", "GREENING_TEST_SERVERS"})
LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")
Value = TypeVar("Value")
Choice = TypeVar("Choice", bound=StrEnum)


class Mode(StrEnum):
    """Who is served: the person at this machine, or an organisation through a web server in front of us."""

    LOCAL = "local"
    PRODUCTION = "production"


class LogFormat(StrEnum):
    TEXT = "text"
    JSON = "json"


class Invalid(Exception):
    """The environment cannot be used. `problems` has a sentence for each variable at fault."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Settings:
    """The environment, checked. An empty address means: the embedded server of `data_dir`."""

    mode: Mode = Mode.LOCAL
    data_dir: Path = CHECKOUT / ".greening"
    database_url: str = field(default="", repr=False)
    redis_url: str = field(default="", repr=False)
    secret_key: str = field(default="", repr=False)
    trusted_hosts: tuple[str, ...] = LOCAL_HOSTS
    trusted_proxies: int = 0
    """How many proxies in front of us set X-Forwarded-For."""
    host: str = "127.0.0.1"
    port: int = 0
    """0 is the next free one from 8000."""
    web_workers: int = 2
    job_workers: int = 1
    log_format: LogFormat = LogFormat.TEXT
    number_states_url: str = ""
    """Where a provider is asked whether anybody answers at a number; nobody is asked where it is empty."""
    number_states_token: str = field(default="", repr=False)
    outbound_own: tuple[str, ...] = ()
    """``host:port`` of this organisation's own that may be asked although they are not public."""


def load(environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings that `environ` describes; a variable that is empty counts as not set. Raises: Invalid."""
    reader = _Reader(environ)
    standard = Settings()
    mode = reader.read("GREENING_MODE", _choice(Mode), standard.mode)
    settings = Settings(
        mode=mode,
        data_dir=reader.read("GREENING_DATA_DIR", _folder, standard.data_dir),
        database_url=reader.read("DATABASE_URL", _url("postgresql", "postgres"), ""),
        redis_url=reader.read("REDIS_URL", _url("redis", "rediss", "unix"), ""),
        secret_key=reader.read("GREENING_SECRET_KEY", _secret, ""),
        trusted_hosts=reader.read("GREENING_TRUSTED_HOSTS", _hosts, LOCAL_HOSTS),
        trusted_proxies=reader.read("GREENING_TRUSTED_PROXIES", _whole(0, 9), standard.trusted_proxies),
        host=reader.read("GREENING_HOST", str, standard.host),
        port=reader.read("GREENING_PORT", _whole(0, 65535), standard.port),
        web_workers=reader.read("GREENING_WEB_WORKERS", _whole(1, 64), standard.web_workers),
        job_workers=reader.read("GREENING_JOB_WORKERS", _whole(1, 64), standard.job_workers),
        log_format=reader.read("GREENING_LOG_FORMAT", _choice(LogFormat), standard.log_format),
        number_states_url=reader.read("GREENING_NUMBER_STATES_URL", _url("https"), ""),
        number_states_token=reader.read("GREENING_NUMBER_STATES_TOKEN", str, ""),
        outbound_own=reader.read("GREENING_OUTBOUND_OWN", _hosts, ()),
    )
    if mode is Mode.PRODUCTION:
        reader.require("DATABASE_URL", "REDIS_URL", "GREENING_SECRET_KEY", "GREENING_TRUSTED_HOSTS")
    if reader.problems:
        raise Invalid(tuple(reader.problems))
    return settings


def unknown(environ: Mapping[str, str] = os.environ) -> Mapping[str, str]:
    """Variables that are named like ours and that nothing reads, each with the one that was probably meant, or empty."""
    known = {f"{PREFIX}{each.name.upper()}" for each in fields(Settings)} | READ_ELSEWHERE
    strangers = sorted(name for name in environ if name.startswith(PREFIX) and name not in known)
    return {name: next(iter(get_close_matches(name, known, n=1, cutoff=0.8)), "") for name in strangers}


def secret_key(settings: Settings) -> str:
    """The key that signs; where none was given, made once and kept in the data folder for its owner alone."""
    if settings.secret_key:
        return settings.secret_key
    kept = settings.data_dir / "secret_key"
    settings.data_dir.mkdir(mode=0o711, parents=True, exist_ok=True)
    with suppress(FileExistsError):
        made = kept.with_name(f"secret_key.{secrets.token_hex(4)}")
        with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(SECRET_CHARACTERS))
        try:
            os.link(made, kept)  # whole or not at all, and the first of two that start at once stands
        finally:
            made.unlink()
    return kept.read_text()


class _Reader:
    """Reads variables one by one and remembers what was wrong with each."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ
        self.problems: list[str] = []

    def read(self, name: str, parse: Callable[[str], Value], default: Value) -> Value:
        text = self.environ.get(name, "").strip()
        try:
            return parse(text) if text else default
        except ValueError as wrong:
            self.problems.append(f"{name}: {wrong}")
            return default

    def require(self, *names: str) -> None:
        missing = [name for name in names if not self.environ.get(name, "").strip()]
        self.problems.extend(f"{name}: needed when GREENING_MODE is production" for name in missing)


def _choice(kind: type[Choice]) -> Callable[[str], Choice]:
    def parse(text: str) -> Choice:
        if text not in set(kind):
            raise ValueError(f"{text!r} is none of {', '.join(kind)}")
        return kind(text)

    return parse


def _whole(low: int, high: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        if not (text.isascii() and text.isdigit() and low <= int(text) <= high):
            raise ValueError(f"{text!r} is not a whole number from {low} to {high}")
        return int(text)

    return parse


def _url(*schemes: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if urlsplit(text).scheme.partition("+")[0] not in schemes:
            raise ValueError(f"does not begin with {schemes[0]}://")  # the value may hold a password
        return text

    return parse


def _folder(text: str) -> Path:
    folder = Path(text).expanduser().absolute()
    if folder.exists() and not folder.is_dir():
        raise ValueError(f"{folder} is not a folder")
    return folder


def _secret(text: str) -> str:
    if len(text) < SECRET_CHARACTERS:
        raise ValueError(f"has fewer than {SECRET_CHARACTERS} characters")
    return text


def _hosts(text: str) -> tuple[str, ...]:
    hosts = tuple(part.strip() for part in text.split(",") if part.strip())
    for host in hosts:
        if "/" in host or " " in host:
            raise ValueError(f"{host!r} is not the name of a host")
    return hosts
