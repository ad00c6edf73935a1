"""Sums that explain themselves, and choices that lose nothing."""

from datetime import UTC, datetime

import pytest

from greening.domain.changes import Change
from greening.domain.record_page import Act, Assessment
from greening.domain.triage import Triage
from greening.web import scores
from greening.web.conflicts import Side, choices
from greening.web.forms import RecordForm
from validators import DEFAULTS, FieldScore, Finding, Level, Score, SectionScore, Severity
from validators.record import Answer, DecisionRole, Identifier, KeyPerson, Record

NOW = datetime(2026, 3, 2, tzinfo=UTC)
PHONE = FieldScore("phone", "phones[0]", 0.9, 3, Level.FILLED, answered=True, codes=("phone.suspicious", "phone.run"))
MAIL = FieldScore("email", "emails", 0, 2, Level.EMPTY, answered=False, codes=("record.missing_email",))
SITE = FieldScore("website", "website", 3, 3, Level.PROVEN, answered=True)
SCORE = Score(4, 50, (SectionScore("contact", 0.9, 5, (PHONE, MAIL)), SectionScore("identity", 3, 3, (SITE,))))


def finding(code, field, severity=Severity.WARNING):
    return Finding(code, field, severity)


def test_the_steps_stand_one_behind_the_other():
    first, second = scores.steps(SCORE, DEFAULTS)
    assert (first.start, second.start) == (0, 5)
    assert first.parts == (("true-1", 0.9),)
    assert second.parts == (("true-5", 3),)
    assert [(one.field.key, one.points) for one in first.missing] == [("email", 1.2), ("phone", 0.9)]
    assert second.missing == ()


def test_two_findings_of_one_value_cost_its_points_once():
    found = (
        finding("phone.run", "phones[0]"),
        finding("phone.suspicious", "phones[0]"),
        finding("mail.public", "emails[0]"),
    )
    assessment = Assessment(NOW, SCORE, Triage.REVIEW, found, 1, 1, is_current=True)
    assert [(one.finding.code, one.points) for one in scores.costs(assessment, DEFAULTS)] == [
        ("phone.run", 0.9),
        ("phone.suspicious", 0),
        ("mail.public", 0),
    ]


def test_a_finding_of_a_whole_costs_what_all_of_its_parts_would_earn():
    parts = tuple(
        FieldScore(k, f"profile.{k}", 0, 1, Level.EMPTY, answered=False, codes=("record.missing_profile",))
        for k in "abc"
    )
    score = Score(0, 0, (SectionScore("business", 0, 3, parts),))
    found = (finding("record.missing_profile", "profile", Severity.HINT),)
    (cost,) = scores.costs(Assessment(NOW, score, Triage.FLOW, found, 1, 1, is_current=True), DEFAULTS)
    assert cost.points == pytest.approx(1.8)


def test_what_only_one_side_touched_is_that_sides_to_decide():
    fields = [
        {"path": "scale", "stands": "100", "typed": "20"},
        {"path": "website", "stands": "new.example", "typed": ""},
        {"path": "business", "stands": "", "typed": "tea"},
    ]
    since = [Act(1, NOW, "record.changed", "Bo", (Change("scale", "", "100"), Change("website", "", "new.example")))]
    found = {one.path: (one.suggested, one.is_contested) for one in choices(fields, since)}
    assert found == {
        "scale": (Side.MINE, True),
        "website": (Side.OTHERS, False),
        "business": (Side.MINE, False),
    }


def test_a_form_says_of_a_record_what_the_record_says():
    record = Record(
        company="Oakhill", former_names=("Old",), ids=(Identifier("911", "uscc"),), region="330106", address="1 High St",
        phones=("1", "2"), emails=("a@b.example",), website="w", industry="i", scale="s", business="b",
        key_persons=(KeyPerson("Li", "CEO", DecisionRole.DECIDES, ("3",), ("c@d.example",)),),
        profile={"brands": "x", "odd": "y"}, answers={"short_name": Answer.HAS_NONE},
    )  # fmt: skip
    form = RecordForm.of(record)
    assert form.value("region") == "浙江省杭州市西湖区"
    read = RecordForm.read(form.values).record()
    assert RecordForm.of(read) == form
    assert (read.region, read.answers, read.key_persons[0].role) == ("330106", record.answers, DecisionRole.DECIDES)


def test_fields_that_no_record_has_are_not_read():
    form = RecordForm.read(
        {"company": "A", "owner_id": "1", "__class__": "x", "ids[0].__init__": "y", "a b": "c", "choice.": "others"}
    )
    assert RecordForm.of(form.record()).values == {"company": "A", "country": "CN"}


def test_a_form_shows_an_empty_place_behind_the_filled_ones():
    form = RecordForm({"phones[0]": "1", "phones[2]": "3"})
    assert list(form.places("phones")) == [0, 1, 2, 3]
    assert list(form.places("emails")) == [0]
