"""Every value of the policy that operations edit has a name, and every problem and state its words."""

import pytest

from greening.domain.policy_effects import State
from greening.domain.policy_page import Standing
from greening.words import fields, policy
from greening.words.finding_kinds import KINDS
from greening.words.rules import SUBJECTS
from validators import CATALOG
from validators.finding import Level
from validators.settings import default_document
from validators.settings_problems import SAID

UNASKED = {"unknown", "unknown_section"}
"""The form names only what there is."""


def is_named(section, name):
    known = {"weights": fields.SCORED, "levels": {level.name.lower(): "" for level in Level}, "caps": KINDS}
    if section in fields.HEADS:
        head, _, field = name.partition(".")
        return head in fields.HEADS[section] and field in fields.SCORED
    return name in known.get(section, {}) or f"{section}.{name}" in policy.ROWS


@pytest.mark.parametrize("section", default_document())
def test_every_value_has_a_name(section):
    assert section in policy.SECTIONS
    assert [name for name in default_document()[section] if not is_named(section, name)] == []


def test_every_problem_state_and_subject_has_its_words():
    assert set(policy.PROBLEMS) >= SAID.keys() - UNASKED
    assert set(policy.STATES) == set(State)
    assert set(policy.STANDINGS) == set(Standing)
    assert {code.partition(".")[0] for code in CATALOG} <= SUBJECTS.keys()
