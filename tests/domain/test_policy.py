"""The policy document: complete, in range, typed, and refused with every problem at once."""

import json
from dataclasses import fields
from datetime import timedelta

import pytest

from greening.domain import policy
from greening.domain.refusals import PolicyBroken


def changed(section, **values):
    document = {name: dict(named) for name, named in policy.shipped().document.items()}
    document[section] |= values
    return document


def problems(document):
    with pytest.raises(PolicyBroken) as refused:
        policy.read(document)
    return {(p["path"], p["problem"]) for p in refused.value.params["problems"]}


def test_shipped_rows_argue_for_themselves():
    for section, named in policy.rows().items():
        for name, row in named.items():
            assert row.unit, f"{section}.{name}"
            assert row.why, f"{section}.{name}"
            if isinstance(row.value, int | float) and not isinstance(row.value, bool):
                assert row.min <= row.value <= row.max, f"{section}.{name}"


def test_every_row_has_a_typed_place_and_every_place_a_row():
    assert set(policy.SECTIONS) == set(policy.rows())
    for section, kind in policy.SECTIONS.items():
        assert {field.name for field in fields(kind)} == set(policy.rows()[section])


def test_durations_are_durations():
    assert policy.shipped().sessions.idle == timedelta(hours=8)
    assert policy.shipped().sessions.absolute == timedelta(days=7)


def test_a_changed_value_holds():
    assert policy.read(changed("lists", page=20)).lists.page == 20


def test_all_problems_are_named_at_once():
    document = changed("lists", page=5, colour="red")
    del document["sessions"]["idle"]
    document["triage"]["missing"] = "*.missing"
    document["pits"] = {"cap": 3}
    assert problems(document) == {
        ("lists.page", "out_of_range"),
        ("lists.colour", "unknown"),
        ("sessions.idle", "missing"),
        ("triage.missing", "wrong_kind"),
        ("pits", "unknown"),
    }


def test_a_zone_must_exist():
    assert problems(changed("calendar", zone="Asia/Atlantis")) == {("calendar.zone", "unknown_zone")}


def test_a_country_must_be_known():
    assert problems(changed("calendar", country="XX")) == {("calendar.country", "unknown_country")}
    assert policy.read(changed("calendar", country="SG")).calendar.country == "SG"


def test_each_number_of_a_list_is_in_range():
    assert problems(changed("penalties", days=[7, 0, "30"])) == {
        ("penalties.days[1]", "out_of_range"),
        ("penalties.days[2]", "wrong_kind"),
    }
    assert problems(changed("penalties", days=[])) == {("penalties.days", "missing")}
    assert policy.read(changed("penalties", days=[3])).penalties.days == (3,)


def test_the_document_holds_what_judging_goes_by():
    stored = json.loads(json.dumps(policy.shipped().document))
    assert stored["validators"]["repeats"]["suspect"] == policy.shipped().settings.repeats.suspect
    assert policy.read(stored).settings is policy.shipped().settings


def test_a_changed_number_of_judging_holds_and_a_bad_one_is_refused():
    assert policy.read(changed("validators", repeats={"suspect": 4})).settings.repeats.suspect == 4
    assert problems(changed("validators", repeats={"suspect": 400})) == {("validators.repeats.suspect", "out_of_range")}


def test_truth_is_no_number():
    assert problems(changed("lists", page=True)) == {("lists.page", "wrong_kind")}


def test_a_broken_text_is_refused():
    with pytest.raises(PolicyBroken) as refused:
        policy.load("[lists\npage = 1")
    assert refused.value.params["problems"][0]["problem"] == "not_toml"


def test_digest_sees_values_and_no_order():
    document = policy.shipped().document
    assert policy.digest(dict(reversed(document.items()))) == policy.digest(document)
    assert policy.digest(changed("lists", page=20)) != policy.digest(document)
