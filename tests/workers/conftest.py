"""Worker processes of a test, and this process as the web would be."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import partial
from subprocess import Popen

import pytest
from processes import workers
from sqlalchemy import Engine

from greening import config
from greening.wiring import Wiring, wired

Start = Callable[..., AbstractContextManager[Popen[bytes]]]


@pytest.fixture
def start(database_url: str, redis_url: str, engine: Engine) -> Start:
    return partial(workers, database_url, redis_url)


@pytest.fixture
def app(database_url: str, redis_url: str, engine: Engine) -> Iterator[Wiring]:
    """This process as the web would be: it notes jobs and rings for them."""
    with wired(replace(config.Settings(), database_url=database_url, redis_url=redis_url)) as here:
        yield here
