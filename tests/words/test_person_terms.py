"""Does every reason about persons have words in both languages?"""

import pytest

from greening.cli import _language
from greening.matching import persons
from greening.words.matching import KINDS, REFUSALS, REPORT
from greening.words.person_terms import PERSON_TERMS

DECIDERS = {"name.generation"}


def test_there_are_words_for_every_step_and_rule_and_for_no_other():
    assert PERSON_TERMS.keys() == persons.model().weights.keys() | DECIDERS | {"prior"}


@pytest.mark.parametrize("words", [PERSON_TERMS, KINDS, REFUSALS, REPORT])
def test_both_languages_say_it(words):
    chinese = _language.load("zh").sentences
    assert [english for english in words.values() if english not in chinese and english != "F1"] == []
