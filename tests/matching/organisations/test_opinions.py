"""Are one company's records told from those of its sisters, branches and neighbours, and does the reason say so?"""

from dataclasses import replace

import pytest

from greening.matching import NOTHING_COUNTED, Counted, Verdict, organisations
from greening.matching.organisations import features, keys, model
from validators import Identifier, KeyPerson, Record

DUPLICATE, REVIEW, RELATED, DIFFERENT = Verdict
ID, OTHER_ID = Identifier("91330106MA27Y5C217", "uscc"), Identifier("91330106MA27Y5C22A", "uscc")
LAN = Record(
    company="苏州澜序机械有限公司",
    region="320500",
    address="江苏省苏州市虎丘区浒墅关路18号",
    phones=("0512-62658014",),
    website="www.lanxu.example",
    emails=("info@lanxu.example",),
    key_persons=(KeyPerson("沈砚秋"),),
)


def opinion(one: Record, other: Record, frequencies=NOTHING_COUNTED):
    return model().opinion(features(one), features(other), frequencies)


def named(one: str, other: str):
    return opinion(Record(company=one), Record(company=other))


def codes(found) -> set[str]:
    return {term.code for term in found.terms}


@pytest.mark.parametrize(
    ("one", "other", "code", "verdict"),
    [
        ("苏州澜序机械有限公司", " 蘇州瀾序機械有限責任公司", "name.same_registered", DUPLICATE),
        ("苏州澜序机械有限公司", "苏州澜序机械股份有限公司", "name.same_core", DUPLICATE),
        ("苏州澜序机械有限公司", "澜序(苏州)机械有限公司", "name.same_core", DUPLICATE),
        ("苏州澜序机械有限公司", "澜序机械", "name.same_core_no_place", DUPLICATE),
        ("苏州澜序机械有限公司", "苏州澜序", "name.same_brand", REVIEW),
        ("澜序砚溪", "中亿澜序砚溪材料有限公司", "name.inside", DIFFERENT),
        ("中国澜序", "中国澜序机床工具贸易有限公司", "name.contained", REVIEW),
        ("苏序股份", "苏州澜序砚溪机械股份有限公司", "form.same", REVIEW),
        ("澜序股份", "苏州澜序砚溪机械有限公司", "form.differs", DIFFERENT),
        ("苏序股份", "苏州澜序砚溪机械集团股份有限公司", "form.same", REVIEW),
        ("*ST澜序", "苏州澜序砚溪机械股份有限公司", "form.same", REVIEW),
        ("ST澜序", "苏州澜序砚溪机械有限公司", "form.differs", DIFFERENT),
        ("澜序A", "苏州澜序砚溪机械集团股份有限公司", "form.same", REVIEW),
        ("澜序集团", "澜序集团机械控股有限公司", "form.part", DUPLICATE),
        ("粤澜序", "广东省澜序机床股份有限公司", "name.contained", REVIEW),
        ("苏州澜序", "江苏苏州澜序机械有限公司", "named_place.same", REVIEW),
        ("杭州澜序", "澜序机械有限公司", "named_place.unsaid", DIFFERENT),
        ("杭州澜序", "苏州澜序砚溪机械有限公司", "named_place.differs", DIFFERENT),
        ("杭州机械", "苏州机械有限公司", "name.brand_differs", DIFFERENT),
        ("苏澜机", "苏州澜序机械股份有限公司", "name.initials", REVIEW),
        ("粤澜序", "广东省澜海序机床股份有限公司", "name.shortened", DIFFERENT),
        ("苏机", "苏州澜序机械股份有限公司", "name.shortened", DIFFERENT),
        ("澜序科", "广东澜序科技股份有限公司", "name.contained", REVIEW),
        ("穗澜机", "广州澜序机械股份有限公司", "name.initials", REVIEW),
        ("澜序研院", "苏州澜序研究院股份有限公司", "name.initials", REVIEW),
        ("机械澜序", "苏州澜序精密机械股份有限公司", "name.shuffled", DIFFERENT),
        ("砚溪物流", "苏中砚溪国际物流股份有限公司", "name.inside", DIFFERENT),
        ("兰生股份", "澜兰生物科技股份有限公司", "name.registered_differs", DIFFERENT),
        ("澜序院", "上海澜序集团股份有限公司", "name.inside", DIFFERENT),
        ("栖霞机械", "南京栖霞机械股份有限公司", "name.same_core_no_place", DUPLICATE),
        ("澜序机械", "苏州澜序集团有限公司", "named_trade.unsaid", DIFFERENT),
        ("农行吴江支行", "中国农业银行股份有限公司吴江支行", "name.same_core", DUPLICATE),
        ("砚溪银行深圳分行南山支行", "砚溪银行股份有限公司深圳南山支行", "name.same_core", DUPLICATE),
        ("砚溪银行吴江支行", "砚溪银行股份有限公司苏州吴江支行", "name.same_core_branch_no_place", REVIEW),
        ("Larkmoortrading", "Larkmoor Trading Penvale", "name.contained", REVIEW),
        ("江苏澜序机械有限公司", "苏州澜序机械有限公司", "name.same_core_wider_place", DIFFERENT),
        ("苏州澜序机械有限公司", "苏州澜序餐饮有限公司", "name.trade_differs", DIFFERENT),
        ("苏州澜序机械有限公司", "苏州兰旭机械有限公司", "name.homophone", DIFFERENT),
        ("苏州澜序机械有限公司", "苏州澜禾机械有限公司", "name.registered_differs", DIFFERENT),
        ("苏州澜序机械有限公司", "砚溪", "name.brand_differs", DIFFERENT),
        ("澜钢", "澜序钢铁有限公司", "name.initials", REVIEW),
        ("澜序科技有限公司", "Lanxu", "name.romanised", REVIEW),
        ("澜序科技有限公司", "LANXUINT'LHOLD", "name.romanised", REVIEW),
        ("澜序科技有限公司", "Hollin", "name.other_script", DIFFERENT),
        ("Larkmoor Trading Co., Ltd.", "LARKMOOR TRADING COMPANY LIMITED", "name.same_registered", DUPLICATE),
        ("Larkmoor Hollin Ltd", "Hollin Larkmoor", "name.same_words", DUPLICATE),
        ("Larkmoor Hollin Ltd", "Larkmor Hollin", "name.same_words", DUPLICATE),
        ("Larkmoor Hollin Ltd", "Larkmoor", "name.contained", REVIEW),
        ("Larkmoor Hollin", "Larkmoor Penvale", "name.some_words", DIFFERENT),
        ("Larkmoor Hollin Ltd", "Larkmoor Penvale Ltd", "name.registered_some_words", DIFFERENT),
        ("Larkmoor Hollin Penvale", "LHP", "name.acronym", DIFFERENT),
        ("Larkmoor Hollin Cafe", "Larkmoor Hollin Dining Room", "name.trade_differs", DIFFERENT),
        ("Larkmoor Hollin Center", "Larkmoor Hollin Services", "name.overlap", DIFFERENT),
    ],
)
def test_names_alone_are_judged_by_their_parts(one, other, code, verdict):
    found = named(one, other)
    assert code in codes(found)
    assert found.verdict is verdict


@pytest.mark.parametrize(
    ("one", "other", "decider", "relation"),
    [
        ("苏州澜序机械有限公司", "杭州澜序机械有限公司", "place.differs", "sister"),
        ("苏州澜序机械有限公司", "苏州澜序机械有限公司吴江分公司", "branch.differs", "branch"),
        ("砚溪银行诸暨支行", "砚溪银行股份有限公司义乌支行", "branch.differs", "branch"),
        ("砚溪药房有限公司第一分店", "砚溪药房有限公司第二分店", "branch.differs", "branch"),
        ("Larkmoor Day Care 1", "Larkmoor Day Care 2", "ordinal.differs", "sister"),
        ("Larkmoor Center II", "Larkmoor Center Three", "ordinal.differs", "sister"),
    ],
)
def test_place_branch_and_number_part_two_of_a_name_whatever_they_share(one, other, decider, relation):
    found = opinion(replace(LAN, company=one), replace(LAN, company=other))
    assert (found.verdict, found.decider, found.relation) == (RELATED, decider, relation)
    assert found.probability <= model().vetoed


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"company": "苏州澜序"}, "name.same_brand"),
        ({"phones": ("+86 512 6265 8041",)}, "phone.close"),
        ({"phones": ("0512-88880000",)}, "phone.differs"),
        ({"emails": ("sales@lanxu.example",)}, "email.differs"),
        ({"key_persons": (KeyPerson("shen yanqiu"),)}, "person.sounds"),
        ({"key_persons": (KeyPerson("李栖砚"),)}, "person.differs"),
        ({"address": "苏州市虎丘区浒墅关路20号"}, "address.moved"),
        ({"address": "苏州市吴江区澜溪路7号"}, "address.moved"),
        ({"address": "苏州市虎丘区浒墅关路18号2楼"}, "address.same"),
        ({"address": "", "region": "330100"}, "region.differs"),
        ({"address": ""}, "region.same"),
    ],
)
def test_one_difference_is_named_and_does_not_hide_that_two_are_one(change, code):
    found = opinion(LAN, replace(LAN, **change))
    assert code in codes(found)
    assert found.verdict is DUPLICATE


@pytest.mark.parametrize(
    ("address", "code", "verdict"),
    [
        ("7146 Larkmoor Blvd", "address.same", DUPLICATE),
        ("7148 Larkmoor Blvd", "address.near", DUPLICATE),
        ("9920 Larkmoor Blvd", "address.street", DUPLICATE),
        ("12 Penvale Road", "address.differs", REVIEW),
    ],
)
def test_a_shop_at_another_door_is_for_a_person_to_judge_whatever_else_they_share(address, code, verdict):
    shop = Record(company="Hollin Bakery", country="US", phones=("386 5286",), address="7146-48 Larkmoor Blvd")
    found = opinion(shop, replace(shop, address=address))
    assert (code in codes(found), found.verdict) == (True, verdict)


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        ("Hollin Bunny Land Penvale", "Penvale Hollin Bunnyland", "name.same_words"),
        ("Larkmoor Community Ctr Hollin", "Larkmoor Comm Center - Hollin Farm", "name.contained"),
        ("Larkmoor Penvale Hollin", "Larkmoor Tarnbrook", "name.few_words"),
    ],
)
def test_words_are_met_however_they_are_written(one, other, code):
    assert code in codes(named(one, other))


def test_equal_valid_ids_decide_and_so_do_different_ones():
    one, other = replace(LAN, ids=(ID,)), Record(company="砚溪", ids=(ID,))
    assert (opinion(one, other).verdict, opinion(one, other).decider) == (DUPLICATE, "id.same")
    assert opinion(one, other).probability == 1.0
    twin = replace(LAN, ids=(OTHER_ID,))
    assert (opinion(one, twin).verdict, opinion(one, twin).decider) == (DIFFERENT, "id.differs")
    assert opinion(one, twin).probability == 0.0


def test_ids_that_no_check_confirms_only_speak_for_it():
    wrong = Identifier("91330106MA27Y5C211", "uscc")
    found = opinion(replace(LAN, ids=(wrong,)), replace(LAN, ids=(wrong,)))
    assert "id.same_unchecked" in codes(found)
    assert found.decider == ""


def test_a_short_or_former_name_stands_in_for_the_name():
    renamed = Record(company="苏州砚溪机械有限公司", former_names=("苏州澜序机械有限公司",))
    assert "name.alias" in codes(opinion(LAN, renamed))


def test_one_short_name_of_two_companies_is_their_house():
    one, other = (Record(company=name, short_name="澜序") for name in ("苏州澜序机械有限公司", "苏州澜序餐饮有限公司"))
    assert "name.trade_differs" in codes(opinion(one, other))


@pytest.mark.parametrize("company", ["苏州砚溪餐饮有限公司", "苏州澜序餐饮有限公司", "砚溪火锅"])
def test_companies_of_one_house_stay_two_whatever_else_they_share(company):
    found = opinion(LAN, replace(LAN, company=company))
    assert "ceiling" in codes(found)
    assert found.verdict is REVIEW


def test_an_agents_number_says_nothing():
    agent = "+8651262658014"
    many = Counted(1_000_000, {key.hash: 300_000 for key in keys(features(LAN)) if key.value == agent})
    bits = {term.code: term.bits for term in opinion(LAN, LAN, many).terms}
    assert bits["phone.same"] < 3
    assert {term.code: term.bits for term in opinion(LAN, LAN, Counted(1_000_000)).terms}["phone.same"] > 19


def test_the_number_of_a_share_agent_is_not_the_companys():
    agent = KeyPerson("砚溪证券", "股票過戶機構", phones=("021-62658014",))
    assert features(replace(LAN, key_persons=(agent,))).phones == features(LAN).phones


def test_a_local_number_counts_by_its_digits():
    one, other = (Record(company="Larkmoor", country="US", phones=(raw,)) for raw in ("386 5286", "386-5286"))
    assert features(one).phones == features(other).phones == ("3865286",)


def test_public_mail_is_no_domain():
    assert features(Record(emails=("lan@qq.com", "lan@lanxu.example"))).domains == ("lanxu.example",)


def test_nothing_known_is_no_evidence():
    found = opinion(Record(), Record(company="苏州澜序机械有限公司"))
    assert codes(found) == {"prior"}


def test_every_key_of_a_step_is_counted():
    counted = {key.hash for key in keys(features(LAN))}
    steps = organisations.SCHEME.steps(features(LAN), features(LAN), NOTHING_COUNTED)
    assert {key.hash for step in steps for key in step.shared} <= counted


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Record(company="lark moor ltd"), Record(company="larkmoor")),
        (Record(company="澜澜澜澜机械"), Record(company="澜澜澜序机械")),
        (
            Record(company="澜序", address="苏州市虎丘区浒墅关路18号"),
            Record(company="砚溪", address="浒墅关路18号"),
        ),
    ],
)
def test_what_is_shared_is_counted_and_the_same_for_both_orders(one, other):
    left, right = features(one), features(other)
    own = dict.fromkeys(keys(left), 400) | dict.fromkeys(keys(right), 300)
    known = Counted(1000, {key.hash: count for key, count in own.items()})
    assert model().opinion(left, right, known) == model().opinion(right, left, known)
    steps = organisations.SCHEME.steps(left, right, known)
    assert {key for step in steps for key in step.shared} <= own.keys()


def test_every_code_has_a_weight_and_a_reason():
    assert all(weight.why for weight in model().weights.values())


@pytest.mark.parametrize(
    ("asked", "stored"),
    [
        ("Lanxu", "澜序机械有限公司"),
        ("LMC", "LMC机械有限公司"),
        ("沪精", "上海精澜机械股份有限公司"),
        ("穗澜", "广州澜序机械股份有限公司"),
        ("河机", "广西河池机械股份有限公司"),
        ("中国信息科技", "中国信息科技发展有限公司"),
        ("LarkmoorLtd", "LARKMOOR"),
        ("澜机", "广东澜序机械股份有限公司"),
        ("穗澜机", "广州澜序机械股份有限公司"),
    ],
)
def test_a_name_meets_the_one_that_it_is_short_for_by_a_key_that_few_have(asked, stored):
    read = [features(Record(company=name)) for name in (asked, stored)]
    shared = set(keys(read[0])) & set(keys(read[1]))
    assert shared - {key for key in shared if key.kind == "gram"}


def test_a_person_who_is_written_in_two_ways_speaks_once():
    def met(*names):
        person = Record(company="苏州澜序机械有限公司", key_persons=tuple(map(KeyPerson, names)))
        [term] = [term for term in opinion(person, person).terms if term.code == "person.same"]
        return term.bits

    assert met("沈砚秋", "Shen Yanqiu") == met("沈砚秋")
