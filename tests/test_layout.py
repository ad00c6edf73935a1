"""Does the tree stay as the map says: imports one way, files and functions that can be read at a sitting?"""

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from processes import ROOT

LINES_A_FILE = 300
LINES_A_FUNCTION = 40
CHECKED = ["validators", "greening", "workers", "benchmarks"]
LINT = "from importlinter.cli import lint_imports_command as check; check()"
BREAKS = {
    "validators/text.py": ("import greening.config", "workers > greening > validators BROKEN"),
    "greening/storage/session.py": ("import greening.services", "inside greening"),
    "greening/domain/triage.py": ("import sqlalchemy", "judging and deciding reach no framework"),
    "greening/services/jobs.py": ("import greening.services.people", "services do not import each other BROKEN"),
}


def sources() -> list[Path]:
    return [file for folder in CHECKED for file in sorted((ROOT / folder).rglob("*.py"))]


def functions(file: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.fixture
def copied_tree(tmp_path: Path) -> Path:
    for folder in ("validators", "greening", "workers"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint(tree: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", LINT], cwd=tree, capture_output=True, text=True, check=False)


def test_an_import_against_the_direction_is_caught(copied_tree):
    assert lint(copied_tree).returncode == 0

    for name, (line, _) in BREAKS.items():
        file = copied_tree / name
        file.write_text(f"{file.read_text()}\n{line}\n")
    broken = lint(copied_tree)

    assert broken.returncode == 1
    assert "Contracts: 0 kept, 4 broken" in broken.stdout
    assert [name for _, name in BREAKS.values() if name not in broken.stdout] == []


def test_a_new_package_has_to_be_given_its_layer(copied_tree):
    (copied_tree / "greening" / "helpers.py").write_text('"""Nowhere on the map."""\n')

    assert lint(copied_tree).returncode == 1


def test_every_file_can_be_read_at_a_sitting():
    lengths = {str(file.relative_to(ROOT)): len(file.read_text().splitlines()) for file in sources()}

    assert {name: length for name, length in lengths.items() if length >= LINES_A_FILE} == {}


def test_every_function_fits_a_screen():
    """A migration is one list of what changes, and is read once."""
    long = [
        f"{file.relative_to(ROOT)}: {function.name}"
        for file in sources()
        if "migrations" not in file.parts
        for function in functions(file)
        if (function.end_lineno or 0) - function.lineno >= LINES_A_FUNCTION
    ]

    assert long == []


def test_every_module_says_what_question_it_answers():
    silent = [str(file.relative_to(ROOT)) for file in sources() if file.stat().st_size and not _docstring(file)]

    assert silent == []


def _docstring(file: Path) -> str | None:
    return ast.get_docstring(ast.parse(file.read_text()))
