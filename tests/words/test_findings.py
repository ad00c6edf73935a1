"""Every code speaks, with exactly the values that a finding of it carries."""

import re

import pytest

from greening.words.finding_kinds import KINDS
from greening.words.findings import FINDINGS, UNITS
from validators import CATALOG
from validators.visits import grammar


@pytest.mark.parametrize("fault", CATALOG.values(), ids=CATALOG.keys())
def test_the_sentence_of_a_code_names_every_value_of_its_findings_and_no_other(fault):
    assert set(re.findall(r"%\((\w+)\)s", FINDINGS[fault.code])) == set(fault.params)


@pytest.mark.parametrize("words", [FINDINGS, KINDS])
def test_there_are_words_for_the_codes_of_the_catalog_and_for_no_other(words):
    assert words.keys() == CATALOG.keys()


def test_no_two_codes_say_the_same():
    assert len(set(FINDINGS.values())) == len(FINDINGS)


def test_there_is_a_word_for_every_kind_of_information_in_a_note():
    assert UNITS.keys() == grammar.UNITS
