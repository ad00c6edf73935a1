"""What a note is worth. Missing an empty note costs little; calling an honest one empty costs a rep a customer."""

import tomllib
from pathlib import Path

import pytest

from validators.settings import DEFAULTS, Settings
from validators.visits import Verdict, judge

EFFECTIVE, WEAK, VOID = Verdict
HERE = Path(__file__).parent
NOTES = tomllib.loads((HERE / "notes.toml").read_text(encoding="utf-8"))
FRESH = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(HERE.glob("fresh_*.toml"))}
"""Notes that were written before they were judged, by file and class; see the head of each."""


def verdict(note, settings=DEFAULTS):
    return judge(note, settings).verdict


def share(kinds, corpus):
    """The part of a corpus with one of these verdicts; of an empty one, all."""
    return sum(verdict(note) in kinds for note in corpus) / len(corpus) if corpus else 1.0


@pytest.mark.parametrize("note", [*NOTES["telling"], *NOTES["short_and_telling"]])
def test_no_note_that_tells_something_is_void(note):
    assert verdict(note) is not VOID


def test_notes_that_tell_something_are_effective():
    assert share({EFFECTIVE}, NOTES["telling"]) >= 0.95
    assert share({EFFECTIVE}, NOTES["short_and_telling"]) >= 0.85


def test_padding_is_void_or_at_least_weak():
    assert share({VOID}, NOTES["empty"]) >= 0.9
    assert share({VOID, WEAK}, NOTES["empty"]) >= 0.98


def test_padding_in_disguise_is_not_effective():
    assert share({VOID, WEAK}, NOTES["long_and_empty"]) >= 0.8


PLAIN = [name for name, kinds in FRESH.items() if "zh_plain_empty" in kinds]
"""Sets large enough to hold us to what we promise of plain notes."""
OPENINGS = (
    "客户说",
    "今天联系了客户，",
    "打电话过去，对方说",
    "跟进中，",
    "client says ",
    "called today, ",
    "follow up: ",
)


def fresh(name, *kinds):
    return [note for kind, notes in FRESH[name].items() if kind[3:] in kinds for note in notes]


@pytest.mark.parametrize("name", FRESH)
def test_no_fresh_note_that_tells_something_is_void(name):
    assert [note for note in fresh(name, "telling", "short", "failure") if verdict(note) is VOID] == []


@pytest.mark.parametrize("name", FRESH)
def test_fresh_notes_that_tell_something_are_effective(name):
    assert share({EFFECTIVE}, fresh(name, "telling")) >= 0.95
    assert share({EFFECTIVE}, fresh(name, "short")) >= 0.85
    assert share({EFFECTIVE}, fresh(name, "failure")) >= 0.5


@pytest.mark.parametrize("name", FRESH)
@pytest.mark.parametrize("opening", OPENINGS)
def test_a_short_fact_behind_an_empty_opening_is_never_void(name, opening):
    notes = [note for note in fresh(name, "short", "failure") if note.isascii() is opening.isascii()]
    assert [note for note in notes if verdict(opening + note) is VOID] == []


@pytest.mark.parametrize("name", PLAIN)
def test_fresh_plain_padding_is_void(name):
    padding = fresh(name, "plain_empty")
    assert len(padding) >= 150
    assert share({VOID}, padding) >= 0.9
    assert share({VOID, WEAK}, padding) >= 0.98


@pytest.mark.parametrize("name", FRESH)
def test_fresh_padding_is_not_effective_and_what_is_short_is_void(name):
    short = fresh(name, "empty", "plain_empty")
    assert share({VOID, WEAK}, fresh(name, "long_empty")) >= 0.9
    assert share({VOID, WEAK}, short) >= 0.9
    assert share({VOID}, short) >= 0.8


@pytest.mark.parametrize(
    "note", ["", ".", "……", "111", "20240301", "啊啊啊啊", "hahaha", "asdf", "asdfasdf", "qwe", "test", "测试"]
)
def test_no_words_are_gibberish_or_nothing(note):
    found = judge(note, DEFAULTS)
    assert found.verdict is VOID
    assert found.reason in {"visit.gibberish", "visit.boilerplate"}


@pytest.mark.parametrize(
    ("note", "units"),
    [
        ("白总预算9万", {"who", "amount"}),
        ("归母公司管", {"authority"}),
        ("下周三演示", {"when", "next_step"}),
        ("金蝶便宜三百", {"competitor", "objection", "amount"}),
        ("已倒闭", {"fact"}),
        ("The CFO worries about migration", {"role", "objection", "need"}),
    ],
)
def test_kinds_of_information_are_named(note, units):
    assert units <= set(judge(note, DEFAULTS).units)


def test_a_failure_that_is_stated_as_a_fact_is_worth_a_visit():
    for note in (
        "号码是记账公司的，跟客户无关",
        "店面已转让，门上挂了新招牌",
        "厂长已退休，接班的是白女士",
        "The company moved to York in May",
    ):
        assert verdict(note) is EFFECTIVE


def test_traditional_characters_and_width_make_no_difference():
    assert verdict("客戶態度不錯，後續保持跟進") is VOID
    assert judge("預算７萬，週四看", DEFAULTS) == judge("预算7万，周四看", DEFAULTS)


def test_repeating_padding_does_not_make_it_better():
    assert verdict("继续跟进" * 20) is VOID


def test_a_company_may_name_its_own_phrases():
    own = Settings.from_mapping({"lexicon": {"visit_phrases": [*DEFAULTS.words["visit_phrases"], "浇水施肥"]}})
    assert verdict("浇水施肥", own) is VOID
    assert verdict("浇水施肥") is not VOID


def test_a_stricter_company_wants_more_of_a_note():
    strict = Settings.from_mapping({"visits": {"effective_units": 3, "short_note": 0}})
    assert verdict("白总预算9万") is EFFECTIVE
    assert verdict("白总预算9万", strict) is WEAK
