"""Which weights a record goes by: those of its kind of customer and its stage, and the plain ones where nobody says."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validators import DEFAULTS, CustomerKind, Level, Record, Settings, Stage, check, kinds, score
from validators.data import rows
from validators.settings import BadSettings

TEA = Record(company="苏州澜序茶业有限公司", address="江苏省苏州市虎丘区浒墅关路18号", phones=("0512-62658014",))
DISTRIBUTOR, END_CUSTOMER, NO_KIND = CustomerKind
PROSPECT, INTERESTED, FIRST_ORDER, REPEAT, NO_STAGE = Stage
LEVELS = st.dictionaries(
    st.sampled_from(("company", "address", "phones[0]", "profile.goods", "profile.capital")), st.sampled_from(Level)
)
WEIGHTS = st.sampled_from([0.0, 0.1, 0.7, 1.0, 3.3, 40.0])


def weights(settings):
    return {f"{field.section}.{field.key}": field.weight for field in settings.fields}


def lacking(record):
    return {code for finding in check(record).findings for code in [finding.code, *finding.params.get("fields", ())]}


def test_who_is_not_said_to_be_anything_goes_by_the_very_same_settings():
    assert DEFAULTS.fitted(NO_KIND, NO_STAGE) is DEFAULTS
    assert DEFAULTS.fitted(NO_KIND, INTERESTED) is DEFAULTS


def test_settings_of_a_kind_are_made_once():
    assert DEFAULTS.fitted(END_CUSTOMER, FIRST_ORDER) is DEFAULTS.fitted(END_CUSTOMER, FIRST_ORDER)


def test_an_end_customer_is_not_asked_for_a_warehouse_and_loses_nothing_by_it():
    asked = {"vehicles", "warehouse", "sales_volume"}
    assert asked <= lacking(TEA)
    assert not asked & lacking(replace(TEA, kind=END_CUSTOMER))
    scored = score(TEA, check(TEA)), score(replace(TEA, kind=END_CUSTOMER), check(replace(TEA, kind=END_CUSTOMER)))
    assert scored[1].score > scored[0].score
    assert scored[1].completeness > scored[0].completeness


def test_a_dealer_without_an_archive_is_less_complete_than_somebody_of_whom_nothing_is_said():
    dealer = replace(TEA, kind=DISTRIBUTOR)
    assert score(dealer, check(dealer)).completeness < score(TEA, check(TEA)).completeness


@pytest.mark.parametrize("stage", [NO_STAGE, INTERESTED, FIRST_ORDER, REPEAT])
def test_whoever_is_no_prospect_owes_an_id(stage):
    assert "record.missing_company_id" in lacking(replace(TEA, stage=stage))


def test_a_prospect_owes_no_id_and_a_buyer_owes_it_most():
    assert "record.missing_company_id" not in lacking(replace(TEA, stage=PROSPECT))
    assert (
        weights(DEFAULTS.fitted(NO_KIND, FIRST_ORDER))["identity.company_id"] > weights(DEFAULTS)["identity.company_id"]
    )


def test_a_stage_goes_before_a_kind():
    both = weights(DEFAULTS.fitted(DISTRIBUTOR, PROSPECT))
    assert "business.capital" not in both
    assert both["business.goods"] == weights(DEFAULTS.fitted(DISTRIBUTOR, NO_STAGE))["business.goods"] == 2


def test_a_policy_weighs_a_kind_as_it_likes():
    own = Settings.from_mapping({"weights_by_kind": {"end_customer.business.warehouse": 4.0}})
    assert weights(own.fitted(END_CUSTOMER, NO_STAGE))["business.warehouse"] == 4
    assert weights(own.fitted(NO_KIND, NO_STAGE)) == weights(DEFAULTS)


def test_no_kind_at_no_stage_may_be_left_without_any_weight():
    plain = dict.fromkeys(DEFAULTS.document["weights"], 0.0) | {"business.goods": 1.0}
    with pytest.raises(BadSettings, match="weights_by_kind: none is above 0"):
        Settings.from_mapping({"weights": plain})


@given(LEVELS, st.sampled_from(CustomerKind), st.sampled_from(Stage), WEIGHTS, WEIGHTS)
def test_points_add_up_for_every_kind_at_every_stage(levels, kind, stage, of_kind, of_stage):
    own = Settings.from_mapping(
        {
            "weights_by_kind": {"distributor.business.goods": of_kind, "end_customer.business.goods": of_kind},
            "weights_by_stage": {"prospect.identity.company_id": of_stage, "repeat.place.address": of_stage},
        }
    )
    record = replace(TEA, levels=levels, kind=kind, stage=stage, profile={"goods": "茶", "capital": "50万"})
    judged = score(record, check(record, settings=own), settings=own)
    assert round(sum(one.of for one in judged.sections), 1) == round(sum(one.of for one in judged.groups), 1) == 100
    got = round(10 * sum(one.got for one in judged.sections))
    assert got == round(10 * sum(one.got for one in judged.groups))
    assert judged.score == (got + 5) // 10
    assert [round(10 * sum(f.got for f in one.fields)) for one in judged.sections] == [
        round(10 * one.got) for one in judged.sections
    ]


def test_one_kind_does_not_leak_into_another():
    combinations = list(product(CustomerKind, Stage))
    alone = {pair: score(replace(TEA, kind=pair[0], stage=pair[1]), check(TEA)) for pair in combinations}
    again = {pair: score(replace(TEA, kind=pair[0], stage=pair[1]), check(TEA)) for pair in reversed(combinations)}
    assert again == alone


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("潛在客戶", PROSPECT),
        ("②意向", INTERESTED),
        ("A1.意向客户", INTERESTED),
        ("首单", FIRST_ORDER),
        ("repeat", REPEAT),
        ("谈判", ""),
    ],
)
def test_a_stage_is_read_in_the_words_of_people(text, stage):
    assert kinds.stage_of(text) == stage


def test_of_several_lines_the_furthest_counts():
    assert kinds.furthest(["潜在客户", "谈判", "老客户", "意向"]) == REPEAT
    assert kinds.furthest(["谈判"]) == kinds.furthest([]) == ""


@pytest.mark.parametrize(("table", "codes"), [(kinds.KINDS, CustomerKind), (kinds.STAGES, Stage)])
def test_every_word_is_written_as_it_is_compared_and_names_a_code(table, codes):
    found = [kinds.kind_of(word) or kinds.stage_of(word) for word, _ in rows(table)]
    assert found == [code for _, code in rows(table)]
    assert set(found) == set(codes) - {""}


@given(st.text())
def test_no_text_raises(text):
    assert kinds.kind_of(text) in set(CustomerKind)
    assert kinds.stage_of(text) in set(Stage)
