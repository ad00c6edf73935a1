"""Data folders to start servers in."""

import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from servers import remove

from greening import embedded


@pytest.fixture(scope="session")
def initialised() -> Iterator[Path]:
    """A data folder whose servers have run once: initialising takes a second, a copy a tenth."""
    with tempfile.TemporaryDirectory(prefix="greening-") as folder:
        Path(folder).chmod(0o711)
        with embedded.servers(Path(folder) / "data"):
            pass
        yield Path(folder) / "data"


@pytest.fixture
def data_dir(fresh: Path, initialised: Path) -> Path:
    subprocess.run(["/bin/cp", "-a", initialised, fresh], check=True)
    return fresh


@pytest.fixture
def closed() -> Iterator[Path]:
    """A data folder below one of mode 0700, as `mktemp -d` makes them."""
    with tempfile.TemporaryDirectory(prefix="greening-") as folder:
        yield Path(folder) / "data"
        remove(Path(folder) / "data")
