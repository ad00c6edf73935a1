"""When a record wants a look, how urgently, what a verdict changes; and what a few verdicts say of somebody."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from greening.domain import policy as policies
from greening.domain.bounds import interval
from greening.domain.changes import Stamp
from greening.domain.policy import shipped
from greening.domain.review import Kind
from greening.domain.review_rules import (
    Ruling,
    author,
    authors,
    day_began,
    masked_parts,
    must_say_why,
    part_json,
    parts,
    points,
    prints,
    read_parts,
    topics,
    triage,
    wants_look,
)
from greening.domain.triage import Triage
from validators.finding import Finding, Severity
from validators.record import KeyPerson, Record, Visit

POLICY = shipped()
AT = datetime(2026, 3, 2, tzinfo=UTC)
NUMBER = Finding("phone.placeholder", "phones[0]", Severity.WARNING, {"number": "13800138000"})
SHARED = Finding("repeat.phone_suspect", "phones[0]", Severity.WARNING, {"value": "+8613800138000", "subjects": 6})
NAME = Finding("key_person.placeholder_name", "key_persons[0].name", Severity.WARNING, {"value": "前台"})
BLOCKER = Finding("company.placeholder", "company", Severity.BLOCKER, {"value": "测试公司"})
RECORD = Record(company="测试公司", phones=("13800138000",), key_persons=(KeyPerson("前台"),))


def ruled(kind, version=1, *passed):
    return Ruling(kind, version, frozenset(passed))


@pytest.mark.parametrize(
    ("ruling", "doubted", "version", "sent", "wanted"),
    [
        (None, {"a"}, 1, Triage.REVIEW, True),
        (None, set(), 1, Triage.REVIEW, False),
        (ruled(Kind.PASS, 1, "a", "b"), {"a"}, 7, Triage.FLOW, False),
        (ruled(Kind.PASS, 1, "a"), {"a", "b"}, 1, Triage.REVIEW, True),
        (ruled(Kind.PASS, 1), set(), 1, Triage.FLOW, False),
        (ruled(Kind.REJECT, 1), {"a"}, 1, Triage.QUARANTINE, False),
        (ruled(Kind.REJECT, 1), {"a"}, 2, Triage.REVIEW, True),
        (ruled(Kind.REJECT, 1), set(), 2, Triage.REVIEW, False),
        (ruled(Kind.RETURN, 1), {"a"}, 1, Triage.REVIEW, False),
        (ruled(Kind.RETURN, 1), {"a"}, 2, Triage.REVIEW, True),
    ],
)
def test_a_verdict_stands_above_the_machine_until_something_changes(ruling, doubted, version, sent, wanted):
    assert triage(Triage.REVIEW, doubted, version, ruling) is sent
    assert wants_look(doubted, version, ruling) is wanted


def test_a_doubt_is_the_same_wherever_its_value_stands():
    moved = replace(RECORD, phones=("0571-88880000", "13800138000"))
    assert prints([NUMBER], RECORD) == prints([replace(NUMBER, field="phones[1]")], moved)


def test_a_doubt_is_the_same_however_many_share_it():
    more = replace(SHARED, params={**SHARED.params, "subjects": 7})
    assert prints([SHARED], RECORD) == prints([more], RECORD)


def test_another_fault_another_value_and_another_note_are_other_doubts():
    other = replace(RECORD, phones=("13911111111",))
    notes = [Record(visits=(Visit(note, at=at),)) for note, at in (("跟进", AT), ("联系", AT), ("跟进", None))]
    thin = Finding("visit.boilerplate", "visits[0]", Severity.WARNING)
    found = [*prints([NUMBER, SHARED], RECORD), *prints([NUMBER], other), *(prints([thin], one)[0] for one in notes)]
    assert len(set(found)) == len(found) == 6


def test_a_doubt_about_no_value_is_told_by_its_words():
    one, other = (Finding("x.y", "key_persons", Severity.WARNING, {"value": value, "n": 1}) for value in ("a", "b"))
    assert prints([one], RECORD) != prints([other], RECORD)


@pytest.mark.parametrize(
    ("code", "severity", "weight"),
    [
        ("repeat.phone_agent", Severity.WARNING, 35),
        ("repeat.phone_suspect", Severity.WARNING, 30),
        ("key_person.placeholder_name", Severity.WARNING, 25),
        ("phone.placeholder", Severity.WARNING, 25),
        ("company.placeholder", Severity.BLOCKER, 40),
        ("mail.typo", Severity.WARNING, 15),
        ("id.personal", Severity.BLOCKER, 40),
        ("anything.else", Severity.HINT, 0),
    ],
)
def test_the_longest_pattern_decides_else_the_severity(code, severity, weight):
    assert points(code, severity, POLICY) == weight


def test_points_are_the_organisations_to_change():
    document = {section: dict(values) for section, values in POLICY.document.items()}
    document["review"]["points"] = {"mail.*": 60}
    changed = policies.read(document)
    assert (points("mail.typo", Severity.WARNING, changed), points("phone.iot", Severity.WARNING, changed)) == (60, 15)
    document["review"]["points"] = {"mail.*": 101, "phone.*": "many"}
    with pytest.raises(policies.PolicyBroken) as broken:
        policies.read(document)
    assert {(one["path"], one["problem"]) for one in broken.value.params["problems"]} == {
        ("review.points.mail.*", "out_of_range"),
        ("review.points.phone.*", "wrong_kind"),
    }


def test_a_code_counts_once_and_the_heaviest_stands_first():
    made = parts([NAME, NUMBER, replace(NUMBER, field="phones[1]"), BLOCKER, SHARED], POLICY)
    assert [(part.code, part.points, len(part.findings)) for part in made] == [
        ("company.placeholder", 40, 1),
        ("repeat.phone_suspect", 30, 1),
        ("key_person.placeholder_name", 25, 1),
        ("phone.placeholder", 25, 2),
    ]
    assert made[3].field == "phones[0]"
    assert {"phone", "phone.placeholder", "repeat"} <= set(topics(made))


def test_parts_are_stored_and_read_back():
    made = parts([NUMBER, NAME, SHARED], POLICY)
    assert read_parts([part_json(part) for part in made]) == made


def test_masked_parts_show_no_number():
    [part] = masked_parts(parts([NUMBER], POLICY), RECORD)
    assert part.findings[0].params == {"number": "138****8000"}


def test_the_author_is_whose_value_weighs_most():
    stamps = {"phones[0]": Stamp(7, AT, "form"), "key_persons[0].name": Stamp(8, AT, "form")}
    visited = replace(RECORD, visits=(Visit("跟进", rep="9"), Visit("跟进")))
    visit, nobody = (Finding("visit.boilerplate", f"visits[{n}]", Severity.WARNING) for n in (0, 1))
    assert author(parts([SHARED, NAME], POLICY), visited, stamps, 1) == 7
    assert author(parts([NAME], POLICY), visited, stamps, 1) == 8
    assert author(parts([BLOCKER], POLICY), visited, stamps, 1) == 1
    assert author(parts([visit], POLICY), visited, stamps, 1) == 9
    assert author(parts([nobody], POLICY), visited, stamps, 1) is None
    assert author(parts([BLOCKER], POLICY), RECORD, {"company": Stamp(None, AT, "list.csv")}, None) is None


def test_authors_are_all_who_wrote_something():
    stamps = {"phones[0]": Stamp(7, AT, "form"), "company": Stamp(None, AT, "list.csv")}
    assert authors(replace(RECORD, visits=(Visit("跟进", rep="3"), Visit("跟进"))), stamps, 7) == [3, 7]
    assert authors(RECORD, {}, None) == []


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [(0, 0, 0, 1), (0, 59, 0, 0.061), (3, 41, 0.025, 0.194), (41, 41, 0.914, 1), (1, 1, 0.207, 1)],
)
def test_the_interval_is_wilsons(hits, of, low, high):
    assert interval(hits, of, 0.95) == pytest.approx((low, high), abs=0.001)


@pytest.mark.parametrize(
    ("done", "skipped", "why"),
    [(0, 0, False), (0, 2, False), (0, 3, True), (35, 3, True), (36, 3, False), (90, 10, True)],
)
def test_a_few_skips_are_free_and_then_a_tenth(done, skipped, why):
    assert must_say_why(done, skipped, POLICY) is why


def test_the_day_begins_in_the_organisations_zone():
    assert day_began(AT, POLICY) == datetime(2026, 3, 1, 16, tzinfo=UTC)
    assert day_began(AT - timedelta(hours=8, seconds=1), POLICY) == datetime(2026, 2, 28, 16, tzinfo=UTC)
