"""Whatever reading can say, there are words for."""

import re
from pathlib import Path

import pytest

import greening
from greening.files.refused import REJECTING
from greening.words import files as words

ROOT = Path(greening.__file__).parent
SOURCE = "".join(path.read_text() for folder in ("files", "sheets", "cli") for path in (ROOT / folder).rglob("*.py"))
CODES = set(re.findall(r'"((?:file|mapping|row)\.[a-z_]+)"', SOURCE))


def test_every_code_has_words_and_all_words_have_a_code():
    known = words.REFUSALS.keys() | words.PROBLEMS.keys()
    assert known - CODES == set()
    assert {code for code in CODES if not code.startswith("row.")} - known == set()
    assert words.PROBLEMS.keys() == words.KINDS_OF_PROBLEM.keys()
    assert words.PROBLEMS.keys() >= REJECTING


@pytest.mark.parametrize("text", [*words.REFUSALS.values(), *words.PROBLEMS.values(), *words.REPORT.values()])
def test_a_text_names_its_values(text):
    assert re.sub(r"%\([a-z_]+\)s", "", text).count("%") == 0
