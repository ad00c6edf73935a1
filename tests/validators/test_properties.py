"""What holds for every record that somebody could type: judging never fails, and says the same whoever stands beside."""

from dataclasses import replace
from datetime import UTC, datetime
from string import printable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from validators import (
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
from validators.sharing import half_up

NOW = datetime(2026, 3, 2, 2, 30, tzinfo=UTC)
SNIPPETS = (
    "13926580147", "13926580148", "13826580147", "010-62658014转8", "4008201947", "+852 2523 4567", "139****0147", "张总", "沈砚秋",
    "待補", "澜序机械有限公司", "Larkmoor Trading Co., Ltd.", "继续跟进", "预算5万，周五寄样品", "&#29486;", "１３９", "a@b", "li@brand.cn",
    "http://", "www.lanxu.example", "无", "·", "(", "1.39E+10", "江苏省苏州市虎丘区浒墅关路18号", "91320505MA2058014X", "\u202e", "\ud800", "👍",
    "在本地有三个仓库，做五金和日用品批发，主要给超市供货",
)  # fmt: skip
ANY = st.text(st.characters(), max_size=20) | st.text(printable, max_size=20)
TYPED = ANY | st.lists(st.sampled_from(SNIPPETS), max_size=3).map("".join)
TEXTS = st.lists(TYPED, max_size=2).map(tuple)
TIMES = st.none() | st.datetimes(timezones=st.just(UTC))
PATHS = (
    "website",
    "address",
    "phones",
    "phones[0]",
    "key_persons[0].phones[0]",
    "key_persons[0].role",
    "profile.goods",
)
PERSONS = st.builds(KeyPerson, TYPED, TYPED, st.sampled_from(DecisionRole), TEXTS, TEXTS)
RECORDS = st.builds(
    Record,
    company=TYPED, short_name=TYPED, former_names=TEXTS, ids=st.lists(st.builds(Identifier, TYPED), max_size=1).map(tuple),
    country=st.sampled_from(("CN", "TW", "US", "XX", "")), region=st.sampled_from(("", "110105", "3205", "x")), address=TYPED,
    phones=TEXTS, emails=TEXTS, website=TYPED, industry=TYPED, scale=TYPED, business=TYPED,
    key_persons=st.lists(PERSONS, max_size=2).map(tuple), visits=st.lists(st.builds(Visit, TYPED, TIMES, TIMES), max_size=2).map(tuple),
    profile=st.dictionaries(st.sampled_from(("goods", "colour")), TYPED), rep=st.sampled_from(("", "R001")),
    answers=st.dictionaries(st.sampled_from(PATHS), st.sampled_from(Answer)),
    levels=st.dictionaries(st.sampled_from(PATHS), st.sampled_from(Level)),
    verified=st.dictionaries(st.sampled_from(PATHS), st.datetimes(timezones=st.just(UTC))),
)  # fmt: skip


def judged(record, population):
    judgement = check(record, as_of=NOW, population=population)
    return judgement, score(record, judgement)


@given(st.lists(RECORDS, min_size=1, max_size=6), st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_whoever_stands_where_in_a_file_every_record_is_judged_alike(records, random):
    shuffled = random.sample(records, len(records))
    there, back = FilePopulation(records), FilePopulation(shuffled)
    for record in records:
        assert judged(record, there) == judged(record, back) == judged(replace(record), there)


@given(RECORDS)
@settings(max_examples=40, deadline=None)
def test_the_parts_of_every_score_add_up(record):
    _, scored = judged(record, FilePopulation([record]))
    for parts in (scored.sections, scored.groups):
        assert half_up(round(sum(part.got for part in parts) * 10), 10) == scored.score
        assert round(sum(part.of for part in parts), 1) == 100
        assert all(0 <= part.got <= part.of for part in parts)


@given(RECORDS, st.sampled_from(["website", "address", "phones[0]", "key_persons[0].phones[0]"]))
@settings(max_examples=40, deadline=None)
def test_evidence_never_costs_points(record, path):
    bare = replace(record, levels={}, verified={})
    proven = replace(bare, levels={path: Level.PROVEN})
    among = FilePopulation([bare])
    assert judged(proven, among)[1].score >= judged(bare, among)[1].score


@given(RECORDS, st.sampled_from(["website", "scale", "industry"]))
@settings(max_examples=40, deadline=None)
def test_an_answer_in_place_of_nothing_never_costs_points(record, name):
    empty = replace(record, **{name: ""}, answers={})
    scores = [
        judged(replace(empty, answers=answers), FilePopulation([empty]))[1]
        for answers in ({}, {name: Answer.NOT_FOUND}, {name: Answer.HAS_NONE})
    ]
    assert scores[0].score <= scores[1].score <= scores[2].score
    assert scores[0].completeness <= scores[1].completeness == scores[2].completeness


@pytest.mark.slow
@pytest.mark.timeout(600)
@given(st.lists(RECORDS, min_size=1, max_size=12))
@settings(max_examples=400)
def test_no_file_is_too_strange_to_be_judged(records):
    population = FilePopulation(records)
    for record in records:
        judgement, scored = judged(record, population)
        assert len(judgement.visits) == len(record.visits)
        assert all(f.codes for s in scored.sections for f in s.fields if f.level < Level.PLAUSIBLE)
