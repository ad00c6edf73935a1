"""The document of rules is the catalog's own, and stands in `docs` as the command writes it."""

from click.testing import CliRunner
from processes import ROOT

from greening.cli import _language
from greening.cli.rules import command, document
from validators import CATALOG


def test_the_document_in_docs_is_up_to_date():
    stored = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert stored == document(_language.load("en")), "`make rules` writes it anew"


def test_a_section_a_rule_in_both_languages():
    for lang in ("en", "zh"):
        said = CliRunner().invoke(command, ["--lang", lang]).output
        assert [code for code in CATALOG if f"### `{code}` " not in said] == []


def test_the_chinese_document_has_no_english_sentence():
    said = CliRunner().invoke(command, ["--lang", "zh"]).output
    assert [fault.code for fault in CATALOG.values() if fault.summary in said] == []
