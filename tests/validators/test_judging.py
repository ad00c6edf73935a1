"""Judging as a whole: never raises, always says the same, and says it in the record's own order."""

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from validators import (
    CATALOG,
    EMPTY_POPULATION,
    Answer,
    DecisionRole,
    FilePopulation,
    Identifier,
    KeyPerson,
    Level,
    Record,
    Visit,
    check,
    score,
)

PHONE, NOW = "13926580147", datetime(2026, 3, 2, 2, 30, tzinfo=UTC)
SNIPPETS = (
    "13800138000",
    "010-62658014转8",
    "张总",
    "待補",
    "有限公司",
    "继续跟进",
    "预算5万",
    "&#29486;",
    "１３９",
    "test",
    "a@b",
    "http://",
    "无",
    "·",
    "(",
    "1.39E+10",
)
TYPED = st.one_of(st.text(max_size=30), st.lists(st.sampled_from(SNIPPETS), max_size=4).map("".join))
TEXTS = st.lists(TYPED, max_size=3).map(tuple)
TIMES = st.none() | st.datetimes(timezones=st.just(UTC))
PATHS = st.sampled_from(
    ("website", "phones", "phones[0]", "key_persons", "key_persons[0].phones", "profile.goods", "company")
)
RECORDS = st.builds(
    Record,
    company=TYPED, short_name=TYPED, former_names=TEXTS, ids=st.lists(st.builds(Identifier, TYPED, TYPED), max_size=2).map(tuple),
    country=st.sampled_from(("CN", "TW", "HK", "US", "GB", "DE", "XX", "")), region=TYPED | st.sampled_from(("110105", "3205", "TW-TPE")), address=TYPED,
    phones=TEXTS, emails=TEXTS, website=TYPED, industry=TYPED, scale=TYPED, business=TYPED,
    key_persons=st.lists(st.builds(KeyPerson, TYPED, TYPED, st.sampled_from(DecisionRole), TEXTS, TEXTS), max_size=2).map(tuple),
    visits=st.lists(st.builds(Visit, TYPED, TIMES, TIMES), max_size=2).map(tuple),
    profile=st.dictionaries(st.sampled_from(("goods", "brands", "colour")), TYPED),
    answers=st.dictionaries(PATHS, st.sampled_from(Answer)), levels=st.dictionaries(PATHS, st.sampled_from(Level)), rep=TYPED,
)  # fmt: skip


@given(RECORDS)
@settings(max_examples=100, deadline=None)
def test_no_record_is_too_strange_to_be_judged(record):
    judgement = check(record, as_of=NOW, population=FilePopulation([record]))
    scored = score(record, judgement)
    assert len(judgement.visits) == len(record.visits)
    assert 0 <= scored.score <= 100
    assert 0 <= scored.completeness <= 100
    for finding in judgement.findings:
        assert finding.severity is CATALOG[finding.code].severity
        assert set(finding.params) == set(CATALOG[finding.code].params)
    assert all(f.codes for s in scored.sections for f in s.fields if f.level < Level.PLAUSIBLE)
    assert (judgement, scored) == (check(record, as_of=NOW, population=FilePopulation([record])), scored)


@given(st.lists(RECORDS, min_size=2, max_size=4))
@settings(max_examples=25, deadline=None)
def test_the_order_of_records_makes_no_difference(records):
    there, back = FilePopulation(records), FilePopulation(reversed(records))
    for record in records:
        assert check(record, population=there).findings == check(record, population=back).findings


def test_findings_stand_in_the_order_of_the_record():
    record = Record(
        company="测试公司", address="江苏省", phones=("139****0147", "12345678901"), emails=("li@brand",),
        key_persons=(KeyPerson("张总"), KeyPerson("前台")), visits=(Visit("继续跟进"),),
    )  # fmt: skip
    tops = [finding.field.partition("[")[0] for finding in check(record).findings]
    order = [
        "company",
        "short_name",
        "ids",
        "address",
        "phones",
        "emails",
        "website",
        "industry",
        "scale",
        "business",
        "profile",
        "key_persons",
        "visits",
    ]
    assert tops == sorted(tops, key=order.index)


def test_the_tenth_value_stands_behind_the_second():
    phones = tuple(f"139****0{at:03}" for at in range(11))
    fields = [f.field for f in check(Record(phones=phones)).findings if f.code == "phone.masked"]
    assert fields == [f"phones[{at}]" for at in range(11)]


def test_numbers_come_back_in_the_order_of_the_record():
    record = Record(phones=("010-62658014/13926580147",), key_persons=(KeyPerson(phones=("13926580148",)),))
    assert [number.e164 for number in check(record).phones] == ["+861062658014", "+8613926580147", "+8613926580148"]


def test_nobody_else_is_known_unless_a_population_is_given():
    record = Record(company="苏州澜序机械有限公司", phones=(PHONE,))
    assert check(record) == check(record, population=EMPTY_POPULATION)
