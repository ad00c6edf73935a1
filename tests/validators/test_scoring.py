"""The sum and its parts: every point that is lost below plausible has a finding that says why."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from validators import DEFAULTS, Answer, Identifier, KeyPerson, Level, Record, Settings, Visit, check, score
from validators.sharing import half_up

SHEN = KeyPerson("沈砚秋", "总经理", phones=("13926580147",), emails=("shen@lanxu-jx.cn",))
WHOLE = Record(
    company="苏州澜序机械有限公司", short_name="澜序", ids=(Identifier("91320505MA2058014X"),), region="320505",
    address="江苏省苏州市虎丘区浒墅关路18号", phones=("0512-62658014",), emails=("info@lanxu-jx.cn",), website="www.lanxu-jx.cn",
    industry="机械", business="输送线部件的加工", scale="20-99人", key_persons=(SHEN,), visits=(Visit("采购经理要样品，周五寄"),),
    profile=dict.fromkeys(("goods", "brands", "sales_volume", "advertising", "staff", "vehicles", "premises", "warehouse", "capital"), "有"),
    levels={"ids[0]": Level.PROVEN},
)  # fmt: skip


def judged(record, settings=DEFAULTS):
    return score(record, check(record, settings=settings), settings=settings)


def field(scored, name):
    section, _, key = name.partition(".")
    return next(f for s in scored.sections if s.key == section for f in s.fields if f.key == key)


def assert_adds_up(scored):
    assert half_up(round(sum(s.got for s in scored.sections) * 10), 10) == scored.score
    assert round(sum(s.of for s in scored.sections), 1) == 100
    assert round(sum(g.got for g in scored.groups), 1) == round(sum(s.got for s in scored.sections), 1)
    assert round(sum(g.of for g in scored.groups), 1) == 100
    for section in scored.sections:
        assert round(sum(f.got for f in section.fields), 1) == section.got
        assert round(sum(f.of for f in section.fields), 1) == section.of


def groups(scored):
    return {group.key: (group.got, group.of) for group in scored.groups}


def test_everything_plausible_is_sixty():
    plausible = replace(
        WHOLE, ids=(Identifier("28934512", "tw_ubn"),), levels={"ids[0]": Level.PLAUSIBLE}, country="CN"
    )
    fine = [f for s in judged(plausible).sections for f in s.fields if f.level is Level.PLAUSIBLE]
    assert all(f.got == pytest.approx(0.6 * f.of) for f in fine)
    assert judged(WHOLE).score == 60 + 4
    assert judged(WHOLE).completeness == 100


def test_everything_proven_is_a_hundred_and_nothing_is_nothing():
    paths = [f.path for s in judged(WHOLE).sections for f in s.fields]
    proven = judged(replace(WHOLE, levels=dict.fromkeys(paths, Level.PROVEN)))
    assert (proven.score, proven.completeness) == (100, 100)
    empty = judged(Record())
    assert (empty.score, empty.completeness) == (0, 0)
    assert_adds_up(proven)
    assert_adds_up(empty)


def test_the_sections_are_worth_what_the_schema_says():
    assert {s.key: s.of for s in judged(WHOLE).sections} == {
        "identity": 25, "key_person": 30, "place": 15, "business": 20, "contact": 10,
    }  # fmt: skip


@pytest.mark.parametrize(("level", "share"), [(Level.SUPPORTED, 0.7), (Level.CORROBORATED, 0.85), (Level.PROVEN, 1.0)])
def test_evidence_sets_the_level(level, share):
    found = field(judged(replace(WHOLE, levels={**WHOLE.levels, "address": level})), "place.address")
    assert found.level is level
    assert found.got == pytest.approx(share * 10, abs=0.5)


def test_a_warning_leaves_the_filled_share_and_a_blocker_nothing():
    doubtful = judged(replace(WHOLE, website="test@brand.cn", company="测试公司"))
    assert field(doubtful, "identity.website").level is Level.FILLED
    assert field(doubtful, "identity.company").level is Level.EMPTY
    assert field(doubtful, "identity.company").codes == ("company.placeholder",)


def test_the_authors_own_evidence_does_not_beat_a_doubt_but_a_foreign_one_does():
    masked = replace(WHOLE, phones=("139****0147",))
    assert field(judged(replace(masked, levels={"phones[0]": Level.SUPPORTED})), "contact.phone").level is Level.FILLED
    proven = field(judged(replace(masked, levels={"phones[0]": Level.CORROBORATED})), "contact.phone")
    assert proven.level is Level.CORROBORATED
    assert proven.codes == ()


def test_a_level_below_plausible_proves_nothing_either_way():
    typed = replace(WHOLE, levels={**WHOLE.levels, "address": Level.FILLED})
    assert field(judged(typed), "place.address").level is Level.PLAUSIBLE


def test_the_best_value_of_a_field_counts():
    found = field(judged(replace(WHOLE, phones=("139****0147", "0512-62658014"))), "contact.phone")
    assert (found.path, found.level, found.codes) == ("phones[1]", Level.PLAUSIBLE, ())


def test_the_key_person_worth_most_counts_as_a_whole():
    half = KeyPerson("陆景行", "采购经理")
    scored = judged(replace(WHOLE, key_persons=(half, SHEN)))
    assert {f.path.partition(".")[0] for s in scored.sections if s.key == "key_person" for f in s.fields} == {
        "key_persons[1]"
    }


def test_padding_earns_nothing_and_a_thin_note_a_little():
    assert field(judged(replace(WHOLE, visits=(Visit("继续跟进"),))), "contact.visit").got == 0
    assert field(judged(replace(WHOLE, visits=(Visit("认识王总"),))), "contact.visit").level is Level.FILLED


def test_who_guards_the_door_has_no_role_that_counts():
    found = field(judged(replace(WHOLE, key_persons=(replace(SHEN, title="前台"),))), "key_person.role")
    assert (found.level, found.codes) == (Level.FILLED, ("key_person.gate_only",))


def test_has_none_earns_and_could_not_find_out_only_counts_as_answered():
    bare = replace(WHOLE, website="")
    none = field(judged(replace(bare, answers={"website": Answer.HAS_NONE})), "identity.website")
    assert (none.level, none.answered, none.codes) == (Level.PLAUSIBLE, True, ())
    unknown = field(judged(replace(bare, answers={"website": Answer.NOT_FOUND})), "identity.website")
    assert (unknown.level, unknown.answered, unknown.codes) == (Level.EMPTY, True, ("record.not_found",))
    empty = field(judged(bare), "identity.website")
    assert (empty.level, empty.answered, empty.codes) == (Level.EMPTY, False, ("record.missing_website",))


def test_an_answer_about_all_persons_is_one_about_each_field():
    scored = judged(Record(answers={"key_persons": Answer.HAS_NONE}))
    assert field(scored, "key_person.phone").answered


def test_every_lost_point_names_its_finding():
    poor = Record(
        company="测试公司", phones=("无",), emails=("li@brand",), website="-", ids=(Identifier("123"),), address="江苏省",
        key_persons=(KeyPerson("待补", "对接", phones=("139****0147",)),), visits=(Visit("继续跟进"),),
        answers={"profile.goods": Answer.NOT_FOUND},
    )  # fmt: skip
    for scored in (judged(poor), judged(Record())):
        assert_adds_up(scored)
        for section in scored.sections:
            assert all(f.codes for f in section.fields if f.level < Level.PLAUSIBLE)


def test_four_qualities_share_the_points_of_the_sum():
    whole, empty = groups(judged(WHOLE)), groups(judged(Record()))
    assert list(whole) == ["complete", "accurate", "important", "timely"]
    assert {key: of for key, (_, of) in whole.items()} == {
        "complete": 19.5,
        "accurate": 45.5,
        "important": 30,
        "timely": 5,
    }
    assert {got for got, _ in empty.values()} == {0}
    assert whole["complete"] == (19.5, 19.5)
    assert whole["important"][0] == groups(judged(replace(WHOLE, address="")))["important"][0]


def test_a_doubt_costs_accuracy_and_an_empty_field_completeness_too():
    whole, doubted, empty = (groups(judged(replace(WHOLE, address=it))) for it in (WHOLE.address, "江苏省", ""))
    assert doubted["complete"] == whole["complete"]
    assert doubted["accurate"][0] < whole["accurate"][0]
    assert empty["complete"][0] == whole["complete"][0] - 3


def test_what_age_takes_is_missed_in_time():
    now, long_ago = datetime(2026, 3, 2, tzinfo=UTC), datetime(2025, 3, 2, tzinfo=UTC)
    proven = replace(WHOLE, levels={"address": Level.PROVEN, "ids[0]": Level.PROVEN})
    old = replace(proven, verified={"address": long_ago})
    fresh, aged = (score(one, check(one, as_of=now)) for one in (proven, old))
    assert_adds_up(aged)
    assert groups(aged)["timely"] == (groups(fresh)["timely"][0], groups(fresh)["timely"][1] + 4)
    assert groups(aged)["accurate"] == tuple(points - 4 for points in groups(fresh)["accurate"])


def test_other_weights_still_make_a_hundred():
    own = Settings.from_mapping({"weights": {"business.goods": 7.0, "contact.visit": 0.5, "place.region": 0.0}})
    assert_adds_up(judged(WHOLE, own))
    assert_adds_up(judged(replace(WHOLE, key_persons=(), phones=("139****0147",)), own))
