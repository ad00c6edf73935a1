"""What judging goes by: complete, in range, argued for, and refused with every problem at once."""

from datetime import timedelta

import pytest

from validators import DEFAULTS, Level, Settings, Severity
from validators.settings import default_document, rows


def test_every_number_argues_for_itself():
    for section, named in rows().items():
        for name, row in named.items():
            assert row["unit"], f"{section}.{name}"
            assert row["why"], f"{section}.{name}"
            if isinstance(row["value"], int | float):
                assert row["min"] <= row["value"] <= row["max"], f"{section}.{name}"


def test_weights_read_as_points():
    assert sum(field.weight for field in DEFAULTS.fields) == 100


def test_the_defaults_are_typed():
    assert DEFAULTS.levels[Level.PLAUSIBLE] == 0.6
    assert DEFAULTS.verified_for == timedelta(days=180)
    assert (DEFAULTS.repeats.suspect, DEFAULTS.repeats.agent, DEFAULTS.repeats.ignored) == (3, 10, 21)
    assert DEFAULTS.overruled_from is Level.CORROBORATED


def test_a_code_has_its_own_cap_or_that_of_its_severity():
    assert DEFAULTS.cap("visit.boilerplate", Severity.WARNING) is Level.EMPTY
    assert DEFAULTS.cap("phone.masked", Severity.WARNING) is Level.FILLED
    assert DEFAULTS.cap("phone.several", Severity.HINT) is Level.PLAUSIBLE
    assert DEFAULTS.cap("company.placeholder", Severity.BLOCKER) is Level.EMPTY


def test_a_document_changes_what_it_names_and_nothing_else():
    changed = Settings.from_mapping({"repeats": {"suspect": 4}, "lexicon": {"placeholder_names": ["占位"]}})
    assert (changed.repeats.suspect, changed.repeats.agent) == (4, 10)
    assert changed.words["placeholder_names"] == ("占位",)
    assert changed.words["visit_phrases"] == DEFAULTS.words["visit_phrases"]


def test_a_whole_document_may_be_given_back():
    assert Settings.from_mapping(default_document()).document == DEFAULTS.document


def test_a_weight_of_nothing_leaves_the_field_out():
    assert "website" not in {f.key for f in Settings.from_mapping({"weights": {"identity.website": 0}}).fields}


@pytest.mark.parametrize(
    ("document", "problem"),
    [
        ({"colours": {}}, "colours: unknown section"),
        ({"repeats": {"colour": 1}}, "repeats.colour: unknown name"),
        ({"repeats": {"suspect": "3"}}, "repeats.suspect: '3' is not a int"),
        ({"repeats": {"suspect": True}}, "repeats.suspect: True is not a int"),
        ({"repeats": {"suspect": 1}}, "repeats.suspect: 1 is not within 2 and 20"),
        ({"caps": {"warning": "so-so"}}, "caps.warning: 'so-so' is no level"),
        ({"weights": dict.fromkeys(default_document()["weights"], 0.0)}, "weights: none is above 0"),
        ({"weights": {"contact.visit": float("nan")}}, "weights.contact.visit: nan is not within 0.0 and 100.0"),
        ({"lexicon": {"visit_phrases": ["跟进", " "]}}, "lexicon.visit_phrases: an entry is blank"),
        ({"lexicon": {"visit_phrases": [7]}}, "lexicon.visit_phrases: an entry is blank"),
        ({"repeats": {"suspect": 12}}, "repeats.agent: 10 is less than suspect"),
        ({"levels": {"supported": 0.55}}, "levels.supported: 0.55 is less than plausible"),
    ],
)
def test_what_makes_no_sense_is_refused(document, problem):
    with pytest.raises(ValueError, match="^" + problem.replace(".", r"\.").replace("(", r"\(")):
        Settings.from_mapping(document)


def test_all_problems_are_named_at_once():
    with pytest.raises(ValueError, match=r"repeats\.colour: .*; repeats\.suspect: "):
        Settings.from_mapping({"repeats": {"colour": 1, "suspect": 1}})
