"""Every reason of the machine has a sentence, in both languages."""

import pytest

from greening.cli import _language
from greening.domain.candidates import FoundBy, Related, State, Verdict
from greening.matching import organisations
from greening.matching.model import CEILING, PRIOR
from greening.matching.organisations import rules
from greening.matching.scheme import Rule
from greening.words import candidates
from greening.words.terms import DECIDERS, TERMS

CODES = {PRIOR, CEILING, CEILING, *organisations.model().weights}
RULES = {rule.code: rule for rule in vars(rules).values() if isinstance(rule, Rule)}


@pytest.fixture(scope="module")
def chinese():
    return _language.load("zh")


def test_every_step_has_a_sentence_and_no_sentence_is_of_no_step():
    assert set(TERMS) == CODES


def test_every_rule_has_a_sentence_and_no_sentence_is_of_no_rule():
    assert set(DECIDERS) == set(RULES)


def test_what_rules_take_two_for_has_words():
    assert {rule.relation for rule in RULES.values()} - {""} == set(candidates.RELATIONS)


@pytest.mark.parametrize(
    ("table", "kind"),
    [
        (candidates.STATES, State),
        (candidates.EMPTY, State),
        (candidates.VERDICTS, Verdict),
        (candidates.FOLLOWS, Verdict),
        (candidates.RELATED, Related),
        (candidates.FOUND_BY, FoundBy),
    ],
)
def test_every_state_and_ruling_has_words(table, kind):
    assert set(table) == {one.value for one in kind}


@pytest.mark.parametrize("code", sorted({*CODES, *RULES}))
def test_both_languages_say_it(chinese, code):
    english = TERMS.get(code) or DECIDERS[code]
    said = chinese.say(english)
    assert said
    assert said != english


def test_two_reasons_never_read_alike(chinese):
    for table in (TERMS, DECIDERS):
        assert len(set(table.values())) == len(table) == len({chinese.say(text) for text in table.values()})
