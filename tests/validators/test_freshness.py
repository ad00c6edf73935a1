"""What was proven ages: after the term it has to be verified again, and until then it is merely plausible."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from validators import DEFAULTS, KeyPerson, Level, Record, Settings, Visit, check, score
from validators.freshness import AGED, ages_at

NOW = datetime(2026, 3, 2, 2, 30, tzinfo=UTC)
TERM = timedelta(days=180)
PHONE = "key_persons[0].phones[0]"


def proven(ago, level=Level.PROVEN, phone="13926580147"):
    person = KeyPerson("沈砚秋", "总经理", phones=(phone,))
    return Record(key_persons=(person,), levels={PHONE: level}, verified={PHONE: NOW - ago})


def aged(record, **given):
    return [f for f in check(record, **{"as_of": NOW, **given}).findings if f.code == AGED]


def phone_score(record):
    scored = score(record, check(record, as_of=NOW))
    return next(f for s in scored.sections for f in s.fields if (s.key, f.key) == ("key_person", "phone"))


def test_the_day_on_which_it_became_due_is_said():
    (found,) = aged(proven(TERM + timedelta(days=20)))
    assert (found.field, dict(found.params)) == (PHONE, {"days": 200, "due": "2026-02-10"})


@pytest.mark.parametrize("record", [proven(TERM), proven(timedelta(days=900), Level.PLAUSIBLE), proven(-TERM)])
def test_what_is_within_the_term_or_was_never_proven_does_not_age(record):
    assert aged(record) == []


def test_nothing_ages_without_a_day_to_judge_as_of():
    assert aged(proven(2 * TERM), as_of=None) == []


def test_the_term_is_policy():
    assert aged(proven(TERM / 2), settings=Settings.from_mapping({"freshness": {"verified_days": 30}}))


def test_aged_proof_leaves_a_plausible_value_and_names_why():
    fresh, old = phone_score(proven(TERM)), phone_score(proven(2 * TERM))
    assert (fresh.level, fresh.codes) == (Level.PROVEN, ())
    assert (old.level, old.codes) == (Level.PLAUSIBLE, (AGED,))
    assert old.got == pytest.approx(0.6 * old.of)


def test_aged_proof_no_longer_beats_a_doubt():
    masked = phone_score(proven(2 * TERM, phone="139****0147"))
    assert (masked.level, masked.codes) == (Level.FILLED, ("phone.masked",))


def test_a_contact_long_ago_makes_the_record_stale_from_the_day_of_judging():
    late = Visit("怕吵", at=NOW - timedelta(days=181))
    old = Record(visits=(Visit("采购经理要样品", at=NOW - timedelta(days=400)), late))
    said = [check(old, as_of=day).findings for day in (NOW, NOW - timedelta(days=1), None)]
    assert ["record.stale" in {f.code for f in found} for found in said] == [True, False, False]


@pytest.mark.parametrize("ago", [0, 1, 100, 180, 181, 9000])
def test_the_next_to_age_is_known_to_the_second(ago):
    record = proven(timedelta(days=ago))
    due = ages_at(record, DEFAULTS, NOW)
    if due is None:
        assert aged(record)
    else:
        assert aged(record, as_of=due) == []
        assert aged(record, as_of=due + timedelta(seconds=1))


def test_the_first_of_several_counts_a_contact_among_them():
    both = replace(proven(timedelta(days=10)), visits=(Visit("采购经理要样品", at=NOW - timedelta(days=30)),))
    assert ages_at(both, DEFAULTS, NOW) == NOW + timedelta(days=150)


def test_a_contact_of_a_year_that_no_calendar_reaches_is_no_harm():
    ahead = Record(visits=(Visit("采购经理要样品", at=datetime.max.replace(tzinfo=UTC)),))
    assert ages_at(ahead, DEFAULTS, NOW) == NOW + TERM


def test_what_was_never_proven_never_ages():
    assert ages_at(proven(timedelta(days=10), Level.PLAUSIBLE), DEFAULTS, NOW) is None
